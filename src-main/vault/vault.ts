// Owns the data key and says where secrets are kept: in the credential store, or only in memory.

import type { VaultMode } from '../../src-shared/app-state'
import { createCell, type ReadableCell } from '../../src-shared/cell'
import { AppError } from '../../src-shared/errors'
import { type Credentials, keyringCredentials, memoryCredentials } from './credentials'
import type { Installation } from './installation'
import { type KeptSecrets, keyringSecrets, noSecrets } from './kept-secrets'
import type { Keyring } from './keyring'
import type { OwedRemovals } from './owed-removals'
import { createSeal, type Seal } from './seal'

export interface Vault {
  readonly mode: ReadableCell<VaultMode>
  /** Opens once; never rejects. Slow stores and unlock prompts make it take long, so nobody shows a window after it. */
  open(): Promise<void>
  /** Settles after {@link open}. `memory`: the key is random and dies with this run. */
  ready(): Promise<'keyring' | 'memory'>
  /** Before the vault is open these three throw `vault-unavailable`. */
  seal(aad: string, plain: Buffer): Buffer
  /** Throws `storage-failed` for anything not sealed here under the same `aad`. */
  unseal(aad: string, sealed: Buffer): Buffer
  hmac(bytes: Buffer, purpose?: string): Buffer
  readonly credentials: Credentials
  /** Waits until the vault is open, as `credentials` does. */
  readonly secrets: KeptSecrets
}

interface Deps {
  readonly keyring: Keyring
  /** null when its file can neither be read nor written: then nothing could be found again. */
  readonly installation: () => Promise<Installation | null>
  /** 32 random bytes. */
  readonly newDataKey: () => Buffer
  readonly owed: OwedRemovals
  /** The store did not confirm that a sign-in is gone. */
  readonly onOwed: () => void
}

interface Opened {
  readonly kept: 'keyring' | 'memory'
  readonly seal: Seal
  readonly credentials: Credentials
  readonly secrets: KeptSecrets
}

const keyLength = 32

export function createVault({ keyring, installation, newDataKey, owed, onOwed }: Deps): Vault {
  const mode = createCell<VaultMode>({ kind: 'opening' })
  let opened: Opened | null = null
  let opening: Promise<void> | null = null
  let announce: (kept: 'keyring' | 'memory') => void = () => {}
  const whenReady = new Promise<'keyring' | 'memory'>((resolve) => {
    announce = resolve
  })

  function finish(next: Opened, as: VaultMode): void {
    opened = next
    mode.set(as)
    announce(next.kept)
  }

  function keepInMemory(why: Extract<VaultMode, { kind: 'memory' }>['why']): void {
    finish(
      {
        kept: 'memory',
        seal: createSeal(newDataKey(), 'memory'),
        credentials: memoryCredentials(),
        secrets: noSecrets(),
      },
      { kind: 'memory', why },
    )
  }

  /** Absent for sure: make one. It counts only once the store has given it back. */
  async function makeDataKey(account: string): Promise<Buffer | null> {
    const fresh = newDataKey()
    const wrote = await keyring.set(account, fresh.toString('base64'))
    if (wrote.kind === 'written') return fresh
    keepInMemory(wrote.why)
    return null
  }

  async function openNow(): Promise<void> {
    const own = await installation()
    if (own === null) return keepInMemory('profile')
    const account = `${own.account}/data-key`
    const got = await keyring.get(account)
    if (got.kind === 'unavailable') return keepInMemory(got.why)
    const known = got.kind === 'found' ? Buffer.from(got.value, 'base64') : null
    const dataKey = known?.length === keyLength ? known : await makeDataKey(account)
    if (dataKey === null) return
    const credentials = keyringCredentials(keyring, own.account, own.deviceId)
    // Before anybody can write a new record under one of these names.
    for (const connectionId of owed.all())
      if ((await credentials.remove(connectionId)) === 'removed') await owed.settle(connectionId)
    const secrets = keyringSecrets(keyring, own.account)
    finish(
      { kept: 'keyring', seal: createSeal(dataKey, own.account), credentials, secrets },
      { kind: 'keyring' },
    )
  }

  function current(): Opened {
    if (opened === null) throw new AppError('vault-unavailable', { why: 'opening' })
    return opened
  }

  const afterOpening = async () => {
    await whenReady
    return current()
  }

  const credentials: Credentials = {
    async read(connectionId) {
      const { kept, credentials: open } = await afterOpening()
      return kept === 'keyring' && owed.has(connectionId) ? null : open.read(connectionId)
    },
    async write(connectionId, record) {
      const wrote = await (await afterOpening()).credentials.write(connectionId, record)
      if (wrote === 'keyring') await owed.settle(connectionId)
      return wrote
    },
    leave: owed.owe,
    async remove(connectionId) {
      // Before the store is asked: it can take longer than the program lives, and from here on the record is never used.
      await owed.owe(connectionId)
      const { kept, credentials: open } = await afterOpening()
      const outcome = await open.remove(connectionId)
      // In memory mode nothing can be said of a record of a former run: it stays owed until the store is there again.
      if (outcome === 'removed' && kept === 'keyring') await owed.settle(connectionId)
      if (outcome === 'not-confirmed') onOwed()
      return outcome
    },
  }

  const secrets: KeptSecrets = {
    read: async (name) => (await afterOpening()).secrets.read(name),
    write: async (name, cell) => (await afterOpening()).secrets.write(name, cell),
    remove: async (name) => (await afterOpening()).secrets.remove(name),
  }

  return {
    mode,
    open() {
      opening ??= openNow().catch(() => keepInMemory('not-answering'))
      return opening
    },
    ready: () => whenReady,
    seal: (aad, plain) => current().seal.seal(aad, plain),
    unseal: (aad, sealed) => current().seal.unseal(aad, sealed),
    hmac: (bytes, purpose) => current().seal.hmac(bytes, purpose),
    credentials,
    secrets,
  }
}
