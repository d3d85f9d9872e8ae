// Checks that a private key works, with reads only (decisions D9, D14): from the reveal frame, a file or the clipboard.
import { AppError } from '../../src-shared/errors'
import type { KeyRecord, KeyRef, Verdict } from '../../src-shared/key'
import { neutralText } from '../../src-shared/neutral-text'
import type { Connections } from '../connections/connections'
import type { ConsoleApi } from '../console/console-api'
import type { HttpTarget } from '../console/http-port'
import type { InventoryStore } from '../inventory/inventory'
import type { Log } from '../log/log'
import type { SecretCell } from '../log/secret-cell'
import { type ChosenKeyDeps, createChosenKey } from '../private-key/chosen-key'
import { type AdvancedKey, createKeySignIn } from '../private-key/key-sign-in'
import type { StoredKey } from '../private-key/private-key-file'
import type { Clock } from './clock'
import type { OperationRecord } from './operation-record'

export interface VerifyKey {
  /** The private key of a run that is being revealed. */
  held(record: OperationRecord, cell: SecretCell): Promise<Verdict>
  /**
   * null: the dialog was cancelled. Throws `key-file-invalid`, and `not-found` for a key that is not in the list.
   */
  stored(connectionId: string, ref: KeyRef, from: 'file' | 'clipboard'): Promise<Verdict | null>
}

export interface VerifyDeps extends ChosenKeyDeps {
  readonly api: Pick<ConsoleApi, 'currentUser' | 'token'>
  readonly connections: Pick<Connections, 'target'>
  readonly inventory: Pick<InventoryStore, 'find'>
  readonly clock: Clock
  readonly log: Log
}

/** What the verdict is measured against. */
interface Subject {
  readonly connectionId: string
  readonly userUid: string
  readonly readOnly: boolean
  readonly scopes: readonly string[]
}
type Why = Extract<Verdict, { kind: 'cannot-be-checked' }>['why']

const reasons: Partial<Record<AppError['code'], Why>> = {
  unreachable: 'unreachable',
  timeout: 'unreachable',
  'rate-limited': 'rate-limited',
  forbidden: 'forbidden',
  'tls-changed': 'certificate',
  'tls-untrusted': 'certificate',
  'tls-failed': 'certificate',
}

export function createVerifyKey({ api, connections, inventory, clock, log, ...deps }: VerifyDeps): VerifyKey {
  const keySignIn = createKeySignIn({ api })
  const chosenKey = createChosenKey(deps)

  const at = () => clock.now().toISOString()
  const cannot = (why: Why): Verdict => ({ kind: 'cannot-be-checked', why, at: at() })
  const hasRest = ({ scopes }: Subject) => scopes.length === 0 || scopes.includes('rest')

  /** A refusal says something only about keys that REST would take (U7). */
  const refused = (subject: Subject): Verdict =>
    hasRest(subject) ? { kind: 'refused', at: at() } : cannot('scope')

  function failed(subject: Subject, error: unknown): Verdict {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'sign-in-over') return refused(subject)
    if (error.code === 'reveal-spent') throw error
    if (error.code === 'forbidden' && !hasRest(subject)) return cannot('scope')
    return cannot(reasons[error.code] ?? 'other')
  }

  async function whoIs(target: HttpTarget, subject: Subject, bearer: string | SecretCell): Promise<Verdict> {
    const user = await api.currentUser(target, bearer)
    if (user.userUid !== subject.userUid) return { kind: 'not-this-key', at: at() }
    const userName = neutralText(user.userName)
    return { kind: 'works', userName, readOnly: subject.readOnly, at: at() }
  }

  async function simple(subject: Subject, cell: SecretCell): Promise<Verdict> {
    try {
      return await whoIs(connections.target(subject.connectionId), subject, cell)
    } catch (error) {
      return failed(subject, error)
    }
  }

  async function advanced(subject: Subject, key: AdvancedKey): Promise<Verdict> {
    try {
      const target = connections.target(subject.connectionId)
      const outcome = await keySignIn(target, key, { readOnly: true })
      if (outcome.kind === 'refused') return refused(subject)
      if (outcome.kind === 'unanswered') return cannot('challenge')
      // The tokens are forgotten with this call.
      return await whoIs(target, subject, outcome.tokens.access).catch((error: unknown) => {
        // Signed in, yet not let in: the console knows the key but gives it nothing to read.
        if (error instanceof AppError && error.code === 'sign-in-over') return cannot('scope')
        throw error
      })
    } catch (error) {
      return failed(subject, error)
    }
  }

  function noted(verdict: Verdict): Verdict {
    log.event('key.verified', {
      kind: verdict.kind,
      ...(verdict.kind === 'cannot-be-checked' ? { why: verdict.why } : {}),
    })
    return verdict
  }

  /** Compares the public half before anything is sent. */
  async function check(subject: Subject, record: KeyRecord, key: StoredKey): Promise<Verdict> {
    if (key.type !== record.type) return { kind: 'not-this-key', at: at() }
    if (key.type === 'simple') return simple(subject, key.cell)
    if (record.publicKey !== null && record.publicKey.fingerprint256 !== key.publicKey.fingerprint256)
      return { kind: 'not-this-key', at: at() }
    // The registered text, byte for byte, where the console told it.
    const xml = record.publicKey?.xml ?? key.publicKey.xml
    return advanced(subject, { cell: key.cell, type: 'pkcs1', xml })
  }

  return {
    async held(record, cell) {
      if (record.publicKey === null) return noted(await simple(record, cell))
      return noted(await advanced(record, { cell, type: 'pkcs8', xml: record.publicKey.xml }))
    },
    async stored(connectionId, ref, from) {
      const record = inventory.find(connectionId, ref.id)
      if (record === null) throw new AppError('not-found')
      const key = await chosenKey(from)
      if (key === null) return null
      const { userUid, readOnly, scopes } = record
      try {
        return noted(await check({ connectionId, userUid, readOnly, scopes }, record, key))
      } finally {
        key.cell.wipe()
      }
    },
  }
}
