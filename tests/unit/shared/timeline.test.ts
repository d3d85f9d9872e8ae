// The timeline of journal and consoles: order, pairs, hints about keys, scopes, kinds and words.
import { describe, expect, it } from 'vitest'
import type { ActivityRecord } from '../../../src-shared/activity'
import { activityGroup, activityWords } from '../../../src-shared/activity-words'
import type { JournalEntry, JournalEvent } from '../../../src-shared/journal'
import { mergeTimeline } from '../../../src-shared/timeline'
import type { ConsoleRecords, TimelineKey } from '../../../src-shared/timeline-entry'
import { hasWords, isInScope, isOfKind, wordsOf } from '../../../src-shared/timeline-filter'

const start = Date.parse('2026-05-04T12:00:00.000Z')
/** `seconds` after the start. */
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()

let seq = 0
const entry = (seconds: number, event: JournalEvent, facts: JournalEntry['facts'] = {}): JournalEntry => {
  seq += 1
  return { seq, at: at(seconds), event, facts: { connectionId: 'c-1', console: 'EU-1', ...facts } }
}
const record = (
  seconds: number,
  type: string,
  message = '',
  change: Partial<ActivityRecord> = {},
): ActivityRecord => ({
  at: at(seconds),
  type,
  kind: 'Internal',
  message,
  userUid: 'u-1',
  organizationUid: 'o-1',
  ...change,
})
const key = (id: string, description: string, change: Partial<TimelineKey> = {}): TimelineKey => ({
  id,
  description,
  userUid: 'u-1',
  companyUid: 'o-1',
  createdAt: null,
  ...change,
})
const consoleOf = (records: ActivityRecord[], change: Partial<ConsoleRecords> = {}): ConsoleRecords => ({
  connectionId: 'c-1',
  console: 'EU-1',
  records,
  clockAheadMs: 0,
  people: new Map([
    ['u-1', 'NG\\m'],
    ['u-2', 'NG\\r'],
  ]),
  organizations: new Map([['o-1', 'Northgate']]),
  keys: [],
  ...change,
})
const created = (seconds: number, keyId: string, facts: JournalEntry['facts'] = {}) =>
  entry(seconds, 'key.created', { keyId, key: `Key ${keyId}`, person: 'NG\\m', ...facts })

describe('the order', () => {
  it('is newest first over all sources, and nothing is lost', () => {
    const second = consoleOf([record(20, 'LoginFailed')], { connectionId: 'c-2', console: 'US-1' })
    const all = mergeTimeline(
      [entry(30, 'app.locked'), entry(5, 'app.started', { connectionId: undefined })],
      [consoleOf([record(40, 'LoginSuccessful'), record(10, 'UserRecordDisabled')]), second],
    )
    expect(all.map((one) => [one.console, wordsOf(one)])).toEqual([
      ['EU-1', 'Signed in'],
      ['EU-1', 'Keywright locked'],
      ['US-1', 'Sign-in refused'],
      ['EU-1', 'User disabled'],
      ['EU-1', 'Keywright started'],
    ])
    expect(new Set(all.map(({ id }) => id)).size).toBe(5)
  })

  it('of one moment is that of the journal’s numbers', () => {
    const [first, second] = [entry(0, 'key.edited'), entry(0, 'key.disabled')]
    expect(mergeTimeline([first, second], []).map((one) => one.entry?.event)).toEqual([
      'key.disabled',
      'key.edited',
    ])
  })

  it('equal records stay two', () => {
    const same = record(0, 'LoginSuccessful', 'm')
    expect(mergeTimeline([], [consoleOf([same, { ...same }])])).toHaveLength(2)
  })

  it('names people and organizations that are known, and no others', () => {
    const [known, unknown, nobody] = mergeTimeline(
      [],
      [
        consoleOf([
          record(3, 'T'),
          record(2, 'T', '', { userUid: 'u-9', organizationUid: 'o-9' }),
          record(1, 'T', '', { userUid: null, organizationUid: null }),
        ]),
      ],
    )
    expect(known).toMatchObject({ person: 'NG\\m', organization: 'Northgate' })
    expect(unknown).toMatchObject({ person: null, userUid: 'u-9', organization: null })
    expect(nobody).toMatchObject({ person: null, userUid: null })
  })
})

