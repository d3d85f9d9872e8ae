// One call as a control sees it: its states, and answers that come too late.
import { act, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { type Action, useAction } from '../../../src-renderer/bridge/use-action'
import { useMenuCommand } from '../../../src-renderer/bridge/use-menu-command'
import { app, failure, show, topics } from '../fake-bridge'
import { later } from '../later'

let action: Action<'creation.readPublicKey'>
function Probe() {
  action = useAction('creation.readPublicKey')
  return <output>{action.state.kind}</output>
}

const state = () => screen.getByRole('status').textContent
const key = (bits: number) => ({ value: { bits, fingerprint256: 'AA', xml: '' } })

it('goes from idle over running to done', async () => {
  const { bridge } = await show(<Probe />)
  expect(state()).toBe('idle')
  const answer = later<{ value: unknown }>()
  bridge.answer('creation.readPublicKey', answer.promise)
  let outcome: unknown
  act(() => {
    action.run({ text: 'x' }).then(
      (given) => {
        outcome = given
      },
      () => undefined,
    )
  })
  expect(state()).toBe('running')
  await act(async () => answer.resolve(key(2048)))
  expect(state()).toBe('done')
  expect(outcome).toMatchObject({ kind: 'done', value: { bits: 2048 } })
})

it('keeps the failure, and resets', async () => {
  const { bridge } = await show(<Probe />)
  bridge.answer('creation.readPublicKey', { failure: failure('public-key-invalid') })
  await act(async () => action.run({ text: 'x' }))
  expect(state()).toBe('failed')
  expect(action.failure?.code).toBe('public-key-invalid')
  act(() => action.reset())
  expect(state()).toBe('idle')
  expect(action.failure).toBeNull()
})

it('ignores the answer of an earlier run that comes last', async () => {
  const { bridge } = await show(<Probe />)
  const first = later<{ value: unknown }>()
  bridge.answer('creation.readPublicKey', first.promise)
  let stale: unknown
  act(() => {
    action.run({ text: 'first' }).then(
      (given) => {
        stale = given
      },
      () => undefined,
    )
  })
  await act(async () => {
    bridge.answer('creation.readPublicKey', key(4096))
    await action.run({ text: 'second' })
  })
  await act(async () => first.resolve(key(1024)))
  expect(stale).toEqual({ kind: 'stale' })
  expect(action.state).toMatchObject({ kind: 'done', value: { bits: 4096 } })
})

it('ignores an answer after reset', async () => {
  const { bridge } = await show(<Probe />)
  const answer = later<{ value: unknown }>()
  bridge.answer('creation.readPublicKey', answer.promise)
  act(() => {
    action.run({ text: 'x' }).catch(() => undefined)
  })
  act(() => action.reset())
  await act(async () => answer.resolve(key(2048)))
  expect(state()).toBe('idle')
})

it('hears a menu command once per click, and none from before it appeared', async () => {
  const heard: string[] = []
  function Listener() {
    useMenuCommand('find', () => heard.push('find'))
    return null
  }
  const shown = await show(<Listener />, topics({ app: app({ command: { seq: 3, name: 'find' } }) }))
  expect(heard).toEqual([])
  await shown.change({ app: app({ command: { seq: 4, name: 'find' } }) })
  await shown.change({ app: app({ command: { seq: 4, name: 'find' }, version: '0.1.1' }) })
  await shown.change({ app: app({ command: { seq: 5, name: 'refresh' } }) })
  expect(heard).toEqual(['find'])
  await shown.change({ app: app({ command: { seq: 6, name: 'find' } }) })
  expect(heard).toEqual(['find', 'find'])
})
