// The list of keys from the sandbox: per role, under paging options and faults, and without a single secret.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox-console/sandbox'
import { AppError } from '../../src-shared/errors'
import { codeOf, createParts, newProfile, quickSandbox, signedIn } from './parts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await quickSandbox({ canaries: true })
})
afterAll(() => sandbox.stop())
afterEach(() => {
  sandbox.control.clearFaults()
  sandbox.control.resetOptions()
})

it('an administrator sees every key, of both kinds, and nothing else', async () => {
  const { listOf, connectionId } = await signedIn(sandbox)
  const { keys, complete, source, owners } = listOf(connectionId)
  expect(complete).toBe(true)
  expect(source).toBe('console')
  expect(keys.length).toBeGreaterThan(30)
  expect(new Set(keys.map((key) => key.type))).toEqual(new Set(['simple', 'advanced']))
  expect(keys.every((key) => key.createdAt !== null && key.userName !== '')).toBe(true)
  expect(keys.every((key) => (key.type === 'advanced') === (key.publicKey !== null))).toBe(true)
  expect(owners.length).toBeGreaterThan(10)
})

it('ids above 2^53 arrive without loss', async () => {
  const { listOf, connectionId } = await signedIn(sandbox)
  const big = listOf(connectionId).keys.filter((key) => BigInt(key.id) > 2n ** 53n)
  expect(big.length).toBeGreaterThan(0)
  expect(new Set(big.map((key) => key.id)).size).toBe(big.length)
})

it('a company sees its own keys', async () => {
  const admin = await signedIn(sandbox)
  const { listOf, connectionId, sessions } = await signedIn(sandbox, 'CompanyOwner')
  const { sign } = sessions.current(connectionId)
  if (sign.kind !== 'active') throw new Error('not active')
  const mine = listOf(connectionId).keys
  expect(mine.length).toBeGreaterThan(0)
  expect(mine.every((key) => key.companyUid === sign.user.organizationUid)).toBe(true)
  const all = admin
    .listOf(admin.connectionId)
    .keys.filter((key) => key.companyUid === sign.user.organizationUid)
  expect(mine.map((key) => key.id).sort()).toEqual(all.map((key) => key.id).sort())
})

it('a reseller sees its own and its companies’ keys', async () => {
  const { listOf, connectionId } = await signedIn(sandbox, 'ResellerOwner')
  expect(new Set(listOf(connectionId).keys.map((key) => key.companyUid)).size).toBeGreaterThan(1)
})

it('a role that sees no users still gets the list', async () => {
  sandbox.control.addFault({
    operationId: 'GetUsers',
    status: 403,
    body: { errors: [{ type: 'security', code: 403 }] },
  })
  const { listOf, connectionId } = await signedIn(sandbox)
  expect(listOf(connectionId)).toMatchObject({ owners: [], problem: null, complete: true })
})

it('REST access that is switched off stands at the organization and at its keys', async () => {
  const { listOf, connectionId, inventory } = await signedIn(sandbox)
  const key = listOf(connectionId).keys.find(
    (one) =>
      one.status.word === 'enabled' &&
      one.scopes.includes('rest') &&
      one.companyName !== '' &&
      listOf(connectionId).organizations.some(
        ({ uid, restAccess }) => uid === one.companyUid && restAccess === true,
      ),
  )
  if (key?.companyUid == null) throw new Error('no such key')
  sandbox.control.setOrganization(key.companyUid, { isRestAccessEnabled: false })
  await inventory.refresh(connectionId)
  const after = listOf(connectionId)
  expect(after.organizations.find(({ uid }) => uid === key.companyUid)).toMatchObject({
    restAccess: false,
    active: true,
  })
  expect(after.keys.find(({ id }) => id === key.id)?.status.word).toBe('rest-off')
  sandbox.control.setOrganization(key.companyUid, { isRestAccessEnabled: true })
})

it.each([
  [{ 'page-cap': 7 }, true],
  [{ 'page-cap': 1 }, true],
  [{ 'paging-name': 'skip' }, true],
  [{ offset: 'ignore', 'page-cap': 7 }, false],
  [{ 'parameters-elsewhere': 'null' }, true],
  [{ 'parameters-elsewhere': 'absent' }, true],
])('with %j the list is complete: %s', async (options, complete) => {
  const usual = await signedIn(sandbox)
  sandbox.control.setOptions(options)
  const { listOf, connectionId } = await signedIn(sandbox)
  const list = listOf(connectionId)
  expect(list.complete).toBe(complete)
  expect(new Set(list.keys.map((key) => key.id)).size).toBe(list.keys.length)
  if (complete) expect(list.keys.length).toBe(usual.listOf(usual.connectionId).keys.length)
})

