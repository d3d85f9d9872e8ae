// A creation and the clipboard when the app is locked: unrevealed it waits, revealed it ends (security-spec section 3).
import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Sandbox } from '../../../sandbox-console/sandbox'
import { codeOf, quickSandbox } from '../parts'
import { type Creating, createsSeen, creating, until } from './creating'

let sandbox: Sandbox
let app: Creating
beforeAll(async () => {
  sandbox = await quickSandbox({ seed: 'empty' })
})
afterAll(() => sandbox.stop())
beforeEach(async () => {
  app = await creating(sandbox)
  sandbox.control.clearRequests()
})
afterEach(async () => {
  sandbox.control.releaseHolds()
  await app.creations.endForQuit()
  sandbox.control.clearFaults()
})

async function unrevealed(description: string) {
  await app.creations.start(app.draft(description))
  await app.reaches('unrevealed')
  return app.frame()
}

it('unrevealed: the frame ends, nothing is handed out while locked, and it is back with the same deadline (N-75)', async () => {
  const frame = await unrevealed('Waits for the unlock')
  const { deadlineAt } = app.creation()
  expect(deadlineAt).not.toBeNull()
  expect(await app.creations.lock()).toEqual({ clipboardCleared: false })
  expect(app.creation()).toMatchObject({ phase: 'unrevealed', frameUrl: null })
  for (const action of ['show', 'copy', 'save', 'test']) expect((await frame.post(action)).status).toBe(410)
  expect((await app.reveal.handle(new Request(frame.url))).status).toBe(410)
  expect(app.system.text).toBe('')
  await app.clock.advance(60_000)
  await app.creations.unlock()
  expect(app.creation()).toMatchObject({ phase: 'unrevealed', deadlineAt })
  const again = await app.frame()
  expect(again.url).not.toBe(frame.url)
  expect((await again.post('show')).status).toBe(200)
})

it('unrevealed: the deadline passes while locked, and the key is listed (N-75)', async () => {
  await unrevealed('Locked for too long')
  await app.creations.lock()
  await app.clock.advance(10 * 60_000)
  await app.creations.unlock()
  expect(app.creation()).toMatchObject({ phase: 'orphan', frameUrl: null })
  expect(app.creations.attention.get()).toMatchObject([
    { kind: 'orphan', description: 'Locked for too long' },
  ])
})

it('unrevealed, and the timer of the deadline is late: the unlock looks at the clock', async () => {
  await unrevealed('Timers asleep')
  await app.creations.lock()
  app.clock.sleep(11 * 60_000)
  await app.creations.unlock()
  expect(app.creation()).toMatchObject({ phase: 'orphan', frameUrl: null })
})

it('revealed: it ends as unconfirmed, the clipboard is cleared and that is told (N-60, N-75)', async () => {
  const frame = await unrevealed('Locked after the copy')
  await frame.post('copy')
  expect(app.system.text).not.toBe('')
  expect(await app.creations.lock()).toEqual({ clipboardCleared: true })
  expect(app.system.text).toBe('')
  expect(app.creation()).toMatchObject({ phase: 'unconfirmed', frameUrl: null })
  await app.creations.unlock()
  expect(app.creations.attention.get()).toMatchObject([{ kind: 'unconfirmed' }])
  expect((await frame.post('show')).status).toBe(410)
})

it('what somebody else copied meanwhile stays, and nothing is claimed', async () => {
  const frame = await unrevealed('Copied over')
  await frame.post('copy')
  app.system.text = 'a shopping list'
  expect(await app.creations.lock()).toEqual({ clipboardCleared: false })
  expect(app.system.text).toBe('a shopping list')
})

it('creating: the request goes on, and its key waits without a frame until the unlock (N-75)', async () => {
  sandbox.control.addHold({ operationId: 'AddApiKeyLogin', at: 'before' })
  await app.creations.start(app.draft('Created while locked'))
  await until(() => sandbox.control.holds()[0]?.waiting === 1)
  await app.creations.lock()
  expect(app.creation().phase).toBe('creating')
  sandbox.control.releaseHolds()
  await app.reaches('unrevealed')
  expect(app.creation()).toMatchObject({ frameUrl: null })
  expect(app.creation().deadlineAt).not.toBeNull()
  await app.creations.unlock()
  expect((await (await app.frame()).post('show')).status).toBe(200)
  expect(createsSeen(sandbox)).toBe(1)
})

it('in doubt: nothing is asked while locked, and the unlock asks (N-75)', async () => {
  sandbox.control.addFault({ operationId: 'AddApiKeyLogin', drop: 'before-commit', times: 1 })
  const { opId } = await app.creations.start(app.draft('Doubt while locked'))
  await app.reaches('in-doubt')
  await until(() => app.log.lines.some((line) => line.includes('creation.checked')))
  await app.creations.lock()
  sandbox.control.clearRequests()
  await app.clock.advance(5 * 60_000)
  expect(await codeOf(app.creations.check(app.connectionId, opId))).toBe('locked')
  expect(sandbox.control.requests()).toEqual([])
  await app.creations.unlock()
  await until(() => sandbox.control.requests().length > 0, 'a check')
  expect(app.creations.attention.get()).toMatchObject([{ opId, kind: 'in-doubt' }])
})

it('a pair that no create has used is forgotten', async () => {
  const { pairId } = await app.creations.generatePair(app.connectionId, 2048)
  await app.creations.lock()
  await app.creations.unlock()
  const key = { type: 'advanced', scope: 'rest', pairId } as const
  expect(await codeOf(app.creations.start(app.draft('Forgotten pair', key)))).toBe('reveal-spent')
})

it.each([false, true])('a save dialog that is open saves nothing (revealed: %s)', async (isShown) => {
  const frame = await unrevealed(`Dialog ${isShown}`)
  if (isShown) await frame.post('show')
  let choose = () => {}
  app.answers.wait = new Promise<void>((resolve) => {
    choose = resolve
  })
  app.answers.save = 'locked.txt'
  const saving = frame.post('save')
  await app.creations.lock()
  choose()
  expect((await saving).status).toBe(410)
  await app.creations.unlock()
  expect(existsSync(path.join(app.folder, 'locked.txt'))).toBe(false)
  expect(app.creation().phase).toBe(isShown ? 'unconfirmed' : 'unrevealed')
})
