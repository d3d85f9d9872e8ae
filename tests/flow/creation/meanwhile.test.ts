// What another administrator does to a key while its private half is being revealed, or before it is revoked.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../../sandbox-console/sandbox'
import { codeOf, quickSandbox, refOf } from '../parts'
import { type Creating, creating } from './creating'

let sandbox: Sandbox
let app: Creating
beforeAll(async () => {
  sandbox = await quickSandbox({ canaries: true })
})
afterAll(() => sandbox.stop())
afterEach(() => app.creations.endForQuit())

/** A new key in its reveal step, and the key as another session sees it. */
async function revealing(description: string) {
  app = await creating(sandbox)
  const { opId } = await app.creations.start(app.draft(description))
  await app.reaches('unrevealed')
  const [key] = await app.onConsole(description)
  if (key === undefined) throw new Error('not on the console')
  return { opId, ref: refOf(key), frame: await app.frame() }
}

const settle = (opId: string, choice: 'have-it' | 'revoke' | 'disable') =>
  app.creations.settle({ connectionId: app.connectionId, opId, choice, reason: '' })

describe('during the reveal', () => {
  it('deleted: Test says refused, storing still works, deleting it from here is done (N-78)', async () => {
    const { opId, ref, frame } = await revealing('Swept away')
    await app.keyChanges.remove(app.connectionId, [ref])
    expect(await (await frame.post('test')).json()).toMatchObject({ verdict: { kind: 'refused' } })
    expect((await frame.post('show')).status).toBe(200)
    await app.creations.deleteKey(opId)
    expect(app.creation().phase).toBe('deleted')
    expect(app.creations.attention.get()).toEqual([])
  })

  it('disabled: Test says refused; the private key is still handed out, once (N-78)', async () => {
    const { opId, ref, frame } = await revealing('Switched off')
    await app.keyChanges.setEnabled(app.connectionId, [ref], false)
    expect(await (await frame.post('test')).json()).toMatchObject({ verdict: { kind: 'refused' } })
    await app.creations.leave(opId)
    expect(app.creations.attention.get()).toMatchObject([{ opId, kind: 'unconfirmed' }])
    await settle(opId, 'disable')
    expect(app.creations.attention.get()).toEqual([])
  })
})

describe('before it is revoked', () => {
  it('deleted by somebody else: there is nothing left to do (N-78)', async () => {
    const { opId, ref } = await revealing('Gone already')
    await app.creations.leave(opId)
    await app.keyChanges.remove(app.connectionId, [ref])
    await settle(opId, 'revoke')
    expect(app.creations.attention.get()).toEqual([])
  })

  it('renamed by somebody else: the revoke stops, and the entry stays (N-84)', async () => {
    const { opId, ref } = await revealing('Borrowed name')
    await app.creations.leave(opId)
    await app.keyChanges.edit(app.connectionId, ref, 'In use by billing')
    expect(await codeOf(settle(opId, 'revoke'))).toBe('changed-meanwhile')
    expect(app.creations.attention.get()).toMatchObject([{ opId, kind: 'orphan' }])
    expect(await app.onConsole('In use by billing')).toHaveLength(1)
  })
})
