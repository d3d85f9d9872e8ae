// How two values of a member are compared: ids as whole numbers, dates as points in time, text by collation.
import type { Collation } from '../wire'

export interface MemberRule {
  readonly isDate: boolean
}

/** Value at a path such as `profile.email`. */
export function valueAt(item: unknown, path: string): unknown {
  let value: unknown = item
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Readonly<Record<string, unknown>>)[name]
  }
  return value
}

type Comparable = string | number | bigint | boolean | null

/** Ticks below a millisecond matter: seven digits decide between two keys of the same millisecond. */
function instant(text: string): number | null {
  const ms = Date.parse(text.replace(/(\.\d{3})\d+/, '$1'))
  const ticks = /\.\d{3}(\d{1,4})/.exec(text)?.[1]?.padEnd(4, '0') ?? '0'
  return Number.isNaN(ms) ? null : ms + Number(ticks) / 10_000
}

export function comparable(value: unknown, rule: MemberRule, collation: Collation): Comparable {
  if (value === undefined || value === null) return null
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
  if (typeof value === 'string') {
    if (rule.isDate) return instant(value)
    return collation === 'ignorecase' ? value.toLowerCase() : value
  }
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? value : null
}

/** null when the two cannot be ordered. */
export function order(left: Comparable, right: Comparable, collation: Collation): number | null {
  if (left === null || right === null) return left === right ? 0 : null
  const numeric = (value: Comparable) => typeof value === 'number' || typeof value === 'bigint'
  if (typeof left === 'string' && typeof right === 'string') {
    if (collation === 'lexicographic') return Math.sign(left.localeCompare(right))
    return left < right ? -1 : left > right ? 1 : 0
  }
  if ((numeric(left) && numeric(right)) || typeof left === typeof right) {
    return left < right ? -1 : left > right ? 1 : 0
  }
  return null
}
