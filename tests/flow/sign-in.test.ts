// Signing in against the sandbox: password, code, refusals, restart, sign-out, and refresh under pressure.
import { generate } from 'otplib'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox-console/sandbox'
import { AppError } from '../../src-shared/errors'
import { createNodeHttp } from '../doubles/node-http'
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

it('signs in with a password and knows who it is', async () => {
  const { sessions, connectionId } = await signedIn(sandbox)
  const { sign, reach } = sessions.current(connectionId)
  expect(reach).toEqual({ kind: 'online' })
  expect(sign).toMatchObject({
    kind: 'active',
    keptIn: 'memory',
    way: 'password',
    user: { role: 'PortalAdministrator', organizationType: 'provider', consoleVersion: '9.2.0.33215' },
  })
})

it('a role that may not read the version signs in all the same', async () => {
  const { sessions, connectionId } = await signedIn(sandbox, 'CompanyOwner')
  expect(sessions.current(connectionId).sign).toMatchObject({
    kind: 'active',
    user: { role: 'CompanyOwner', organizationType: 'company', consoleVersion: null },
  })
})

it('a refused password says so, and names the company user', async () => {
  const parts = createParts(newProfile())
  const connectionId = await parts.connect(sandbox)
  const { userName } = accountOf(sandbox, 'CompanyOwner')
  const attempt = parts.sessions.signIn({ connectionId, userName, password: 'wrong', stay: true })
  await expect(attempt).rejects.toMatchObject({ code: 'credentials-wrong', detail: { companyUser: true } })
  expect(parts.sessions.current(connectionId).sign.kind).toBe('signed-out')
})

it.each(['200', '400'])('asks for the code when the first step answers %s', async (status) => {
  sandbox.control.setOptions({ 'mfa-status': status })
  const parts = createParts(newProfile())
  const connectionId = await parts.connect(sandbox)
  const { userName, password, totpSecret = '' } = accountOf(sandbox, 'PortalAdministrator', true)
  await parts.sessions.signIn({ connectionId, userName, password, stay: true })
  expect(parts.sessions.current(connectionId).sign).toMatchObject({ kind: 'code-needed', attemptsLeft: 3 })
  await expect(parts.sessions.answerCode(connectionId, '000000')).rejects.toMatchObject({
    code: 'code-wrong',
    detail: { attemptsLeft: 2 },
  })
  await parts.sessions.answerCode(connectionId, await generate({ secret: totpSecret }))
  expect(parts.sessions.current(connectionId).sign.kind).toBe('active')
})

it('three wrong codes end the step', async () => {
  const parts = createParts(newProfile())
  const connectionId = await parts.connect(sandbox)
  const { userName, password } = accountOf(sandbox, 'PortalAdministrator', true)
  await parts.sessions.signIn({ connectionId, userName, password, stay: true })
  for (const left of [2, 1, 0])
    await expect(parts.sessions.answerCode(connectionId, '000000')).rejects.toMatchObject({
      detail: { attemptsLeft: left },
    })
  expect(parts.sessions.current(connectionId).sign.kind).toBe('signed-out')
  expect(await codeOf(parts.sessions.answerCode(connectionId, '000000'))).toBe('signed-out')
})

it('is signed in again after a restart, with a rotated token', async () => {
  const { profile, connectionId } = await signedIn(sandbox)
  const before = await profile.credentials.read(connectionId)
  const again = createParts(profile)
  expect(again.sessions.current(connectionId).sign.kind).toBe('restoring')
  await again.sessions.restore()
  expect(again.sessions.current(connectionId).sign.kind).toBe('active')
  const after = await profile.credentials.read(connectionId)
  expect(after?.refreshToken).not.toBe(before?.refreshToken)
  expect(again.log.lines.join()).not.toContain(String(after?.refreshToken))
})

it('without "stay" nothing is kept', async () => {
  const profile = newProfile()
  const parts = createParts(profile)
  const connectionId = await parts.connect(sandbox)
  const { userName, password } = accountOf(sandbox, 'PortalAdministrator')
  await parts.sessions.signIn({ connectionId, userName, password, stay: false })
  expect(await profile.credentials.read(connectionId)).toBeNull()
  expect(parts.sessions.current(connectionId).sign).toMatchObject({ kind: 'active', keptIn: 'memory' })
})

it.each<[string, Record<string, string | null>]>([
  ['address', { origin: 'https://other.example:1280' }],
  ['certificate', { pin: 'AA:BB' }],
  ['trust', { pin: null }],
])('a record made for another %s is dropped and its token never sent (S-15, N-53)', async (_, change) => {
  const { profile, connectionId } = await signedIn(sandbox)
  const record = await profile.credentials.read(connectionId)
  await profile.credentials.write(connectionId, { ...record, ...change })
  sandbox.control.clearRequests()
  const again = createParts(profile)
  await again.sessions.restore()
  expect(again.sessions.current(connectionId).sign).toEqual({ kind: 'signed-out', reason: 'over' })
  expect(sandbox.control.requests()).toEqual([])
  expect(await profile.credentials.read(connectionId)).toBeNull()
  expect(again.log.lines.join()).toContain('security.credential-mismatch')
})

it('sign-out forgets the tokens and revokes none', async () => {
  const { profile, sessions, connectionId, api, connections } = await signedIn(sandbox)
  let bearer = ''
  await sessions.asUser(connectionId, 'read', async (_, access) => {
    bearer = String(access)
  })
  sandbox.control.clearRequests()
  await sessions.signOut(connectionId)
  expect(sandbox.control.requests()).toEqual([])
  expect(await profile.credentials.read(connectionId)).toBeNull()
  expect(await codeOf(sessions.asUser(connectionId, 'read', async () => {}))).toBe('signed-out')
  await expect(api.currentUser(connections.target(connectionId), bearer)).resolves.toBeDefined()
})

