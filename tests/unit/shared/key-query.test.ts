// Search, filters, order and counts of the key list, and that they stay fast on long lists.
import { describe, expect, test } from 'vitest'
import type { KeyRecord } from '../../../src-shared/key'
import {
  columnIds,
  createSorter,
  everyKey,
  isEverything,
  type KeyQuery,
  prepareRows,
  queryRows,
} from '../../../src-shared/key-query'

let nextId = 1
function key(change: Partial<KeyRecord> = {}): KeyRecord {
  return {
    id: String(nextId++),
    type: 'simple',
    description: 'Grafana prod',
    readOnly: true,
    scopes: ['rest'],
    userUid: 'u-1',
    userName: 'NG-VSPC\\svc-monitor',
    companyUid: null,
    companyName: 'Northgate',
    status: { word: 'enabled', raw: 'enabled' },
    createdAt: '2026-06-15T08:00:00.000Z',
    publicKey: null,
    ...change,
  }
}
const found = (keys: KeyRecord[], query: Partial<KeyQuery>) =>
  queryRows(prepareRows(keys), { ...everyKey, ...query })
const names = (rows: readonly { description: string }[]) => rows.map((row) => row.description)

describe('search', () => {
  const keys = [
    key({ description: 'Grafana prod' }),
    key({ description: 'Grafana lab', status: { word: 'owner-off', raw: 'disabledDueToUser' } }),
    key({ description: 'Café export', companyName: 'Alder & Finch', type: 'advanced', readOnly: false }),
    key({ description: 'Hid\u200Bden', id: '771' }),
  ]
  test.each([
    ['', 4],
    ['   ', 4],
    ['grafana', 2],
    ['GRAFANA  lab', 1],
    ['lab grafana', 1],
    ['grafana finch', 0],
    ['finch cafe', 1],
    ['svc-monitor', 4],
    ['ng-vspc', 4],
    ['advanced', 1],
    ['read-write', 1],
    ['owner off', 1],
    ['hidden', 1],
    ['[u+200b]', 1],
    ['771', 1],
    ['.*', 0],
  ])('"%s" finds %i', (text, count) => {
    expect(found(keys, { text }).rows).toHaveLength(count)
  })
  test('words do not match across columns', () => {
    expect(found([key({ description: 'ab', userName: 'cd' })], { text: 'abcd' }).rows).toEqual([])
  })
})

test('filters narrow, and each count ignores its own filter only', () => {
  const keys = [
    key({ type: 'simple', readOnly: true }),
    key({ type: 'simple', readOnly: false }),
    key({ type: 'advanced', readOnly: true, status: { word: 'disabled', raw: 'disabled' } }),
    key({ type: 'advanced', readOnly: true, description: 'Other' }),
  ]
  const { rows, counts } = found(keys, { text: 'grafana', types: new Set(['simple']) })
  expect(rows).toHaveLength(2)
  expect([...counts.types]).toEqual([
    ['simple', 2],
    ['advanced', 1],
  ])
  expect([...counts.access]).toEqual([
    ['read-only', 1],
    ['read-write', 1],
  ])
  expect([...counts.statuses]).toEqual([['enabled', 2]])
  expect(found(keys, { statuses: new Set(['disabled', 'enabled']) }).rows).toHaveLength(4)
  expect(found(keys, { access: new Set(['read-write']), types: new Set(['advanced']) }).rows).toEqual([])
})

test('what counts as no query', () => {
  expect(isEverything(everyKey)).toBe(true)
  expect(isEverything({ ...everyKey, text: ' ' })).toBe(true)
  expect(isEverything({ ...everyKey, text: 'a' })).toBe(false)
  expect(isEverything({ ...everyKey, types: new Set(['simple']) })).toBe(false)
})

