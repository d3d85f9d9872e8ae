// Keys by columns, each list parsed once: when it is read from disk, else when it is first kept or sent.
import type { KeyRecord } from '../../src-shared/key'
import { type PackedKeys, packKeys } from '../../src-shared/packed-keys'
import { PackedKeys as Schema } from '../../src-shared/packed-keys-schema'

/** Holds no texts of its own: those of the columns are those of the keys. */
const known = new WeakMap<readonly KeyRecord[], PackedKeys>()

/** `columns` came out of their schema, and `keys` out of them. */
export function rememberColumns(keys: readonly KeyRecord[], columns: PackedKeys): void {
  known.set(keys, columns)
}

/** Nothing but members of the schema; null where a key does not match it. Who changes a list makes a new array. */
export function checkedColumns(keys: readonly KeyRecord[]): PackedKeys | null {
  const before = known.get(keys)
  if (before !== undefined) return before
  const parsed = Schema.safeParse(packKeys(keys))
  if (!parsed.success) return null
  known.set(keys, parsed.data)
  return parsed.data
}
