// The app lock against the sandbox: nothing is sent while it holds, who may lift it, and what a restart finds.
import { generate } from 'otplib'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox-console/sandbox'
import { createAppLock } from '../../src-main/lock/app-lock'
import { defaults } from '../../src-main/settings/settings-file'
import { memoryCredentials } from '../../src-main/vault/credentials'
import { createCell } from '../../src-shared/cell'
import {
  accountOf,
  codeOf,
  createParts,
  newProfile,
  type Parts,
  type Profile,
  quickSandbox,
  refOf,
} from './parts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await quickSandbox()
})
afterAll(() => sandbox.stop())
afterEach(() => {
  sandbox.control.clearFaults()
  sandbox.control.resetOptions()
})

/** A profile whose credential store is there, and a lock's mark beside it. */
function profileWithKeyring(): Profile & { marked: boolean } {
  const memory = memoryCredentials()
  const credentials = {
    ...memory,
    write: async (...args: Parameters<typeof memory.write>) => {
      await memory.write(...args)
      return 'keyring' as const
    },
  }
  return { ...newProfile(), credentials, marked: false }
}

/** Nothing is created in these tests. */
const creations = {
  lock: async () => ({ clipboardCleared: false }),
  unlock: async () => {},
  isOpen: () => false,
}

function lockOver(parts: Parts, profile: ReturnType<typeof profileWithKeyring>) {
  const entries: string[] = []
  const lock = createAppLock({
    ...parts,
    mark: {
      isSet: () => profile.marked,
      async set() {
        profile.marked = true
      },
      async clear() {
        profile.marked = false
      },
    },
    settings: createCell(defaults.settings),
    creations,
    journal: { record: (event) => void entries.push(event) },
    vaultReady: async () => 'keyring',
    now: () => new Date(),
  })
  return { lock, entries }
}

async function signedIn(withCode = false) {
  const profile = profileWithKeyring()
  const parts = createParts(profile)
  const connectionId = await parts.connect(sandbox)
  const account = accountOf(sandbox, 'PortalAdministrator', withCode)
  const { userName, password, totpSecret = '' } = account
  await parts.sessions.signIn({ connectionId, userName, password, stay: true })
  if (withCode) await parts.sessions.answerCode(connectionId, await generate({ secret: totpSecret }))
  await parts.inventory.refresh(connectionId)
  await parts.inventory.written()
  return { ...parts, ...lockOver(parts, profile), profile, parts, connectionId, account }
}
const idsOf = (parts: Parts, connectionId: string) => parts.listOf(connectionId).keys.map(({ id }) => id)

it('no request leaves while locked, whoever asks, and all is as before after the unlock (S-26, P11)', async () => {
  const { sessions, inventory, keyChanges, lock, parts, connectionId, account } = await signedIn()
  const before = idsOf(parts, connectionId)
  expect(before.length).toBeGreaterThan(20)
  const [key] = parts.listOf(connectionId).keys
  if (key === undefined) throw new Error('no key')
  const askForEverything = async () => [
    await codeOf(sessions.asUser(connectionId, 'read', async () => 'sent')),
    await codeOf(sessions.asUser(connectionId, 'write', async () => 'sent')),
    await codeOf(sessions.retry(connectionId)),
    await codeOf(sessions.retry(connectionId, 'itself')),
    await codeOf(inventory.refresh(connectionId)),
    (await keyChanges.setEnabled(connectionId, [refOf(key)], false))[0]?.failure?.code,
  ]
  await lock.lock('asked')
  sandbox.control.clearRequests()
  expect(new Set(await askForEverything())).toEqual(new Set(['locked']))
  expect(sandbox.control.requests()).toEqual([])
  expect(inventory.find(connectionId, key.id)).toBeNull()
  await lock.unlock(connectionId, account.password)
  expect(lock.isLocked()).toBe(false)
  await inventory.refresh(connectionId)
  expect(idsOf(parts, connectionId)).toEqual(before)
  // The log does take note of requests.
  expect(sandbox.control.requests().length).toBeGreaterThan(2)
})

