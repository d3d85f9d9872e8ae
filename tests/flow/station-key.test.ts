// Signing in without a password, against the sandbox: set up, used, replaced, withdrawn; and every place where it may be cut off.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox-console/sandbox'
import type { HttpPort } from '../../src-main/console/http-port'
import { makePair } from '../../src-main/private-key/rsa'
import { createStationKey } from '../../src-main/station/station-key'
import { AppError } from '../../src-shared/errors'
import { createNodeHttp } from '../doubles/node-http'
import { keptProfile, simpleKey } from './keys-to-sign-in'
import { accountOf, codeOf, createParts, type Profile, quickSandbox, refOf } from './parts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await quickSandbox()
})
afterEach(() => sandbox.stop())

const noon = Date.UTC(2026, 4, 4, 12)

/** The app on one computer; `again` is its next start. */
function start(profile: Profile, http: HttpPort = createNodeHttp()) {
  const parts = createParts(profile, http)
  const journal: string[] = []
  const clock = { ms: noon }
  const store: { kept: 'keyring' | 'memory' } = { kept: 'keyring' }
  const station = createStationKey({
    ...parts,
    journal: {
      record: (event, { key = '', kind = '' } = {}) => void journal.push(`${event} ${key} ${kind}`.trim()),
    },
    // The size of the real one takes seconds to make.
    makePair: () => makePair(2048),
    vaultReady: async () => store.kept,
    computerName: 'DESK-7',
    newId: randomUUID,
    now: () => new Date(clock.ms),
    sleep: async () => {},
  })
  const pass = (ms: number) => {
    clock.ms += ms
  }
  return { ...parts, station, journal, profile, pass, store }
}

async function signedIn(role = 'PortalAdministrator', profile: Profile = keptProfile(), http?: HttpPort) {
  const app = start(profile, http)
  const connectionId = await app.connect(sandbox)
  const { userName, password } = accountOf(sandbox, role)
  const byPassword = () => app.sessions.signIn({ connectionId, userName, password, stay: true })
  await byPassword()
  return { ...app, connectionId, byPassword }
}
type App = Awaited<ReturnType<typeof signedIn>>

/** The person's keys on the console that are called as this computer's are. */
async function onConsole(app: Pick<App, 'sessions' | 'api' | 'connectionId'>) {
  const keys = await app.sessions.asUser(app.connectionId, 'read', (target, bearer, user) =>
    app.api.listUserLogins(target, bearer, user.userUid),
  )
  return keys.filter(({ description }) => description.startsWith('Keywright on DESK-7'))
}

const signOf = ({ sessions, connectionId }: App) => sessions.current(connectionId).sign
const stateOf = ({ sessions, connectionId }: App) => sessions.current(connectionId).stationKey
const held = ({ profile }: App) => [...profile.secrets.held.values()]

async function restarted(app: App, http?: HttpPort): Promise<App> {
  const next = start(app.profile, http)
  await next.sessions.restore()
  const { connectionId } = app
  const { userName, password } = accountOf(sandbox, 'PortalAdministrator')
  const byPassword = () => next.sessions.signIn({ connectionId, userName, password, stay: true })
  return { ...next, connectionId, byPassword }
}

/** Lets what runs by itself after a sign-in come to its end. */
async function settled(app: App): Promise<void> {
  app.station.follow()
  // Waits behind what runs: a reading of the same console, which it does too.
  for (let turn = 0; turn < 3; turn += 1) await app.inventory.refresh(app.connectionId).catch(() => {})
}

/** A new sign-in, and the comparison that it begins: a set-up waits for it, and without a store sends nothing. */
async function signInAgain(app: App): Promise<void> {
  await app.sessions.signOut(app.connectionId)
  await app.byPassword()
  app.store.kept = 'memory'
  expect(await codeOf(app.station.setUp(app.connectionId))).toBe('vault-unavailable')
  app.store.kept = 'keyring'
}