it('a console that refuses the filter is read without it', async () => {
  const refusal = {
    errors: [{ type: 'logical', code: 400, parameterName: 'filter', message: 'unknown property' }],
  }
  const usual = await signedIn(sandbox)
  sandbox.control.addFault({ operationId: 'GetLogins', status: 400, body: refusal, times: 2 })
  const { listOf, connectionId } = await signedIn(sandbox)
  expect(listOf(connectionId).complete).toBe(true)
  expect(
    listOf(connectionId)
      .keys.map((key) => key.id)
      .sort(),
  ).toEqual(
    usual
      .listOf(usual.connectionId)
      .keys.map((key) => key.id)
      .sort(),
  )
})

it('a console that refuses the whole view is asked per organization', async () => {
  const refusal = { errors: [{ type: 'security', code: 403 }] }
  sandbox.control.addFault({ operationId: 'GetLogins', status: 403, body: refusal })
  const { listOf, connectionId } = await signedIn(sandbox)
  expect(listOf(connectionId).keys.length).toBeGreaterThan(30)
})

it.each([
  [{ status: 520 }, 'server-fault'],
  [{ html: '<p>proxy</p>', status: 200 }, 'not-a-console'],
  [{ html: '<p>proxy</p>', status: 502 }, 'server-fault'],
  [{ throttle: { retryAfter: 60 } }, 'rate-limited'],
  [{ throttle: {} }, 'rate-limited'],
  [{ drop: 'before-commit' as const }, 'unreachable'],
  [{ status: 200, body: { nothing: true } }, 'bad-response'],
])('a lasting fault %j ends as %s and keeps the last list', async (fault, code) => {
  const { listOf, connectionId, inventory } = await signedIn(sandbox)
  const before = listOf(connectionId)
  sandbox.control.addFault({ operationId: 'GetLogins', ...fault })
  expect(await codeOf(inventory.refresh(connectionId))).toBe(code)
  const after = listOf(connectionId)
  expect(after.keys).toEqual(before.keys)
  expect(after.fetchedAt).toBe(before.fetchedAt)
  expect(after.problem).toMatchObject({ code, trace: 'trace' })
  sandbox.control.clearFaults()
  await inventory.refresh(connectionId)
  expect(listOf(connectionId).problem).toBeNull()
})

it.each([
  [{ status: 520, times: 1 }],
  [{ throttle: { retryAfter: 2 }, times: 1 }],
  [{ throttle: {}, times: 3 }],
  [{ delayMs: 50, times: 4 }],
])('a passing fault %j is waited out', async (fault) => {
  const { connectionId, inventory, listOf } = await signedIn(sandbox)
  sandbox.control.addFault({ operationId: 'GetLogins', ...fault })
  await inventory.refresh(connectionId)
  expect(listOf(connectionId).problem).toBeNull()
})

it('a queued list (202) is waited for', async () => {
  const { connectionId, inventory, listOf } = await signedIn(sandbox)
  const { length } = listOf(connectionId).keys
  sandbox.control.addFault({ operationId: 'GetLogins', accepted: true })
  await inventory.refresh(connectionId)
  expect(listOf(connectionId).keys).toHaveLength(length)
})

it('a refresh can be cancelled; the list stays and nothing is shown as a problem', async () => {
  const { connectionId, inventory, listOf } = await signedIn(sandbox)
  const before = listOf(connectionId)
  sandbox.control.addHold({ operationId: 'GetLogins', at: 'before' })
  const running = inventory.refresh(connectionId)
  expect(inventory.sync.get()).toMatchObject([{ connectionId }])
  inventory.cancel(connectionId)
  await running
  expect(inventory.sync.get()).toEqual([])
  expect(listOf(connectionId)).toEqual(before)
  sandbox.control.releaseHolds()
})

it('two refreshes at once are one', async () => {
  const { connectionId, inventory } = await signedIn(sandbox)
  sandbox.control.clearRequests()
  await Promise.all([inventory.refresh(connectionId), inventory.refresh(connectionId)])
  const lists = sandbox.control.requests().filter((one) => one.operationId === 'GetLogins')
  expect(lists).toHaveLength(2)
})