it('what it takes up after the unlock is the saved list first, without waiting for the console', async () => {
  const { lock, parts, connectionId, account } = await signedIn()
  const before = idsOf(parts, connectionId)
  await lock.lock('idle')
  sandbox.control.addFault({ operationId: 'GetLogins', status: 500, times: 50 })
  await lock.unlock(connectionId, account.password)
  expect(parts.listOf(connectionId)).toMatchObject({ source: 'saved' })
  expect(idsOf(parts, connectionId)).toEqual(before)
})

it('a wrong password unlocks nothing, is not remembered, and slows the next one down (S-24)', async () => {
  const { lock, parts, connectionId, account, sessions } = await signedIn()
  await lock.lock('asked')
  for (const wrong of ['one', 'two'])
    expect(await codeOf(lock.unlock(connectionId, wrong))).toBe('credentials-wrong')
  expect([lock.isLocked(), sessions.isLocked()]).toEqual([true, true])
  expect(parts.inventory.cell.get()).toEqual([])
  for (const wrong of ['three', 'four']) await codeOf(lock.unlock(connectionId, wrong))
  expect(await codeOf(lock.unlock(connectionId, account.password))).toBe('rate-limited')
  parts.advance(60_000)
  await lock.unlock(connectionId, account.password)
  expect(lock.isLocked()).toBe(false)
})

it('another person is refused, and sees nothing of the first one’s list (S-26)', async () => {
  const { lock, parts, connectionId, account, sessions, profile } = await signedIn()
  await lock.lock('asked')
  const other = accountOf(sandbox, 'CompanyOwner')
  // The name that is sent is the connection's: as if it had been given to somebody else on the console.
  parts.connections.edit(connectionId, { userName: other.userName })
  await expect(lock.unlock(connectionId, other.password)).rejects.toMatchObject({
    code: 'credentials-wrong',
    detail: { otherPerson: true, locked: true },
  })
  expect([lock.isLocked(), sessions.isLocked(), profile.marked]).toEqual([true, true, true])
  expect(parts.inventory.cell.get()).toEqual([])
  expect(await codeOf(sessions.asUser(connectionId, 'read', async () => 'sent'))).toBe('locked')
  parts.connections.edit(connectionId, { userName: account.userName })
  await lock.unlock(connectionId, account.password)
  expect(lock.isLocked()).toBe(false)
})

it('a restart is locked, sends nothing, and opens for the same person (S-26)', async () => {
  const first = await signedIn()
  const before = idsOf(first.parts, first.connectionId)
  await first.lock.lock('asked')
  const again = createParts(first.profile)
  const { lock } = lockOver(again, first.profile)
  expect(lock.cell.get()).toMatchObject({ kind: 'locked', why: 'restart' })
  sandbox.control.clearRequests()
  expect(await lock.resume()).toBe(true)
  expect(lock.cell.get()).toMatchObject({ people: [{ userName: first.account.userName }] })
  await again.sessions.restore()
  expect(sandbox.control.requests()).toEqual([])
  expect(again.inventory.cell.get()).toEqual([])
  await lock.unlock(first.connectionId, first.account.password)
  await again.inventory.refresh(first.connectionId)
  expect(idsOf(again, first.connectionId)).toEqual(before)
  // Unlocked: the next start restores the sign-in as ever.
  const third = createParts(first.profile)
  expect(await lockOver(third, first.profile).lock.resume()).toBe(false)
  await third.sessions.restore()
  expect(third.sessions.current(first.connectionId).sign.kind).toBe('active')
})

it('with a second factor: codes that run out lead back to the password, and the saved list stays', async () => {
  const { lock, parts, connectionId, account, inventory } = await signedIn(true)
  const before = idsOf(parts, connectionId)
  await lock.lock('suspend')
  await lock.unlock(connectionId, account.password)
  for (const attemptsLeft of [3, 2, 1]) {
    expect(lock.cell.get()).toMatchObject({ code: { connectionId, attemptsLeft } })
    expect(await codeOf(lock.answerCode('000000'))).toBe('code-wrong')
  }
  expect(lock.cell.get()).toMatchObject({ kind: 'locked', code: null })
  parts.advance(60_000)
  await lock.unlock(connectionId, account.password)
  await lock.answerCode(await generate({ secret: account.totpSecret ?? '' }))
  expect(lock.isLocked()).toBe(false)
  await inventory.refresh(connectionId)
  expect(idsOf(parts, connectionId)).toEqual(before)
})

