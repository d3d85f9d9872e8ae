// The wizard on a bridge without a main process: topics that a test sets, calls that it records and answers.
import { render } from '@testing-library/react'
import { act } from 'react'
import { BridgeProvider } from '../../../src-renderer/bridge/bridge-context'
import { createClient } from '../../../src-renderer/bridge/client'
import { createReplica } from '../../../src-renderer/bridge/replica'
import { CreateKeyWizard } from '../../../src-renderer/create-key/create-key-wizard'
import type { SessionState } from '../../../src-shared/connection'
import type { Bridge, CallName, Reply, Snapshot, Topics } from '../../../src-shared/contract'
import type { Creation } from '../../../src-shared/creation'
import type { Failure } from '../../../src-shared/errors'
import type { KeyRecord } from '../../../src-shared/key'
import { defaultSettings } from '../../../src-shared/settings'

export const connectionId = '5d7b8c1e-1f2a-4b3c-8d4e-5f6a7b8c9d0e'
const opId = '0b6f1c52-7c0e-4a7e-9a55-3a1c3b7d9e10'

export const publicKey = {
  bits: 3072,
  fingerprint256: Array.from({ length: 32 }, () => 'A7').join(':'),
  xml: '<RSAKeyValue><Modulus>nD6No6tfvTiQe3pz</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>',
}

export const user = {
  userUid: 'u1',
  userName: 'NG-VSPC\\m.lindqvist',
  role: 'PortalAdministrator',
  organizationUid: 'o1',
  organizationName: 'Northgate',
  organizationType: 'provider',
  consoleVersion: null,
} as const

export const online: SessionState = {
  connectionId,
  sign: { kind: 'active', user, keptIn: 'keyring', way: 'password' },
  reach: { kind: 'online' },
  stationKey: null,
}

export function keyRecord(description: string, over: Partial<KeyRecord> = {}): KeyRecord {
  return {
    id: '1187',
    type: 'simple',
    description,
    readOnly: true,
    scopes: ['rest'],
    userUid: 'u1',
    userName: user.userName,
    companyUid: null,
    companyName: 'Northgate',
    status: { word: 'enabled', raw: 'enabled' },
    createdAt: null,
    publicKey: null,
    ...over,
  }
}

export function creation(over: Partial<Creation> = {}): Creation {
  return {
    opId,
    connectionId,
    phase: 'unrevealed',
    keyType: 'simple',
    description: 'Grafana prod 2',
    readOnly: true,
    scopes: ['rest'],
    startedAt: new Date().toISOString(),
    keyId: '1242',
    publicKey: null,
    frameUrl: 'app://reveal/ticket-1',
    deadlineAt: new Date(Date.now() + 600_000).toISOString(),
    shown: false,
    copied: null,
    saved: null,
    tested: null,
    failure: null,
    ...over,
  }
}

const start: Topics = {
  app: {
    version: '0.1.0',
    electron: '33',
    chrome: '130',
    node: '20',
    platform: 'linux',
    runtime: 'substitute',
    packaged: false,
    vault: { kind: 'keyring' },
    notices: [],
    command: null,
    suggestedAddress: null,
  },
  settings: defaultSettings,
  connections: [
    {
      id: connectionId,
      name: 'EU-1 Frankfurt',
      origin: 'https://vspc.northgate.example:1280',
      pin: null,
      userName: null,
      group: '',
      color: 'none',
      tag: null,
    },
  ],
  sessions: [online],
  inventory: [
    {
      connectionId,
      keys: [keyRecord('Grafana prod')],
      owners: [],
      organizations: [],
      fetchedAt: null,
      partial: false,
      elsewhere: [],
      source: 'console',
      complete: true,
      problem: null,
    },
  ],
  sync: [],
  changes: [],
  creation: null,
  attention: [],
  lock: { kind: 'open' },
  journal: { kept: 'disk', count: 0, newest: 0, broken: null, isFailing: false },
}

interface Recorded {
  readonly name: string
  readonly input: unknown
}

export interface FakePage {
  readonly calls: readonly Recorded[]
  called(name: CallName): readonly unknown[]
  set(changed: Partial<Topics>): void
  command(name: 'leave-requested'): void
  /** How often the wizard was closed. */
  closed(): number
}

/** `answers`: values by call; a {@link Failure} (it has a `code`) refuses. Everything else answers with `{}`. */
export async function openWizard(
  options: {
    readonly type?: 'simple' | 'advanced'
    readonly topics?: Partial<Topics>
    readonly answers?: Partial<Record<CallName, (input: unknown) => unknown>>
  } = {},
): Promise<FakePage> {
  let topics: Topics = { ...start, ...options.topics }
  let revision = 1
  const listeners = new Set<(change: Snapshot) => void>()
  const calls: Recorded[] = []
  const times = { closed: 0 }
  const isFailure = (value: unknown): value is Failure =>
    typeof value === 'object' && value !== null && 'code' in value
  const reply = async (name: string, input: unknown): Promise<Reply<never>> => {
    calls.push({ name, input })
    const value = await (options.answers?.[name as CallName]?.(input) ?? {})
    return isFailure(value)
      ? { ok: false, failure: value, revision }
      : { ok: true, value: value as never, revision }
  }
  const bridge: Bridge = {
    call: (name, input) => reply(name, input),
    snapshot: async () => ({ revision, changed: topics }),
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const set = (changed: Partial<Topics>) => {
    topics = { ...topics, ...changed }
    revision += 1
    act(() => {
      for (const listener of listeners) listener({ revision, changed })
    })
  }
  const replica = createReplica(bridge)
  await replica.start()
  render(
    <BridgeProvider client={createClient(bridge, replica)} replica={replica}>
      <CreateKeyWizard
        connectionId={connectionId}
        initialType={options.type ?? 'simple'}
        onClose={() => times.closed++}
      />
    </BridgeProvider>,
  )
  return {
    calls,
    closed: () => times.closed,
    called: (name) => calls.filter((call) => call.name === name).map((call) => call.input),
    set,
    command: (name) =>
      set({ app: { ...topics.app, command: { seq: (topics.app.command?.seq ?? 0) + 1, name } } }),
  }
}
