// Region What changed: when it is there, its list and filter, showing a key, and Mark as seen.
import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WhatChanged } from '../../../src-renderer/changes/what-changed'
import type { ListChange } from '../../../src-shared/list-changes'
import { connection, connectionId, failure, show, topics } from '../fake-bridge'
import { stubSizes } from './sample-keys'

beforeEach(() => stubSizes())
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const otherId = '22222222-2222-4222-8222-222222222222'
const change = (keyId: string, kind: ListChange['kind'], more: Partial<ListChange> = {}): ListChange => ({
  keyId,
  kind,
  description: `Key ${keyId}`,
  userName: 'svc',
  companyName: 'Alpha',
  before: null,
  after: null,
  at: new Date().toISOString(),
  elsewhere: true,
  ...more,
})
const listOf = (id: string, changes: ListChange[]) => ({
  connectionId: id,
  since: new Date().toISOString(),
  changes,
  more: 0,
})
const consoles = [connection(), connection({ id: otherId, name: 'US-1' })]
const onShow = vi.fn()
const onGone = vi.fn()
const open = (lists: ReturnType<typeof listOf>[], ids = [connectionId, otherId]) => {
  onShow.mockClear()
  onGone.mockClear()
  return show(
    <WhatChanged connectionIds={ids} onShow={onShow} onGone={onGone} />,
    topics({ connections: consoles, changes: lists }),
  )
}
const region = () => screen.queryByRole('region', { name: 'What changed' })
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const rows = () =>
  within(screen.getByRole('table', { name: 'Changes' }))
    .getAllByRole('row')
    .slice(1)

test('is not there without changes, nor for consoles out of view', async () => {
  const { change: publish } = await open([])
  expect(region()).toBeNull()
  await publish({ changes: [listOf(otherId, [change('1', 'new')])] })
  expect(region()?.textContent).toMatch(/1 new since today .* on US-1\./)
  cleanup()
  await open([listOf(otherId, [change('1', 'new')])], [connectionId])
  expect(region()).toBeNull()
})

test('lists every change, newest first, with before and after; filters by kind; shows a key', async () => {
  const u = userEvent.setup()
  await open([
    listOf(connectionId, [
      change('7', 'disabled', { before: 'enabled', after: 'disabled', at: '2026-07-01T08:00:00.000Z' }),
      change('8', 'gone', { elsewhere: false, at: '2026-07-01T07:00:00.000Z' }),
    ]),
    listOf(otherId, [
      change('9', 'description', {
        description: 'New\u202Ename',
        before: 'Old name',
        after: 'New\u202Ename',
        at: '2026-07-01T09:00:00.000Z',
      }),
    ]),
  ])
  await u.click(button('Show changes'))
  const dialog = screen.getByRole('dialog', { name: 'What changed' })
  const [first, second, third] = rows().map((row) => row.textContent)
  expect(first).toMatch(
    /^US-1New\[U\+202E\]name.*Description changedBy someone elseOld name →now New\[U\+202E\]name/,
  )
  expect(second).toMatch(/^EU-1Key 7.*DisabledBy someone elseEnabled →now Disabled/)
  expect(third).toMatch(/^EU-1Key 8.*Gone–/)
  // What is gone cannot be shown.
  expect(within(dialog).queryByRole('button', { name: /^Key 8/ })).toBeNull()
  await u.click(button(/Kind of change/))
  await u.click(screen.getByRole('option', { name: 'Disabled (1)' }))
  expect(rows()).toHaveLength(1)
  expect(within(dialog).getByRole('status').textContent).toBe('1 change')
  await u.click(button('Key 7: show in the list'))
  expect(onShow.mock.calls).toEqual([[connectionId, '7']])
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a long list comes in steps', async () => {
  const u = userEvent.setup()
  const many = Array.from({ length: 130 }, (_, at) => change(String(at), 'new'))
  await open([{ ...listOf(connectionId, many), more: 1 }], [connectionId])
  await u.click(button('Show changes'))
  expect(rows()).toHaveLength(100)
  await u.click(button('Show 30 more'))
  expect(rows()).toHaveLength(130)
  expect(screen.getByText('1 change before these is counted, but not kept.')).toBeTruthy()
})

test('Mark as seen tells every console in view, and what is gone leaves the focus to the grid', async () => {
  const u = userEvent.setup()
  const { bridge, change: publish } = await open([
    listOf(connectionId, [change('1', 'new')]),
    listOf(otherId, [change('2', 'new')]),
  ])
  await u.click(button('Show changes'))
  await u.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Mark as seen' }))
  expect(bridge.inputsOf('changes.dismiss')).toEqual([{ connectionId }, { connectionId: otherId }])
  await publish({ changes: [] })
  expect(region()).toBeNull()
  expect(onGone).toHaveBeenCalledTimes(1)
})

test('a refusal is said and nothing goes away', async () => {
  const u = userEvent.setup()
  const { bridge } = await open([listOf(connectionId, [change('1', 'new')])])
  bridge.answer('changes.dismiss', { failure: failure('storage-failed') })
  await u.click(button('Mark as seen'))
  expect(region()?.textContent).toContain('could not')
  expect(onGone).not.toHaveBeenCalled()
})
