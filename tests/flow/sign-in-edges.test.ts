// Signing in where something goes wrong at the edge: answers that are none, lost ones, late codes, renamed users, no network.
import { generate } from 'otplib'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox-console/sandbox'
import { followSessions } from '../../src-main/inventory/follow-sessions'
import { accountOf, codeOf, createParts, newProfile, quickSandbox, signedIn } from './parts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await quickSandbox()
})
afterAll(() => sandbox.stop())
afterEach(() => {
  sandbox.control.clearFaults()
  sandbox.control.resetOptions()
})

const operations = (id: string) => sandbox.control.requests().filter((one) => one.operationId === id).length
const person = () => accountOf(sandbox, 'PortalAdministrator')

it.each<[string, object, string]>([
  ['an empty access token', { status: 200, body: { access_token: '', refresh_token: 'x' } }, 'bad-response'],
  ['an access token with NUL', { status: 200, body: { access_token: 'a\u0000b' } }, 'bad-response'],
  ['HTML', { status: 200, html: '<p>maintenance' }, 'not-a-console'],
  ['nothing but a list', { status: 200, body: [] }, 'bad-response'],
])(
  'a refresh that is answered with %s ends no sign-in and is not repeated by itself (N-33)',
  async (_, fault, code) => {
    const { sessions, api, connectionId, profile } = await signedIn(sandbox)
    const before = await profile.credentials.read(connectionId)
    sandbox.control.expireTokens()
    sandbox.control.clearRequests()
    sandbox.control.addFault({ operationId: 'OAuth2IssueToken', times: 1, ...fault })
    const read = () =>
      sessions.asUser(connectionId, 'read', (target, bearer) => api.currentUser(target, bearer))
    expect(await codeOf(read())).toBe(code)
    expect(operations('OAuth2IssueToken')).toBe(1)
    expect(sessions.current(connectionId).sign.kind).toBe('active')
    expect(await profile.credentials.read(connectionId)).toEqual(before)
    await expect(read()).resolves.toBeDefined()
  },
)

it('a create that meets a 401 is not sent again (N-33)', async () => {
  const { sessions, api, connectionId } = await signedIn(sandbox)
  sandbox.control.clearRequests()
  sandbox.control.addFault({ operationId: 'AddApiKeyLogin', status: 401, times: 1 })
  const created = sessions.asUser(connectionId, 'write', (target, bearer, user) =>
    api.createSimpleKey(target, bearer, {
      opId: '6f1f6a52-6d2c-4d0e-9c53-0e6a3f6f1c11',
      userUid: user.userUid,
      description: 'Refused',
      scopes: ['rest'],
      readOnly: true,
    }),
  )
  await expect(created).rejects.toMatchObject({ code: 'sign-in-over', detail: { renewed: true } })
  expect(operations('AddApiKeyLogin')).toBe(1)
  expect(sessions.current(connectionId).sign.kind).toBe('active')
})

it('a refresh whose answer is lost after the console rotated the token: asked once more, then the sign-in is over (N-34)', async () => {
  const { sessions, api, connectionId, profile } = await signedIn(sandbox)
  sandbox.control.expireTokens()
  sandbox.control.clearRequests()
  sandbox.control.addFault({ operationId: 'OAuth2IssueToken', drop: 'after-commit', times: 1 })
  const read = () =>
    sessions.asUser(connectionId, 'read', (target, bearer) => api.currentUser(target, bearer))
  expect(await codeOf(read())).toBe('sign-in-over')
  expect(operations('OAuth2IssueToken')).toBe(2)
  expect(sessions.current(connectionId).sign).toEqual({ kind: 'signed-out', reason: 'over' })
  expect(await profile.credentials.read(connectionId)).toBeNull()
  expect(await codeOf(read())).toBe('signed-out')
  expect(operations('OAuth2IssueToken')).toBe(2)
})

it('the same where the console keeps the old token: it goes on (N-34)', async () => {
  sandbox.control.setOptions({ refresh: 'keep' })
  const { sessions, api, connectionId } = await signedIn(sandbox)
  sandbox.control.expireTokens()
  sandbox.control.addFault({ operationId: 'OAuth2IssueToken', drop: 'after-commit', times: 1 })
  const user = sessions.asUser(connectionId, 'read', (target, bearer) => api.currentUser(target, bearer))
  await expect(user).resolves.toMatchObject({ role: 'PortalAdministrator' })
})

