// Editing, switching and deleting keys of the sandbox, and every reason to stop.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox-console/sandbox'
import type { KeyRecord } from '../../src-shared/key'
import { codeOf, quickSandbox, refOf, signedIn } from './parts'

let sandbox: Sandbox
let parts: Awaited<ReturnType<typeof signedIn>>
beforeAll(async () => {
  sandbox = await quickSandbox({ canaries: true })
})
afterAll(() => sandbox.stop())
beforeEach(async () => {
  parts = await signedIn(sandbox)
  sandbox.control.clearRequests()
})
afterEach(() => {
  sandbox.control.clearFaults()
  sandbox.control.resetOptions()
})

const keysNow = () => parts.listOf(parts.connectionId).keys
function someKey(which: (key: KeyRecord) => boolean = (key) => key.status.word === 'enabled'): KeyRecord {
  const found = keysNow().find((key) => key.companyName !== '' && which(key))
  if (found === undefined) throw new Error('no such key')
  return found
}
const shown = (id: string) => parts.inventory.find(parts.connectionId, id)
const count = (id: string) => sandbox.control.requests().filter((one) => one.operationId === id).length

it('edits a description; the list follows and keeps the public key', async () => {
  const key = someKey((one) => one.type === 'advanced')
  await parts.keyChanges.edit(parts.connectionId, refOf(key), 'A new purpose')
  expect(shown(key.id)).toEqual({ ...key, description: 'A new purpose' })
  await parts.inventory.refresh(parts.connectionId)
  expect(shown(key.id)?.description).toBe('A new purpose')
})

it('disables and enables several keys, each with its outcome', async () => {
  const keys = keysNow()
    .filter((key) => key.status.word === 'enabled')
    .slice(0, 6)
  const outcomes = await parts.keyChanges.setEnabled(parts.connectionId, keys.map(refOf), false)
  expect(outcomes).toEqual(keys.map(({ id }) => ({ id, failure: null })))
  expect(keys.every(({ id }) => shown(id)?.status.word === 'disabled')).toBe(true)
  await parts.keyChanges.setEnabled(parts.connectionId, keys.map(refOf), true)
  expect(keys.every(({ id }) => shown(id)?.status.word === 'enabled')).toBe(true)
})

it('deletes; one key that is gone already does not fail the others', async () => {
  const [first, second] = keysNow().slice(0, 2)
  if (first === undefined || second === undefined) throw new Error('no keys')
  await parts.keyChanges.remove(parts.connectionId, [refOf(first)])
  const outcomes = await parts.keyChanges.remove(parts.connectionId, [first, second].map(refOf))
  expect(outcomes).toMatchObject([{ failure: { code: 'not-found' } }, { failure: null }])
  expect(shown(first.id)).toBeNull()
  expect(shown(second.id)).toBeNull()
})

it('a password identity is refused and stays', async () => {
  const key = someKey()
  sandbox.control.addFault({
    operationId: 'GetUserLogin',
    status: 200,
    body: {
      data: {
        id: 5,
        userUid: key.userUid,
        identityProviderName: 'VSPC',
        description: key.description,
        isReadAccessOnly: false,
        status: 'enabled',
        identifierInProvider: 'x',
        scopes: [],
      },
    },
  })
  const outcomes = await parts.keyChanges.remove(parts.connectionId, [refOf(key)])
  expect(outcomes).toMatchObject([{ failure: { code: 'not-a-key' } }])
  expect(await codeOf(parts.keyChanges.edit(parts.connectionId, refOf(key), 'x'))).toBe('not-a-key')
  expect(count('DeleteUserLogin') + count('UpdateUserLogin')).toBe(0)
})

it('a real second factor of the console is refused as well', async () => {
  const { userName } = sandbox.accounts.find((one) => one.totpSecret !== undefined) ?? { userName: '' }
  const user = sandbox.control
    .users()
    .find((one) => one.userName === userName || userName.endsWith(one.userName))
  if (user === undefined) throw new Error('no user')
  const logins: { id: string; kind: string }[] = []
  await parts.sessions.asUser(parts.connectionId, 'read', async (target, bearer) => {
    const answer = await parts.http.send(target, {
      method: 'GET',
      path: `/api/v3/users/${user.uid}/logins`,
      headers: { Authorization: `Bearer ${bearer}` },
      timeoutMs: 5000,
      maxBytes: 1e6,
    })
    for (const [, id = '', kind = ''] of answer.body
      .toString('utf8')
      .matchAll(/"id":\s*(\d+).*?"identityProviderName":\s*"(\w+)"/g))
      logins.push({ id, kind })
  })
  const others = logins.filter(({ kind }) => kind === 'WIN' || kind === 'TOTP')
  expect(others.map(({ kind }) => kind).sort()).toEqual(['TOTP', 'WIN'])
  for (const { id } of others) {
    const ref = { id, userUid: user.uid, type: 'simple' as const, description: '', createdAt: null }
    expect(await parts.keyChanges.remove(parts.connectionId, [ref])).toMatchObject([
      { failure: { code: 'not-a-key' } },
    ])
  }
  expect(count('DeleteUserLogin')).toBe(0)
})