describe('pairs', () => {
  const pair = (journal: JournalEntry[], records: ActivityRecord[], change: Partial<ConsoleRecords> = {}) =>
    mergeTimeline(journal, [consoleOf(records, change)]).map((one) => [
      one.entry?.facts.keyId ?? null,
      one.record?.message ?? null,
    ])

  it('a creation of both, by user and time, is one entry with both sources at the time of this computer', () => {
    const all = mergeTimeline(
      [created(0, '1001')],
      [consoleOf([record(3, 'UserLoginTypeCreated', 'somebody did something')])],
    )
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({ at: at(0), organization: 'Northgate', userUid: 'u-1', keyId: '1001' })
    expect(all[0]?.record?.at).toBe(at(3))
    expect(all[0]?.entry?.event).toBe('key.created')
  })

  it.each<[string, number, Partial<ActivityRecord>, JournalEntry['facts'], boolean]>([
    ['two minutes later', 120, {}, {}, true],
    ['two minutes before', -120, {}, {}, true],
    ['longer after', 121, {}, {}, false],
    ['of somebody else', 1, { userUid: 'u-2' }, {}, false],
    ['of somebody unknown', 1, { userUid: 'u-9' }, {}, false],
    ['of nobody', 1, { userUid: null }, {}, false],
    ['of the same person, spelt otherwise', 1, {}, { person: 'ng\\M' }, true],
    ['by nobody here', 1, {}, { person: undefined }, false],
    ['of another type', 1, { type: 'UserLoginTypeRemoved' }, {}, false],
    ['of another console here', 1, {}, { connectionId: 'c-2' }, false],
  ])('a record %s', (_, seconds, change, facts, isPair) => {
    const records = [record(seconds, 'UserLoginTypeCreated', 'x', change)]
    expect(pair([created(0, '1001', facts)], records)).toHaveLength(isPair ? 1 : 2)
  })

  it('the clocks may differ, if the difference is known or was none then', () => {
    const late = [record(3600, 'UserLoginTypeCreated')]
    expect(pair([created(0, '1001')], late)).toHaveLength(2)
    expect(pair([created(0, '1001')], late, { clockAheadMs: 3_600_000 })).toHaveLength(1)
    expect(
      pair([created(0, '1001')], [record(1, 'UserLoginTypeCreated')], { clockAheadMs: 3_600_000 }),
    ).toHaveLength(1)
  })

  it('one to one: the one that names the key first, then the nearest; the others stay alone', () => {
    const journal = [created(0, '1001'), created(10, '1002')]
    const records = [
      record(60, 'UserLoginTypeCreated', 'far'),
      record(11, 'UserLoginTypeCreated', 'Identity 1001 of type AK'),
      record(2, 'UserLoginTypeCreated', 'near'),
    ]
    expect(pair(journal, records)).toEqual([
      [null, 'far'],
      ['1002', 'near'],
      ['1001', 'Identity 1001 of type AK'],
    ])
  })

  it('a record that names another key is not taken', () => {
    const records = [record(1, 'UserLoginTypeCreated', 'Identity 2002 of type AK')]
    expect(pair([created(0, '1001')], records, { keys: [key('2002', 'Other')] })).toHaveLength(2)
  })

  it('a deletion of somebody else’s key, where the record names it', () => {
    const deleted = entry(0, 'key.deleted', { keyId: '1001', key: 'Backup bot', person: 'NG\\m' })
    const by = (message: string) =>
      pair([deleted], [record(1, 'UserLoginTypeRemoved', message, { userUid: 'u-2' })])
    expect(by('Identity 1001 of type AK')).toHaveLength(1)
    expect(by('API key "Backup bot" was removed')).toHaveLength(1)
    expect(by('API key "Backup bots" was removed')).toHaveLength(2)
    expect(by('Identity 11001 of type AK')).toHaveLength(2)
  })

  it('thousands within minutes are put together, each with its own', () => {
    const journal = Array.from({ length: 5000 }, (_, index) => created(index, String(10_000 + index)))
    const records = Array.from({ length: 5000 }, (_, index) =>
      record(index, 'UserLoginTypeCreated', `Identity ${10_000 + index} of`),
    )
    const all = mergeTimeline(journal, [consoleOf(records)])
    expect(all).toHaveLength(5000)
    expect(all.every((one) => one.record?.message.includes(one.keyId ?? 'none'))).toBe(true)
  })
})