it('signing out from the lock screen leaves neither sign-in nor list on this computer', async () => {
  const { lock, parts, connectionId, profile, sessions, entries } = await signedIn()
  expect(profile.sealed.size).toBe(1)
  await lock.lock('asked')
  await lock.signOut()
  expect(lock.isLocked()).toBe(false)
  expect(sessions.current(connectionId).sign).toEqual({ kind: 'signed-out', reason: 'signed-out' })
  expect(await profile.credentials.read(connectionId)).toBeNull()
  expect(profile.sealed.size).toBe(0)
  expect(parts.inventory.cell.get()).toEqual([])
  expect(entries).toEqual(['app.locked', 'sign-in.signed-out'])
})

it('signing out while the console thinks about a password: it opens to nobody, and stays open to nobody (S-25, S-26)', async () => {
  const { lock, parts, connectionId, account, profile, sessions, entries } = await signedIn()
  await lock.lock('asked')
  const hold = sandbox.control.addHold({ operationId: 'OAuth2IssueToken', at: 'after' })
  const unlocking = codeOf(lock.unlock(connectionId, account.password))
  await expect.poll(() => sandbox.control.holds()[0]?.waiting).toBe(1)
  await lock.signOut()
  sandbox.control.releaseHolds(hold)
  expect(await unlocking).toBe('signed-out')
  expect([lock.isLocked(), sessions.isLocked(), profile.marked]).toEqual([false, false, false])
  expect(sessions.current(connectionId).sign).toEqual({ kind: 'signed-out', reason: 'signed-out' })
  expect(await profile.credentials.read(connectionId)).toBeNull()
  expect(parts.inventory.cell.get()).toEqual([])
  expect(entries).toEqual(['app.locked', 'sign-in.signed-out'])
})

it('a console that cannot be reached keeps it locked, and the next try counts', async () => {
  const { lock, connectionId, account } = await signedIn()
  await lock.lock('asked')
  sandbox.control.addFault({ operationId: 'OAuth2IssueToken', drop: 'before-commit', times: 1 })
  await codeOf(lock.unlock(connectionId, account.password))
  expect(lock.isLocked()).toBe(true)
  await lock.unlock(connectionId, account.password)
  expect(lock.isLocked()).toBe(false)
})

it('falls again when the person has gone before the answer came (S-26)', async () => {
  const profile = profileWithKeyring()
  const parts = createParts(profile)
  const connectionId = await parts.connect(sandbox)
  const { userName, password } = accountOf(sandbox, 'PortalAdministrator')
  await parts.sessions.signIn({ connectionId, userName, password, stay: true })
  const { lock } = lockOver(parts, profile)
  await lock.lock('idle')
  sandbox.control.addHold({ operationId: 'OAuth2IssueToken', at: 'before' })
  const unlocking = lock.unlock(connectionId, password)
  await expect.poll(() => sandbox.control.holds()[0]?.waiting).toBe(1)
  await lock.lock('suspend')
  sandbox.control.releaseHolds()
  await unlocking
  await expect.poll(() => lock.cell.get()).toMatchObject({ kind: 'locked', why: 'suspend' })
})

it('two restarts do not show the list of somebody who did not stay signed in (S-26)', async () => {
  const profile = profileWithKeyring()
  const first = createParts(profile)
  const connectionId = await first.connect(sandbox)
  const { userName, password } = accountOf(sandbox, 'PortalAdministrator')
  await first.sessions.signIn({ connectionId, userName, password, stay: false })
  await first.inventory.refresh(connectionId)
  await first.inventory.written()
  expect(profile.sealed.size).toBeGreaterThan(0)
  await lockOver(first, profile).lock.lock('idle')
  await lockOver(createParts(profile), profile).lock.resume()
  const third = createParts(profile)
  await third.inventory.loadSaved(connectionId)
  expect(third.inventory.cell.get()).toEqual([])
})
