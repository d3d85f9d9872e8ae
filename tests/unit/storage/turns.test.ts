// Turns: in order per name, past failures, and nothing of an answer stays in the queue.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createTurns } from '../../../src-main/storage/turns'

it('one after another per name, other names at once, past a failure', async () => {
  const inTurn = createTurns()
  const did: string[] = []
  let go = () => {}
  const first = inTurn('a', async () => {
    await new Promise<void>((resolve) => {
      go = resolve
    })
    did.push('a1')
    throw new Error('a1')
  })
  const second = inTurn('a', async () => did.push('a2'))
  await inTurn('b', async () => did.push('b'))
  expect(did).toEqual(['b'])
  go()
  await expect(first).rejects.toThrow('a1')
  await second
  expect(did).toEqual(['b', 'a1', 'a2'])
})

it('holds nothing of what a task answered (S-26)', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const inTurn = createTurns()
  const held: object[] = []
  async function read(name: string, keeps: boolean): Promise<WeakRef<object>> {
    const answer = await inTurn(name, async () => ({ refreshToken: 'r' }))
    if (keeps) held.push(answer)
    return new WeakRef(answer)
  }
  const control = await read('a', true)
  const gone = await read('b', false)
  // A reference that was just made lives until the end of its turn of the main loop.
  await new Promise((resolve) => setImmediate(resolve))
  collect()
  expect(control.deref()).toBe(held[0])
  expect(gone.deref()).toBeUndefined()
  await inTurn('b', async () => {})
})
