// Signing in with a key instead of a password, against the sandbox: what works, what is kept, what ends it, what is refused.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox-console/sandbox'
import { advancedKey, keptProfile, maker, simpleKey } from './keys-to-sign-in'
import { codeOf, createParts, type Profile, quickSandbox, refOf } from './parts'

let sandbox: Sandbox
let dir: string
beforeEach(async () => {
  sandbox = await quickSandbox()
  dir = await mkdtemp(path.join(tmpdir(), 'keys-'))
})
afterEach(async () => {
  await sandbox.stop()
  await rm(dir, { recursive: true })
})

const simple = { way: 'simple-key', from: 'clipboard', stay: false } as const
const advanced = { way: 'advanced-key', from: 'file', stay: true } as const

async function other(profile: Profile = keptProfile()) {
  const parts = createParts(profile)
  return { ...parts, profile, connectionId: await parts.connect(sandbox) }
}

async function fileWith(text: string): Promise<string> {
  const file = path.join(dir, 'key.txt')
  await writeFile(file, text)
  return file
}

it('a Simple key is the sign-in itself, and is kept nowhere unless asked', async () => {
  const { text } = await simpleKey(await maker(sandbox))
  const { sessions, inventory, desk, profile, connectionId, listOf, log } = await other()
  desk.clipboard = `${text}\n`
  expect(await sessions.signInWithKey({ connectionId, ...simple })).toBe(true)
  expect(sessions.current(connectionId).sign).toMatchObject({
    kind: 'active',
    way: 'simple-key',
    keptIn: 'memory',
    user: { role: 'PortalAdministrator' },
  })
  await inventory.refresh(connectionId)
  expect(listOf(connectionId).keys.length).toBeGreaterThan(10)
  expect(JSON.stringify([await profile.credentials.read(connectionId), profile.connections])).not.toContain(
    text,
  )
  expect(log.lines.join()).not.toContain(text)
})

it('a Simple key that is kept signs in again after a restart, and sign-out forgets it', async () => {
  const { text } = await simpleKey(await maker(sandbox))
  const { sessions, desk, profile, connectionId } = await other()
  desk.file = await fileWith(text)
  await sessions.signInWithKey({ connectionId, ...simple, from: 'file', stay: true })
  expect(sessions.current(connectionId).sign).toMatchObject({ keptIn: 'keyring' })
  const again = createParts(profile)
  await again.sessions.restore()
  expect(again.sessions.current(connectionId).sign).toMatchObject({ kind: 'active', way: 'simple-key' })
  await again.sessions.signOut(connectionId)
  expect(await profile.credentials.read(connectionId)).toBeNull()
})

it('a Simple key that is disabled meanwhile ends the sign-in; nothing is renewed', async () => {
  const owner = await maker(sandbox)
  const { record, text } = await simpleKey(owner)
  const { sessions, inventory, desk, connectionId } = await other()
  desk.clipboard = text
  await sessions.signInWithKey({ connectionId, ...simple })
  await owner.keyChanges.setEnabled(owner.connectionId, [refOf(record)], false)
  sandbox.control.clearRequests()
  await inventory.refresh(connectionId).catch(() => {})
  expect(sessions.current(connectionId).sign).toEqual({ kind: 'signed-out', reason: 'over' })
  expect(sandbox.control.requests().filter(({ operationId }) => operationId === 'OAuth2IssueToken')).toEqual(
    [],
  )
})

it.each(['xml', 'pem'] as const)(
  'an Advanced key as %s signs in and renews like a password',
  async (format) => {
    const { text } = await advancedKey(await maker(sandbox), { format })
    const { sessions, inventory, desk, profile, connectionId } = await other()
    desk.file = await fileWith(text)
    await sessions.signInWithKey({ connectionId, ...advanced })
    expect(sessions.current(connectionId).sign).toMatchObject({
      kind: 'active',
      way: 'advanced-key',
      keptIn: 'keyring',
    })
    sandbox.control.expireTokens()
    await inventory.refresh(connectionId)
    expect(JSON.stringify(await profile.credentials.read(connectionId))).not.toMatch(/PRIVATE KEY|InverseQ/)
    const again = createParts(profile)
    await again.sessions.restore()
    expect(again.sessions.current(connectionId).sign).toMatchObject({ kind: 'active', way: 'advanced-key' })
  },
)

