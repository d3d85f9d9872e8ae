// Saves bytes where the person chose: never over another file, readable by nobody else, no half file left behind (S-47).
import { constants } from 'node:fs'
import { type FileHandle, lstat, open, unlink } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../src-shared/errors'
import { fileFailure } from './durable-file'
import { failpoint } from './failpoint'
import { isOddName } from './odd-names'

export interface SaveFilter {
  name: string
  extensions: string[]
}

/** Shows the system's save dialog; null when it was cancelled. The only source of the path. */
export type ShowSaveDialog = (options: {
  suggestedName: string
  filters: SaveFilter[]
}) => Promise<string | null>

export type Saved =
  | { readonly kind: 'saved'; readonly fileName: string; readonly folder: string }
  | { readonly kind: 'cancelled' }

interface SaveAs {
  /**
   * Writes `bytes` (the caller keeps and wipes them) to a new file of mode 0600.
   * Throws `save-failed` with `reason` exists|denied|disk-full|name|io, and `partialFile` where a part of it had to stay.
   */
  save(request: { suggestedName: string; filters: SaveFilter[]; bytes: Buffer }): Promise<Saved>
}

interface Deps {
  readonly showSaveDialog: ShowSaveDialog
  readonly openFile?: typeof open
  readonly unlinkFile?: typeof unlink
  readonly platform?: NodeJS.Platform
}

const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0)

/** Blanks what was written and removes the file; false when it could not. */
async function removePartial(file: string, handle: FileHandle, unlinkFile: typeof unlink): Promise<boolean> {
  try {
    const own = await handle.stat()
    await handle.write(Buffer.alloc(own.size), 0, own.size, 0).catch(() => {})
    await handle.truncate(0).catch(() => {})
    // Somebody may have put another file there meanwhile: that one is not ours to remove.
    const there = await lstat(file)
    if (there.ino !== own.ino || there.dev !== own.dev) return false
    await unlinkFile(file)
    return true
  } catch {
    return false
  }
}

const isTooLong = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ENAMETOOLONG'
const reasonOf = (error: unknown) => (isTooLong(error) ? 'name' : fileFailure(error))

export function createSaveAs({
  showSaveDialog,
  openFile = open,
  unlinkFile = unlink,
  ...deps
}: Deps): SaveAs {
  async function write(file: string, bytes: Buffer): Promise<void> {
    if (isOddName(path.basename(file), deps.platform ?? process.platform))
      throw new AppError('save-failed', { reason: 'name' })
    const handle = await openFile(file, flags, 0o600).catch((error: unknown) => {
      throw new AppError('save-failed', { reason: reasonOf(error) }, error)
    })
    try {
      // The mode given to open is cut by the umask; this one is not.
      if (process.platform !== 'win32') await handle.chmod(0o600)
      await handle.writeFile(bytes)
      if (__FAILPOINTS__) failpoint('in-save')
      await handle.sync()
    } catch (error) {
      const removed = await removePartial(file, handle, unlinkFile)
      const detail = { reason: fileFailure(error), ...(removed ? {} : { partialFile: file }) }
      throw new AppError('save-failed', detail, error)
    } finally {
      await handle.close().catch(() => {})
    }
  }

  return {
    async save({ suggestedName, filters, bytes }) {
      const file = await showSaveDialog({ suggestedName, filters })
      if (file === null) return { kind: 'cancelled' }
      await write(file, bytes)
      return { kind: 'saved', fileName: path.basename(file), folder: path.dirname(file) }
    },
  }
}
