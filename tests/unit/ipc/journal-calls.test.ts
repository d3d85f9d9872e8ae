// Which calls of the page become entries of the journal: what worked, what was refused, and nothing for what failed.
import { expect, it } from 'vitest'
import { withJournal } from '../../../src-main/ipc/journal-calls'
import { createCell } from '../../../src-shared/cell'
import type { Certificate, Connection, SessionState } from '../../../src-shared/connection'
import type { Handlers } from '../../../src-shared/contract'
import { AppError } from '../../../src-shared/errors'
import type { JournalEvent, JournalFacts } from '../../../src-shared/journal'
import type { KeyRef } from '../../../src-shared/key'

const id = '11111111-1111-4111-8111-111111111111'
const fingerprint = (byte: string) => Array.from({ length: 32 }, () => byte).join(':')
const certificate = (byte: string): Certificate => ({
  fingerprint256: fingerprint(byte),
  keyFingerprint256: fingerprint(byte),
  subject: 'CN=a',
  issuer: 'CN=a',
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-01-01T00:00:00.000Z',
  keyKind: 'RSA, 2048 bits',
  problems: [],
})
const connection = (change: Partial<Connection> = {}): Connection => ({
  id,
  name: 'EU-1',
  origin: 'https://vspc.example:1280',
  pin: null,
  userName: null,
  group: '',
  color: 'none',
  tag: null,
  ...change,
})
const user = { userUid: 'u', userName: 'NG\\m', role: 'PortalAdministrator' }
const active = { kind: 'active', user, keptIn: 'keyring', way: 'password' } as unknown as SessionState['sign']
const key: KeyRef = {
  id: '7',
  userUid: 'u',
  type: 'simple',
  description: 'Grafana',
  createdAt: null,
}

/** What a call does; the wrapped handlers are all the test calls. */
function parts(
  does: { [N in keyof Handlers]?: () => unknown },
  first: readonly Connection[] = [connection()],
) {
  const entries: [JournalEvent, JournalFacts][] = []
  const connections = createCell<Connection[]>([...first])
  const state = (sign: SessionState['sign']): SessionState[] => [
    { connectionId: id, sign, reach: { kind: 'online' }, stationKey: null },
  ]
  const sessions = createCell<SessionState[]>(state({ kind: 'restoring' }))
  const handlers = new Proxy({} as Handlers, {
    ownKeys: () => Object.keys(does),
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    get: (_, name: keyof Handlers) => async () => does[name]?.() ?? {},
  })
  const calls = withJournal(handlers, {
    journal: { record: (event, facts = {}) => void entries.push([event, facts]) },
    connections: { cell: connections },
    sessions: {
      cell: sessions,
      current: () => sessions.get()[0] as SessionState,
    },
  })
  const set = (sign: SessionState['sign']) => sessions.set(state(sign))
  return { entries, calls, connections, set, signedIn: () => set(active) }
}
const fail = (code: AppError['code']) => () => {
  throw new AppError(code)
}
const outcome = (failure: { code: AppError['code'] } | null) => ({
  id: '7',
  failure: failure === null ? null : { ...failure, detail: {} },
})
const form = { connectionId: id, userName: 'NG\\m', password: 'p', stay: true }

it('a console added with an accepted certificate is two entries', async () => {
  const { entries, calls, connections } = parts(
    {
      'connections.connect': () => {
        connections.set([connection({ pin: certificate('AB') })])
        return { kind: 'connected', connectionId: id }
      },
    },
    [],
  )
  await calls['connections.connect']({ address: 'vspc.example', name: '', trust: fingerprint('AB') })
  expect(entries).toEqual([
    ['connection.added', { connectionId: id, console: 'EU-1' }],
    ['certificate.accepted', { connectionId: id, console: 'EU-1', fingerprint: fingerprint('AB') }],
  ])
})

it('a certificate accepted later for a known console is an entry too; asking is none', async () => {
  let pin: Certificate | null = null
  const { entries, calls, connections } = parts({
    'connections.connect': () => {
      connections.set([connection({ pin })])
      return pin === null ? { kind: 'untrusted' } : { kind: 'connected', connectionId: id }
    },
  })
  const ask = () => calls['connections.connect']({ address: 'vspc.example', name: '' })
  await ask()
  expect(entries).toEqual([])
  pin = certificate('AB')
  await ask()
  await ask()
  expect(entries.map(([event]) => event)).toEqual(['certificate.accepted'])
})

