// What a reading found different, word for word; and what must never be concluded from a list with gaps.
import { expect, it } from 'vitest'
import { type ComparedList, listDiff, stillElsewhere } from '../../../src-main/inventory/list-diff'
import type { KeyRecord, Owner } from '../../../src-shared/key'
import { keyRecord as key } from '../../doubles/lists'

const at = '2026-05-04T12:15:00.000Z'
const list = (keys: KeyRecord[], change: Partial<ComparedList> = {}): ComparedList => ({
  keys,
  owners: [],
  complete: true,
  fetchedAt: '2026-05-04T12:00:00.000Z',
  ...change,
})
const owner = (status: Owner['status'], userUid = 'u'): Owner => ({
  userUid,
  userName: 'n',
  role: 'CompanyOwner',
  status,
  mfa: 'on',
})
const diff = (
  before: ComparedList,
  after: ComparedList,
  around: { made?: string[]; doubt?: string[] } = {},
) =>
  listDiff(before, after, {
    at,
    isMadeHere: ({ id }) => around.made?.includes(id) === true,
    isInDoubt: (id) => around.doubt?.includes(id) === true,
  })
const short = (changes: ReturnType<typeof diff>) =>
  changes.map(({ keyId, kind, before, after }) => [keyId, kind, before, after])
const status = (word: KeyRecord['status']['word'], raw: string = word): Partial<KeyRecord> => ({
  status: { word, raw },
})

it('nothing different is nothing', () => {
  const keys = [key('1'), key('2', status('disabled'))]
  expect(diff(list(keys), list([...keys].reverse()))).toEqual([])
})

it('a new key and one that is gone, with what is known of them', () => {
  const changes = diff(list([key('1'), key('2')]), list([key('2'), key('3', { description: 'fresh' })]))
  expect(changes).toEqual([
    {
      keyId: '3',
      kind: 'new',
      description: 'fresh',
      userName: 'n',
      companyName: 'O',
      before: null,
      after: null,
      at,
      elsewhere: true,
    },
    expect.objectContaining({ keyId: '1', kind: 'gone', description: 'key 1', elsewhere: true }),
  ])
})

it.each<[KeyRecord['status']['word'], KeyRecord['status']['word'], string]>([
  ['enabled', 'disabled', 'disabled'],
  ['rest-off', 'disabled', 'disabled'],
  ['disabled', 'enabled', 'enabled'],
  ['enabled', 'owner-off', 'owner-disabled'],
  ['owner-off', 'enabled', 'owner-enabled'],
  ['enabled', 'company-off', 'status'],
  ['company-off', 'enabled', 'status'],
  ['enabled', 'rest-off', 'status'],
  ['rest-off', 'enabled', 'status'],
  ['enabled', 'off-by-system', 'status'],
])('status %s to %s is %s', (before, after, kind) => {
  const changes = diff(list([key('1', status(before))]), list([key('1', status(after))]))
  expect(short(changes)).toEqual([['1', kind, before, after]])
})

it('a status without a word is told in the words of the console', () => {
  const changes = diff(list([key('1')]), list([key('1', status('unknown', 'frozen'))]))
  expect(short(changes)).toEqual([['1', 'status', 'enabled', 'frozen']])
})

it('description, access and scopes, each with before and after; the order of scopes says nothing', () => {
  const before = key('1', { description: 'old', readOnly: true, scopes: ['ui', 'rest'] })
  const after = key('1', { description: 'new', readOnly: false, scopes: ['rest'] })
  expect(short(diff(list([before]), list([after])))).toEqual([
    ['1', 'description', 'old', 'new'],
    ['1', 'access', 'read-only', 'read-write'],
    ['1', 'scopes', 'rest ui', 'rest'],
  ])
  expect(diff(list([before]), list([{ ...before, scopes: ['rest', 'ui'] }]))).toEqual([])
})

it('an owner who was disabled: one entry at each of their keys, also at one that was off already', () => {
  const before = list([key('1'), key('2', status('disabled')), key('3', { userUid: 'v' })], {
    owners: [owner('enabled'), owner('enabled', 'v')],
  })
  const after = list(
    [key('1', status('owner-off')), key('2', status('disabled')), key('3', { userUid: 'v' })],
    { owners: [owner('disabled'), owner('enabled', 'v')] },
  )
  expect(short(diff(before, after))).toEqual([
    ['1', 'owner-disabled', 'enabled', 'owner-off'],
    ['2', 'owner-disabled', null, null],
  ])
  expect(short(diff(after, before))).toEqual([
    ['1', 'owner-enabled', 'owner-off', 'enabled'],
    ['2', 'owner-enabled', null, null],
  ])
})

it.each<[Owner[], Owner[]]>([
  [[], [owner('disabled')]],
  [[owner('enabled')], []],
  [[owner('enabled')], [owner('unknown')]],
  [[owner('unknown')], [owner('disabled')]],
])('owners %# whose state was not known before or now are no news', (before, after) =>
  expect(diff(list([key('1')], { owners: before }), list([key('1')], { owners: after }))).toEqual([]),
)

it('what an incomplete list does not show is not gone', () => {
  expect(diff(list([key('1'), key('2')]), list([key('1')], { complete: false }))).toEqual([])
})

it('after an incomplete list only keys that the console made since are new', () => {
  const before = list([key('1')], { complete: false })
  const after = list([
    key('1'),
    key('2'),
    key('3', { createdAt: '2026-05-04T11:59:59.000Z' }),
    key('4', { createdAt: '2026-05-04T12:00:01.000Z' }),
  ])
  expect(short(diff(before, after))).toEqual([['4', 'new', null, null]])
})

it('keys made here, and changes in doubt that were sent from here, are not called somebody else’s', () => {
  const before = list([key('1'), key('2'), key('4')])
  const after = list([key('1', status('disabled')), key('3'), key('4', { description: 'x' })])
  const changes = diff(before, after, { made: ['3'], doubt: ['1', '2'] })
  expect(changes.map(({ keyId, elsewhere }) => [keyId, elsewhere])).toEqual([
    ['3', false],
    ['1', false],
    ['2', false],
    ['4', true],
  ])
})

it('the marks “made elsewhere” follow the list, and outlast one with gaps', () => {
  const found = diff(list([key('1')]), list([key('1'), key('2'), key('3')]), { made: ['3'] })
  const marked = { elsewhere: ['1', '9'] }
  const now = [key('1'), key('2'), key('3')]
  expect(stillElsewhere(marked, { keys: now, complete: true }, found)).toEqual(['1', '2'])
  expect(stillElsewhere(marked, { keys: now, complete: false }, found)).toEqual(['1', '9', '2'])
})
