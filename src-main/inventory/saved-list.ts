// The sealed last list of keys of each connection, so that the app opens without the console (decisions D19).
import { z } from 'zod'
import { AppError } from '../../src-shared/errors'
import { Inventory } from '../../src-shared/key'
import type { Log } from '../log/log'
import type { SealedFiles } from '../storage/sealed-file'

const Saved = z.object({
  /** Whose view of the console it is; nobody else gets to see it. */
  userUid: z.string(),
  inventory: Inventory,
})
type SavedList = z.infer<typeof Saved>

/** Part of the associated data: lists of an older shape do not open as this one. */
const shape = 1
const nameOf = (connectionId: string) => `keys-${connectionId}`
const aadOf = (connectionId: string) => `inventory/${shape}/${connectionId}`

export function createSavedLists({ sealedFiles, log }: { sealedFiles: SealedFiles; log: Log }) {
  /** A list that could not be kept or removed is no reason to fail what the person did. */
  async function quietly<T>(action: string, connectionId: string, work: Promise<T>): Promise<T | null> {
    try {
      return await work
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal'
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
        return Saved.parse(JSON.parse(bytes.toString('utf8')))
      } catch {
        log.event('saved-list.unreadable', { connectionId })
        return null
      } finally {
        bytes.fill(0)
      }
    },
    async write(connectionId: string, list: SavedList): Promise<void> {
      const bytes = Buffer.from(JSON.stringify(list), 'utf8')
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
