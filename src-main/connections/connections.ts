// The saved ways to reach consoles: adding with trust on first use, renaming, removing, and certificate decisions.
import { readAddress } from '../../src-shared/address'
import { createCell, type ReadableCell } from '../../src-shared/cell'
import type { Certificate, Connection, ConnectStep } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Log } from '../log/log'

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

export interface Connections {
  readonly cell: ReadableCell<Connection[]>
  /** Throws `invalid-input` for an id that is none. */
  get(connectionId: string): Connection
  target(connectionId: string): ConsoleTarget
  /** Throws the failures of the address and of the probe; a known origin answers with its connection. */
  connect(input: { address: string; name: string; trust?: string | undefined }): Promise<ConnectStep>
  edit(connectionId: string, change: { name?: string; userName?: string }): void
  remove(connectionId: string): void
  /**
   * Makes the presented certificate the accepted one; answers the connection as it was before.
   * Throws `changed-meanwhile` when the console presented another one last.
   */
  acceptCertificate(connectionId: string, fingerprint256: string): Connection
  /** The next request decides about the certificate anew. */
  renew(connectionId: string): void
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
    if (known.pin === null && pin !== null) replace({ ...known, pin })
    return { kind: 'connected', connectionId: known.id }
  }

  /** Every try has an id of its own, so no certificate verdict of an earlier one is reused. */
  async function connectFirst(origin: string, name: string, pin: Certificate | null): Promise<ConnectStep> {
    const connection: Connection = {
      id: newId(),
      name: (name.trim() === '' ? new URL(origin).hostname : name.trim()).slice(0, 64),
      origin,
      pin,
      userName: null,
      group: '',
      color: 'none',
      tag: null,
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
    async connect({ address, name, trust }) {
      const origin = originOf(address)
      const pin = trust === undefined ? null : (offered.get(trust) ?? null)
      const known = cell.get().find((connection) => connection.origin === origin)
      return known === undefined ? connectFirst(origin, name, pin) : connectAgain(known, pin)
    },
    edit(connectionId, change) {
      replace({ ...get(connectionId), ...change })
    },
    remove(connectionId) {
      set(cell.get().filter((connection) => connection.id !== connectionId))
      closeLane(connectionId)
    },
    acceptCertificate(connectionId, fingerprint256) {
      const before = get(connectionId)
      const certificate = presented(connectionId)
      if (certificate?.fingerprint256 !== fingerprint256) throw new AppError('changed-meanwhile')
      replace({ ...before, pin: certificate })
      renew(connectionId)
      log.event('security.certificate-accepted', { connectionId })
      return before
    },
  }
}