it('invalid_grant ends the sign-in without another try (N-34)', async () => {
  const { profile, connectionId } = await signedIn(sandbox)
  sandbox.control.expireTokens({ refresh: true })
  sandbox.control.clearRequests()
  const again = createParts(profile)
  await again.sessions.restore()
  expect(again.sessions.current(connectionId).sign).toEqual({ kind: 'signed-out', reason: 'over' })
  expect(operations('OAuth2IssueToken')).toBe(1)
  expect(await profile.credentials.read(connectionId)).toBeNull()
})

it('signing out while a refresh is under way: nothing of it stays (N-34)', async () => {
  const { sessions, api, connectionId, profile } = await signedIn(sandbox)
  sandbox.control.expireTokens()
  const hold = sandbox.control.addHold({ operationId: 'OAuth2IssueToken', at: 'after' })
  const read = sessions.asUser(connectionId, 'read', (target, bearer) => api.currentUser(target, bearer))
  await expect.poll(() => sandbox.control.holds().some(({ waiting }) => waiting > 0)).toBe(true)
  await sessions.signOut(connectionId)
  sandbox.control.releaseHolds(hold)
  expect(await codeOf(read)).toBe('signed-out')
  expect(await profile.credentials.read(connectionId)).toBeNull()
  expect(sessions.current(connectionId).sign).toEqual({ kind: 'signed-out', reason: 'signed-out' })
})