it('sets up a key, proves it, and signs in with it from then on', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const [key, ...more] = await onConsole(app)
  expect(more).toEqual([])
  expect(key).toMatchObject({
    description: 'Keywright on DESK-7',
    type: 'advanced',
    readOnly: false,
    scopes: ['rest'],
  })
  expect(stateOf(app)).toMatchObject({ keyId: key?.id, state: 'ready', former: [] })
  expect(signOf(app)).toMatchObject({ kind: 'active', way: 'station-key', keptIn: 'keyring' })
  expect(app.journal).toEqual([
    'station-key.sent Keywright on DESK-7',
    'station-key.set-up Keywright on DESK-7',
  ])
  // The record says only that it may be used; the private half is an item of its own, and in no log.
  const record = JSON.stringify(await app.profile.credentials.read(app.connectionId))
  expect(record).not.toContain('refreshToken')
  const entries = JSON.stringify(await app.profile.credentials.read('station-keys'))
  expect(entries).toContain('"state":"ready"')
  expect(held(app)).toHaveLength(1)
  const everythingElse = [record, entries, app.log.lines.join(), JSON.stringify(app.profile.connections)]
  expect(everythingElse.join()).not.toContain(held(app)[0])
})

it('signs in by itself at the start and when a token has ended, without a refresh token', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const again = await restarted(app)
  expect(signOf(again)).toMatchObject({ kind: 'active', way: 'station-key' })
  sandbox.control.expireTokens({ refresh: true })
  await again.inventory.refresh(again.connectionId)
  expect(signOf(again)).toMatchObject({ kind: 'active', way: 'station-key' })
})

it('after sign-out it stays enrolled, and signs in only when asked (D8)', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  await app.sessions.signOut(app.connectionId)
  sandbox.control.clearRequests()
  const again = await restarted(app)
  expect(signOf(again)).toMatchObject({ kind: 'signed-out' })
  expect(sandbox.control.requests()).toEqual([])
  expect(stateOf(again)).toMatchObject({ state: 'ready' })
  await again.sessions.signInWithStationKey(again.connectionId)
  expect(signOf(again)).toMatchObject({ kind: 'active', way: 'station-key' })
})

it('a refresh token that ended gives way to the key of the same person', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  await app.byPassword()
  expect(signOf(app)).toMatchObject({ way: 'password' })
  sandbox.control.expireTokens({ refresh: true })
  await app.inventory.refresh(app.connectionId)
  expect(signOf(app)).toMatchObject({ kind: 'active', way: 'station-key' })
})

it('but not to the key of somebody else', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const { userName, password } = accountOf(sandbox, 'CompanyOwner')
  await app.sessions.signIn({ connectionId: app.connectionId, userName, password, stay: true })
  sandbox.control.expireTokens({ refresh: true })
  await app.inventory.refresh(app.connectionId).catch(() => {})
  expect(signOf(app)).toEqual({ kind: 'signed-out', reason: 'over' })
})

it('never lifts the lock, and signs nobody in while locked', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  await app.sessions.lock()
  sandbox.control.clearRequests()
  expect(await codeOf(app.sessions.signInWithStationKey(app.connectionId))).toBe('locked')
  await app.sessions.restoreOthers()
  expect(sandbox.control.requests()).toEqual([])
  const again = start(app.profile)
  await again.sessions.lockAtStart()
  await again.sessions.restore()
  expect(await codeOf(again.sessions.signInWithStationKey(app.connectionId))).toBe('locked')
  expect(again.sessions.isLocked()).toBe(true)
  expect(sandbox.control.requests()).toEqual([])
  // The person's own proof does, and then the key may be used again.
  const { password } = accountOf(sandbox, 'PortalAdministrator')
  await again.sessions.unlock(app.connectionId, password)
  expect(again.sessions.isLocked()).toBe(false)
})

it('a challenge that is under way when the lock falls signs nobody in', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  await app.sessions.signOut(app.connectionId)
  await app.byPassword()
  const hold = sandbox.control.addHold({ operationId: 'OAuth2IssueToken', at: 'before' })
  const attempt = codeOf(app.sessions.signInWithStationKey(app.connectionId))
  await expect.poll(() => sandbox.control.holds().some(({ waiting }) => waiting > 0)).toBe(true)
  const locking = app.sessions.lock()
  sandbox.control.releaseHolds(hold)
  await locking
  expect(await attempt).toBe('locked')
  expect(app.sessions.isLocked()).toBe(true)
})

