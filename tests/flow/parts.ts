// The main process's parts, wired as in src-main/app.ts but on node:https and in memory, against a sandbox console in process.
import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox-console/sandbox'
import { createConnections } from '../../src-main/connections/connections'
import { createConsoleApi } from '../../src-main/console/console-api'
import type { HttpPort } from '../../src-main/console/http-port'
import { createInventory } from '../../src-main/inventory/inventory'
import { createKeyChanges } from '../../src-main/inventory/key-changes'
import type { Log } from '../../src-main/log/log'
import { SecretCell } from '../../src-main/log/secret-cell'
import { createChosenKey } from '../../src-main/private-key/chosen-key'
import type { FailedSignIn } from '../../src-main/session/failed-sign-ins'
import { createSessions } from '../../src-main/session/sessions'
import type { SealedFiles } from '../../src-main/storage/sealed-file'
import { type Credentials, memoryCredentials } from '../../src-main/vault/credentials'
import type { KeptSecrets } from '../../src-main/vault/kept-secrets'
import type { Connection } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { KeyRef } from '../../src-shared/key'
import { createNodeHttp } from '../doubles/node-http'

/** What survives a restart of the app. */
export interface Profile {
  connections: Connection[]
  failedSignIns: readonly FailedSignIn[]
  readonly credentials: Credentials
  readonly secrets: KeptSecrets & { readonly held: Map<string, string> }
  readonly sealed: Map<string, Buffer>
  /** What the journal knows: ids of keys made on this computer, by connection. */
  readonly made: Map<string, Set<string>>
}

export const newProfile = (): Profile => ({
  connections: [],
  failedSignIns: [],
  credentials: memoryCredentials(),
  secrets: secretsInMemory(),
  sealed: new Map(),
  made: new Map(),
})

/** Stands for the credential store's part that holds private halves. */
function secretsInMemory(): Profile['secrets'] {
  const held = new Map<string, string>()
  return {
    held,
    async read(name) {
      const text = held.get(name)
      return text === undefined ? null : SecretCell.fromBytes(Buffer.from(text, 'base64'))
    },
    write: async (name, cell) =>
      void held.set(
        name,
        cell.use((bytes) => bytes.toString('base64')),
      ),
    async remove(name) {
      held.delete(name)
      return 'removed'
    },
  }
}

/** Every event with its fields, as text, for searches. */
function createTestLog(): Log & { readonly lines: string[] } {
  const lines: string[] = []
  return {
    lines,
    event: (name, fields = {}) => void lines.push(JSON.stringify({ name, ...fields })),
    trace: () => 'trace',
  }
}

function sealedIn(sealed: Map<string, Buffer>): SealedFiles {
  return {
    write: async (name, aad, bytes) => void sealed.set(`${name} ${aad}`, Buffer.from(bytes)),
    async read(name, aad) {
      const bytes = sealed.get(`${name} ${aad}`)
      return bytes === undefined ? null : Buffer.from(bytes)
    },
    async remove(name) {
      for (const key of sealed.keys()) if (key.startsWith(`${name} `)) sealed.delete(key)
    },
  }
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    // Waiting times of the app are long; the order of things is what these tests are about.
    await pause(Math.min(ms, 20), undefined, { signal })
  } catch {
    throw new AppError('cancelled')
  }
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** @param http replaces the port, for tests that look at or break what is sent */
export function createParts(profile: Profile, http: HttpPort = createNodeHttp()) {
  const log = createTestLog()
  /** What a person would point at: the clipboard, and the file that the open dialog answers. */
  const desk: { clipboard: string; file: string | null } = { clipboard: '', file: null }
  const clock = { ms: 0 }
  const monotonic = () => performance.now() + clock.ms
  const now = () => new Date(Date.now() + clock.ms)
  const api = createConsoleApi({ http, log, newRequestId: randomUUID, sleep, monotonic })
  const connections = createConnections({
    store: {
      read: () => profile.connections,
      write: (list) => {
        profile.connections = [...list]
      },
    },
    newId: randomUUID,
    log,
    probe: api.probe,
    presented: http.presented,
    closeLane: http.forget,
  })
  const sessions = createSessions({
    api,
    connections,
    credentials: profile.credentials,
    secrets: profile.secrets,
    chosenKey: createChosenKey({
      readClipboard: async () => desk.clipboard,
      showOpenDialog: async () => desk.file,
    }),
    failedSignIns: {
      read: () => profile.failedSignIns,
      write: (list) => {
        profile.failedSignIns = list
      },
    },
    presented: http.presented,
    now,
    monotonic,
    sleep,
    log,
  })
  const inventory = createInventory({
    api,
    sessions,
    sealedFiles: sealedIn(profile.sealed),
    madeHere: async (connectionId, keys) => {
      const made = profile.made.get(connectionId)
      return new Set(keys.map(({ id }) => id).filter((id) => made?.has(id)))
    },
    now,
    timers: { monotonic, after },
    pause: async () => {},
    log,
  })
  const keyChanges = createKeyChanges({ api, sessions, inventory, log })
  return {
    http,
    log,
    desk,
    api,
    connections,
    sessions,
    inventory,
    keyChanges,
    /** Moves every clock of the app forward. */
    advance: (ms: number) => {
      clock.ms += ms
    },
    /** Connects with trust on first use; answers the connection's id. */
    async connect(sandbox: Sandbox): Promise<string> {
      const first = await connections.connect({ address: sandbox.url, name: 'Demo' })
      if (first.kind === 'connected') return first.connectionId
      const trust = first.certificate.fingerprint256
      const second = await connections.connect({ address: sandbox.url, name: 'Demo', trust })
      if (second.kind !== 'connected') throw new Error('not trusted')
      return second.connectionId
    },
    listOf: (connectionId: string) => {
      const list = inventory.cell.get().find((one) => one.connectionId === connectionId)
      if (list === undefined) throw new Error('no list')
      return list
    },
  }
}
export type Parts = ReturnType<typeof createParts>

export function accountOf(sandbox: Sandbox, role: string, withCode = false) {
  const found = sandbox.accounts.find(
    (one) => one.role === role && (one.totpSecret !== undefined) === withCode,
  )
  if (found === undefined) throw new Error(`no ${role}`)
  return found
}

/** Connects, signs in without second factor, and reads the list. `sent`: all that left for the console since. */
export async function signedIn(
  sandbox: Sandbox,
  role = 'PortalAdministrator',
  profile = newProfile(),
  http: HttpPort = createNodeHttp(),
) {
  const sent: string[] = []
  const recording: HttpPort = {
    ...http,
    send(target, request) {
      sent.push(request.path, JSON.stringify(request.headers), request.body?.toString('latin1') ?? '')
      return http.send(target, request)
    },
  }
  const parts = createParts(profile, recording)
  const connectionId = await parts.connect(sandbox)
  const { userName, password } = accountOf(sandbox, role)
  await parts.sessions.signIn({ connectionId, userName, password, stay: true })
  await parts.inventory.refresh(connectionId)
  await parts.inventory.written()
  return { ...parts, profile, connectionId, sent }
}

/** A sandbox whose waiting times are short. */
export const quickSandbox = (options: SandboxOptions = {}) =>
  startSandbox({ ...options, options: { 'refusal-delay-ms': 0, 'async-ms': 20, ...options.options } })

export const refOf = (key: KeyRef): KeyRef => ({
  id: key.id,
  userUid: key.userUid,
  type: key.type,
  description: key.description,
  createdAt: key.createdAt,
})

/** The AppError's code of a promise that must reject. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
  throw new Error('did not fail')
}

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
