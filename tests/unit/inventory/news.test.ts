// What changed since the person last looked: collected over readings and starts, without what was done here.
import { expect, it } from 'vitest'
import { merged } from '../../../src-main/inventory/change-log'
import { AppError } from '../../../src-shared/errors'
import type { KeyRecord } from '../../../src-shared/key'
import { type ListChange, mostChanges } from '../../../src-shared/list-changes'
import { keyRecord as key } from '../../doubles/lists'
import { person } from '../../doubles/person'
import { connectionId, createInventoryParts } from './inventory-parts'

const off = (id: string): KeyRecord => key(id, { status: { word: 'disabled', raw: 'disabled' } })
const short = (parts: ReturnType<typeof createInventoryParts>) =>
  parts
    .changes()
    ?.changes.map(({ keyId, kind, elsewhere }) => `${kind} ${keyId}${elsewhere ? ' elsewhere' : ''}`)

it('the first reading is no news and marks nothing', async () => {
  const parts = createInventoryParts()
  await parts.read([key('1'), key('2')])
  expect(parts.changes()).toBeUndefined()
  expect(parts.list()?.elsewhere).toEqual([])
})

it('collects what readings find, newest first, until it is taken note of', async () => {
  const parts = createInventoryParts()
  await parts.read([key('1'), key('2')])
  const since = parts.list()?.fetchedAt
  await parts.read([key('1'), key('2'), key('3')])
  await parts.read([off('1'), key('3')])
  expect(short(parts)).toEqual(['disabled 1 elsewhere', 'gone 2 elsewhere', 'new 3 elsewhere'])
  expect(parts.changes()).toMatchObject({ since, more: 0 })
  expect(parts.list()?.elsewhere).toEqual(['3'])
  parts.inventory.dismissChanges(connectionId)
  expect(parts.changes()).toBeUndefined()
  await parts.inventory.written()
  expect([...parts.files.keys()].join()).not.toContain('changes-')
  // Taken note of: the mark of the key stays.
  expect(parts.list()?.elsewhere).toEqual(['3'])
})

it('outlasts the end of the app, with the marks, and goes on from there', async () => {
  const parts = createInventoryParts()
  await parts.read([key('1')])
  await parts.read([key('1'), key('2')])
  const next = createInventoryParts(parts.files)
  await next.inventory.loadSaved(connectionId)
  expect(next.changes()).toEqual(parts.changes())
  expect(next.list()?.elsewhere).toEqual(['2'])
  await next.read([off('1'), key('2')])
  expect(short(next)).toEqual(['disabled 1 elsewhere', 'new 2 elsewhere'])
})

it('what was done here is no news', async () => {
  const parts = createInventoryParts()
  await parts.read([key('1'), key('2')])
  parts.inventory.apply(connectionId, { upsert: off('1') }, { removeId: '2' })
  parts.inventory.apply(connectionId, { upsert: key('3'), isMadeHere: true })
  await parts.read([off('1'), key('3')])
  expect(parts.changes()).toBeUndefined()
  expect(parts.list()?.elsewhere).toEqual([])
})

it('a key that the journal knows is new and not made elsewhere', async () => {
  const parts = createInventoryParts()
  await parts.read([])
  parts.made.add('1')
  await parts.read([key('1'), key('2')])
  expect(short(parts)).toEqual(['new 1', 'new 2 elsewhere'])
  expect(parts.list()?.elsewhere).toEqual(['2'])
})

it('a key that turns out to be made here loses its mark', async () => {
  const parts = createInventoryParts()
  await parts.read([])
  await parts.read([key('1')])
  parts.inventory.apply(connectionId, { upsert: key('1'), isMadeHere: true })
  expect(short(parts)).toEqual(['new 1'])
  expect(parts.list()?.elsewhere).toEqual([])
})

it('a change in doubt, and one that came while the app was locked, may be ours', async () => {
  const parts = createInventoryParts()
  await parts.read([key('1'), key('2'), key('3')])
  parts.inventory.apply(connectionId, { inDoubtId: '1' })
  await parts.inventory.conceal()
  parts.inventory.apply(connectionId, { removeId: '2' })
  await parts.inventory.show([connectionId])
  await parts.read([off('1'), off('3')])
  expect(short(parts)).toEqual(['disabled 1', 'gone 2', 'disabled 3 elsewhere'])
})

it('a list with gaps never makes a key gone, nor the next whole one all of them new', async () => {
  const parts = createInventoryParts()
  await parts.read([key('1'), key('2')])
  await parts.read([key('1')], false)
  await parts.read([key('1'), key('2')])
  expect(parts.changes()).toBeUndefined()
  const { request, fail, done } = await parts.begin()
  request.onRecords?.([key('1')])
  fail(new AppError('timeout'))
  await done.catch(() => {})
  expect(parts.changes()).toBeUndefined()
})

it('rows of a reading that broke off are compared with nothing', async () => {
  const parts = createInventoryParts()
  const { request, fail, done } = await parts.begin()
  request.onRecords?.([key('1')])
  fail(new AppError('timeout'))
  await done.catch(() => {})
  await parts.read([key('2')])
  expect(parts.changes()).toBeUndefined()
  expect(parts.list()?.elsewhere).toEqual([])
})

it('goes with the list: forgotten, somebody else’s, or concealed', async () => {
  const parts = createInventoryParts()
  await parts.read([key('1')])
  await parts.read([])
  await parts.inventory.conceal()
  expect(parts.inventory.changes.get()).toEqual([])
  await parts.inventory.show([connectionId])
  expect(short(parts)).toEqual(['gone 1 elsewhere'])
  parts.console.user = { ...person, userUid: 'other' }
  await parts.read([key('5')])
  expect(parts.changes()).toBeUndefined()
  await parts.read([])
  expect(short(parts)).toEqual(['gone 5 elsewhere'])
  await parts.inventory.forget(connectionId)
  expect(parts.changes()).toBeUndefined()
  expect([...parts.files.keys()]).toEqual([])
})

it('changes are on disk before the list that they led to', async () => {
  const parts = createInventoryParts()
  await parts.read([key('1')])
  parts.writes.length = 0
  await parts.read([])
  expect(parts.writes).toEqual([`changes-${connectionId}`, `keys-${connectionId}`])
})

const change = (keyId: string, kind: ListChange['kind'], at: string): ListChange => ({
  keyId,
  kind,
  description: '',
  userName: '',
  companyName: '',
  before: null,
  after: null,
  at,
  elsewhere: true,
})
const none = { connectionId, since: '2026-05-04T12:00:00.000Z', changes: [], more: 0 }

it('the same again after a crash is one; the same again after its opposite is two', () => {
  const once = merged(none, [change('1', 'disabled', 'a')])
  expect(merged(once, [change('1', 'disabled', 'b')])).toEqual(once)
  const back = merged(once, [change('1', 'enabled', 'b')])
  expect(merged(back, [change('1', 'disabled', 'c')]).changes.map(({ at }) => at)).toEqual(['c', 'b', 'a'])
})

it(`keeps the newest ${mostChanges} and counts the rest`, () => {
  const many = Array.from({ length: mostChanges }, (_, index) => change(String(index), 'new', 'a'))
  const full = merged(none, many)
  const next = merged(full, [change('x', 'gone', 'b'), change('y', 'gone', 'b')])
  expect(next.changes).toHaveLength(mostChanges)
  expect(next.changes[0]).toMatchObject({ keyId: 'x' })
  expect(next.more).toBe(2)
})
