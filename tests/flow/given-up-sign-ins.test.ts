// Sign-ins that were given up while the console was thinking: whatever it answers then, it signs nobody in and ends nothing.
import { generate } from 'otplib'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox-console/sandbox'
import { createNodeHttp } from '../doubles/node-http'
import { keptProfile, maker, simpleKey } from './keys-to-sign-in'
import { accountOf, codeOf, createParts, type Parts, quickSandbox } from './parts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await quickSandbox()
})
afterAll(() => sandbox.stop())
afterEach(() => {
  sandbox.control.clearFaults()
  sandbox.control.resetOptions()
})

function gate() {
  let open: () => void = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

/** A port that keeps the next answer of a path back, until the test lets it go. */
function slowPort() {
  const http = createNodeHttp()
  const waits: { readonly path: string; readonly asked: () => void; readonly go: Promise<void> }[] = []
  return {
    port: {
      ...http,
      async send(...[target, request]: Parameters<typeof http.send>) {
        const at = waits.findIndex(({ path }) => request.path.includes(path))
        const [wait] = at < 0 ? [] : waits.splice(at, 1)
        const answer = await http.send(target, request)
        wait?.asked()
        await wait?.go
        return answer
      },
    },
    holdNext(path: string) {
      const asked = gate()
      const go = gate()
      waits.push({ path, asked: asked.open, go: go.opened })
      return { asked: asked.opened, go: go.open }
    },
  }
}

const token = '/token'
const whoAmI = '/users/me'
const ended = { kind: 'signed-out', reason: 'signed-out' } as const

async function connected(withCode = false) {
  const profile = keptProfile()
  const { port, holdNext } = slowPort()
  const parts = createParts(profile, port)
  const connectionId = await parts.connect(sandbox)
  const { userName, password, totpSecret = '' } = accountOf(sandbox, 'PortalAdministrator', withCode)
  const signIn = (change: { userName?: string; password?: string; stay?: boolean } = {}) =>
    parts.sessions.signIn({ connectionId, userName, password, stay: true, ...change })
  return {
    ...parts,
    parts,
    profile,
    holdNext,
    connectionId,
    signIn,
    password,
    code: () => generate({ secret: totpSecret }),
    sign: () => parts.sessions.current(connectionId).sign,
    record: () => profile.credentials.read(connectionId),
  }
}

async function expectNobody({ sessions, connectionId, record }: Awaited<ReturnType<typeof connected>>) {
  expect(await record()).toBeNull()
  expect(await codeOf(sessions.asUser(connectionId, 'read', async () => 'sent'))).toBe('signed-out')
}

it.each([
  ['the token', token, true],
  ['who it is', whoAmI, true],
  ['who it is', whoAmI, false],
])('signed out while the console is asked for %s (S-25)', async (_, path, stay) => {
  const app = await connected()
  const hold = app.holdNext(path)
  const attempt = codeOf(app.signIn({ stay }))
  await hold.asked
  await app.sessions.signOut(app.connectionId)
  hold.go()
  expect(await attempt).toBe('signed-out')
  expect(app.sign()).toEqual(ended)
  await expectNobody(app)
})

it.each([
  ['a password', 'password'],
  ['a key', 'key'],
])(
  'signed out from the lock screen while %s is on its way: it stays signed out (S-25, S-26)',
  async (_, by) => {
    const app = await connected()
    await app.signIn()
    const { sessions, connectionId } = app
    app.desk.clipboard = (await simpleKey(await maker(sandbox))).text
    await sessions.lock()
    const hold = app.holdNext(by === 'key' ? whoAmI : token)
    const attempt = codeOf(
      by === 'key'
        ? sessions.unlockWithKey(connectionId, 'clipboard')
        : sessions.unlock(connectionId, app.password),
    )
    await hold.asked
    await sessions.signOut(connectionId)
    sessions.openWithout()
    hold.go()
    expect(await attempt).toBe('signed-out')
    expect(app.sign()).toEqual(ended)
    await expectNobody(app)
  },
)

it('signed out while the person is choosing a key: nothing is sent', async () => {
  const app = await connected()
  const { sessions, connectionId } = app
  app.desk.clipboard = (await simpleKey(await maker(sandbox))).text
  sandbox.control.clearRequests()
  const form = { connectionId, way: 'simple-key', from: 'clipboard', stay: true } as const
  const attempt = codeOf(sessions.signInWithKey(form))
  await sessions.signOut(connectionId)
  expect(await attempt).toBe('signed-out')
  await app.signIn()
  await sessions.lock()
  sandbox.control.clearRequests()
  const unlock = codeOf(sessions.unlockWithKey(connectionId, 'clipboard'))
  await sessions.signOut(connectionId)
  sessions.openWithout()
  expect(await unlock).toBe('signed-out')
  expect(sandbox.control.requests()).toEqual([])
  await expectNobody(app)
})

it('signed out while a key is tried', async () => {
  const app = await connected()
  const { sessions, connectionId } = app
  app.desk.clipboard = (await simpleKey(await maker(sandbox))).text
  const hold = app.holdNext(whoAmI)
  const form = { connectionId, way: 'simple-key', from: 'clipboard', stay: true } as const
  const attempt = codeOf(sessions.signInWithKey(form))
  await hold.asked
  await sessions.signOut(connectionId)
  hold.go()
  expect(await attempt).toBe('signed-out')
  await expectNobody(app)
})

it.each([
  ['right', async ({ code }: { code: () => Promise<string> }) => code()],
  ['wrong', async () => '000000'],
])('gone back while a %s code is checked: neither signed in nor asked again (N-36)', async (_, codeOfIt) => {
  const app = await connected(true)
  const before = app.sign()
  expect(before.kind).toBe('signed-out')
  await app.signIn()
  const hold = app.holdNext(token)
  const attempt = codeOf(app.sessions.answerCode(app.connectionId, await codeOfIt(app)))
  await hold.asked
  app.sessions.cancelCode(app.connectionId)
  hold.go()
  expect(await attempt).toBe('signed-out')
  expect(app.sign()).toEqual(before)
  await expectNobody(app)
})

it('of two sign-ins under way the newer one counts', async () => {
  const app = await connected()
  const hold = app.holdNext(token)
  const other = accountOf(sandbox, 'CompanyOwner')
  const older = codeOf(app.signIn(other))
  await hold.asked
  await app.signIn()
  const now = app.sign()
  hold.go()
  expect(await older).toBe('signed-out')
  expect(now).toMatchObject({ kind: 'active', user: { role: 'PortalAdministrator' } })
  expect(app.sign()).toEqual(now)
  expect(await app.record()).toMatchObject({ user: { role: 'PortalAdministrator' } })
})

it('a sign-in at a connection that is being removed leaves no record', async () => {
  const app = await connected()
  const { sessions, connections, connectionId } = app
  const hold = app.holdNext(whoAmI)
  const before = codeOf(app.signIn())
  await hold.asked
  await sessions.forget(connectionId)
  hold.go()
  expect(await before).toBe('signed-out')
  // Begun once the sign-in was forgotten, done before the connection is gone.
  await app.signIn()
  expect(await app.record()).not.toBeNull()
  connections.remove(connectionId)
  await expect.poll(app.record).toBeNull()
})

it('signed out while the stored sign-in is being taken up: it does not come back', async () => {
  const app = await connected()
  await app.signIn()
  const slow = gate()
  const { credentials } = app.profile
  const late = {
    ...credentials,
    read: async (id: string) => {
      const found = await credentials.read(id)
      await slow.opened
      return found
    },
  }
  const again = createParts({ ...app.profile, credentials: late })
  const restoring = again.sessions.restore()
  const leaving = again.sessions.signOut(app.connectionId)
  slow.open()
  await Promise.all([restoring, leaving])
  expect(again.sessions.current(app.connectionId).sign).toEqual(ended)
  expect(await app.record()).toBeNull()
})

/** Somebody is signed in, and what was asked for them is still under way when the next person is. */
async function nextPerson(ask: (app: Awaited<ReturnType<typeof connected>>) => Promise<unknown>) {
  const app = await connected()
  await app.signIn()
  sandbox.control.addFault({ operationId: 'GetCurrentUser', status: 401, times: 1 })
  const hold = app.holdNext(whoAmI)
  const late = ask(app).then(
    () => 'done',
    (error: { code: string }) => error.code,
  )
  await hold.asked
  await app.sessions.signOut(app.connectionId)
  await app.signIn(accountOf(sandbox, 'CompanyOwner'))
  const record = await app.record()
  hold.go()
  return { ...app, late: await late, before: record }
}

it.each<[string, (app: Parts & { connectionId: string }) => Promise<unknown>]>([
  ['a retry', ({ sessions, connectionId }) => sessions.retry(connectionId, 'itself')],
  [
    'a read',
    ({ sessions, api, connectionId }) =>
      sessions.asUser(connectionId, 'read', (target, bearer) => api.currentUser(target, bearer)),
  ],
])(
  'the late refusal of %s of the person before does not end the next one’s sign-in (S-23)',
  async (_, ask) => {
    const { sign, record, late, before } = await nextPerson(ask)
    expect(['sign-in-over', 'signed-out']).toContain(late)
    expect(sign()).toMatchObject({ kind: 'active', user: { role: 'CompanyOwner' } })
    expect(before).not.toBeNull()
    expect(await record()).toEqual(before)
  },
)

it('one refusal of an access token ends no sign-in whose refresh token works; two do (S-23)', async () => {
  const app = await connected()
  await app.signIn()
  const refuse = (times: number) =>
    sandbox.control.addFault({ operationId: 'GetCurrentUser', status: 401, times })
  refuse(1)
  const again = createParts(app.profile)
  await again.sessions.restore()
  expect(again.sessions.current(app.connectionId).sign.kind).toBe('active')
  expect(await app.record()).not.toBeNull()
  refuse(2)
  expect(await codeOf(again.sessions.retry(app.connectionId, 'itself'))).toBe('sign-in-over')
  expect(again.sessions.current(app.connectionId).sign).toEqual({ kind: 'signed-out', reason: 'over' })
  expect(await app.record()).toBeNull()
})
