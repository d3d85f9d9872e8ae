// Reading lists from the sandbox: how many requests at once, rows that came before an end, waits, news, and an older console.
import { afterEach, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox-console/sandbox'
import type { HttpPort } from '../../src-main/console/http-port'
import { AppError } from '../../src-shared/errors'
import { createNodeHttp } from '../doubles/node-http'
import { outsider } from './behind-the-back'
import { accountOf, codeOf, createParts, newProfile, quickSandbox, signedIn } from './parts'

const sandboxes: Sandbox[] = []
async function start(...options: Parameters<typeof quickSandbox>): Promise<Sandbox> {
  const sandbox = await quickSandbox(...options)
  sandboxes.push(sandbox)
  return sandbox
}
afterEach(async () => {
  await Promise.all(sandboxes.splice(0).map((one) => one.stop()))
})

it('a whole reading has at most four requests at once, and four where there is enough to do', async () => {
  const sandbox = await start({ seed: 'large=6000' })
  const real = createNodeHttp()
  const count = { now: 0, most: 0 }
  const http: HttpPort = {
    ...real,
    async send(target, request) {
      count.now += 1
      count.most = Math.max(count.most, count.now)
      try {
        return await real.send(target, request)
      } finally {
        count.now -= 1
      }
    },
  }
  const { listOf, connectionId } = await signedIn(sandbox, 'PortalAdministrator', newProfile(), http)
  expect(listOf(connectionId).keys.length).toBeGreaterThanOrEqual(6000)
  expect(listOf(connectionId).owners.length).toBeGreaterThan(0)
  expect(count.most).toBe(4)
})

/** Every page of keys from the `last`th on is cut off. */
function cutAfter(last: number): HttpPort & { heal(): void } {
  const real = createNodeHttp()
  let pages = 0
  let isBroken = true
  return {
    ...real,
    heal() {
      isBroken = false
    },
    async send(target, request) {
      if (request.path.includes('/users/logins?')) {
        pages += 1
        if (isBroken && pages > last) throw new AppError('unreachable', { reason: 'reset' })
      }
      return real.send(target, request)
    },
  }
}

it('a first reading that is cut off leaves what came, says so, keeps nothing, and the next one is whole', async () => {
  const sandbox = await start({ seed: 'large=3000' })
  const http = cutAfter(4)
  const profile = newProfile()
  const parts = createParts(profile, http)
  const connectionId = await parts.connect(sandbox)
  const { userName, password } = accountOf(sandbox, 'PortalAdministrator')
  await parts.sessions.signIn({ connectionId, userName, password, stay: true })
  expect(await codeOf(parts.inventory.refresh(connectionId))).toBe('unreachable')
  const cut = parts.listOf(connectionId)
  expect(cut).toMatchObject({ partial: true, complete: false, fetchedAt: null, source: 'console' })
  expect(cut.problem?.code).toBe('unreachable')
  expect(cut.keys.length).toBeGreaterThan(0)
  expect(cut.keys.length).toBeLessThan(3000)
  await parts.inventory.written()
  expect(profile.sealed.size).toBe(0)
  http.heal()
  await parts.inventory.refresh(connectionId)
  expect(parts.listOf(connectionId)).toMatchObject({ partial: false, complete: true, problem: null })
  expect(parts.listOf(connectionId).keys.length).toBeGreaterThanOrEqual(3000)
  expect(parts.inventory.changes.get()).toEqual([])
})

it('a console that throttles in the middle is waited for, and it is said until when', async () => {
  const sandbox = await start({ seed: 'large=2000' })
  const { inventory, connectionId, listOf } = await signedIn(sandbox)
  const until: (string | null)[] = []
  inventory.sync.watch((all) => until.push(...all.map(({ waitUntil }) => waitUntil)))
  sandbox.control.addFault({ operationId: 'GetLogins', throttle: { retryAfter: 200 }, times: 3 })
  const from = Date.now()
  await inventory.refresh(connectionId)
  expect(listOf(connectionId).problem).toBeNull()
  const waits = until.filter((one) => one !== null).map((one) => Date.parse(one) - from)
  expect(waits.length).toBeGreaterThan(0)
  expect(waits.every((ms) => ms > 190_000 && ms < 260_000)).toBe(true)
  expect(until.at(-1)).toBeNull()
  expect(inventory.sync.get()).toEqual([])
})

it('what another program did is in the list of changes, in the right words, and survives a restart', async () => {
  const sandbox = await start()
  const { inventory, connectionId, listOf, profile, keyChanges } = await signedIn(sandbox)
  const all = listOf(connectionId).keys
  const owned = (userName: string) => all.filter((key) => key.userName === userName)
  const corvid = owned('corvid_owner')
  expect(corvid.length).toBeGreaterThan(1)
  const others = all.filter((key) => key.userName !== 'corvid_owner')
  const [off, gone, renamed, mine] = others.filter((key) => key.status.word === 'enabled')
  const on = others.find((key) => key.status.word === 'disabled')
  if (!off || !gone || !renamed || !mine || !on) throw new Error('the demo has too few keys')
  const other = await outsider(sandbox)
  await other.patch(off, '/status', 'disabled')
  await other.patch(on, '/status', 'enabled')
  await other.patch(renamed, '/Description', 'Renamed behind the back')
  await other.remove(gone)
  await other.create('Made behind the back')
  sandbox.control.setUser('Corvid Legal\\corvid_owner', 'Disabled')
  // What is done here is no news.
  await keyChanges.edit(connectionId, mine, 'Renamed here')

  await inventory.refresh(connectionId)
  const found = inventory.changes.get().find((one) => one.connectionId === connectionId)
  const of = (kind: string) => found?.changes.filter((one) => one.kind === kind) ?? []
  const made = listOf(connectionId).keys.find((key) => key.description === 'Made behind the back')
  expect(of('new')).toMatchObject([{ keyId: made?.id, elsewhere: true }])
  expect(listOf(connectionId).elsewhere).toEqual([made?.id])
  expect(of('gone')).toMatchObject([{ keyId: gone.id, description: gone.description }])
  expect(of('disabled')).toMatchObject([
    { keyId: off.id, before: 'enabled', after: 'disabled', elsewhere: true },
  ])
  expect(of('enabled')).toMatchObject([{ keyId: on.id, before: 'disabled', after: 'enabled' }])
  expect(of('description')).toMatchObject([
    { keyId: renamed.id, before: renamed.description, after: 'Renamed behind the back' },
  ])
  expect(new Set(of('owner-disabled').map(({ keyId }) => keyId))).toEqual(new Set(corvid.map(({ id }) => id)))
  expect(found?.changes).toHaveLength(5 + corvid.length)
  expect(found?.since).not.toBe(listOf(connectionId).fetchedAt)

  await inventory.written()
  const again = createParts(profile)
  await again.inventory.loadSaved(connectionId)
  expect(again.inventory.changes.get()).toEqual([found])
  again.inventory.dismissChanges(connectionId)
  await again.inventory.written()
  const third = createParts(profile)
  await third.inventory.loadSaved(connectionId)
  expect(third.inventory.changes.get()).toEqual([])
  expect(third.listOf(connectionId).elsewhere).toEqual([made?.id])
})

it('REST access that was switched off is a change of status, of its keys', async () => {
  const sandbox = await start()
  const { inventory, connectionId, listOf } = await signedIn(sandbox)
  sandbox.control.setOrganization('Corvid Legal', { isRestAccessEnabled: false })
  await inventory.refresh(connectionId)
  const changes = inventory.changes.get()[0]?.changes ?? []
  expect(changes.length).toBeGreaterThan(0)
  expect(changes.every(({ kind, after }) => kind === 'status' && after === 'rest-off')).toBe(true)
  expect(listOf(connectionId).elsewhere).toEqual([])
})

it('a console of version 8.1: REST access is read from its permissions, also where the version header is refused', async () => {
  const sandbox = await start({ version: '8.1', options: { 'client-version': 'refuse' } })
  const { connectionId, listOf, sessions } = await signedIn(sandbox)
  const access = new Map(listOf(connectionId).organizations.map(({ name, restAccess }) => [name, restAccess]))
  expect(access.get('Corvid Legal')).toBe(true)
  expect(access.get('Ellis Dental')).toBe(false)
  expect(access.get('Harbourline')).toBe(true)
  expect(listOf(connectionId)).toMatchObject({ complete: true, problem: null })
  const { sign } = sessions.current(connectionId)
  expect(sign.kind === 'active' && sign.user.consoleVersion).toBe('8.1.0.21377')
})

it('of six consoles five are in trouble: each trouble stands at its own, once, and the sixth works', async () => {
  const [fine, down, changed, refusing, throttling, nonsense] = await Promise.all([
    start(),
    start(),
    start(),
    start(),
    start(),
    start(),
  ])
  const parts = createParts(newProfile())
  const ids = new Map<Sandbox, string>()
  for (const sandbox of sandboxes) {
    const id = await parts.connect(sandbox)
    const { userName, password } = accountOf(sandbox, 'PortalAdministrator')
    await parts.sessions.signIn({ connectionId: id, userName, password, stay: true })
    await parts.inventory.refresh(id)
    ids.set(sandbox, id)
  }
  const id = (sandbox: Sandbox) => ids.get(sandbox) ?? ''
  const before = new Map(parts.inventory.cell.get().map((list) => [list.connectionId, list]))
  const everywhere = (sandbox: Sandbox, fault: object) =>
    sandbox.control.addFault({ operationId: '*', ...fault })
  await down.stop()
  await changed.control.changeCertificate('new')
  everywhere(refusing, { status: 403, body: { errors: [{ type: 'security', code: 403, message: 'No.' }] } })
  everywhere(throttling, { throttle: { retryAfter: 100 } })
  everywhere(nonsense, { raw: '[]' })
  const outcomes = await Promise.all(
    [...ids.values()].map((one) =>
      parts.inventory.refresh(one).then(
        () => 'read',
        () => 'failed',
      ),
    ),
  )
  expect(outcomes.filter((one) => one === 'read')).toEqual(['read'])
  const codes = [down, changed, refusing, throttling, nonsense].map(
    (sandbox) => parts.listOf(id(sandbox)).problem?.code,
  )
  expect(codes).toEqual(['unreachable', 'tls-changed', 'forbidden', 'rate-limited', 'bad-response'])
  expect(parts.listOf(id(fine))).toMatchObject({ problem: null, complete: true, source: 'console' })
  const reach = (sandbox: Sandbox) => parts.sessions.current(id(sandbox)).reach.kind
  expect([fine, down, changed, refusing, throttling, nonsense].map(reach)).toEqual([
    'online',
    'unreachable',
    'certificate-changed',
    'online',
    'online',
    'online',
  ])
  // The rows of all six are there, as old as they are.
  expect(parts.inventory.cell.get()).toHaveLength(6)
  for (const sandbox of [down, changed, refusing, throttling, nonsense]) {
    const list = parts.listOf(id(sandbox))
    expect(list.keys).toBe(before.get(id(sandbox))?.keys)
    expect(list.fetchedAt).toBe(before.get(id(sandbox))?.fetchedAt)
  }
  expect(parts.inventory.changes.get()).toEqual([])
  expect(parts.inventory.sync.get()).toEqual([])
})
