// Writing a whole file so that a crash leaves the old or the new one, never a mixture; and setting broken ones aside.
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../src-shared/errors'
import { failpoint } from './failpoint'

/** The parts of `node:fs/promises` that can fail; tests replace them. */
export interface FileCalls {
  open: typeof open
  rename: typeof rename
  rm: typeof rm
}
export const realFileCalls: FileCalls = { open, rename, rm }

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EEXIST: 'exists',
  ELOOP: 'exists',
  EISDIR: 'exists',
}

/** `denied`, `disk-full`, `exists` or `io`, from the error of a file call. */
export function fileFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? 'io'
}

/** A rename is durable only when the folder is flushed too; Windows cannot open folders. */
async function flushFolder(dir: string, calls: FileCalls): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await calls.open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Name of a file that {@link writeDurably} had begun. */
export const isTemporary = (name: string) => /\.[0-9a-f]{12}\.tmp$/.test(name)

/** Replaces `file` by `bytes` (mode 0600): temporary file, flush, rename, flush. Throws `storage-failed`. */
export async function writeDurably(file: string, bytes: Buffer, calls = realFileCalls): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const handle = await calls.open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(bytes)
      if (__FAILPOINTS__) failpoint('in-write', path.basename(file))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await calls.rename(temporary, file)
    if (__FAILPOINTS__) failpoint('after-write', path.basename(file))
    await flushFolder(path.dirname(file), calls)
  } catch (error) {
    await calls.rm(temporary, { force: true }).catch(() => {})
    throw new AppError('storage-failed', { reason: fileFailure(error) }, error)
  }
}

/** Name for a broken file that is kept for support: `<file>.corrupt-20260131T235959`. */
export function setAsideName(file: string, now: Date): string {
  return `${file}.corrupt-${now.toISOString().replace(/[-:]|\..*$/g, '')}`
}