describe('owners', () => {
  const shown = (...owners: [uid: string, name: string][]) =>
    prepareRows(owners.map(([userUid, userName]) => key({ userUid, userName }))).map((row) => row.owner)
  test('lose their domain', () => expect(shown(['1', 'NG-VSPC\\svc-psa'])).toEqual(['svc-psa']))
  test('keep it where two would look the same', () => {
    expect(shown(['1', 'NG\\admin'], ['2', 'ALDER\\Admin'], ['3', 'NG\\other'])).toEqual([
      'NG\\admin',
      'ALDER\\Admin',
      'other',
    ])
  })
  test('lose it with two keys of one owner', () => {
    expect(shown(['1', 'NG\\admin'], ['1', 'NG\\admin'])).toEqual(['admin', 'admin'])
  })
  test('are never empty where there is a name', () => expect(shown(['1', 'NG\\'])).toEqual(['NG\\']))
})

describe('order', () => {
  const keys = [
    key({ description: 'beta 10', createdAt: null, type: 'advanced' }),
    key({ description: 'beta 2', createdAt: '2026-01-01T00:00:00.000Z' }),
    key({ description: 'Alpha', createdAt: '2026-03-01T00:00:00.000Z', readOnly: false }),
    key({
      description: 'älter',
      createdAt: '2025-03-01T00:00:00.000Z',
      status: { word: 'disabled', raw: '' },
    }),
    key({ description: 'alpha', createdAt: '2026-03-01T00:00:00.000Z' }),
  ]
  const sorted = (column: (typeof columnIds)[number], direction: 'ascending' | 'descending') =>
    names(createSorter(prepareRows(keys))({ column, direction }))
  test('by description: language, numbers, case ties stay in place', () => {
    expect(sorted('description', 'ascending')).toEqual(['Alpha', 'alpha', 'älter', 'beta 2', 'beta 10'])
    expect(sorted('description', 'descending')).toEqual(['beta 10', 'beta 2', 'älter', 'Alpha', 'alpha'])
  })
  test('by created: by time, without a date last in both directions', () => {
    expect(sorted('created', 'ascending')).toEqual(['älter', 'beta 2', 'Alpha', 'alpha', 'beta 10'])
    expect(sorted('created', 'descending')).toEqual(['Alpha', 'alpha', 'beta 2', 'älter', 'beta 10'])
  })
  test('by the others, then by description', () => {
    expect(sorted('type', 'ascending')).toEqual(['beta 10', 'Alpha', 'alpha', 'älter', 'beta 2'])
    expect(sorted('access', 'descending')).toEqual(['Alpha', 'alpha', 'älter', 'beta 2', 'beta 10'])
    expect(sorted('status', 'ascending')).toEqual(['Alpha', 'alpha', 'beta 2', 'beta 10', 'älter'])
    expect(sorted('owner', 'ascending')).toEqual(sorted('description', 'ascending'))
    expect(sorted('company', 'descending')).toEqual(sorted('description', 'ascending'))
  })
  test('leaves the prepared rows as they were', () => {
    const rows = prepareRows(keys)
    createSorter(rows)({ column: 'description', direction: 'descending' })
    expect(names(rows)).toEqual(keys.map((one) => one.description))
  })
})

test.each([10_000, 50_000])('%i keys: prepare, sort by every column, search', (count) => {
  const keys = Array.from({ length: count }, (_, index) =>
    key({
      description: `Integration ${(index * 7919) % count} of team ${index % 97}`,
      userName: `DOMAIN\\user-${index % 500}`,
      userUid: String(index % 500),
      companyName: `Company ${index % 200}`,
      createdAt: new Date(1.7e12 + ((index * 104_729) % count) * 60_000).toISOString(),
    }),
  )
  const marks: number[] = []
  const timed = <T>(work: () => T): T => {
    const before = performance.now()
    const result = work()
    marks.push(Math.round(performance.now() - before))
    return result
  }
  const rows = timed(() => prepareRows(keys))
  const sort = createSorter(rows)
  for (const column of columnIds) timed(() => sort({ column, direction: 'descending' }))
  const sorted = sort({ column: 'description', direction: 'ascending' })
  expect(
    timed(() => queryRows(sorted, { ...everyKey, text: 'team 11 company' })).rows.length,
  ).toBeGreaterThan(0)
  if (process.env.SHOW_TIMES) console.log(count, marks.join(' '))
  // Far above what it takes (a busy machine), far below what a comparison per pair with a new collator would.
  expect(marks.reduce((sum, one) => sum + one, 0)).toBeLessThan(count / 8)
})
