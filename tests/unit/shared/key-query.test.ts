// Search, filters, order and counts of the key list, also of long lists.
import { describe, expect, test } from 'vitest'
import type { Inventory, KeyRecord } from '../../../src-shared/key'
import { createSorter } from '../../../src-shared/key-order'
import {
  ageBandOf,
  columnIds,
  countRows,
  everyKey,
  isEverything,
  type KeyQuery,
  queryRows,
} from '../../../src-shared/key-query'
import { companiesOf, ofCompany, prepareRows as prepareLists } from '../../../src-shared/key-rows'

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
const now = Date.parse('2026-06-30T12:00:00.000Z')
const eu = '11111111-1111-4111-8111-111111111111'
const us = '22222222-2222-4222-8222-222222222222'
function inventory(keys: KeyRecord[], change: Partial<Inventory> = {}): Inventory {
  return {
    connectionId: eu,
    keys,
    owners: [],
    organizations: [],
    fetchedAt: '2026-06-30T08:00:00.000Z',
    source: 'console',
    complete: true,
    partial: false,
    elsewhere: [],
    problem: null,
    ...change,
  }
}
const source = (list: Inventory, consoleName = 'EU-1', stationKeyId: string | null = null) => ({
  inventory: list,
  consoleName,
  stationKeyId,
})
const prepareRows = (keys: KeyRecord[]) => prepareLists([source(inventory(keys))])[0]?.rows ?? []
const found = (keys: KeyRecord[], query: Partial<KeyQuery>) => {
  const rows = prepareRows(keys)
  const whole = { ...everyKey, ...query }
  return { rows: queryRows(rows, whole, now), counts: countRows(rows, whole, now) }
}
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
    names(createSorter(prepareLists([source(inventory(keys))]))({ column, direction }))
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
    const lists = prepareLists([source(inventory(keys))])
    createSorter(lists)({ column: 'description', direction: 'descending' })
    expect(names(lists[0]?.rows ?? [])).toEqual(keys.map((one) => one.description))
  })
})