it('quitting waits for a refresh that is under way: the next start has the token that counts (N-34)', async () => {
  const { sessions, api, connectionId, profile } = await signedIn(sandbox)
  sandbox.control.expireTokens()
  const hold = sandbox.control.addHold({ operationId: 'OAuth2IssueToken', at: 'after' })
  const read = sessions.asUser(connectionId, 'read', (target, bearer) => api.currentUser(target, bearer))
  await expect.poll(() => sandbox.control.holds().some(({ waiting }) => waiting > 0)).toBe(true)
  let isSettled = false
  const settled = sessions.settled().then(() => {
    isSettled = true
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(isSettled).toBe(false)
  sandbox.control.releaseHolds(hold)
  await settled
  const again = createParts(profile)
  await again.sessions.restore()
  expect(again.sessions.current(connectionId).sign.kind).toBe('active')
  await read.catch(() => {})
})

it('a code that comes too late, and one for a step that has ended, sign nobody in (N-36)', async () => {
  sandbox.control.setOptions({ 'mfa-seconds': 1 })
  const parts = createParts(newProfile())
  const connectionId = await parts.connect(sandbox)
  const { userName, password, totpSecret = '' } = accountOf(sandbox, 'PortalAdministrator', true)
  await parts.sessions.signIn({ connectionId, userName, password, stay: true })
  expect(parts.sessions.current(connectionId).sign.kind).toBe('code-needed')
  sandbox.control.setClock(5000)
  const late = generate({ secret: totpSecret, epoch: Math.floor(Date.now() / 1000) + 5 })
  expect(await codeOf(parts.sessions.answerCode(connectionId, await late))).toBe('code-wrong')
  parts.sessions.cancelCode(connectionId)
  expect(await codeOf(parts.sessions.answerCode(connectionId, await late))).toBe('signed-out')
  expect(parts.sessions.current(connectionId).sign.kind).toBe('signed-out')
  sandbox.control.setClock(0)
})

it('a user who was renamed on the console is known by the new name after the next start (N-36)', async () => {
  const { profile, connectionId, sessions } = await signedIn(sandbox)
  const before = sessions.current(connectionId).sign
  if (before.kind !== 'active') throw new Error(before.kind)
  const { userUid, organizationUid } = before.user
  const renamed = { instanceUid: userUid, userName: 'Renamed', role: 'PortalAdministrator', organizationUid }
  sandbox.control.addFault({ operationId: 'GetCurrentUser', status: 200, body: { data: renamed } })
  const again = createParts(profile)
  await again.sessions.restore()
  expect(again.sessions.current(connectionId).sign).toMatchObject({
    kind: 'active',
    user: { userUid, userName: 'Renamed' },
  })
  expect(await profile.credentials.read(connectionId)).toMatchObject({ user: { userName: 'Renamed' } })
})

it('signing out without network forgets everything here (N-36, S-25)', async () => {
  const away = await quickSandbox()
  const { sessions, connectionId, profile, sent } = await signedIn(away)
  await away.stop()
  sent.length = 0
  await sessions.signOut(connectionId)
  expect(sent).toEqual([])
  expect(await profile.credentials.read(connectionId)).toBeNull()
  const again = createParts(profile)
  await again.sessions.restore()
  expect(again.sessions.current(connectionId).sign).toEqual({ kind: 'signed-out', reason: 'never' })
})

it('wrong passwords are slowed down over restarts, and a password is never sent by itself (N-36, S-24)', async () => {
  const profile = newProfile()
  const first = createParts(profile)
  const connectionId = await first.connect(sandbox)
  const { userName } = person()
  const attempt = (parts: typeof first) =>
    codeOf(parts.sessions.signIn({ connectionId, userName, password: 'wrong', stay: false }))
  sandbox.control.clearRequests()
  const told: string[] = []
  // The double sleeps short rests through at once; longer ones are refused without asking the console.
  for (let count = 0; count < 10; count += 1) told.push(await attempt(createParts(profile)))
  expect(told).toEqual([
    ...Array.from({ length: 4 }, () => 'credentials-wrong'),
    ...Array.from({ length: 6 }, () => 'rate-limited'),
  ])
  expect(operations('OAuth2IssueToken')).toBe(4)
})

it('a console that is away is found again by the same sign-in: retry by itself reads, and keeps what is under way', async () => {
  const { sessions, inventory, connectionId, connections, listOf } = await signedIn(sandbox)
  sandbox.control.addFault({ operationId: '*', drop: 'before-commit' })
  expect(await codeOf(inventory.refresh(connectionId))).toBe('unreachable')
  const { generation } = connections.target(connectionId)
  const { reach } = sessions.current(connectionId)
  expect(await codeOf(sessions.retry(connectionId, 'itself'))).toBe('unreachable')
  // It never looked as if the console were back.
  expect(sessions.current(connectionId).reach).toEqual(reach)
  sandbox.control.clearFaults()
  sandbox.control.clearRequests()
  await sessions.retry(connectionId, 'itself')
  expect(sessions.current(connectionId).reach).toEqual({ kind: 'online' })
  expect(connections.target(connectionId).generation).toBe(generation)
  // The list that could not be read comes by itself.
  await expect.poll(() => listOf(connectionId).problem).toBeNull()
  expect(sandbox.control.requests().filter(({ method }) => method !== 'GET')).toEqual([])
  await sessions.signOut(connectionId)
  expect(await codeOf(sessions.retry(connectionId, 'itself'))).toBe('signed-out')
})

it.each([
  ['given up', 0],
  ['answered wrongly three times', 3],
])(
  'a code that is %s leaves the sign-in over as it was: no sign-out, which would remove the list',
  async (_, tries) => {
    const { sessions, connectionId } = await signedIn(sandbox)
    const forgotten: string[] = []
    followSessions(sessions.cell, {
      viewer: () => undefined,
      hasProblem: () => false,
      forget: (id) => forgotten.push(id),
      refresh() {},
    })
    await sessions.end(connectionId)
    const { userName, password } = accountOf(sandbox, 'PortalAdministrator', true)
    await sessions.signIn({ connectionId, userName, password, stay: true })
    // Asked anew, as after a second password: still what it was before the first.
    await sessions.signIn({ connectionId, userName, password, stay: true })
    expect(sessions.current(connectionId).sign.kind).toBe('code-needed')
    for (let at = 0; at < tries; at++)
      expect(await codeOf(sessions.answerCode(connectionId, '000000'))).toBe('code-wrong')
    if (tries === 0) sessions.cancelCode(connectionId)
    expect(sessions.current(connectionId).sign).toEqual({ kind: 'signed-out', reason: 'over' })
    expect(forgotten).toEqual([])
    // The same watch sees a real sign-out.
    await sessions.signIn({ connectionId, ...accountOf(sandbox, 'PortalAdministrator'), stay: true })
    await sessions.signOut(connectionId)
    expect(forgotten).toEqual([connectionId])
  },
)
