// This computer's own keys (decisions D26): what is known of each, its private half in the credential store, and its use.
import { z } from 'zod'
import { createCell, type ReadableCell } from '../../src-shared/cell'
import { ConnectionId, Fingerprint, type StationKeyState } from '../../src-shared/connection'
import { OperationId } from '../../src-shared/creation'
import { AppError, codeOf } from '../../src-shared/errors'
import { KeyId } from '../../src-shared/key'
import type { Connections } from '../connections/connections'
import { publicKeyOf } from '../console/rsa-public'
import type { Log } from '../log/log'
import type { SecretCell } from '../log/secret-cell'
import type { createKeySignIn, KeySignIn } from '../private-key/key-sign-in'
import { readPkcs8 } from '../private-key/rsa-private'
import type { Credentials } from '../vault/credentials'
import type { KeptSecrets } from '../vault/kept-secrets'

export const StationEntry = z.object({
  /** Of the create; also the name of the private half in the credential store. */
  opId: OperationId,
  connectionId: ConnectionId,
  /**
   * `pending`: written before the create is sent; whether the console made it is not known, or it is not proved to work.
   * `leaving`: its deletion was asked for, or it was replaced; the console has not confirmed that it is gone.
   */
  state: z.enum(['pending', 'ready', 'leaving']),
  keyId: KeyId.nullable(),
  userUid: z.string(),
  userName: z.string(),
  description: z.string(),
  /** Of the public half, by which the console's lists show it. */
  fingerprint256: Fingerprint,
  /** The address and certificate it may be used at, as for tokens (S-15). */
  origin: z.string(),
  pin: z.string().nullable(),
  startedAt: z.iso.datetime(),
})
export type StationEntry = z.infer<typeof StationEntry>

/** One record for all connections: each absent one would cost a probe of the store at every start. */
const recordName = 'station-keys'
const Record = z.object({ entries: z.array(z.unknown()) })

export interface StationKeys {
  /** What is kept in the credential store. Empty until {@link load}. */
  readonly cell: ReadableCell<readonly StationEntry[]>
  /** Reads the record, once. Throws `vault-locked`, `vault-unavailable`; may be tried again then. */
  load(): Promise<void>
  of(connectionId: string): readonly StationEntry[]
  stateOf(connectionId: string): StationKeyState | null
  /** The entry with which this connection can be signed in; null: none, or one of another address or certificate. */
  usable(connectionId: string): StationEntry | null
  /** Adds or replaces entries. In the credential store when it resolves. Throws `vault-locked`, `vault-unavailable`. */
  put(...entries: StationEntry[]): Promise<void>
  /** Writes a private half. Before its create is sent; the caller keeps its cell. Throws as {@link put}. */
  keep(opId: string, pkcs8: SecretCell): Promise<void>
  /**
   * Removes the private half, then the entry. False: the store did not confirm it; the entry stays.
   */
  forget(entry: StationEntry): Promise<boolean>
  /** Signs in with the private half as the store gives it back. Throws the store's and the network's failures. */
  signIn(entry: StationEntry): Promise<KeySignIn>
  /** The person accepted a new certificate: entries that were bound to `pinBefore` go on. */
  rebind(connectionId: string, pinBefore: string | null): Promise<void>
}

interface Deps {
  readonly credentials: Credentials
  readonly secrets: KeptSecrets
  readonly connections: Pick<Connections, 'cell' | 'get' | 'target'>
  readonly keySignIn: ReturnType<typeof createKeySignIn>
  readonly log: Log
}

const rank = { ready: 0, pending: 1, leaving: 2 } as const
const shown = { ready: 'ready', pending: 'unfinished', leaving: 'leaving' } as const