it.each([
  ['description', { description: 'something else' }],
  ['owner', { userUid: '00000000-0000-4000-8000-000000000009' }],
  ['type', { type: 'advanced' as const }],
  ['creation date', { createdAt: '2001-01-01T00:00:00.000Z' }],
])('another %s than the person saw stops every change', async (_, other) => {
  const key = someKey((one) => one.type === 'simple' && one.status.word === 'enabled')
  const ref = { ...refOf(key), ...other }
  const code = await codeOf(parts.keyChanges.edit(parts.connectionId, ref, 'x'))
  expect(['changed-meanwhile', 'not-found']).toContain(code)
  const outcomes = await parts.keyChanges.remove(parts.connectionId, [ref])
  expect(['changed-meanwhile', 'not-found']).toContain(outcomes[0]?.failure?.code)
  expect(count('DeleteUserLogin') + count('UpdateUserLogin')).toBe(0)
})

it('an answer without the change is a failure', async () => {
  const key = someKey((one) => one.type === 'simple' && one.status.word === 'enabled')
  const { id, userUid, description } = key
  sandbox.control.addFault({
    operationId: 'UpdateUserLogin',
    status: 200,
    body: {
      data: {
        id: Number(id),
        userUid,
        identityProviderName: 'AK',
        description,
        isReadAccessOnly: key.readOnly,
        status: 'enabled',
        identifierInProvider: 'x',
        creationDate: key.createdAt,
        scopes: key.scopes,
      },
    },
  })
  if (BigInt(id) < 2n ** 53n)
    expect(await codeOf(parts.keyChanges.edit(parts.connectionId, refOf(key), 'x'))).toBe('not-applied')
})

it.each(['400', '520'])(
  'a refused spelling of the path (1001 as %s) is tried once in the other',
  async (status) => {
    const key = someKey()
    const refusal = {
      errors: [{ type: 'logical', code: 1001, failedJsonPatch: { op: 'replace', path: '/Description' } }],
    }
    sandbox.control.addFault({
      operationId: 'UpdateUserLogin',
      status: Number(status),
      body: refusal,
      times: 1,
    })
    await parts.keyChanges.edit(parts.connectionId, refOf(key), `Spelled ${status}`)
    expect(shown(key.id)?.description).toBe(`Spelled ${status}`)
    expect(count('UpdateUserLogin')).toBe(2)
  },
)

it('a delete whose answer is lost is decided by reading again', async () => {
  const [gone, stays] = keysNow().slice(0, 2)
  if (gone === undefined || stays === undefined) throw new Error('no keys')
  sandbox.control.addFault({ operationId: 'DeleteUserLogin', drop: 'after-commit', times: 1 })
  expect(await parts.keyChanges.remove(parts.connectionId, [refOf(gone)])).toEqual([
    { id: gone.id, failure: null },
  ])
  sandbox.control.addFault({ operationId: 'DeleteUserLogin', drop: 'before-commit', times: 1 })
  expect(await parts.keyChanges.remove(parts.connectionId, [refOf(stays)])).toMatchObject([
    { failure: { code: 'unreachable' } },
  ])
  expect(count('DeleteUserLogin')).toBe(2)
  expect(shown(gone.id)).toBeNull()
  expect(shown(stays.id)).not.toBeNull()
})

it('a change whose answer is lost is decided by reading again', async () => {
  const key = someKey()
  sandbox.control.addFault({ operationId: 'UpdateUserLogin', drop: 'after-commit', times: 1 })
  await parts.keyChanges.edit(parts.connectionId, refOf(key), 'Kept though the answer was lost')
  expect(shown(key.id)?.description).toBe('Kept though the answer was lost')
  expect(count('UpdateUserLogin')).toBe(1)
})

it('an edit is checked here too, before anything is sent: the page is not trusted (N-44)', async () => {
  const key = someKey((one) => keysNow().some(({ userUid, id }) => userUid === one.userUid && id !== one.id))
  const sibling = keysNow().find(({ userUid, id }) => userUid === key.userUid && id !== key.id)
  const taken = ` ${sibling?.description.toUpperCase()} `
  sandbox.control.clearRequests()
  const edit = (description: string) => parts.keyChanges.edit(parts.connectionId, refOf(key), description)
  await expect(edit(taken)).rejects.toMatchObject({
    code: 'description-in-use',
    detail: { proposal: expect.stringMatching(/ \d+$/) },
  })
  for (const [text, reason] of [
    ['   ', 'description-empty'],
    ['a\u202eb', 'description-hidden-characters'],
    ['-----BEGIN PRIVATE KEY-----', 'description-secret'],
  ] as const)
    await expect(edit(text)).rejects.toMatchObject({ code: 'invalid-input', detail: { reason } })
  expect(sandbox.control.requests()).toEqual([])
  await edit('  Trimmed here  ')
  expect(shown(key.id)?.description).toBe('Trimmed here')
})

