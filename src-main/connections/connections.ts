// The saved ways to reach consoles: adding with trust on first use, marking, ordering, removing, and certificate decisions.
import { readAddress } from '../../src-shared/address'
import { createCell, type ReadableCell } from '../../src-shared/cell'
import type { Certificate, Connection, ConnectStep } from '../../src-shared/connection'
import { type ConsoleLooks, longestName, mostConnections, plainLooks } from '../../src-shared/console-looks'
import { AppError } from '../../src-shared/errors'
import { plainName } from '../../src-shared/neutral-text'
import type { Log } from '../log/log'
import type { ListedConnection } from './connection-list-file'

/** Where requests of a connection go, and under which certificate decision. */
export interface ConsoleTarget {
  readonly connectionId: string
  /** For example `https://vspc.example:1280`. */
  readonly origin: string
  /** SHA-256 fingerprint of the accepted certificate; null: the system's trust store decides. */
  readonly pin: string | null
  /** Grows with every new decision about the certificate and with every new try: no old verdict is reused (S-14). */
  readonly generation: number
}

interface Deps {
  readonly store: { read(): Connection[]; write(list: readonly Connection[]): void }
  readonly newId: () => string
  readonly log: Log
  /** Resolves when a console answers there; throws AppError (console/console-api.ts `probe`). */
  readonly probe: (target: ConsoleTarget) => Promise<void>
  /** The certificate that was refused last under this id (console/http-port.ts). */
  readonly presented: (connectionId: string) => Certificate | null
  /** Closes what is open under this id. */
  readonly closeLane: (connectionId: string) => void
}

type Given<T> = { readonly [K in keyof T]?: T[K] | undefined }

export interface Connections {
  readonly cell: ReadableCell<Connection[]>
  /** Throws `invalid-input` for an id that is none. */
  get(connectionId: string): Connection
  target(connectionId: string): ConsoleTarget
  /** Throws the failures of the address and of the probe; a known origin answers with its connection. */
  connect(
    input: { address: string; name: string; trust?: string | undefined } & Given<ConsoleLooks>,
  ): Promise<ConnectStep>
  /** What is absent stays as it is. Throws `invalid-input` for a name of which nothing can be seen. */
  edit(connectionId: string, change: Given<ConsoleLooks & { name: string; userName: string }>): void
  /** The whole list in its new order. Throws `changed-meanwhile` unless each connection is named once. */
  order(connectionIds: readonly string[]): void
  /**
   * Adds the consoles of a file that are not there yet, all or none, without trust in any certificate; answers the new
   * connections. Throws `too-many-connections`.
   */
  takeOver(listed: readonly ListedConnection[]): readonly Connection[]
  remove(connectionId: string): void
  /**
   * Makes the presented certificate the accepted one; answers the connection as it was before.
   * Throws `changed-meanwhile` when the console presented another one last.
   */
  acceptCertificate(connectionId: string, fingerprint256: string): Connection
  /** The next request decides about the certificate anew. */
  renew(connectionId: string): void
}

/** Names as they are kept: what a person pastes may carry characters that nobody sees. */
function looksOf({ group, color, tag }: Given<ConsoleLooks>): Partial<ConsoleLooks> {
  return {
    ...(group === undefined ? {} : { group: plainName(group, longestName) }),
    ...(color === undefined ? {} : { color }),
    ...(tag === undefined ? {} : { tag }),
  }
}

const isRefused = (error: unknown, ...codes: readonly AppError['code'][]) =>
  error instanceof AppError && codes.includes(error.code)

/** Entries whose address is not one this app would have stored are left out: the file is not protected (N-53). */
function readStored(store: Deps['store'], log: Log): Connection[] {
  const ids = new Set<string>()
  return store.read().filter(({ id, origin }) => {
    const reading = readAddress(origin)
    const fine = reading.kind === 'origin' && reading.origin === origin && !ids.has(id)
    if (!fine) log.event('connections.entry-ignored', { connectionId: id })
    ids.add(id)
    return fine
  })
}

