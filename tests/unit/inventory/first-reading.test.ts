// Rows of a list that is not whole yet: shown as they come, called partial, never kept; and what a whole list is spared.
import { expect, it } from 'vitest'
import { AppError } from '../../../src-shared/errors'
import { keyRecord as key } from '../../doubles/lists'
import { connectionId, createInventoryParts } from './inventory-parts'

const ids = (list: { keys: { id: string }[] } | undefined) => list?.keys.map(({ id }) => id)

it('a first reading shows its rows as they come, and is whole at the end', async () => {
  const { begin, list, clock, console } = createInventoryParts()
  console.owners = [{ userUid: 'u', userName: 'n', role: 'r', status: 'enabled', mfa: 'on' }]
  const { request, answer, done } = await begin()
  request.onRecords?.([key('1'), key('2')])
  expect(list()).toMatchObject({
    partial: true,
    complete: false,
    fetchedAt: null,
    source: 'console',
    problem: null,
    owners: [{ userUid: 'u' }],
    organizations: [{ uid: 'o' }],
  })
  expect(ids(list())).toEqual(['1', '2'])
  request.onRecords?.([key('2'), key('3')])
  await clock.advance(2000)
  expect(ids(list())).toEqual(['1', '2', '3'])
  answer([key('1'), key('2'), key('3'), key('4')])
  await done
  expect(list()).toMatchObject({ partial: false, complete: true, source: 'console' })
  expect(ids(list())).toEqual(['1', '2', '3', '4'])
})

it('a first reading that breaks off leaves its rows, as partial, with the reason; nothing of it is kept', async () => {
  const { begin, list, files, inventory } = createInventoryParts()
  const { request, fail, done } = await begin()
  request.onRecords?.([key('1')])
  request.onRecords?.([key('2')])
  fail(new AppError('unreachable', { reason: 'reset' }))
  await expect(done).rejects.toMatchObject({ code: 'unreachable' })
  expect(list()).toMatchObject({
    partial: true,
    complete: false,
    fetchedAt: null,
    problem: { code: 'unreachable' },
  })
  expect(ids(list())).toEqual(['1', '2'])
  // Not by a change of one of its rows either.
  inventory.apply(connectionId, { upsert: key('1', { description: 'edited' }) })
  await inventory.written()
  expect([...files.keys()]).toEqual([])
  expect(list()?.keys[0]?.description).toBe('edited')
})

it('what a refused request leaves under way is given up, and says nothing about a reading that is over', async () => {
  const { begin, inventory, clock } = createInventoryParts()
  const { request, fail, done } = await begin()
  const rested = request.patience?.resting(1000)
  expect(inventory.sync.get()).toMatchObject([{ waitUntil: expect.any(String) }])
  fail(new AppError('server-fault', { status: 500 }))
  await expect(done).rejects.toMatchObject({ code: 'server-fault' })
  expect(request.signal?.aborted).toBe(true)
  expect(inventory.sync.get()).toEqual([])
  await clock.advance(1000)
  rested?.()
  request.onProgress?.(5, 10)
  expect(inventory.sync.get()).toEqual([])
})

it('the next try shows what came before until it knows better, and its end is the whole truth', async () => {
  const { begin, list } = createInventoryParts()
  const first = await begin()
  first.request.onRecords?.([key('1'), key('2')])
  first.fail(new AppError('timeout'))
  await first.done.catch(() => {})
  const second = await begin()
  second.request.onRecords?.([key('3')])
  expect(ids(list())).toEqual(['1', '2', '3'])
  expect(list()?.problem).toBeNull()
  second.answer([key('2'), key('3')])
  await second.done
  expect(ids(list())).toEqual(['2', '3'])
})

it('given up: the rows that came stay as partial, and what comes late is not shown', async () => {
  const { begin, list, inventory, clock } = createInventoryParts()
  const { request, answer, done } = await begin()
  request.onRecords?.([key('1')])
  request.onRecords?.([key('2')])
  inventory.cancel(connectionId)
  request.onRecords?.([key('3')])
  answer([key('3')])
  await done
  await clock.advance(10_000)
  expect(list()).toMatchObject({ partial: true, problem: null })
  expect(ids(list())).toEqual(['1', '2'])
})

it('forgotten while it is read: no row comes back', async () => {
  const { begin, inventory, clock } = createInventoryParts()
  const { request } = await begin()
  request.onRecords?.([key('1')])
  request.onRecords?.([key('2')])
  await inventory.forget(connectionId)
  request.onRecords?.([key('3')])
  await clock.advance(10_000)
  expect(inventory.cell.get()).toEqual([])
})

it('a whole list stays until the new one is whole', async () => {
  const { read, begin, list } = createInventoryParts()
  await read([key('1')])
  const before = list()
  const { request, answer, done } = await begin()
  request.onRecords?.([key('2'), key('3')])
  expect(list()).toBe(before)
  answer([key('2'), key('3')])
  await done
  expect(ids(list())).toEqual(['2', '3'])
})

it('a change that was made while the list was read is newer than what was read, in rows and at the end', async () => {
  const { begin, list, inventory, clock } = createInventoryParts()
  const off = key('1', { status: { word: 'disabled', raw: 'disabled' } })
  const first = await begin()
  first.request.onRecords?.([key('1'), key('2')])
  inventory.apply(connectionId, { upsert: off }, { removeId: '2' })
  first.request.onRecords?.([key('1'), key('2'), key('3')])
  await clock.advance(2000)
  expect(ids(list())).toEqual(['1', '3'])
  expect(list()?.keys[0]?.status.word).toBe('disabled')
  first.answer([key('1'), key('2'), key('3')])
  await first.done
  expect(ids(list())).toEqual(['1', '3'])
  expect(list()?.keys[0]?.status.word).toBe('disabled')
})

it('says until when a console wants to be left alone, and shows what came before that', async () => {
  const { begin, inventory, list, clock } = createInventoryParts()
  const { request, answer, done } = await begin()
  const waitUntil = () => inventory.sync.get()[0]?.waitUntil
  request.onRecords?.([key('1')])
  request.onRecords?.([key('2')])
  expect(waitUntil()).toBeNull()
  const start = clock.now().getTime()
  const ended = request.patience?.resting(30_000)
  const other = request.patience?.resting(10_000)
  expect(waitUntil()).toBe(new Date(start + 30_000).toISOString())
  expect(ids(list())).toEqual(['1', '2'])
  other?.()
  expect(waitUntil()).toBe(new Date(start + 30_000).toISOString())
  ended?.()
  expect(waitUntil()).toBeNull()
  answer([])
  await done
  expect(inventory.sync.get()).toEqual([])
})

it('keys that are as they were stay the same objects', async () => {
  const { read, list } = createInventoryParts()
  await read([key('1'), key('2')])
  const before = list()
  await read([key('1'), key('2')])
  expect(list()?.keys).toBe(before?.keys)
  expect(list()?.owners).toBe(before?.owners)
  expect(list()?.fetchedAt).not.toBe(before?.fetchedAt)
  await read([key('1'), key('2', { description: 'other' })])
  expect(list()?.keys[0]).toBe(before?.keys[0])
  expect(list()?.keys[1]).not.toBe(before?.keys[1])
})