it('20 reads with an expired token make one refresh, and all succeed', async () => {
  const { sessions, api, connectionId } = await signedIn(sandbox)
  sandbox.control.expireTokens()
  sandbox.control.clearRequests()
  const read = () =>
    sessions.asUser(connectionId, 'read', (target, bearer) => api.currentUser(target, bearer))
  const users = await Promise.all(Array.from({ length: 20 }, read))
  expect(users).toHaveLength(20)
  expect(operations('OAuth2IssueToken')).toBe(1)
  expect(sessions.current(connectionId).sign.kind).toBe('active')
})

it('a write that meets a 401 is not sent again', async () => {
  const { sessions, connectionId } = await signedIn(sandbox)
  sandbox.control.expireTokens()
  let runs = 0
  const write = sessions.asUser(connectionId, 'write', async (target, bearer) => {
    runs += 1
    const { api } = createParts(newProfile(), createNodeHttp())
    return api.currentUser({ ...target, connectionId: 'other' }, bearer)
  })
  await expect(write).rejects.toMatchObject({ code: 'sign-in-over', detail: { renewed: true } })
  expect(runs).toBe(1)
  expect(sessions.current(connectionId).sign.kind).toBe('active')
})

it('a write shortly before the end of the token refreshes first', async () => {
  const { sessions, connectionId, advance } = await signedIn(sandbox)
  let first = ''
  await sessions.asUser(connectionId, 'write', async (_, bearer) => {
    first = String(bearer)
  })
  advance(56 * 60_000)
  sandbox.control.clearRequests()
  await sessions.asUser(connectionId, 'write', async (_, bearer) => {
    expect(bearer).not.toBe(first)
  })
  expect(operations('OAuth2IssueToken')).toBe(1)
})

it('a refused refresh ends the sign-in and keeps the list', async () => {
  const { sessions, inventory, connectionId, profile, listOf } = await signedIn(sandbox)
  sandbox.control.expireTokens({ refresh: true })
  expect(await codeOf(inventory.refresh(connectionId))).toBe('sign-in-over')
  expect(sessions.current(connectionId).sign).toEqual({ kind: 'signed-out', reason: 'over' })
  expect(await profile.credentials.read(connectionId)).toBeNull()
  expect(listOf(connectionId).keys.length).toBeGreaterThan(0)
})

it('a refresh that meets a fault keeps the sign-in', async () => {
  const { sessions, api, connectionId } = await signedIn(sandbox)
  sandbox.control.expireTokens()
  sandbox.control.addFault({ operationId: 'OAuth2IssueToken', status: 520, times: 1 })
  const read = () =>
    sessions.asUser(connectionId, 'read', (target, bearer) => api.currentUser(target, bearer))
  expect(await codeOf(read())).toBe('server-fault')
  expect(sessions.current(connectionId).sign.kind).toBe('active')
  await expect(read()).resolves.toBeDefined()
})

it('starts offline with the known user when the console is away, and comes back', async () => {
  const away = await quickSandbox()
  const { profile, connectionId } = await signedIn(away)
  await away.stop()
  const again = createParts(profile)
  await again.inventory.loadSaved(connectionId)
  await again.sessions.restore()
  const { sign, reach } = again.sessions.current(connectionId)
  expect(sign).toMatchObject({ kind: 'offline', user: { role: 'PortalAdministrator' } })
  expect(reach).toMatchObject({ kind: 'unreachable', code: 'unreachable' })
  expect(again.listOf(connectionId)).toMatchObject({ source: 'saved', problem: null })
  expect(await codeOf(again.sessions.retry(connectionId))).toBe('unreachable')
})

it('a fault of the console counts as reached; a cut connection does not', async () => {
  const { sessions, inventory, connectionId } = await signedIn(sandbox)
  sandbox.control.addFault({ operationId: 'GetLogins', drop: 'before-commit' })
  expect(await codeOf(inventory.refresh(connectionId))).toBe('unreachable')
  const { reach } = sessions.current(connectionId)
  expect(reach.kind).toBe('unreachable')
  await codeOf(inventory.refresh(connectionId))
  expect(sessions.current(connectionId).reach).toEqual(reach)
  sandbox.control.clearFaults()
  sandbox.control.addFault({ operationId: 'GetLogins', status: 520 })
  expect(await codeOf(inventory.refresh(connectionId))).toBe('server-fault')
  expect(sessions.current(connectionId).reach).toEqual({ kind: 'online' })
})

it('sign-in failures of the network are told apart', async () => {
  const parts = createParts(newProfile())
  const connectionId = await parts.connect(sandbox)
  const { userName, password } = accountOf(sandbox, 'PortalAdministrator')
  const attempt = () => parts.sessions.signIn({ connectionId, userName, password, stay: true })
  sandbox.control.addFault({ operationId: 'OAuth2IssueToken', throttle: { retryAfter: 25 }, times: 1 })
  await expect(attempt()).rejects.toMatchObject({ code: 'rate-limited', detail: { retryAfterSeconds: 25 } })
  sandbox.control.addFault({ operationId: 'OAuth2IssueToken', html: '<p>maintenance', status: 200, times: 1 })
  await expect(attempt()).rejects.toMatchObject({ code: 'not-a-console' })
  sandbox.control.addFault({ operationId: 'OAuth2IssueToken', status: 520, times: 1 })
  await expect(attempt()).rejects.toBeInstanceOf(AppError)
  await attempt()
})
