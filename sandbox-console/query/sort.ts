// The `sort` parameter; the sort is stable, and missing values come first.
import type { SortExpression } from '../wire'
import { comparable, order, valueAt } from './compare'
import { type Members, QueryProblem } from './filter'

export function sortItems<Item>(
  items: readonly Item[],
  sort: readonly SortExpression[],
  members: Members,
): readonly Item[] {
  const keys = sort.map(({ property, direction = 'ascending', collation = 'ordinal' }) => {
    const rule = members.get(property)
    if (rule === undefined) throw new QueryProblem(`There is no property ${property}`)
    const factor = direction === 'descending' ? -1 : 1
    return (left: Item, right: Item) => {
      const [a, b] = [left, right].map((item) => comparable(valueAt(item, property), rule, collation))
      if (a === undefined || b === undefined || a === null || b === null) {
        return factor * (Number((a ?? null) !== null) - Number((b ?? null) !== null))
      }
      return factor * (order(a, b, collation) ?? 0)
    }
  })
  if (keys.length === 0) return items
  return [...items].sort((left, right) => {
    for (const compare of keys) {
      const sign = compare(left, right)
      if (sign !== 0) return sign
    }
    return 0
  })
}