it('a change whose answer is lost and that reading again does not show is said to be in doubt', async () => {
  const [first, second, third] = keysNow().filter((one) => one.status.word === 'enabled')
  if (first === undefined || second === undefined || third === undefined) throw new Error('no keys')
  sandbox.control.addFault({ operationId: 'DeleteUserLogin', drop: 'before-commit', times: 1 })
  sandbox.control.addFault({ operationId: 'UpdateUserLogin', drop: 'before-commit', times: 2 })
  const inDoubt = { code: 'unreachable', detail: { inDoubt: true } }
  const { connectionId, keyChanges } = parts
  expect(await keyChanges.remove(connectionId, [refOf(first)])).toMatchObject([{ failure: inDoubt }])
  expect(await keyChanges.setEnabled(connectionId, [refOf(second)], false)).toMatchObject([
    { failure: inDoubt },
  ])
  await expect(keyChanges.edit(connectionId, refOf(third), 'Perhaps')).rejects.toMatchObject(inDoubt)
})

it('a change that was refused is not in doubt', async () => {
  const key = someKey()
  sandbox.control.addFault({ operationId: 'DeleteUserLogin', status: 403, times: 1 })
  const [outcome] = await parts.keyChanges.remove(parts.connectionId, [refOf(key)])
  expect(outcome?.failure?.code).toBe('forbidden')
  expect(outcome?.failure?.detail).not.toHaveProperty('inDoubt')
})

it('queued writes (202) are waited for', async () => {
  sandbox.control.setOptions({ writes: 'async' })
  const key = someKey()
  await parts.keyChanges.edit(parts.connectionId, refOf(key), 'Queued')
  expect(shown(key.id)?.description).toBe('Queued')
  expect(
    await parts.keyChanges.remove(parts.connectionId, [{ ...refOf(key), description: 'Queued' }]),
  ).toEqual([{ id: key.id, failure: null }])
})

it('a key whose owner is off cannot be enabled: the console’s conflict is told', async () => {
  const key = someKey((one) => one.status.word === 'owner-off')
  expect(await parts.keyChanges.setEnabled(parts.connectionId, [refOf(key)], true)).toMatchObject([
    { failure: { code: 'conflict' } },
  ])
})

it('a role without rights is told so', async () => {
  const operator = await signedIn(sandbox, 'PortalOperator')
  const key = someKey()
  expect(await codeOf(operator.keyChanges.edit(operator.connectionId, refOf(key), 'x'))).toBe('forbidden')
})

it('a Simple key’s secret is carved from the answer, and nothing else holds it', async () => {
  const { api, sessions, connectionId, log } = parts
  const created = await sessions.asUser(connectionId, 'write', (target, bearer, user) =>
    api.createSimpleKey(target, bearer, {
      opId: crypto.randomUUID(),
      userUid: user.userUid,
      description: 'Carved',
      scopes: ['rest'],
      readOnly: true,
    }),
  )
  if (created.kind !== 'created' || created.secret === null) throw new Error('no secret')
  const issued =
    sandbox.control
      .canaries()
      ?.filter((one) => one.kind === 'key')
      .at(-1)?.text ?? ''
  expect(issued).toHaveLength(128)
  expect(created.secret.use((bytes) => bytes.toString('latin1'))).toBe(issued)
  expect(JSON.stringify(created.record)).not.toContain(issued)
  expect(log.lines.join()).not.toContain(issued)
  const { secret } = created
  await expect(api.currentUser(parts.connections.target(connectionId), secret)).resolves.toMatchObject({
    userUid: created.record.userUid,
  })
})

it('an empty secret, and a queued creation', async () => {
  const { api, sessions, connectionId } = parts
  const order = (opId: string, userUid: string, description: string) => ({
    opId,
    userUid,
    description,
    scopes: ['rest'],
    readOnly: true,
  })
  sandbox.control.addFault({ operationId: 'AddApiKeyLogin', emptySecret: true, times: 1 })
  const empty = await sessions.asUser(connectionId, 'write', (target, bearer, user) =>
    api.createSimpleKey(target, bearer, order(crypto.randomUUID(), user.userUid, 'Empty')),
  )
  expect(empty).toMatchObject({ kind: 'created', secret: null, record: { description: 'Empty' } })
  sandbox.control.addFault({ operationId: 'AddApiKeyLogin', accepted: true, times: 1 })
  const opId = crypto.randomUUID()
  await sessions.asUser(connectionId, 'write', async (target, bearer, user) => {
    expect(await api.createSimpleKey(target, bearer, order(opId, user.userUid, 'Later'))).toEqual({
      kind: 'accepted',
    })
    while ((await api.asyncAction(target, bearer, opId)) === 'running')
      await new Promise((r) => setTimeout(r, 5))
    const late = await api.asyncResult(target, bearer, opId, 'simple')
    if (late.kind !== 'created') throw new Error('not created')
    expect(late.secret?.use((bytes) => bytes.length)).toBe(128)
    await api.forgetAsyncResult(target, bearer, opId)
    expect(await codeOf(api.asyncResult(target, bearer, opId, 'simple'))).toBe('not-found')
    await api.forgetAsyncResult(target, bearer, opId)
  })
})