it('a first certificate that is accepted for a known console took the place of none', async () => {
  const { entries, calls, connections } = parts({
    'connections.trust': () => connections.set([connection({ pin: certificate('CD') })]),
  })
  await calls['connections.trust']({ connectionId: id, fingerprint256: fingerprint('CD') })
  expect(entries).toEqual([
    ['certificate.accepted', { connectionId: id, console: 'EU-1', fingerprint: fingerprint('CD') }],
  ])
})

it('a changed certificate names both, also where the sign-in that follows fails (S-16)', async () => {
  const { entries, calls, connections } = parts(
    {
      'connections.trust': () => {
        connections.set([connection({ pin: certificate('CD') })])
        throw new AppError('unreachable')
      },
    },
    [connection({ pin: certificate('AB') })],
  )
  const trust = calls['connections.trust']({ connectionId: id, fingerprint256: fingerprint('CD') })
  await expect(trust).rejects.toMatchObject({ code: 'unreachable' })
  expect(entries).toEqual([
    [
      'certificate.changed',
      {
        connectionId: id,
        console: 'EU-1',
        fingerprint: fingerprint('CD'),
        fingerprintBefore: fingerprint('AB'),
      },
    ],
  ])
})

it('a refused change of certificate is no entry', async () => {
  const { entries, calls } = parts({ 'connections.trust': fail('changed-meanwhile') })
  const trust = calls['connections.trust']({ connectionId: id, fingerprint256: fingerprint('CD') })
  await expect(trust).rejects.toMatchObject({ code: 'changed-meanwhile' })
  expect(entries).toEqual([])
})

it('renamed and removed consoles', async () => {
  const { entries, calls, connections } = parts({
    'connections.edit': () => connections.set([connection({ name: 'EU-2' })]),
    'connections.remove': () => connections.set([]),
  })
  await calls['connections.edit']({ connectionId: id, name: 'EU-2' })
  await calls['connections.remove']({ connectionId: id })
  expect(entries).toEqual([
    ['connection.renamed', { connectionId: id, console: 'EU-2', kind: 'EU-1' }],
    ['connection.removed', { connectionId: id, console: 'EU-2' }],
  ])
})

it('sign-ins that worked, were refused, or need a code', async () => {
  const { entries, calls, set, signedIn } = parts({ 'session.signIn': () => signedIn() })
  await calls['session.signIn'](form)
  set({ kind: 'signed-out', reason: 'signed-out' })
  const wrong = parts({ 'session.signIn': fail('credentials-wrong') })
  await expect(wrong.calls['session.signIn'](form)).rejects.toThrow()
  const lost = parts({ 'session.signIn': fail('unreachable') })
  await expect(lost.calls['session.signIn'](form)).rejects.toThrow()
  const code = parts({ 'session.answerCode': fail('code-wrong') })
  await expect(code.calls['session.answerCode']({ connectionId: id, code: '1' })).rejects.toThrow()
  // While the stored sign-in is taken up nothing else runs, so the first change here counts as one of those too.
  expect(entries.map(([event, facts]) => [event, facts.person, facts.kind])).toEqual([
    ['sign-in.worked', 'NG\\m', 'restored'],
    ['sign-in.worked', 'NG\\m', 'keyring'],
  ])
  expect(wrong.entries).toEqual([['sign-in.refused', { connectionId: id, console: 'EU-1', person: 'NG\\m' }]])
  expect(lost.entries).toEqual([])
  expect(code.entries.map(([event]) => event)).toEqual(['sign-in.code-wrong'])
})

it('what nobody asked for: kept sign-ins, and those that the console ends', () => {
  const { entries, set } = parts({})
  set(active)
  set(active)
  set({ kind: 'offline', user: null })
  set(active)
  set({ kind: 'signed-out', reason: 'over' })
  set({ kind: 'signed-out', reason: 'over' })
  expect(entries.map(([event, facts]) => [event, facts.kind])).toEqual([
    ['sign-in.worked', 'restored'],
    ['sign-in.over', undefined],
  ])
})