it('signed out from the lock screen while the new key is proved: it signs nobody in (S-25)', async () => {
  const app = await signedIn()
  const hold = sandbox.control.addHold({ operationId: 'OAuth2IssueToken', at: 'before' })
  const attempt = codeOf(app.station.setUp(app.connectionId))
  await expect.poll(() => sandbox.control.holds().some(({ waiting }) => waiting > 0)).toBe(true)
  await app.sessions.lock()
  await app.sessions.signOut(app.connectionId)
  app.sessions.openWithout()
  sandbox.control.releaseHolds(hold)
  expect(await attempt).toBe('signed-out')
  expect(signOf(app)).toEqual({ kind: 'signed-out', reason: 'signed-out' })
  expect(await app.profile.credentials.read(app.connectionId)).toBeNull()
})

it('takes a number where the name is in use', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const elsewhere = await signedIn()
  await elsewhere.station.setUp(elsewhere.connectionId)
  expect((await onConsole(app)).map(({ description }) => description)).toEqual([
    'Keywright on DESK-7',
    'Keywright on DESK-7 2',
  ])
})

it('a key that does not work is deleted again, and nothing counts as set up', async () => {
  const app = await signedIn()
  // The console takes the key, but lets it answer no challenge.
  sandbox.control.setOptions({ 'challenge-seconds': 0 })
  await expect(app.station.setUp(app.connectionId)).rejects.toMatchObject({
    code: 'station-key-refused',
    detail: { revoked: true },
  })
  expect(await onConsole(app)).toEqual([])
  expect([stateOf(app), held(app)]).toEqual([null, []])
  expect(signOf(app)).toMatchObject({ way: 'password' })
})

it('where it cannot be deleted either, it stays listed with its private half', async () => {
  const app = await signedIn()
  sandbox.control.setOptions({ 'challenge-seconds': 0 })
  sandbox.control.addFault({ operationId: 'DeleteUserLogin', status: 520 })
  await expect(app.station.setUp(app.connectionId)).rejects.toMatchObject({ detail: { revoked: false } })
  expect(stateOf(app)).toMatchObject({ state: 'leaving', keyId: (await onConsole(app))[0]?.id })
  expect(held(app)).toHaveLength(1)
  sandbox.control.clearFaults()
  await app.station.withdraw(app.connectionId)
  expect([await onConsole(app), stateOf(app), held(app)]).toEqual([[], null, []])
})

it('a create that is refused leaves nothing', async () => {
  const app = await signedIn()
  sandbox.control.addFault({ operationId: 'AddAsymmetricAlgorithmLogin', status: 403 })
  expect(await codeOf(app.station.setUp(app.connectionId))).toBe('forbidden')
  expect([stateOf(app), held(app)]).toEqual([null, []])
})

it('without a credential store nothing is sent', async () => {
  const app = await signedIn()
  const { station } = app
  const broken = { ...app.profile.secrets, write: async () => Promise.reject(new AppError('vault-locked')) }
  const locked = start({ ...app.profile, secrets: broken })
  await locked.sessions.restore()
  sandbox.control.clearRequests()
  expect(await codeOf(locked.station.setUp(app.connectionId))).toBe('vault-locked')
  expect(
    sandbox.control.requests().some(({ operationId }) => operationId === 'AddAsymmetricAlgorithmLogin'),
  ).toBe(false)
  expect(await onConsole(app)).toEqual([])
  expect(station.isBusy(app.connectionId)).toBe(false)
})

/** Cuts the program off at a request: it is carried out or not, and no answer ever comes to a program that goes on. */
function cutAt(wanted: (path: string, method: string) => boolean, carriedOut: boolean) {
  const http = createNodeHttp()
  let isCut = false
  let reached: () => void = () => {}
  const atCut = new Promise<void>((resolve) => {
    reached = resolve
  })
  const port: HttpPort = {
    ...http,
    async send(target, request) {
      if (isCut) return new Promise(() => {})
      if (!wanted(request.path, request.method)) return http.send(target, request)
      isCut = true
      if (carriedOut) await http.send(target, request)
      reached()
      return new Promise(() => {})
    },
  }
  return { port, atCut }
}
const isCreate = (path: string) => path.includes('/asymmetricalgorithm')
const isDelete = (path: string, method: string) => method === 'DELETE' && path.includes('/logins/')

