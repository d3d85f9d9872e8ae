// Keeps what did not change the same object, so that nothing of it crosses to the page or is drawn again.
import { isDeepStrictEqual } from 'node:util'
import type { KeyRecord } from '../../src-shared/key'

const isSameKey = (one: KeyRecord, other: KeyRecord) =>
  one.description === other.description &&
  one.status.raw === other.status.raw &&
  one.readOnly === other.readOnly &&
  one.userUid === other.userUid &&
  isDeepStrictEqual(one, other)

/** `after`, with the keys of `before` that are equal in their places; `before` itself where nothing is different. */
export function sameKeys(before: KeyRecord[], after: KeyRecord[]): KeyRecord[] {
  const known = new Map(before.map((key) => [key.id, key]))
  const merged = after.map((key) => {
    const old = known.get(key.id)
    return old !== undefined && isSameKey(old, key) ? old : key
  })
  return merged.length === before.length && merged.every((key, at) => key === before[at]) ? before : merged
}

/** `before` where both are equal. */
export const same = <T>(before: T, after: T): T => (isDeepStrictEqual(before, after) ? before : after)