it.each([
  ['oaep-sha256', 'base64'],
  ['pkcs1', 'base64'],
  ['oaep-sha1', 'raw'],
])('answers challenges padded as %s with %s text (U2)', async (padding, text) => {
  const key = await advancedKey(await maker(sandbox))
  sandbox.control.setOptions({ 'challenge-padding': padding, 'challenge-text': text })
  const { sessions, desk, connectionId } = await other()
  desk.file = await fileWith(key.text)
  await sessions.signInWithKey({ connectionId, ...advanced })
  expect(sessions.current(connectionId).sign.kind).toBe('active')
})

it('knows a read-only Advanced key by its public half, and the console refuses its changes', async () => {
  const { text, record } = await advancedKey(await maker(sandbox), { readOnly: true })
  const { sessions, keyChanges, desk, profile, connectionId } = await other()
  desk.file = await fileWith(text)
  await sessions.signInWithKey({ connectionId, ...advanced })
  expect(sessions.current(connectionId).sign).toMatchObject({ user: { readOnly: true } })
  const [outcome] = await keyChanges.setEnabled(connectionId, [refOf(record)], false)
  expect(outcome?.failure).toMatchObject({ code: 'forbidden' })
  // Known after a restart too, where the key itself is not there to be looked for.
  const again = createParts(profile)
  await again.sessions.restore()
  expect(again.sessions.current(connectionId).sign).toMatchObject({ user: { readOnly: true } })
})

it('takes a Simple key for read-only only where it cannot be another', async () => {
  const owner = await maker(sandbox, 'CompanyOwner')
  const list = owner.listOf(owner.connectionId)
  const { sign } = owner.sessions.current(owner.connectionId)
  const me = sign.kind === 'active' ? sign.user.userUid : ''
  const mine = list.keys.filter(({ type, userUid }) => type === 'simple' && userUid === me)
  await owner.keyChanges.remove(owner.connectionId, mine.map(refOf))
  const { text } = await simpleKey(owner, { readOnly: true })
  const { sessions, desk, connectionId } = await other()
  desk.clipboard = text
  await sessions.signInWithKey({ connectionId, ...simple })
  expect(sessions.current(connectionId).sign).toMatchObject({ user: { readOnly: true } })
  await simpleKey(owner)
  await sessions.signInWithKey({ connectionId, ...simple })
  expect(sessions.current(connectionId).sign).not.toHaveProperty('user.readOnly')
})

it('says what was refused, and stays signed out', async () => {
  const owner = await maker(sandbox)
  const { record, text } = await simpleKey(owner)
  const { text: pem } = await advancedKey(owner, { scopes: ['integration'] })
  const { sessions, desk, connectionId } = await other()
  const attempt = async (
    form: typeof simple | (Omit<typeof advanced, 'from'> & { from: 'clipboard' }),
    clipboard: string,
  ) => {
    desk.clipboard = clipboard
    const failure = await sessions.signInWithKey({ connectionId, ...form }).then(
      () => null,
      (error: { code: string; detail: object }) => ({ code: error.code, ...error.detail }),
    )
    expect(sessions.current(connectionId).sign.kind).toBe('signed-out')
    return failure
  }
  const pasted = { ...advanced, from: 'clipboard' } as const
  expect(await attempt(simple, '  ')).toEqual({ code: 'key-file-invalid', reason: 'empty' })
  expect(await attempt(simple, 'my key')).toEqual({ code: 'key-file-invalid', reason: 'unreadable' })
  expect(await attempt(simple, pem)).toEqual({ code: 'key-file-invalid', reason: 'not-simple' })
  expect(await attempt(pasted, text)).toEqual({ code: 'key-file-invalid', reason: 'not-advanced' })
  expect(await attempt(simple, text.replace(/.$/, '%'))).toMatchObject({
    code: 'credentials-wrong',
    way: 'simple-key',
  })
  // A key for built-in plugins is no sign-in for REST.
  expect(await attempt(pasted, pem)).toMatchObject({ code: 'credentials-wrong', way: 'advanced-key' })
  await owner.keyChanges.setEnabled(owner.connectionId, [refOf(record)], false)
  expect(await attempt(simple, text)).toMatchObject({ code: 'credentials-wrong', way: 'simple-key' })
  sandbox.control.setOptions({ 'disabled-bearer': '403' })
  expect(await attempt(simple, text)).toMatchObject({ code: 'credentials-wrong', way: 'simple-key' })
})

it('a dialog that is cancelled does nothing', async () => {
  const { sessions, desk, connectionId } = await other()
  desk.file = null
  sandbox.control.clearRequests()
  expect(await sessions.signInWithKey({ connectionId, ...advanced })).toBe(false)
  expect(sandbox.control.requests()).toEqual([])
  expect(sessions.current(connectionId).sign.kind).not.toBe('active')
})

