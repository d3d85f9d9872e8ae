// Remembers over the end of the program that it was locked: a restart must not open it.
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { SealedFiles } from '../storage/sealed-file'

export interface LockMark {
  /** Known before anything else, so that the first screen is the right one. */
  isSet(): boolean
  /** Throws `storage-failed`. */
  set(): Promise<void>
  clear(): Promise<void>
}

const name = 'lock'

/**
 * The file holds nothing; that it is there is what counts. Whoever may delete files of this profile can remove it, and
 * could as well read the credential store (docs/security.md, "Limits").
 */
export function createLockMark(sealedFiles: SealedFiles, sealedDir: string): LockMark {
  return {
    isSet: () => existsSync(path.join(sealedDir, `${name}.sealed`)),
    set: () => sealedFiles.write(name, name, Buffer.alloc(1)),
    clear: () => sealedFiles.remove(name),
  }
}