describe('several consoles', () => {
  const twins = [
    source(inventory([key({ id: '1', description: 'beta' }), key({ id: '2', description: 'Delta' })])),
    source(
      inventory([key({ id: '1', description: 'alpha' }), key({ id: '3', description: 'gamma' })], {
        connectionId: us,
      }),
      'US-1',
    ),
    source(inventory([key({ id: '9', description: 'Epsilon' })], { connectionId: 'lab' }), 'Lab'),
  ]
  test('the same id on two consoles is two rows', () => {
    const ids = prepareLists(twins).flatMap(({ rows }) => rows.map(({ rowId }) => rowId))
    expect(new Set(ids).size).toBe(5)
    expect(ids[0]).toBe(`${eu}/1`)
  })
  test('are merged into one order, by the console too', () => {
    const sort = createSorter(prepareLists(twins))
    expect(names(sort({ column: 'description', direction: 'ascending' }))).toEqual([
      'alpha',
      'beta',
      'Delta',
      'Epsilon',
      'gamma',
    ])
    expect(names(sort({ column: 'console', direction: 'descending' }))).toEqual([
      'alpha',
      'gamma',
      'Epsilon',
      'beta',
      'Delta',
    ])
  })
  test('merging agrees with sorting everything at once, for every column and direction', () => {
    const many = (connectionId: string, from: number) =>
      inventory(
        Array.from({ length: 60 }, (_, index) =>
          key({
            id: String(from + index),
            description: `Key ${(index * 37) % 11}`,
            type: index % 3 === 0 ? 'advanced' : 'simple',
            readOnly: index % 2 === 0,
            userName: `D\\user ${index % 5}`,
            userUid: `u-${index % 5}`,
            companyName: `Company ${(index * 7) % 4}`,
            createdAt:
              index % 9 === 0 ? null : new Date(now - ((index * 13) % 40) * 86_400_000).toISOString(),
            status:
              index % 4 === 0 ? { word: 'disabled', raw: 'disabled' } : { word: 'enabled', raw: 'enabled' },
          }),
        ),
        { connectionId },
      )
    const apart = prepareLists([source(many(eu, 0)), source(many(us, 100)), source(many('lab', 200))])
    const together = [{ connectionId: eu, rows: apart.flatMap(({ rows }) => rows) }]
    for (const column of columnIds)
      for (const direction of ['ascending', 'descending'] as const)
        expect(createSorter(apart)({ column, direction }).map(({ rowId }) => rowId)).toEqual(
          createSorter(together)({ column, direction }).map(({ rowId }) => rowId),
        )
  })
  test('a list that changed in few rows comes into the order that sorting it anew would give', () => {
    const description = (index: number) => `Key ${(index * 37) % 23}`
    let keys = Array.from({ length: 200 }, (_, index) =>
      key({
        id: String(index),
        description: description(index),
        createdAt: index % 7 === 0 ? null : new Date(now - ((index * 13) % 40) * 86_400_000).toISOString(),
      }),
    )
    for (const column of columnIds)
      for (const direction of ['ascending', 'descending'] as const)
        for (let step = 0; step < 4; step += 1) {
          const sorted = createSorter(prepareLists([source(inventory(keys))]))({ column, direction })
          const anew = createSorter(
            prepareLists([
              source(
                inventory(
                  keys.map((one) => ({ ...one })),
                  { connectionId: `new ${column} ${direction} ${step}` },
                ),
              ),
            ]),
          )({ column, direction })
          expect(sorted.map((row) => row.key.id)).toEqual(anew.map((row) => row.key.id))
          // One goes, one comes in the middle, two change.
          const at = (step * 31 + 5) % keys.length
          keys = keys
            .toSpliced(at, 1)
            .toSpliced(
              (at * 3) % 190,
              0,
              key({ id: `${column}${direction}${step}`, description: description(at) }),
            )
            .map((one, index) =>
              index % 97 === step ? { ...one, description: description(index + step) } : one,
            )
        }
  })
  test('search and facets know the console', () => {
    const rows = prepareLists(twins).flatMap((list) => list.rows)
    expect(names(queryRows(rows, { ...everyKey, text: 'us-1' }, now))).toEqual(['alpha', 'gamma'])
    expect(names(queryRows(rows, { ...everyKey, consoles: new Set([us]) }, now))).toEqual(['alpha', 'gamma'])
    const counts = countRows(rows, { ...everyKey, consoles: new Set([us]) }, now)
    expect(counts.consoles).toEqual(
      new Map([
        [eu, 2],
        [us, 2],
        ['lab', 1],
      ]),
    )
    expect(counts.types).toEqual(new Map([['simple', 2]]))
  })
  test('a list that did not change stays the same object; one that did is prepared in what changed', () => {
    const keys = [key({ description: 'one' }), key({ description: 'two' })]
    const [before] = prepareLists([source(inventory(keys))])
    // Another reading with the same result.
    expect(prepareLists([source(inventory(keys, { fetchedAt: '2026-06-30T09:00:00.000Z' }))])[0]).toBe(before)
    const [after] = prepareLists([source(inventory([...keys, key({ description: 'three' })]))])
    expect(after?.rows[0]).toBe(before?.rows[0])
    expect(after?.rows).toHaveLength(3)
    const [renamed] = prepareLists([source(inventory(keys), 'EU renamed')])
    expect(renamed?.rows.map((row) => row.console)).toEqual(['EU renamed', 'EU renamed'])
  })
})

describe('joined facts', () => {
  const owner = { userUid: 'u-1', userName: 'NG-VSPC\\svc-monitor', role: 'PortalAdministrator' } as const
  test('of the owner: role, status, MFA; unknown where the console does not list the owner', () => {
    const keys = [key(), key({ userUid: 'u-gone' })]
    const list = inventory(keys, { owners: [{ ...owner, status: 'disabled', mfa: 'off' }] })
    const rows = prepareLists([source(list)])[0]?.rows ?? []
    expect(rows[0]).toMatchObject({ ownerRole: 'Portal Administrator', ownerStatus: 'disabled', mfa: 'off' })
    expect(rows[1]).toMatchObject({ ownerRole: '', ownerStatus: 'unknown', mfa: 'unknown' })
    const later = inventory(keys, { owners: [{ ...owner, status: 'enabled', mfa: 'on' }] })
    expect(prepareLists([source(later)])[0]?.rows[0]).toMatchObject({ ownerStatus: 'enabled', mfa: 'on' })
  })
  test('marks: the key of this computer before the one made elsewhere', () => {
    const keys = [key({ id: '5001' }), key({ id: '5002' }), key({ id: '5003' })]
    const list = inventory(keys, { elsewhere: ['5001', '5002'] })
    const rows = prepareLists([source(list, 'EU-1', '5001')])[0]?.rows ?? []
    expect(rows.map(({ mark }) => mark)).toEqual(['station', 'elsewhere', null])
  })
})

