// The sealed last list of keys of each connection, so that the app opens without the console (decisions D19).
import { z } from 'zod'
import { codeOf } from '../../src-shared/errors'
import { Inventory } from '../../src-shared/key'
import { packKeys, unpackKeys } from '../../src-shared/packed-keys'
import { PackedKeys } from '../../src-shared/packed-keys-schema'
import type { Log } from '../log/log'
import type { SealedFiles } from '../storage/sealed-file'
import { checkedColumns, rememberColumns } from './checked-columns'

/** Whose view of the console it is; nobody else gets to see it. */
const userUid = z.string()

/** Keys by columns: half as long, read four times as fast, and what keys share is shared in memory. */
const Packed = z.object({ userUid, packed: PackedKeys, inventory: Inventory.omit({ keys: true }) })
/** As it was written before that. */
const Plain = z.object({ userUid, inventory: Inventory })
type SavedList = z.infer<typeof Plain>

/** Part of the associated data: what is no list of keys does not open as one. */
const shape = 1
const nameOf = (connectionId: string) => `keys-${connectionId}`
const aadOf = (connectionId: string) => `inventory/${shape}/${connectionId}`

function listFrom(value: unknown): SavedList {
  if (typeof value !== 'object' || value === null || !('packed' in value)) return Plain.parse(value)
  const { userUid, packed, inventory } = Packed.parse(value)
  const keys = unpackKeys(packed)
  rememberColumns(keys, packed)
  return { userUid, inventory: { ...inventory, keys } }
}

const textOf = ({ userUid, inventory: { keys, ...inventory } }: SavedList) =>
  JSON.stringify({ userUid, packed: checkedColumns(keys) ?? packKeys(keys), inventory } satisfies Record<
    keyof z.input<typeof Packed>,
    unknown
  >)

export function createSavedLists({ sealedFiles, log }: { sealedFiles: SealedFiles; log: Log }) {
  /** A list that could not be kept or removed is no reason to fail what the person did. */
  async function quietly<T>(action: string, connectionId: string, work: Promise<T>): Promise<T | null> {
    try {
      return await work
    } catch (error) {
      const code = codeOf(error)
      log.event('saved-list.failed', { action, connectionId, code })
      return null
    }
  }
  return {
    async read(connectionId: string): Promise<SavedList | null> {
      const file = sealedFiles.read(nameOf(connectionId), aadOf(connectionId))
      const bytes = await quietly('read', connectionId, file)
      if (bytes === null) return null
      try {
        return listFrom(JSON.parse(bytes.toString('utf8')))
      } catch {
        log.event('saved-list.unreadable', { connectionId })
        return null
      } finally {
        bytes.fill(0)
      }
    },
    async write(connectionId: string, list: SavedList): Promise<void> {
      const bytes = Buffer.from(textOf(list), 'utf8')
      await quietly(
        'write',
        connectionId,
        sealedFiles.write(nameOf(connectionId), aadOf(connectionId), bytes),
      )
      bytes.fill(0)
    },
    async remove(connectionId: string): Promise<void> {
      await quietly('remove', connectionId, sealedFiles.remove(nameOf(connectionId)))
    },
  }
}
