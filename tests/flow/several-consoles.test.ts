// Several consoles at once: each with its own trust, sign-in and list; what happens at one says nothing about another.
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox-console/sandbox'
import { readConnectionList, writeConnectionList } from '../../src-main/connections/connection-list-file'
import { createNodeHttp } from '../doubles/node-http'
import { accountOf, codeOf, createParts, newProfile, type Parts, quickSandbox } from './parts'

let one: Sandbox
let other: Sandbox
beforeEach(async () => {
  ;[one, other] = await Promise.all([quickSandbox(), quickSandbox()])
})
afterEach(() => Promise.all([one.stop(), other.stop()]))

const signIn = async ({ sessions }: Parts, sandbox: Sandbox, connectionId: string) => {
  const { userName, password } = accountOf(sandbox, 'PortalAdministrator')
  await sessions.signIn({ connectionId, userName, password, stay: true })
}

async function bothSignedIn(profile = newProfile()) {
  const parts = createParts(profile)
  const ids = [await parts.connect(one), await parts.connect(other)] as const
  await Promise.all([signIn(parts, one, ids[0]), signIn(parts, other, ids[1])])
  await Promise.all(ids.map((id) => parts.inventory.refresh(id)))
  return { ...parts, profile, ids }
}
const signOf = ({ sessions }: Pick<Parts, 'sessions'>, id: string) => sessions.current(id).sign.kind

it('two sign-ins side by side, and both are taken up again at the next start', async () => {
  const { profile, ids, listOf } = await bothSignedIn()
  expect(ids.map((id) => listOf(id).keys.length > 0)).toEqual([true, true])
  const next = createParts(profile)
  await Promise.all(ids.map((id) => next.inventory.loadSaved(id)))
  expect(ids.map((id) => next.listOf(id).source)).toEqual(['saved', 'saved'])
  await next.sessions.restore()
  expect(ids.map((id) => signOf(next, id))).toEqual(['active', 'active'])
})

it('one that is down leaves the other alone', async () => {
  const { profile, ids } = await bothSignedIn()
  await one.stop()
  const next = createParts(profile)
  await next.sessions.restore()
  expect(ids.map((id) => signOf(next, id))).toEqual(['offline', 'active'])
  await next.inventory.refresh(ids[1])
  expect(next.listOf(ids[1])).toMatchObject({ source: 'console', problem: null })
  expect(next.sessions.current(ids[1]).reach.kind).toBe('online')
})

it('a changed certificate is a matter of its own console', async () => {
  const parts = await bothSignedIn()
  await one.control.changeCertificate('new')
  parts.connections.renew(parts.ids[0])
  expect(await codeOf(parts.inventory.refresh(parts.ids[0]))).toBe('tls-changed')
  await parts.inventory.refresh(parts.ids[1])
  expect(parts.ids.map((id) => parts.sessions.current(id).reach.kind)).toEqual([
    'certificate-changed',
    'online',
  ])
})

it('signing out of one and removing it keeps the other signed in, with its list', async () => {
  const parts = await bothSignedIn()
  const [first, second] = parts.ids
  await parts.sessions.signOut(first)
  await parts.inventory.forget(first)
  parts.connections.remove(first)
  expect(parts.sessions.cell.get().map(({ connectionId }) => connectionId)).toEqual([second])
  expect(signOf(parts, second)).toBe('active')
  expect(parts.listOf(second).keys.length).toBeGreaterThan(0)
  expect([...parts.profile.sealed.keys()].some((name) => name.includes(first))).toBe(false)
})

it('a new order changes nothing but the order', async () => {
  const parts = await bothSignedIn()
  const [first, second] = parts.ids
  const before = new Map(parts.sessions.cell.get().map((state) => [state.connectionId, state]))
  parts.connections.order([second, first])
  expect(parts.sessions.cell.get()).toEqual([before.get(second), before.get(first)])
  await parts.inventory.refresh(first)
  expect(parts.listOf(first).problem).toBeNull()
})

it('a console from a file is not trusted, also where the file names its fingerprint: nothing is sent before the person decides', async () => {
  const there = createParts(newProfile())
  await there.connect(other)
  const file = writeConnectionList(there.connections.cell.get())
  // The file does name it.
  expect(file.toString('utf8')).toContain(other.fingerprint256)

  const here = createParts(newProfile(), createNodeHttp())
  const [added] = here.connections.takeOver(readConnectionList(file))
  const id = added?.id ?? ''
  other.control.clearRequests()
  const { userName, password } = accountOf(other, 'PortalAdministrator')
  const attempt = here.sessions.signIn({ connectionId: id, userName, password, stay: true })
  expect(await codeOf(attempt)).toBe('tls-untrusted')
  expect(other.control.requests()).toEqual([])
  expect(here.sessions.current(id).reach).toMatchObject({ kind: 'unreachable', code: 'tls-untrusted' })
  // A fingerprint that nobody was shown here is no trust, wherever it comes from.
  const address = other.url
  const step = await here.connections.connect({ address, name: '', trust: 'AA' })
  expect(step).toMatchObject({ kind: 'untrusted', certificate: { fingerprint256: other.fingerprint256 } })
  expect(await here.connections.connect({ address, name: '', trust: other.fingerprint256 })).toEqual({
    kind: 'connected',
    connectionId: id,
  })
  await here.sessions.signIn({ connectionId: id, userName, password, stay: true })
  expect(signOf(here, id)).toBe('active')
})

it('while the app locks, a sign-in that was begun at another console is given up', async () => {
  const parts = createParts(newProfile())
  const first = await parts.connect(one)
  const second = await parts.connect(other)
  await signIn(parts, one, first)
  const { userName, password } = accountOf(other, 'PortalAdministrator', true)
  await parts.sessions.signIn({ connectionId: second, userName, password, stay: true })
  expect(signOf(parts, second)).toBe('code-needed')
  await parts.sessions.lock()
  expect(signOf(parts, second)).toBe('signed-out')
  expect(parts.sessions.people().map(({ connectionId }) => connectionId)).toEqual([first])
  expect(await codeOf(parts.sessions.answerCode(second, '123456'))).not.toBe('code-wrong')
})
