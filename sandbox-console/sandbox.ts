// Starts a whole sandbox console in this process: database, HTTPS server, control channel.
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createAsyncActions } from './api/async-actions'
import { loadDefinition } from './api/definition'
import type { Outcome, SandboxRequest } from './api/exchange'
import { createFaults, createHolds } from './api/faults'
import { createHandler } from './api/handle'
import { createIdempotency } from './api/idempotency'
import { createCanaries } from './canaries'
import { createClock } from './clock'
import type { ConsoleState } from './console-state'
import { type Control, createControl } from './control/control'
import { startControlServer } from './control/control-server'
import { certificateFileOf, createCertificate, loadCertificate, saveCertificate } from './http/certificate'
import { listen } from './http/listener'
import { createRequestLog } from './http/request-log'
import { createOptions } from './options'
import { type Account, accountsOf, applySeed } from './seeds/apply-seed'
import { openStore } from './store/database'
import type { Version } from './version'

export interface SandboxOptions {
  /** Folder for database and certificate; without it a temporary one that `stop` removes. */
  readonly dataFolder?: string
  /** `demo` (default), `empty` or `large=N`; a folder that has data keeps it. */
  readonly seed?: string
  /** Which console it resembles; `9.2` (default). */
  readonly version?: Version
  /** 0 or absent: a free port. */
  readonly port?: number
  /** Values for the options of README.md. */
  readonly options?: Readonly<Record<string, unknown>>
  /** Keep issued secrets in memory, for leak tests. */
  readonly canaries?: boolean
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** Delays: slow answers, queued actions, the delay of a refused password. */
  readonly wait?: (delayMs: number) => Promise<void>
  /** Gets the sandbox's own faults, never request data. */
  readonly report?: (message: string) => void
}

export interface Sandbox {
  /** `https://127.0.0.1:PORT` */
  readonly url: string
  readonly controlUrl: string
  readonly controlToken: string
  /** Changes with `control.changeCertificate`. */
  readonly fingerprint256: string
  readonly certificatePem: string
  readonly certificateFile: string
  readonly accounts: readonly Account[]
  readonly seed: string
  readonly control: Control
  /** The same handler without sockets; null means that the connection would have been cut. */
  handle(request: SandboxRequest): Promise<Outcome>
  stop(): Promise<void>
}

const realWait = (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs))

function dataFolderOf(wanted: string | undefined): { folder: string; remove: () => void } {
  if (wanted === undefined) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sandbox-console-'))
    return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
  }
  mkdirSync(wanted, { recursive: true, mode: 0o700 })
  return { folder: wanted, remove: () => undefined }
}

async function assemble(
  wanted: SandboxOptions,
  state: ConsoleState,
  folder: string,
  end: () => void,
): Promise<Sandbox> {
  const seed = await applySeed(state, wanted.seed ?? 'demo')
  let certificate = await loadCertificate(folder)
  const log = createRequestLog()
  const [faults, holds] = [createFaults(), createHolds()]
  const actions = createAsyncActions(state)
  const definition = await loadDefinition()
  const handle = createHandler({
    state,
    definition,
    log,
    faults,
    holds,
    actions,
    idempotency: createIdempotency(state.clock),
    report: wanted.report ?? (() => undefined),
  })
  const listener = await listen({
    port: wanted.port ?? 0,
    certificate,
    connections: log.connections,
    handle,
  })
  state.origin = `https://127.0.0.1:${listener.port}`
  const control = createControl({
    state,
    faults,
    holds,
    log,
    operationIds: definition.operationIds,
    async changeCertificate(key) {
      certificate = await createCertificate(key === 'same' ? certificate.keyPem : undefined)
      saveCertificate(folder, certificate)
      listener.setCertificate(certificate)
      return certificate.fingerprint256
    },
  })
  const controlToken = randomBytes(32).toString('base64url')
  const controlServer = await startControlServer(control, controlToken)
  return {
    url: state.origin,
    controlUrl: `http://127.0.0.1:${controlServer.port}`,
    controlToken,
    get fingerprint256() {
      return certificate.fingerprint256
    },
    get certificatePem() {
      return certificate.certificatePem
    },
    certificateFile: certificateFileOf(folder),
    accounts: accountsOf(state, seed),
    seed,
    control,
    handle,
    async stop() {
      actions.stop()
      holds.release()
      await Promise.all([listener.close(), controlServer.close()])
      end()
    },
  }
}

export async function startSandbox(wanted: SandboxOptions = {}): Promise<Sandbox> {
  // Before the folder is made: a wrong option leaves nothing behind.
  const options = createOptions(wanted.options)
  const { folder, remove } = dataFolderOf(wanted.dataFolder)
  const databaseFile = path.join(folder, 'console.db')
  // Made first, for its owner only: the driver's side files take the mode of this one.
  writeFileSync(databaseFile, '', { flag: 'a', mode: 0o600 })
  const state: ConsoleState = {
    store: openStore(databaseFile),
    clock: createClock(wanted.now ?? Date.now),
    options,
    version: wanted.version ?? '9.2',
    canaries: createCanaries(wanted.canaries === true),
    creates: { simple: 0, advanced: 0, totp: 0 },
    wait: wanted.wait ?? realWait,
    origin: '',
  }
  const end = () => {
    state.store.close()
    remove()
  }
  try {
    return await assemble(wanted, state, folder, end)
  } catch (error) {
    end()
    throw error
  }
}