it('killed after the create was carried out: the next sign-in finds the key, proves it, and has it', async () => {
  const { port, atCut } = cutAt(isCreate, true)
  const app = await signedIn('PortalAdministrator', keptProfile(), port)
  void app.station.setUp(app.connectionId)
  await atCut
  expect(stateOf(app)).toMatchObject({ state: 'unfinished', keyId: null })
  const again = await restarted(app)
  await settled(again)
  await expect.poll(() => stateOf(again)).toMatchObject({ state: 'ready' })
  expect(await onConsole(again)).toHaveLength(1)
  expect(again.journal).toEqual(['station-key.set-up Keywright on DESK-7 found'])
  await again.sessions.signInWithStationKey(again.connectionId)
  expect(signOf(again)).toMatchObject({ way: 'station-key' })
})

it('killed before the create was carried out: nothing is sent again; a late commit is still held', async () => {
  const { port, atCut } = cutAt(isCreate, false)
  const app = await signedIn('PortalAdministrator', keptProfile(), port)
  void app.station.setUp(app.connectionId)
  await atCut
  const again = await restarted(app)
  sandbox.control.clearRequests()
  await settled(again)
  expect(sandbox.control.requests().some(({ method }) => method === 'POST')).toBe(false)
  expect(stateOf(again)).toMatchObject({ state: 'unfinished' })
  expect(held(again)).toHaveLength(1)
  expect(await codeOf(again.station.withdraw(again.connectionId))).toBe('station-key-in-doubt')
  // However long ago that was, the app does not forget it by itself, and another one can be set up beside it.
  again.pass(25 * 60 * 60_000)
  await signInAgain(again)
  expect([stateOf(again)?.state, held(again).length]).toEqual(['unfinished', 1])
  await again.station.setUp(again.connectionId)
  expect(stateOf(again)).toMatchObject({ state: 'ready', former: [{ keyId: null }] })
  // A day later the person may: the console does not carry it out any more.
  await again.station.withdraw(again.connectionId)
  expect([stateOf(again), held(again)]).toEqual([null, []])
  expect(again.journal).toContain('station-key.withdrawn Keywright on DESK-7 not-shown')
})

it('a create that is carried out days later is found by its public half', async () => {
  const later: (() => Promise<unknown>)[] = []
  const http = createNodeHttp()
  const app = await signedIn('PortalAdministrator', keptProfile(), {
    ...http,
    async send(target, request) {
      if (!isCreate(request.path) || later.length > 0) return http.send(target, request)
      later.push(() => http.send(target, request))
      throw new AppError('unreachable', { reason: 'reset' })
    },
  })
  expect(await codeOf(app.station.setUp(app.connectionId))).toBe('station-key-in-doubt')
  app.pass(72 * 60 * 60_000)
  app.station.follow()
  await signInAgain(app)
  expect(stateOf(app)).toMatchObject({ state: 'unfinished' })
  await later[0]?.()
  await app.sessions.signOut(app.connectionId)
  await app.byPassword()
  await expect.poll(() => stateOf(app)?.state).toBe('ready')
  expect(stateOf(app)?.keyId).toBe((await onConsole(app))[0]?.id)
})

it('found after a crash but not working: nothing is deleted until the person decides (P6)', async () => {
  const { port, atCut } = cutAt(isCreate, true)
  const app = await signedIn('PortalAdministrator', keptProfile(), port)
  void app.station.setUp(app.connectionId)
  await atCut
  const again = await restarted(app)
  sandbox.control.setOptions({ 'challenge-seconds': 0 })
  sandbox.control.clearRequests()
  await settled(again)
  await expect.poll(() => again.log.lines.join()).toContain('station-key.not-compared')
  expect(sandbox.control.requests().some(({ method }) => method === 'DELETE')).toBe(false)
  expect(stateOf(again)).toMatchObject({ state: 'unfinished' })
  expect(held(again)).toHaveLength(1)
  await again.station.withdraw(again.connectionId)
  expect([await onConsole(again), stateOf(again), held(again)]).toEqual([[], null, []])
})

it('killed before the proof: pressing Set up again goes on with the same key', async () => {
  const { port, atCut } = cutAt((path) => path.endsWith('/token') && isProving, true)
  let isProving = false
  const app = await signedIn('PortalAdministrator', keptProfile(), port)
  isProving = true
  void app.station.setUp(app.connectionId)
  await atCut
  expect(stateOf(app)).toMatchObject({ state: 'unfinished' })
  const again = await restarted(app)
  await again.station.setUp(again.connectionId)
  expect(await onConsole(again)).toHaveLength(1)
  expect(stateOf(again)).toMatchObject({ state: 'ready' })
})