it('signing out, with who it was', async () => {
  const { entries, calls, set, signedIn } = parts({
    'session.signOut': () => set({ kind: 'signed-out', reason: 'signed-out' }),
  })
  signedIn()
  entries.length = 0
  await calls['session.signOut']({ connectionId: id })
  expect(entries).toEqual([['sign-in.signed-out', { connectionId: id, console: 'EU-1', person: 'NG\\m' }]])
})

it('a wrong password or code at the lock', async () => {
  const { entries, calls } = parts({
    'lock.unlock': fail('credentials-wrong'),
    'lock.answerCode': fail('code-wrong'),
  })
  await expect(calls['lock.unlock']({ connectionId: id, password: 'p' })).rejects.toThrow()
  await expect(calls['lock.answerCode']({ code: '1' })).rejects.toThrow()
  expect(entries.map(([event, facts]) => [event, facts.kind])).toEqual([
    ['sign-in.refused', 'locked'],
    ['sign-in.code-wrong', 'locked'],
  ])
})

it('keys: one entry for each that was changed, none for one that failed', async () => {
  const two = { outcomes: [outcome(null), outcome({ code: 'forbidden' })] }
  const { entries, calls, signedIn } = parts({
    'keys.setEnabled': () => two,
    'keys.remove': () => two,
    'keys.verify': () => ({ verdict: { kind: 'works' } }),
  })
  signedIn()
  entries.length = 0
  const keys = [key, { ...key, id: '8' }]
  await calls['keys.edit']({ connectionId: id, key, description: 'Grafana prod' })
  await calls['keys.setEnabled']({ connectionId: id, keys, enabled: false })
  await calls['keys.setEnabled']({ connectionId: id, keys, enabled: true })
  await calls['keys.remove']({ connectionId: id, keys })
  await calls['keys.verify']({ connectionId: id, key, from: 'clipboard' })
  const all = { connectionId: id, console: 'EU-1', person: 'NG\\m', keyId: '7', keyType: 'simple' }
  expect(entries).toEqual([
    ['key.edited', { ...all, key: 'Grafana prod', kind: 'Grafana' }],
    ['key.disabled', { ...all, key: 'Grafana' }],
    ['key.enabled', { ...all, key: 'Grafana' }],
    ['key.deleted', { ...all, key: 'Grafana' }],
    ['key.verified', { ...all, key: 'Grafana', kind: 'works', from: 'clipboard' }],
  ])
})

it('keys: a change whose answer was lost is an entry, too', async () => {
  const detail = { inDoubt: true }
  const lost = { outcomes: [{ id: '7', failure: { code: 'timeout', detail } }, outcome(null)] }
  const { entries, calls, signedIn } = parts({
    'keys.edit': () => {
      throw new AppError('timeout', detail)
    },
    'keys.setEnabled': () => lost,
    'keys.remove': () => lost,
  })
  signedIn()
  entries.length = 0
  const keys = [key, { ...key, id: '8' }]
  await expect(calls['keys.edit']({ connectionId: id, key, description: 'x' })).rejects.toThrow()
  await calls['keys.setEnabled']({ connectionId: id, keys, enabled: true })
  await calls['keys.setEnabled']({ connectionId: id, keys, enabled: false })
  await calls['keys.remove']({ connectionId: id, keys })
  expect(entries.map(([event, { keyId, key: name, kind }]) => [event, keyId, name, kind])).toEqual([
    ['key.change-in-doubt', '7', 'Grafana', 'edited'],
    ['key.change-in-doubt', '7', 'Grafana', 'enabled'],
    ['key.enabled', '8', 'Grafana', undefined],
    ['key.change-in-doubt', '7', 'Grafana', 'disabled'],
    ['key.disabled', '8', 'Grafana', undefined],
    ['key.change-in-doubt', '7', 'Grafana', 'deleted'],
    ['key.deleted', '8', 'Grafana', undefined],
  ])
})

it('a failed edit and a cancelled check are no entries', async () => {
  const { entries, calls, signedIn } = parts({
    'keys.edit': fail('not-applied'),
    'keys.verify': () => ({ verdict: null }),
  })
  signedIn()
  entries.length = 0
  await expect(calls['keys.edit']({ connectionId: id, key, description: 'x' })).rejects.toThrow()
  await calls['keys.verify']({ connectionId: id, key, from: 'file' })
  expect(entries).toEqual([])
})