describe('companies of a console', () => {
  const [list] = prepareLists([
    source(
      inventory([
        key({ companyUid: 'c-2', companyName: 'Beta 10' }),
        key({ companyUid: 'c-1', companyName: 'Beta 2' }),
        key({ companyUid: 'c-1', companyName: 'Beta 2' }),
        key({ companyUid: null, companyName: '' }),
      ]),
    ),
  ])
  test('are counted and in order', () => {
    expect(list && companiesOf(list)).toEqual([
      { companyUid: '', name: '', count: 1 },
      { companyUid: 'c-1', name: 'Beta 2', count: 2 },
      { companyUid: 'c-2', name: 'Beta 10', count: 1 },
    ])
  })
  test('one of them is a list of its own', () => {
    expect(list && ofCompany(list, 'c-1').rows).toHaveLength(2)
    expect(list && ofCompany(list, '').rows).toHaveLength(1)
    expect(list && ofCompany(list, 'c-1')).not.toBe(list && ofCompany(list, 'c-2'))
  })
})

test.each([
  [0, '0-30'],
  [30, '0-30'],
  [31, '31-90'],
  [90, '31-90'],
  [91, '91-180'],
  [180, '91-180'],
  [181, '181-365'],
  [365, '181-365'],
  [366, 'over-365'],
  [-2, '0-30'],
] as const)('%i days old is in the band %s', (days, band) => {
  expect(ageBandOf(now - days * 86_400_000, now)).toBe(band)
})

test('facets of scope and age: a key counts under each of its scopes', () => {
  const keys = [
    key({ scopes: ['rest', 'ui'], createdAt: '2026-06-29T00:00:00.000Z' }),
    key({ scopes: ['integration'], createdAt: '2024-01-01T00:00:00.000Z' }),
    key({ scopes: [], createdAt: null }),
  ]
  const { counts } = found(keys, {})
  expect(counts.scopes).toEqual(
    new Map([
      ['rest', 1],
      ['ui', 1],
      ['integration', 1],
    ]),
  )
  expect(counts.ages).toEqual(
    new Map([
      ['0-30', 1],
      ['over-365', 1],
      ['unknown', 1],
    ]),
  )
  expect(found(keys, { scopes: new Set(['ui']) }).rows).toHaveLength(1)
  expect(found(keys, { ages: new Set(['unknown', 'over-365']) }).rows).toHaveLength(2)
  // A row that two facets refuse counts in neither.
  expect(found(keys, { scopes: new Set(['ui']), ages: new Set(['unknown']) }).counts.ages).toEqual(
    new Map([['0-30', 1]]),
  )
})

test('50,000 keys are sorted by every column and searched, all of them', () => {
  const count = 50_000
  const keys = Array.from({ length: count }, (_, index) =>
    key({
      description: `Integration ${(index * 7919) % count} of team ${index % 97}`,
      userName: `DOMAIN\\user-${index % 500}`,
      userUid: String(index % 500),
      companyName: `Company ${index % 200}`,
      createdAt: new Date(1.7e12 + ((index * 104_729) % count) * 60_000).toISOString(),
    }),
  )
  const sort = createSorter(prepareLists([source(inventory(keys))]))
  for (const column of columnIds) expect(sort({ column, direction: 'descending' })).toHaveLength(count)
  const sorted = sort({ column: 'description', direction: 'ascending' })
  const numbers = sorted.map((row) => Number(/\d+/.exec(row.key.description)?.[0]))
  expect(numbers).toEqual(Array.from({ length: count }, (_, index) => index))
  const has = ({ description, companyName }: KeyRecord) =>
    description.includes('team') && `${description} ${companyName}`.includes('11')
  // Owners and keys have the number, too.
  expect(queryRows(sorted, { ...everyKey, text: 'team 11 company' }, now).length).toBeGreaterThanOrEqual(
    keys.filter(has).length,
  )
  expect(countRows(sorted, { ...everyKey, text: 'team' }, now).types).toEqual(new Map([['simple', count]]))
})