it('an answer that is lost is looked for, not asked for again', async () => {
  const app = await signedIn()
  sandbox.control.setOptions({ drop: 'after-commit' })
  await app.station.setUp(app.connectionId)
  expect(await onConsole(app)).toHaveLength(1)
  expect(stateOf(app)).toMatchObject({ state: 'ready' })
})

it('a request that is lost leaves it in doubt, with the private half kept', async () => {
  const app = await signedIn()
  sandbox.control.setOptions({ drop: 'before-commit' })
  expect(await codeOf(app.station.setUp(app.connectionId))).toBe('station-key-in-doubt')
  expect(stateOf(app)).toMatchObject({ state: 'unfinished' })
  expect(held(app)).toHaveLength(1)
})

it('a queued create is waited for', async () => {
  const app = await signedIn()
  sandbox.control.setOptions({ writes: 'async' })
  await app.station.setUp(app.connectionId)
  expect(stateOf(app)).toMatchObject({ state: 'ready' })
})

it('replace makes another, proves it, and deletes the old one', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const before = { id: stateOf(app)?.keyId, half: held(app)[0] }
  expect(await app.station.replace(app.connectionId)).toBe(true)
  const keys = await onConsole(app)
  expect(keys.map(({ id }) => id)).toEqual([stateOf(app)?.keyId])
  expect(keys[0]?.id).not.toBe(before.id)
  expect(held(app)).toHaveLength(1)
  expect(held(app)).not.toContain(before.half)
  expect(signOf(app)).toMatchObject({ kind: 'active', way: 'station-key' })
})

it('replace keeps the old one, private half and all, until the console has confirmed that it is gone', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const old = stateOf(app)
  sandbox.control.addFault({ operationId: 'DeleteUserLogin', status: 520 })
  expect(await app.station.replace(app.connectionId)).toBe(false)
  expect(stateOf(app)).toMatchObject({ state: 'ready', former: [{ keyId: old?.keyId }] })
  expect(held(app)).toHaveLength(2)
  sandbox.control.clearFaults()
  await app.station.withdraw(app.connectionId)
  await app.byPassword()
  expect([await onConsole(app), stateOf(app), held(app)]).toEqual([[], null, []])
})

it('a new key that does not work leaves the old one in use', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const old = stateOf(app)
  sandbox.control.setOptions({ 'challenge-seconds': 0 })
  expect(await codeOf(app.station.replace(app.connectionId))).toBe('station-key-refused')
  sandbox.control.resetOptions()
  expect(stateOf(app)).toEqual(old)
  expect(await onConsole(app)).toHaveLength(1)
  await app.sessions.signInWithStationKey(app.connectionId)
})

/** A console that does not list the public halves of Advanced keys (any more). */
function withoutPublicHalves(http: HttpPort = createNodeHttp()): HttpPort {
  return {
    ...http,
    async send(target, request) {
      const answer = await http.send(target, request)
      if (request.method !== 'GET' || !request.path.includes('/logins')) return answer
      const text = answer.body
        .toString('utf8')
        .replace(/"parameters":"(?:[^"\\]|\\.)*"/g, '"parameters":null')
      return { ...answer, body: Buffer.from(text, 'utf8') }
    },
  }
}

it('where the console lists no public halves, the key is known by its id, stays held, and is really withdrawn', async () => {
  const first = await signedIn()
  await first.station.setUp(first.connectionId)
  const dark = await restarted(first, withoutPublicHalves())
  await dark.byPassword()
  await settled(dark)
  expect(held(dark)).toHaveLength(1)
  await dark.station.withdraw(dark.connectionId)
  expect([await onConsole(dark), held(dark)]).toEqual([[], []])
})

