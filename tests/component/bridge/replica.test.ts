// The replica: nothing is lost between watching and asking, order holds, and waiting for a revision ends when it is there.
import { expect, it, vi } from 'vitest'
import { createListPublisher } from '../../../src-main/ipc/publish-lists'
import { createClient, failureOf, isApiError } from '../../../src-renderer/bridge/client'
import { createReplica } from '../../../src-renderer/bridge/replica'
import type { Snapshot } from '../../../src-shared/contract'
import { keyRecord, listOf } from '../../doubles/lists'
import { createFakeBridge, failure, topics } from '../fake-bridge'

const settings = (seconds: number) => ({ ...topics().settings, clipboardSeconds: seconds })

/** A bridge whose whole is answered by hand, so that changes can come before it. */
function slowBridge() {
  let answer: (whole: Snapshot) => void = () => undefined
  let listener: (change: Snapshot) => void = () => undefined
  const order: string[] = []
  return {
    order,
    answer: (whole: Snapshot) => answer(whole),
    push: (change: Snapshot) => listener(change),
    snapshot: () => {
      order.push('snapshot')
      return new Promise<Snapshot>((resolve) => {
        answer = resolve
      })
    },
    watch: (given: (change: Snapshot) => void) => {
      order.push('watch')
      listener = given
      return () => undefined
    },
  }
}

it('watches before it asks', async () => {
  const bridge = slowBridge()
  const started = createReplica(bridge).start()
  bridge.answer({ revision: 1, changed: topics() })
  await started
  expect(bridge.order).toEqual(['watch', 'snapshot'])
})

it('keeps a change that overtook the whole, and drops one that the whole already holds', async () => {
  const bridge = slowBridge()
  const replica = createReplica(bridge)
  const started = replica.start()
  bridge.push({ revision: 4, changed: { settings: settings(10) } })
  bridge.push({ revision: 6, changed: { settings: settings(90) } })
  bridge.answer({ revision: 5, changed: topics({ settings: settings(30) }) })
  await started
  expect(replica.get('settings').clipboardSeconds).toBe(90)
})

it('tells only the listeners of a topic that changed, and no one after they left', async () => {
  const bridge = createFakeBridge()
  const replica = createReplica(bridge)
  await replica.start()
  const heard = vi.fn()
  const other = vi.fn()
  const leave = replica.watch('settings', heard)
  replica.watch('attention', other)
  bridge.change({ settings: settings(20) })
  leave()
  bridge.change({ settings: settings(30) })
  expect(heard).toHaveBeenCalledTimes(1)
  expect(other).not.toHaveBeenCalled()
})

it('puts a list together from what changed of it, once each', async () => {
  const bridge = slowBridge()
  const publisher = createListPublisher(() => undefined)
  const keys = [keyRecord('1'), keyRecord('2')]
  const first = listOf('a', { keys })
  const whole = publisher.whole([first])
  const replica = createReplica(bridge)
  const started = replica.start()
  bridge.answer({ revision: 5, changed: topics(), inventory: whole })
  await started
  const heard = vi.fn()
  replica.watch('inventory', heard)
  replica.watch('settings', () => expect.unreachable())
  const next = listOf('a', { keys: [...keys, keyRecord('3')] })
  const change = { revision: 6, changed: {}, inventory: publisher.change([next]) }
  bridge.push(change)
  bridge.push(change)
  expect(replica.get('inventory')).toEqual([next])
  expect(heard).toHaveBeenCalledTimes(1)
})

it('refuses to give a topic before the first whole', () => {
  expect(() => createReplica(slowBridge()).get('app')).toThrow(/before the first snapshot/)
})

it('resolves a call only when the topics show its effect', async () => {
  const bridge = createFakeBridge()
  const replica = createReplica(bridge)
  await replica.start()
  bridge.replyRevision = 2
  let seconds: number | null = null
  const call = createClient(bridge, replica)
    .call('settings.set', { name: 'clipboardSeconds', value: 20 })
    .then(() => {
      seconds = replica.get('settings').clipboardSeconds
    })
  await new Promise((resolve) => setTimeout(resolve))
  expect(seconds).toBeNull()
  bridge.change({ settings: settings(20) })
  await call
  expect(seconds).toBe(20)
})

it('turns a failed reply into an ApiError with its failure', async () => {
  const bridge = createFakeBridge()
  const replica = createReplica(bridge)
  await replica.start()
  bridge.answer('keys.refresh', { failure: failure('unreachable', { reason: 'dns' }) })
  const error = await createClient(bridge, replica)
    .call('keys.refresh', { connectionId: 'x' })
    .catch((caught: unknown) => caught)
  expect(isApiError(error)).toBe(true)
  expect(failureOf(error)).toEqual(failure('unreachable', { reason: 'dns' }))
  expect(failureOf(new TypeError('secret words')).code).toBe('internal')
  expect(JSON.stringify(failureOf(new TypeError('secret words')))).not.toContain('secret')
})
