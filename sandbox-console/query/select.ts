// The `select` parameter: only the named members, nested ones by path.
import type { SelectExpression } from '../wire'
import { valueAt } from './compare'
import { type Members, QueryProblem } from './filter'

type Tree = { [name: string]: unknown }

function selected(item: unknown, paths: readonly string[]): unknown {
  if (typeof item !== 'object' || item === null) return item
  const result: Tree = {}
  for (const path of paths) {
    const value = valueAt(item, path)
    if (value === undefined) continue
    const names = path.split('.')
    const last = names.pop() ?? ''
    let place = result
    for (const name of names) {
      const next = (place[name] ?? {}) as Tree
      place[name] = next
      place = next
    }
    place[last] = value
  }
  return result
}

/** Applies `select` to one object or to every item of a list. */
export function selectMembers(data: unknown, select: readonly SelectExpression[], members: Members): unknown {
  if (select.length === 0) return data
  const paths = select.map(({ propertyPath }) => {
    if (!members.has(propertyPath)) throw new QueryProblem(`There is no property ${propertyPath}`)
    return propertyPath
  })
  return Array.isArray(data) ? data.map((item) => selected(item, paths)) : selected(data, paths)
}
