// A main process for component tests: topics that change as told, answers as told, and a list of what was called.
import { act, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { BridgeProvider } from '../../src-renderer/bridge/bridge-context'
import { createClient } from '../../src-renderer/bridge/client'
import { createReplica } from '../../src-renderer/bridge/replica'
import { ConsoleDialogs } from '../../src-renderer/consoles/console-dialogs'
import type { AppState } from '../../src-shared/app-state'
import type { Certificate, Connection, SessionState, SignedInUser } from '../../src-shared/connection'
import type { Bridge, CallName, Input, Reply, Snapshot, Topics } from '../../src-shared/contract'
import type { Failure } from '../../src-shared/errors'
import { defaultSettings } from '../../src-shared/settings'

export const connectionId = '11111111-1111-4111-8111-111111111111'

export const fingerprint = (first: string) => [first, ...Array.from({ length: 31 }, () => 'AB')].join(':')

export const certificate = (change: Partial<Certificate> = {}): Certificate => ({
  fingerprint256: fingerprint('01'),
  keyFingerprint256: fingerprint('02'),
  subject: 'CN=VSPC-EU1,O=Northgate',
  issuer: 'CN=VSPC-EU1,O=Northgate',
  validFrom: '2026-02-02T00:00:00.000Z',
  validTo: '2036-02-02T00:00:00.000Z',
  keyKind: 'RSA, 2048 bits',
  problems: ['self-signed'],
  ...change,
})

export const connection = (change: Partial<Connection> = {}): Connection => ({
  id: connectionId,
  name: 'EU-1',
  origin: 'https://vspc.example:1280',
  pin: certificate(),
  userName: null,
  group: '',
  color: 'none',
  tag: null,
  ...change,
})

export const user: SignedInUser = {
  userUid: 'u-1',
  userName: 'NG\\m.lindqvist',
  role: 'PortalAdministrator',
  organizationUid: 'o-1',
  organizationName: 'Northgate',
  organizationType: 'provider',
  consoleVersion: null,
}

export const session = (
  sign: SessionState['sign'],
  reach: SessionState['reach'] = { kind: 'online' },
): SessionState => ({ connectionId, sign, reach, stationKey: null })

export const app = (change: Partial<AppState> = {}): AppState => ({
  version: '0.1.0',
  electron: '45.4.1',
  chrome: '130',
  node: '20',
  platform: 'linux',
  runtime: 'declared',
  packaged: false,
  vault: { kind: 'keyring' },
  notices: [],
  command: null,
  suggestedAddress: null,
  ...change,
})

export const topics = (change: Partial<Topics> = {}): Topics => ({
  app: app(),
  settings: defaultSettings,
  connections: [],
  sessions: [],
  inventory: [],
  sync: [],
  changes: [],
  creation: null,
  attention: [],
  lock: { kind: 'open' },
  journal: { kept: 'disk', count: 0, newest: 0, broken: null, isFailing: false },
  ...change,
})

export const failure = (code: Failure['code'], detail: Failure['detail'] = {}): Failure => ({
  code,
  detail,
  trace: 'trace-1',
})

/** What a call answers: a value, a failure, or a promise of one for answers that come when told. */
type Ready = { readonly value: unknown } | { readonly failure: Failure }
type Answer = Ready | Promise<Ready>

interface FakeBridge extends Bridge {
  readonly calls: { readonly name: CallName; readonly input: unknown }[]
  inputsOf<N extends CallName>(name: N): Input<N>[]
  answer(name: CallName, answer: Answer): void
  /** Changes topics as the main process would; the revision grows by one. */
  change(changed: Partial<Topics>): void
  /** The revision of later replies, where it should differ from that of the topics. */
  replyRevision: number | null
}

export function createFakeBridge(initial: Topics = topics()): FakeBridge {
  let values = initial
  let revision = 1
  const listeners = new Set<(change: Snapshot) => void>()
  const answers = new Map<CallName, Answer>()
  const calls: { name: CallName; input: unknown }[] = []
  const fake: FakeBridge = {
    calls,
    replyRevision: null,
    inputsOf: <N extends CallName>(name: N) =>
      calls.filter((one) => one.name === name).map((one) => one.input as Input<N>),
    answer: (name, answer) => answers.set(name, answer),
    change(changed) {
      revision++
      values = { ...values, ...changed }
      for (const listener of listeners) listener({ revision, changed })
    },
    async call(name, input) {
      calls.push({ name, input })
      const answer: Ready = await (answers.get(name) ?? { value: {} })
      const of = fake.replyRevision ?? revision
      const reply =
        'failure' in answer
          ? { ok: false, failure: answer.failure, revision: of }
          : { ok: true, value: answer.value, revision: of }
      return reply as Reply<never>
    },
    snapshot: async () => ({ revision, changed: values }),
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return fake
}

export interface Shown {
  readonly bridge: FakeBridge
  change(changed: Partial<Topics>): Promise<void>
}

/** Draws `children` over a fake main process; `prepare` sets answers that are asked for at once. */
export async function show(
  children: ReactNode,
  initial: Topics = topics(),
  prepare: (bridge: FakeBridge) => void = () => {},
): Promise<Shown> {
  const bridge = createFakeBridge(initial)
  prepare(bridge)
  const replica = createReplica(bridge)
  await replica.start()
  await act(async () => {
    render(
      <BridgeProvider client={createClient(bridge, replica)} replica={replica}>
        <ConsoleDialogs>{children}</ConsoleDialogs>
      </BridgeProvider>,
    )
  })
  return { bridge, change: (changed) => act(async () => bridge.change(changed)) }
}