export function createStationKeys(deps: Deps): StationKeys {
  const { credentials, secrets, connections, keySignIn, log } = deps
  const cell = createCell<readonly StationEntry[]>([])
  /** Entries of a newer version are none of our business, but they must survive. */
  let foreign: readonly unknown[] = []
  let loading: Promise<void> | null = null
  let writing: Promise<unknown> = Promise.resolve()

  const of = (connectionId: string) => cell.get().filter((entry) => entry.connectionId === connectionId)

  async function read(): Promise<void> {
    const record = Record.safeParse(await credentials.read(recordName))
    const parsed = (record.success ? record.data.entries : []).map((one) => ({
      one,
      entry: StationEntry.safeParse(one),
    }))
    foreign = parsed.filter(({ entry }) => !entry.success).map(({ one }) => one)
    cell.set(parsed.flatMap(({ entry }) => (entry.success ? [entry.data] : [])))
  }

  function load(): Promise<void> {
    loading ??= read().catch((error: unknown) => {
      loading = null
      log.event('station-key.not-read', { code: codeOf(error) })
      throw error
    })
    return loading
  }

  /** One write after the other, and seen by others only once the store has it. */
  async function change(next: (list: readonly StationEntry[]) => readonly StationEntry[]): Promise<void> {
    await load()
    const turn = writing.then(async () => {
      const list = next(cell.get())
      const entries = z.array(z.json()).parse([...foreign, ...list])
      const kept = await credentials.write(recordName, { entries })
      if (kept !== 'keyring') throw new AppError('vault-unavailable', { why: 'memory' })
      cell.set(list)
    })
    writing = turn.catch(() => undefined)
    await turn
  }

  const fits = (entry: StationEntry) => {
    const { origin, pin } = connections.get(entry.connectionId)
    return entry.origin === origin && entry.pin === (pin?.fingerprint256 ?? null)
  }

  return {
    cell,
    load,
    of,
    stateOf(connectionId) {
      const [first, ...others] = [...of(connectionId)].sort((a, b) => rank[a.state] - rank[b.state])
      if (first === undefined) return null
      const { keyId, userUid, userName, description, state } = first
      const former = others.map((entry) => ({ keyId: entry.keyId, description: entry.description }))
      return { keyId, userUid, userName, description, state: shown[state], former }
    },
    usable(connectionId) {
      const entry = of(connectionId).find(({ state }) => state === 'ready')
      return entry !== undefined && fits(entry) ? entry : null
    },
    put: (...entries) =>
      change((list) => [
        ...list.filter(({ opId }) => !entries.some((entry) => entry.opId === opId)),
        ...entries,
      ]),
    async keep(opId, pkcs8) {
      await load()
      await secrets.write(opId, pkcs8)
    },
    async forget(entry) {
      const removed = (await secrets.remove(entry.opId)) === 'removed'
      if (!removed) log.event('station-key.removal-not-confirmed', { connectionId: entry.connectionId })
      if (removed) await change((list) => list.filter(({ opId }) => opId !== entry.opId))
      return removed
    },
    async signIn(entry) {
      // An edited settings file must not lead the answer to a challenge elsewhere.
      if (!fits(entry)) throw new AppError('sign-in-over', { stationKey: true })
      const pkcs8 = await secrets.read(entry.opId)
      if (pkcs8 === null) return { kind: 'refused' }
      try {
        const numbers = pkcs8.use(readPkcs8)
        const publicKey = numbers === null ? null : publicKeyOf(numbers)
        if (publicKey?.fingerprint256 !== entry.fingerprint256) return { kind: 'unanswered' }
        const key = { cell: pkcs8, type: 'pkcs8', xml: publicKey.xml } as const
        return await keySignIn(connections.target(entry.connectionId), key, { readOnly: false })
      } finally {
        pkcs8.wipe()
      }
    },
    async rebind(connectionId, pinBefore) {
      const bound = of(connectionId).filter(({ pin }) => pin === pinBefore)
      if (bound.length === 0) return
      const pin = connections.get(connectionId).pin?.fingerprint256 ?? null
      await change((list) => list.map((entry) => (bound.includes(entry) ? { ...entry, pin } : entry)))
    },
  }
}
