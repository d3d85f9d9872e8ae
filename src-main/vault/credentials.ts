// One credential record per connection: in the credential store, or for this run only where there is none (S-15, S-32).
import { z } from 'zod'
import { AppError } from '../../src-shared/errors'
import { parseJson } from '../storage/parse-json'
import type { Keyring, Unavailable } from './keyring'

const Envelope = z.object({ deviceId: z.string(), record: z.record(z.string(), z.json()) })

/** JSON of one record; its schema belongs to session/. */
type CredentialRecord = z.infer<typeof Envelope>['record']

export interface Credentials {
  /** null: none, or one of another device. Throws `vault-locked` or `vault-unavailable`. */
  read(connectionId: string): Promise<CredentialRecord | null>
  /** Answers where it is kept. On a throw (`vault-locked`, `vault-unavailable`) the old record stays. */
  write(connectionId: string, record: CredentialRecord): Promise<'keyring' | 'memory'>
  /**
   * Notes at once, and over a crash, that the record has to go: until it is written anew it is not read. Its removal may
   * have to wait for its turn. Never rejects.
   */
  leave(connectionId: string): Promise<void>
  /** `not-confirmed`: the store did not say that the record is gone. */
  remove(connectionId: string): Promise<'removed' | 'not-confirmed'>
}

/** What the page is told when the store fails in the middle of a run. */
export function vaultError(unavailable: Unavailable): AppError {
  const locked = unavailable.why === 'locked' || unavailable.why === 'not-answering'
  return new AppError(locked ? 'vault-locked' : 'vault-unavailable', { why: unavailable.why })
}

export function keyringCredentials(keyring: Keyring, account: string, deviceId: string): Credentials {
  const nameOf = (connectionId: string) => `${account}/connection/${connectionId}`
  return {
    async read(connectionId) {
      const got = await keyring.get(nameOf(connectionId))
      if (got.kind === 'unavailable') throw vaultError(got)
      if (got.kind === 'absent') return null
      const parsed = Envelope.safeParse(parseJson(got.value))
      if (parsed.success && parsed.data.deviceId === deviceId) return parsed.data.record
      await keyring.remove(nameOf(connectionId))
      return null
    },
    async write(connectionId, record) {
      // JSON escapes NUL, which some stores would cut the text at.
      const wrote = await keyring.set(nameOf(connectionId), JSON.stringify({ deviceId, record }))
      if (wrote.kind === 'unavailable') throw vaultError(wrote)
      return 'keyring'
    },
    // Noted by the vault, which knows where.
    leave: async () => {},
    async remove(connectionId) {
      return (await keyring.remove(nameOf(connectionId))).kind
    },
  }
}

export function memoryCredentials(): Credentials {
  const held = new Map<string, CredentialRecord>()
  return {
    read: async (connectionId) => held.get(connectionId) ?? null,
    async write(connectionId, record) {
      held.set(connectionId, structuredClone(record))
      return 'memory'
    },
    leave: async () => {},
    async remove(connectionId) {
      held.delete(connectionId)
      return 'removed'
    },
  }
}
