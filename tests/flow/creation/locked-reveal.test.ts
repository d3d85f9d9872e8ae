// A private key and the clipboard when the app is locked: unrevealed it waits, revealed it ends (security-spec section 3).
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Sandbox } from '../../../sandbox-console/sandbox'
import { quickSandbox } from '../parts'
import { type Creating, creating } from './creating'

let sandbox: Sandbox
let app: Creating
beforeAll(async () => {
  sandbox = await quickSandbox()
})
afterAll(() => sandbox.stop())
afterEach(() => app.creations.endForQuit())

async function unrevealed(description: string) {
  app = await creating(sandbox)
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

it('a create that was sent before the lock goes on; its frame waits for the unlock (N-75)', async () => {
  let goOn = () => {}
  const holdCreate = new Promise<void>((resolve) => {
    goOn = resolve
  })
  app = await creating(sandbox, { holdCreate })
  await app.creations.start(app.draft('Answered while locked'))
  await app.reaches('creating')
  await app.creations.lock()
  goOn()
  await app.reaches('unrevealed')
  expect(app.creation().frameUrl).toBeNull()
  await app.creations.unlock()
  expect((await (await app.frame()).post('show')).status).toBe(200)
})