it('where REST access is off for the company, both kinds are refused', async () => {
  const owner = await maker(sandbox, 'CompanyOwner')
  const { text } = await simpleKey(owner)
  const { text: pem } = await advancedKey(owner)
  const { sign } = owner.sessions.current(owner.connectionId)
  const company = sign.kind === 'active' ? sign.user.organizationUid : ''
  sandbox.control.setOrganization(company, { isRestAccessEnabled: false })
  const { sessions, desk, connectionId } = await other()
  desk.clipboard = text
  expect(await codeOf(sessions.signInWithKey({ connectionId, ...simple }))).toBe('credentials-wrong')
  desk.file = await fileWith(pem)
  expect(await codeOf(sessions.signInWithKey({ connectionId, ...advanced }))).toBe('credentials-wrong')
})

it('challenges that expire before the answer say nothing about the key', async () => {
  const { text } = await advancedKey(await maker(sandbox))
  sandbox.control.setOptions({ 'challenge-seconds': 0 })
  const { sessions, desk, connectionId } = await other()
  desk.file = await fileWith(text)
  await expect(sessions.signInWithKey({ connectionId, ...advanced })).rejects.toMatchObject({
    code: 'credentials-wrong',
    detail: { way: 'advanced-key', reason: 'challenge' },
  })
})

it('the lock drops a Simple key from memory, and a key of the same person lifts the lock', async () => {
  const owner = await maker(sandbox)
  const { text } = await simpleKey(owner)
  const stranger = await maker(sandbox, 'CompanyOwner')
  const { text: strange } = await simpleKey(stranger)
  const { sessions, inventory, desk, connectionId } = await other()
  desk.clipboard = text
  await sessions.signInWithKey({ connectionId, ...simple })
  let held: unknown
  await sessions.asUser(connectionId, 'read', async (_, bearer) => {
    held = bearer
  })
  await sessions.lock()
  expect(held).toMatchObject({ isWiped: true })
  desk.clipboard = strange
  await expect(sessions.unlockWithKey(connectionId, 'clipboard')).rejects.toMatchObject({
    code: 'credentials-wrong',
    detail: { otherPerson: true },
  })
  expect(sessions.isLocked()).toBe(true)
  desk.clipboard = text
  expect(await sessions.unlockWithKey(connectionId, 'clipboard')).toBe(true)
  expect(sessions.isLocked()).toBe(false)
  await inventory.refresh(connectionId)
  expect(sessions.current(connectionId).sign).toMatchObject({
    kind: 'active',
    way: 'simple-key',
    keptIn: 'memory',
  })
})

it('a key that lifts the lock is a proof only: what was kept stays as it was', async () => {
  const owner = await maker(sandbox)
  const { text } = await simpleKey(owner)
  const before = await owner.profile.credentials.read(owner.connectionId)
  await owner.sessions.lock()
  owner.desk.clipboard = text
  await owner.sessions.unlockWithKey(owner.connectionId, 'clipboard')
  expect(await owner.profile.credentials.read(owner.connectionId)).toEqual(before)
  await owner.sessions.restoreOthers()
  expect(owner.sessions.current(owner.connectionId).sign).toMatchObject({ kind: 'active', way: 'password' })
})

it('no sign-in with a key slips in while the app is locked', async () => {
  const owner = await maker(sandbox)
  const { text } = await simpleKey(owner)
  await owner.sessions.lock()
  owner.desk.clipboard = text
  const { connectionId } = owner
  expect(await codeOf(owner.sessions.signInWithKey({ connectionId, ...simple }))).toBe('locked')
  expect(owner.sessions.isLocked()).toBe(true)
})

it('a request that waits for its turn when its Simple key is wiped does not leave, and says why', async () => {
  const { text } = await simpleKey(await maker(sandbox))
  const { sessions, api, desk, connectionId } = await other()
  desk.clipboard = text
  await sessions.signInWithKey({ connectionId, ...simple })
  const hold = sandbox.control.addHold({ operationId: 'GetCurrentUser', at: 'before' })
  const read = () =>
    sessions.asUser(connectionId, 'read', (target, bearer) => api.currentUser(target, bearer))
  // Four are under way, the fifth waits.
  const under = Array.from({ length: 4 }, () => read().catch(() => null))
  await expect.poll(() => sandbox.control.holds()[0]?.waiting).toBe(4)
  const waiting = codeOf(read())
  await sessions.lock()
  sandbox.control.releaseHolds(hold)
  await Promise.all(under)
  expect(await waiting).toBe('locked')
})
