// Files that only this installation can read: sealed with the vault's data key, replaced atomically.
import { mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../src-shared/errors'
import {
  type FileCalls,
  fileFailure,
  isTemporary,
  realFileCalls,
  setAsideName,
  writeDurably,
} from './durable-file'
import { createTurns } from './turns'

/** What sealing needs of the vault (vault/vault.ts). */
export interface Sealer {
  /** Settles once the vault is open. `memory`: its key dies with this run, so nothing may reach the disk. */
  ready(): Promise<'keyring' | 'memory'>
  seal(aad: string, plain: Buffer): Buffer
  unseal(aad: string, sealed: Buffer): Buffer
}

export interface SealedFiles {
  /** `name`: lower-case letters, digits, dashes. `aad` binds the content to its meaning. Throws `storage-failed`. */
  write(name: string, aad: string, bytes: Buffer): Promise<void>
  /** null: absent, or it was broken and has been set aside. Throws `storage-failed` when it cannot be read at all. */
  read(name: string, aad: string): Promise<Buffer | null>
  remove(name: string): Promise<void>
}

export interface SealedStore extends SealedFiles {
  /** For a file that opens and must not count all the same: renamed and told like a broken one. Throws `storage-failed`. */
  setAside(name: string): Promise<void>
}

interface Deps {
  readonly dir: string
  readonly vault: Sealer
  readonly now: () => Date
  /** A file did not open under the key and was renamed; `fileName` is its new name. */
  readonly onSetAside: (fileName: string) => void
  readonly calls?: FileCalls
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

export function createSealedFiles({ dir, vault, now, onSetAside, calls = realFileCalls }: Deps): SealedStore {
  /** In memory mode files of another run must stay untouched: they belong to a key that may come back. */
  const held = new Map<string, Buffer>()
  /** A read never meets a half-done replacement, and the last write wins. */
  const inTurn = createTurns()

  /** What a write that was cut off by the end of the program left behind; once, before this run writes anything. */
  let swept: Promise<unknown> | null = null
  async function sweep(): Promise<void> {
    const names = await readdir(dir).catch(() => [])
    const left = names.filter(isTemporary)
    await Promise.all(left.map((name) => calls.rm(path.join(dir, name), { force: true }).catch(() => {})))
  }

  function pathOf(name: string): string {
    if (!/^[a-z0-9-]{1,80}$/.test(name)) throw new AppError('internal', { reason: 'sealed-name' })
    return path.join(dir, `${name}.sealed`)
  }

  async function setAside(file: string): Promise<void> {
    const target = setAsideName(file, now())
    await calls.rename(file, target).catch((error: unknown) => {
      throw new AppError('storage-failed', { reason: fileFailure(error) }, error)
    })
    onSetAside(path.basename(target))
  }

  async function readSealed(name: string, aad: string): Promise<Buffer | null> {
    const file = pathOf(name)
    let sealed: Buffer
    try {
      sealed = await readFile(file)
    } catch (error) {
      if (isMissing(error)) return null
      throw new AppError('storage-failed', { reason: fileFailure(error) }, error)
    }
    try {
      return vault.unseal(aad, sealed)
    } catch {
      await setAside(file)
      return null
    }
  }

  return {
    write: (name, aad, bytes) =>
      inTurn(name, async () => {
        const file = pathOf(name)
        if ((await vault.ready()) === 'memory') {
          held.set(name, vault.seal(aad, bytes))
          return
        }
        await mkdir(dir, { recursive: true, mode: 0o700 }).catch(() => {})
        swept ??= sweep()
        await swept
        await writeDurably(file, vault.seal(aad, bytes), calls)
      }),
    read: (name, aad) =>
      inTurn(name, async () => {
        if ((await vault.ready()) === 'keyring') return readSealed(name, aad)
        const sealed = held.get(name)
        return sealed === undefined ? null : vault.unseal(aad, sealed)
      }),
    setAside: (name) =>
      inTurn(name, async () => {
        held.delete(name)
        if ((await vault.ready()) === 'keyring') await setAside(pathOf(name))
      }),
    remove: (name) =>
      inTurn(name, async () => {
        held.delete(name)
        const file = pathOf(name)
        if ((await vault.ready()) === 'memory') return
        await calls.rm(file, { force: true }).catch((error: unknown) => {
          throw new AppError('storage-failed', { reason: fileFailure(error) }, error)
        })
      }),
  }
}
