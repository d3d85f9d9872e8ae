// The `filter` parameter: conditions over members, joined by and, or, not, exclusiveOr.
import type { FilterExpression } from '../wire'
import { comparable, type MemberRule, order, valueAt } from './compare'

export type Members = ReadonlyMap<string, MemberRule>
type Test = (item: unknown) => boolean

/** Thrown for a condition that cannot be understood. */
export class QueryProblem extends Error {}

const joined: Readonly<Record<string, (results: readonly boolean[]) => boolean>> = {
  and: (results) => results.every(Boolean),
  or: (results) => results.some(Boolean),
  not: (results) => !results.every(Boolean),
  exclusiveOr: (results) => results.filter(Boolean).length === 1,
}

function listTest(expression: FilterExpression, path: string, rule: MemberRule): Test {
  const { operation, collation = 'ordinal' } = expression
  const value: unknown = expression.value
  if (!Array.isArray(value)) throw new QueryProblem(`${operation} needs an array`)
  const wanted = value.map((one: unknown) => comparable(one, rule, collation))
  const holds = (one: unknown) =>
    wanted.some((other) => order(comparable(one, rule, collation), other, collation) === 0)
  return (item) => {
    const own = valueAt(item, path)
    if (operation === 'in') return holds(own)
    const list: unknown[] = Array.isArray(own) ? own : []
    if (operation === 'subset') return list.every(holds)
    const has = list.map((one) => comparable(one, rule, collation))
    return wanted.every((other) => has.some((one) => order(one, other, collation) === 0))
  }
}

function containsTest(expression: FilterExpression, path: string, rule: MemberRule): Test {
  const { collation = 'ordinal' } = expression
  const wanted = comparable(expression.value, rule, collation)
  return (item) => {
    const own = valueAt(item, path)
    if (Array.isArray(own)) {
      return own.some((one: unknown) => order(comparable(one, rule, collation), wanted, collation) === 0)
    }
    const text = comparable(own, rule, collation)
    return typeof text === 'string' && typeof wanted === 'string' && text.includes(wanted)
  }
}

const decisions: Readonly<Record<string, (sign: number | null) => boolean>> = {
  equals: (sign) => sign === 0,
  notEquals: (sign) => sign !== 0,
  lessThan: (sign) => sign === -1,
  lessThanOrEqual: (sign) => sign === -1 || sign === 0,
  greaterThan: (sign) => sign === 1,
  greaterThanOrEqual: (sign) => sign === 1 || sign === 0,
}

function testOf(expression: FilterExpression, members: Members): Test {
  const { operation, collation = 'ordinal' } = expression
  const join = joined[operation]
  if (join !== undefined) {
    const tests = (expression.items ?? []).map((one) => testOf(one, members))
    if (tests.length === 0) throw new QueryProblem(`${operation} needs items`)
    return (item) => join(tests.map((test) => test(item)))
  }
  const path = expression.property ?? ''
  const rule = members.get(path)
  if (rule === undefined) throw new QueryProblem(`There is no property ${path}`)
  if (operation === 'in' || operation === 'subset' || operation === 'superset') {
    return listTest(expression, path, rule)
  }
  if (operation === 'contains') return containsTest(expression, path, rule)
  const decide = decisions[operation]
  if (decide === undefined) throw new QueryProblem(`There is no operation ${operation}`)
  const wanted = comparable(expression.value, rule, collation)
  return (item) => decide(order(comparable(valueAt(item, path), rule, collation), wanted, collation))
}

/** All conditions must hold. Throws {@link QueryProblem}. */
export function filterItems<Item>(
  items: readonly Item[],
  filter: readonly FilterExpression[],
  members: Members,
): readonly Item[] {
  const tests = filter.map((one) => testOf(one, members))
  return tests.length === 0 ? items : items.filter((item) => tests.every((test) => test(item)))
}