describe('which key a record is about', () => {
  const hintOf = (message: string, keys: TimelineKey[], type = 'UserLoginTypeCreated') => {
    const [one] = mergeTimeline([], [consoleOf([record(0, type, message)], { keys })])
    return [one?.keyId ?? null, one?.hint ?? null]
  }
  const bot = key('4711', 'Backup bot')

  it.each<[string, TimelineKey[], readonly unknown[]]>([
    ['Identity 4711 of type AK', [bot], ['4711', 'id']],
    ['Identity 14711 of type AK', [bot], [null, null]],
    ['at 12:4711', [bot], [null, null]],
    ['Identity 4711 of type AK', [{ ...bot, userUid: 'u-2' }], [null, null]],
    ['Identity 12 of type AK', [key('12', 'Twelve')], ['12', 'id']],
    ['API key (ID: 12)', [key('12', 'Twelve')], ['12', 'id']],
    ['the grid 12 of 12', [key('12', 'Twelve')], [null, null]],
    ['12 attempts', [key('12', 'Twelve')], [null, null]],
    ['key "Backup bot" created', [bot], ['4711', 'description']],
    ['key "Backup bots" created', [bot], [null, null]],
    ['key "Backup bot" created', [bot, key('4712', 'Backup bot')], [null, null]],
    ['key "ab" created', [key('4711', 'ab')], [null, null]],
    ['created', [{ ...bot, createdAt: at(60) }], ['4711', 'time']],
    ['created', [{ ...bot, createdAt: at(300) }], [null, null]],
    [
      'created',
      [bot, { ...bot, id: '4712', createdAt: at(1) }, { ...bot, id: '4713', createdAt: at(2) }],
      [null, null],
    ],
  ])('%s', (message, keys, expected) => {
    expect(hintOf(message, keys)).toEqual(expected)
  })

  it('only where an identity came or went', () => {
    expect(hintOf('Identity 4711', [bot], 'LoginSuccessful')).toEqual([null, null])
    expect(hintOf('Identity 4711', [bot], 'UserLoginTypeRemoved')).toEqual(['4711', 'id'])
    expect(hintOf('gone', [{ ...bot, createdAt: at(0) }], 'UserLoginTypeRemoved')).toEqual([null, null])
  })
})