it('nor is one of which no id is known taken for gone there', async () => {
  const app = await signedIn('PortalAdministrator', keptProfile(), withoutPublicHalves())
  sandbox.control.setOptions({ drop: 'after-commit' })
  expect(await codeOf(app.station.setUp(app.connectionId))).toBe('station-key-in-doubt')
  sandbox.control.setOptions({ drop: 'none' })
  app.pass(25 * 60 * 60_000)
  await settled(app)
  expect(await codeOf(app.station.withdraw(app.connectionId))).toBe('station-key-in-doubt')
  expect(held(app)).toHaveLength(1)
  expect(await onConsole(app)).toHaveLength(1)
})

it('withdraw deletes on the console, forgets, and ends the sign-in that it made', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  await app.station.withdraw(app.connectionId)
  expect(signOf(app)).toEqual({ kind: 'signed-out', reason: 'over' })
  expect([stateOf(app), held(app)]).toEqual([null, []])
  expect(await app.profile.credentials.read(app.connectionId)).toBeNull()
  await app.byPassword()
  expect(await onConsole(app)).toEqual([])
})

it('somebody else whose list does not show it has not proved that it is gone', async () => {
  let hides = false
  const http = createNodeHttp()
  const app = await signedIn('PortalAdministrator', keptProfile(), {
    ...http,
    async send(target, request) {
      const answer = await http.send(target, request)
      if (!hides || request.method !== 'GET' || !request.path.includes('/logins')) return answer
      const none = { meta: { pagingInfo: { total: 0, count: 0, offset: 0 } }, data: [] }
      return { ...answer, status: 200, body: Buffer.from(JSON.stringify(none)) }
    },
  })
  await app.station.setUp(app.connectionId)
  const before = stateOf(app)
  const { userName, password } = accountOf(sandbox, 'CompanyOwner')
  await app.sessions.signIn({ connectionId: app.connectionId, userName, password, stay: true })
  hides = true
  await expect(app.station.withdraw(app.connectionId)).rejects.toMatchObject({
    code: 'station-key-in-doubt',
    detail: { otherOwner: true },
  })
  expect([stateOf(app), held(app).length]).toEqual([before, 1])
  expect(app.journal.join()).not.toContain('withdrawn')
  hides = false
  await app.byPassword()
  expect(await onConsole(app)).toHaveLength(1)
})

it('one in doubt does not keep the one in use from being withdrawn', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  sandbox.control.setOptions({ drop: 'before-commit' })
  expect(await codeOf(app.station.replace(app.connectionId))).toBe('station-key-in-doubt')
  sandbox.control.setOptions({ drop: 'none' })
  expect(held(app)).toHaveLength(2)
  expect(await codeOf(app.station.withdraw(app.connectionId))).toBe('station-key-in-doubt')
  expect(stateOf(app)).toMatchObject({ state: 'unfinished', former: [] })
  expect(held(app)).toHaveLength(1)
  expect(signOf(app)).toEqual({ kind: 'signed-out', reason: 'over' })
  await app.byPassword()
  expect(await onConsole(app)).toEqual([])
})

it.each([
  ['refuses', { status: 403 }],
  ['fails', { status: 520 }],
])('withdraw forgets nothing while the console %s', async (_, fault) => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const before = stateOf(app)
  sandbox.control.addFault({ operationId: 'DeleteUserLogin', ...fault })
  await expect(app.station.withdraw(app.connectionId)).rejects.toBeInstanceOf(AppError)
  expect(stateOf(app)).toEqual(before)
  expect(held(app)).toHaveLength(1)
  expect(await onConsole(app)).toHaveLength(1)
})

it('killed between the deletion and the forgetting: the next sign-in notices that the key is gone', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const { port, atCut } = cutAt(isDelete, true)
  const second = await restarted(app, port)
  void second.station.withdraw(second.connectionId)
  await atCut
  const again = await restarted(app)
  expect(signOf(again)).toEqual({ kind: 'signed-out', reason: 'over' })
  expect(stateOf(again)).toMatchObject({ state: 'ready' })
  await settled(again)
  await again.byPassword()
  await expect.poll(() => stateOf(again)).toBeNull()
  expect(held(again)).toEqual([])
  expect(again.journal).toEqual(['station-key.gone Keywright on DESK-7'])
})

it('deleted in the list of keys: forgotten here, and the sign-in that it made has ended', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const [key] = await onConsole(app)
  if (key === undefined) throw new Error('no key')
  await app.keyChanges.remove(app.connectionId, [refOf(key)])
  await app.station.deleted(app.connectionId, [key.id])
  expect([stateOf(app), held(app), signOf(app).kind]).toEqual([null, [], 'signed-out'])
})