export function createConnections({ store, newId, log, probe, presented, closeLane }: Deps): Connections {
  const cell = createCell<Connection[]>(readStored(store, log))
  /** In memory only: partitions live as long as the process. */
  const generations = new Map<string, number>()
  /** Certificates that were shown to the person in this run: only these can be trusted by their fingerprint. */
  const offered = new Map<string, Certificate>()

  function set(list: Connection[]): void {
    cell.set(list)
    store.write(list)
  }

  function get(connectionId: string): Connection {
    const found = cell.get().find((connection) => connection.id === connectionId)
    if (found === undefined) throw new AppError('invalid-input', { reason: 'connection' })
    return found
  }

  function refuseTooMany(count: number): void {
    if (count > mostConnections) throw new AppError('too-many-connections', { most: mostConnections })
  }

  const replace = (next: Connection) =>
    set(cell.get().map((connection) => (connection.id === next.id ? next : connection)))

  function renew(connectionId: string): void {
    generations.set(connectionId, (generations.get(connectionId) ?? 0) + 1)
    closeLane(connectionId)
  }

  const targetOf = ({ id, origin, pin }: Pick<Connection, 'id' | 'origin' | 'pin'>): ConsoleTarget => ({
    connectionId: id,
    origin,
    pin: pin?.fingerprint256 ?? null,
    generation: generations.get(id) ?? 0,
  })

  function originOf(address: string): string {
    const reading = readAddress(address)
    if (reading.kind === 'origin') return reading.origin
    throw new AppError(reading.code, reading.code === 'address-invalid' ? { reason: reading.reason } : {})
  }

  function untrusted(id: string, origin: string, error: unknown): ConnectStep {
    const certificate = presented(id)
    if (!isRefused(error, 'tls-untrusted', 'tls-changed') || certificate === null) throw error
    offered.set(certificate.fingerprint256, certificate)
    return { kind: 'untrusted', origin, certificate }
  }

  /** A known origin: its pin stands; only a connection without one may still take an offered certificate. */
  async function connectAgain(known: Connection, trusted: Certificate | null): Promise<ConnectStep> {
    const pin = known.pin ?? trusted
    renew(known.id)
    try {
      await probe(targetOf({ ...known, pin }))
    } catch (error) {
      if (known.pin !== null) throw error
      return untrusted(known.id, known.origin, error)
    }
    // What was edited while the console was asked stays.
    if (known.pin === null && pin !== null) replace({ ...get(known.id), pin })
    return { kind: 'connected', connectionId: known.id }
  }

  /** Every try has an id of its own, so no certificate verdict of an earlier one is reused. */
  async function connectFirst(
    origin: string,
    given: Given<ConsoleLooks> & { readonly name: string },
    pin: Certificate | null,
  ): Promise<ConnectStep> {
    refuseTooMany(cell.get().length + 1)
    const connection: Connection = {
      id: newId(),
      name: plainName(given.name, longestName) || new URL(origin).hostname.slice(0, longestName),
      origin,
      pin,
      userName: null,
      ...plainLooks,
      ...looksOf(given),
    }
    try {
      await probe(targetOf(connection))
    } catch (error) {
      try {
        return untrusted(connection.id, origin, error)
      } finally {
        closeLane(connection.id)
      }
    }
    const meanwhile = cell.get().find((other) => other.origin === origin)
    if (meanwhile !== undefined) return { kind: 'connected', connectionId: meanwhile.id }
    set([...cell.get(), connection])
    log.event('connection.added', { connectionId: connection.id, kind: pin === null ? 'system' : 'pinned' })
    return { kind: 'connected', connectionId: connection.id }
  }

  return {
    cell,
    get,
    renew,
    target: (connectionId) => targetOf(get(connectionId)),
    async connect({ address, trust, ...given }) {
      const origin = originOf(address)
      const pin = trust === undefined ? null : (offered.get(trust) ?? null)
      const known = cell.get().find((connection) => connection.origin === origin)
      return known === undefined ? connectFirst(origin, given, pin) : connectAgain(known, pin)
    },
    edit(connectionId, { name, userName, ...looks }) {
      const known = get(connectionId)
      const next = name === undefined ? known.name : plainName(name, longestName)
      if (next === '') throw new AppError('invalid-input', { reason: 'name' })
      replace({ ...known, name: next, userName: userName ?? known.userName, ...looksOf(looks) })
    },
    order(connectionIds) {
      const known = new Map(cell.get().map((connection) => [connection.id, connection]))
      const next = [...new Set(connectionIds)].flatMap((id) => known.get(id) ?? [])
      if (next.length !== connectionIds.length || next.length !== known.size)
        throw new AppError('changed-meanwhile', { reason: 'consoles' })
      set(next)
    },
    takeOver(listed) {
      const origins = new Set(cell.get().map(({ origin }) => origin))
      const added: Connection[] = []
      for (const { name, origin, group, color, tag } of listed) {
        if (origins.has(origin)) continue
        origins.add(origin)
        added.push({ id: newId(), name, origin, pin: null, userName: null, group, color, tag })
      }
      refuseTooMany(origins.size)
      if (added.length > 0) set([...cell.get(), ...added])
      return added
    },
    remove(connectionId) {
      set(cell.get().filter((connection) => connection.id !== connectionId))
      closeLane(connectionId)
    },
    acceptCertificate(connectionId, fingerprint256) {
      const before = get(connectionId)
      const certificate = presented(connectionId)
      if (certificate?.fingerprint256 !== fingerprint256)
        throw new AppError('changed-meanwhile', { reason: 'certificate' })
      replace({ ...before, pin: certificate })
      renew(connectionId)
      log.event('security.certificate-accepted', { connectionId })
      return before
    },
  }
}