describe('a scope', () => {
  const bot = key('4711', 'Backup bot')
  const all = mergeTimeline(
    [entry(90, 'key.edited', { keyId: '4711' }), entry(80, 'key.edited', { keyId: '4712', person: 'NG\\m' })],
    [
      consoleOf(
        [
          record(70, 'UserRecordDisabled', 'owner'),
          record(60, 'UserRecordDisabled', 'other owner', { userUid: 'u-2' }),
          record(50, 'CompanyRESTAPIAccessModified', 'rest', { userUid: null }),
          record(40, 'CompanyStatusUpdated', 'other company', { userUid: null, organizationUid: 'o-2' }),
          record(30, 'UserLoginTypeCreated', 'Identity 4711'),
          record(20, 'UserLoginTypeCreated', 'Identity 9999'),
          record(10, 'LoginSuccessful', 'login'),
        ],
        { keys: [bot] },
      ),
      consoleOf([record(5, 'UserRecordDisabled', 'elsewhere')], { connectionId: 'c-2', console: 'US-1' }),
    ],
  )
  const names = (scope: Parameters<typeof isInScope>[1]) =>
    all
      .filter((one) => isInScope(one, scope))
      .map((one) => one.record?.message ?? one.entry?.facts.keyId ?? '')

  it('of everything', () => {
    expect(names({ kind: 'all' })).toHaveLength(10)
  })
  it('of one console', () => {
    expect(names({ kind: 'console', connectionId: 'c-2' })).toEqual(['elsewhere'])
  })
  it('of one person: by uid in records, by name in the journal', () => {
    const scope = { kind: 'person', connectionId: 'c-1', userUid: 'u-1', userName: 'ng\\m' } as const
    expect(names(scope)).toEqual(['4712', 'owner', 'Identity 4711', 'Identity 9999', 'login'])
  })
  it('of one key: itself, its owner, its company; not what is about others', () => {
    expect(names({ kind: 'key', connectionId: 'c-1', key: bot })).toEqual([
      '4711',
      'owner',
      'rest',
      'Identity 4711',
    ])
  })
  it('of a key of which nothing is known but its id', () => {
    const bare = { ...bot, userUid: null, companyUid: null }
    expect(names({ kind: 'key', connectionId: 'c-1', key: bare })).toEqual(['4711', 'Identity 4711'])
  })
})

describe('kinds and words', () => {
  const [mine, login, unknown, both] = [
    ...mergeTimeline([entry(9, 'private-key.shown', { key: 'Backup bot' })], []),
    ...mergeTimeline([], [consoleOf([record(8, 'LoginFailed', 'refused for M')])]),
    ...mergeTimeline([], [consoleOf([record(7, 'CloudTenantModified', 'tenant 5')])]),
    ...mergeTimeline([created(6, '1001')], [consoleOf([record(6, 'UserLoginTypeCreated', 'raw words')])]),
  ]
  const kinds = ['all', 'sign-ins', 'keys', 'users', 'access', 'other', 'computer'] as const

  it('each entry is of its kinds', () => {
    const of = (one: typeof mine) => kinds.filter((kind) => one !== undefined && isOfKind(one, kind))
    expect(of(mine)).toEqual(['all', 'keys', 'computer'])
    expect(of(login)).toEqual(['all', 'sign-ins'])
    expect(of(unknown)).toEqual(['all', 'other'])
    expect(of(both)).toEqual(['all', 'keys', 'computer'])
  })

  it('a search finds words of both sources', () => {
    const found = (text: string) =>
      [mine, login, unknown, both].map((one) => one !== undefined && hasWords(one, text))
    expect(found('')).toEqual([true, true, true, true])
    expect(found('backup SHOWN')).toEqual([true, false, false, false])
    expect(found('refused')).toEqual([false, true, false, false])
    expect(found('cloud')).toEqual([false, false, true, false])
    expect(found('raw created')).toEqual([false, false, false, true])
    expect(found('northgate')).toEqual([false, true, true, true])
  })

  it.each([
    ['UserLoginTypeRemoved', 'Key or other identity removed', 'keys'],
    ['UserTokenRevoked', 'All sign-ins of a user ended', 'sign-ins'],
    ['UserImpersonationSuccessful', 'Signed in as another user', 'sign-ins'],
    ['UserRecordRemoved', 'User removed', 'users'],
    ['ResellerRESTAPIAccessModified', 'REST access of a reseller switched', 'access'],
    ['ProviderUserMFAPolicyModified', 'MFA policy of provider users changed', 'access'],
    ['CloudTenantModified', 'Cloud tenant modified', 'other'],
    ['VMBackupV2Started', 'VM backup v 2 started', 'other'],
    ['constructor', 'constructor', 'other'],
    ['', 'Record without a type', 'other'],
    ['a\u202Eb c', 'a\u202Eb c', 'other'],
  ])('%s', (type, words, group) => {
    expect(activityWords(type)).toBe(words)
    expect(activityGroup(type)).toBe(group)
  })
})
