// Private halves in the credential store, one item each, as Base64 and nothing around it (decisions D26, S-30).
import { AppError } from '../../src-shared/errors'
import { SecretCell } from '../log/secret-cell'
import { fitsOneItem } from './chunks'
import { vaultError } from './credentials'
import type { Keyring } from './keyring'

export interface KeptSecrets {
  /** null: none. The caller wipes the cell. Throws `vault-locked` or `vault-unavailable`. */
  read(name: string): Promise<SecretCell | null>
  /**
   * Written and read back when it resolves. Throws `vault-locked` or `vault-unavailable`: nowhere else is it ever kept.
   * The caller keeps and wipes its cell.
   */
  write(name: string, cell: SecretCell): Promise<void>
  /** `not-confirmed`: the store did not say that it is gone. */
  remove(name: string): Promise<'removed' | 'not-confirmed'>
}

/** The store's interface takes and gives text, so a string of it exists for the length of a call. */
export function keyringSecrets(keyring: Keyring, account: string): KeptSecrets {
  const nameOf = (name: string) => `${account}/private/${name}`
  return {
    async read(name) {
      const got = await keyring.get(nameOf(name))
      if (got.kind === 'unavailable') throw vaultError(got)
      return got.kind === 'absent' ? null : SecretCell.fromBytes(Buffer.from(got.value, 'base64'))
    },
    async write(name, cell) {
      const text = cell.use((bytes) => bytes.toString('base64'))
      if (!fitsOneItem(text)) throw new AppError('internal', { reason: 'secret-too-long' })
      const wrote = await keyring.set(nameOf(name), text)
      if (wrote.kind === 'unavailable') throw vaultError(wrote)
    },
    async remove(name) {
      return (await keyring.remove(nameOf(name))).kind
    },
  }
}

/** Without a credential store nothing of the kind is kept. */
export function noSecrets(): KeptSecrets {
  return {
    read: async () => null,
    write: async () => {
      throw new AppError('vault-unavailable', { why: 'memory' })
    },
    remove: async () => 'removed',
  }
}