it('somebody else on the same connection does not see the former list', async () => {
  const { profile, connectionId } = await signedIn(sandbox)
  const again = createParts(profile)
  await again.inventory.loadSaved(connectionId)
  expect(again.listOf(connectionId).source).toBe('saved')
  const company = sandbox.accounts.find((one) => one.role === 'CompanyOwner')
  if (company === undefined) throw new Error('no company')
  const { userName, password } = company
  sandbox.control.addHold({ operationId: 'GetOrganizationApiKeys', at: 'before' })
  await again.sessions.signIn({ connectionId, userName, password, stay: true })
  expect(again.inventory.cell.get().flatMap((list) => list.keys)).toEqual([])
  sandbox.control.releaseHolds()
  await again.inventory.refresh(connectionId)
})

it('signing out removes the list from memory and disk', async () => {
  const { profile, connectionId, sessions, inventory } = await signedIn(sandbox)
  await sessions.signOut(connectionId)
  await new Promise((resolve) => setImmediate(resolve))
  expect(inventory.cell.get()).toEqual([])
  expect(profile.sealed.size).toBe(0)
})

it('no secret of a listed identity gets past the wire', async () => {
  const { profile, connectionId, inventory, log, api, sessions } = await signedIn(sandbox)
  const planted = `${'c0ffee'.repeat(4)}CANARY`
  const login = {
    id: 77,
    userUid: '00000000-0000-4000-8000-000000000001',
    identityProviderName: 'AK',
    description: 'listed',
    isReadAccessOnly: true,
    scopes: ['rest'],
    status: 'enabled',
    identifierInProvider: `${planted}-identifier`,
    parameters: planted,
    creationDate: '2026-01-01T00:00:00Z',
    extra: { parameters: planted },
  }
  const rows = [
    login,
    { ...login, id: 78, identityProviderName: 'VSPC' },
    {
      ...login,
      id: 79,
      identityProviderName: 'AA',
      parameters: `<RSAKeyValue><Modulus>${planted}</Modulus><Exponent>AQAB</Exponent><P>${planted}</P></RSAKeyValue>`,
    },
  ]
  const body = { data: rows, meta: { pagingInfo: { total: 3, count: 3, offset: 0 } } }
  sandbox.control.addFault({ operationId: 'GetLogins', status: 200, body })
  sandbox.control.addFault({ operationId: 'GetUserLogins', status: 200, body })
  sandbox.control.addFault({ operationId: 'GetUserLogin', status: 200, body: { data: login } })
  await inventory.refresh(connectionId)
  const asked = await sessions.asUser(connectionId, 'read', async (target, bearer, user) => [
    await api.listUserLogins(target, bearer, user.userUid),
    await api.getKey(target, bearer, user.userUid, '77'),
  ])
  const held = () =>
    [inventory.cell.get(), asked, log.lines].map((part) => JSON.stringify(part)).join() +
    [...profile.sealed.values()].map((bytes) => bytes.toString('utf8')).join()
  expect(
    JSON.parse(JSON.stringify(inventory.cell.get()))[0].keys.map((key: { id: string }) => key.id),
  ).toEqual(['77', '79'])
  // The control: the search does find what is there.
  expect(held()).toContain('listed')
  expect(held()).not.toContain(planted)
  expect(held()).not.toContain('identifierInProvider')
  expect(log.lines.join()).toContain('security.private-elements-listed')
})

it('only Advanced keys are asked for their parameters', async () => {
  const asked: string[] = []
  const parts = createParts(newProfile())
  const connectionId = await parts.connect(sandbox)
  const target = parts.connections.target(connectionId)
  const { createConsoleApi } = await import('../../src-main/console/console-api')
  const http = {
    ...parts.http,
    send: async (_: unknown, request: { path: string }) => {
      asked.push(decodeURIComponent(request.path))
      throw new AppError('unreachable')
    },
  }
  const api = createConsoleApi({
    http,
    log: parts.log,
    newRequestId: () => 'r',
    sleep: async () => {},
    monotonic: () => 0,
  })
  await api
    .listKeys(target, 'b', { role: 'PortalAdministrator', organizationUid: 'o', userUid: 'u' })
    .catch(() => {})
  expect(asked.filter((path) => path.includes('"AA"')).every((path) => path.includes('"parameters"'))).toBe(
    true,
  )
  expect(asked.filter((path) => path.includes('"AK"')).some((path) => path.includes('parameters'))).toBe(
    false,
  )
  expect(asked).toHaveLength(2)
})