it('deleted in the list while the store does not answer: that is no failure of the deletion', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const [key] = await onConsole(app)
  const secrets = { ...app.profile.secrets, remove: () => Promise.reject(new AppError('vault-locked')) }
  const stuck = await restarted({ ...app, profile: { ...app.profile, secrets } })
  await stuck.station.deleted(stuck.connectionId, [key?.id ?? ''])
  expect(stuck.log.lines.join()).toContain('station-key.not-forgotten')
  expect(held(stuck)).toHaveLength(1)
})

it('disabled on the console: the sign-in is over, and works again once it is enabled', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const admin = await signedIn()
  const [key] = await onConsole(app)
  if (key === undefined) throw new Error('no key')
  await admin.keyChanges.setEnabled(admin.connectionId, [refOf(key)], false)
  await app.inventory.refresh(app.connectionId).catch(() => {})
  expect(signOf(app)).toEqual({ kind: 'signed-out', reason: 'over' })
  await expect(app.sessions.signInWithStationKey(app.connectionId)).rejects.toMatchObject({
    code: 'credentials-wrong',
    detail: { way: 'station-key' },
  })
  await admin.keyChanges.setEnabled(admin.connectionId, [refOf(key)], true)
  await app.sessions.signInWithStationKey(app.connectionId)
  expect(signOf(app)).toMatchObject({ kind: 'active' })
})

it('signed in with a read-only key, nothing is made', async () => {
  const app = await signedIn()
  const { text } = await simpleKey(app)
  const { sign } = app.sessions.current(app.connectionId)
  const me = sign.kind === 'active' ? sign.user.userUid : ''
  await app.inventory.refresh(app.connectionId)
  const others = app
    .listOf(app.connectionId)
    .keys.filter(({ type, userUid }) => type === 'simple' && userUid === me)
  await app.keyChanges.remove(app.connectionId, others.map(refOf))
  expect(text).not.toBe('')
  const { text: readOnly } = await simpleKey(app, { readOnly: true })
  app.desk.clipboard = readOnly
  await app.sessions.signInWithKey({
    connectionId: app.connectionId,
    way: 'simple-key',
    from: 'clipboard',
    stay: false,
  })
  await expect(app.station.setUp(app.connectionId)).rejects.toMatchObject({
    code: 'forbidden',
    detail: { readOnly: true },
  })
  expect(held(app)).toEqual([])
})

it('an edited address is never sent an answer (S-15)', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  await app.sessions.signOut(app.connectionId)
  app.profile.connections = app.profile.connections.map((one) => ({ ...one, pin: null }))
  sandbox.control.clearRequests()
  const again = await restarted(app)
  expect(await codeOf(again.sessions.signInWithStationKey(again.connectionId))).toBe('credentials-wrong')
  expect(sandbox.control.requests()).toEqual([])
})

it('goes on under a new certificate that the person accepted', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const fingerprint = await sandbox.control.changeCertificate('new')
  await app.inventory.refresh(app.connectionId).catch(() => {})
  await app.sessions.acceptCertificate(app.connectionId, fingerprint)
  await app.sessions.signOut(app.connectionId)
  await app.sessions.signInWithStationKey(app.connectionId)
  expect(signOf(app)).toMatchObject({ kind: 'active', way: 'station-key' })
})

it('a connection that is removed takes its private half along, and the journal says that the key stayed', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  await app.station.forget(app.connectionId)
  expect([stateOf(app), held(app)]).toEqual([null, []])
  expect(app.journal.at(-1)).toBe('station-key.forgotten Keywright on DESK-7')
  await app.byPassword()
  expect(await onConsole(app)).toHaveLength(1)
})

it('where the store does not let the private half go, the journal does not say that it was forgotten', async () => {
  const app = await signedIn()
  await app.station.setUp(app.connectionId)
  const secrets = { ...app.profile.secrets, remove: async () => 'not-confirmed' as const }
  const stuck = await restarted({ ...app, profile: { ...app.profile, secrets } })
  await stuck.station.forget(stuck.connectionId)
  expect(stuck.journal).toEqual([])
  expect(held(stuck)).toHaveLength(1)
})
