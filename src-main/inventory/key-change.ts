// What becomes of a list when keys were changed from here.
import type { KeyRecord } from '../../src-shared/key'

export interface KeyChange {
  readonly upsert?: KeyRecord
  /** With `upsert`: this computer has just made the key. */
  readonly isMadeHere?: boolean
  readonly removeId?: string
  /** A change of this key was sent and nobody knows whether it was carried out: what a list shows of it later may be ours. */
  readonly inDoubtId?: string
}

export function withChanges(keys: readonly KeyRecord[], changes: readonly KeyChange[]): KeyRecord[] {
  const byId = new Map(keys.map((key) => [key.id, key]))
  for (const { upsert, removeId } of changes) {
    if (removeId !== undefined) byId.delete(removeId)
    if (upsert === undefined) continue
    // Not every answer repeats the public key.
    const publicKey = upsert.publicKey ?? byId.get(upsert.id)?.publicKey ?? null
    byId.set(upsert.id, { ...upsert, publicKey })
  }
  return [...byId.values()]
}
