// The sentence of What changed: numbers, plurals, by whom, since when, where; and the values of a change.
import { expect, test } from 'vitest'
import { changesSentence, sinceText, valueText } from '../../../src-renderer/changes/change-words'
import { dateTimeText, timeText } from '../../../src-renderer/text/dates'
import type { ListChange } from '../../../src-shared/list-changes'

const now = new Date(2026, 6, 2, 9, 30).getTime()
const at = (day: number, hour: number, minute = 5) => new Date(2026, 6, day, hour, minute).toISOString()

let nextId = 0
const change = (kind: ListChange['kind'], more: Partial<ListChange> = {}): ListChange => ({
  keyId: String(++nextId),
  kind,
  description: 'Grafana',
  userName: 'svc',
  companyName: 'Alpha',
  before: null,
  after: null,
  at: at(2, 9),
  elsewhere: true,
  ...more,
})
const on = (name: string, changes: ListChange[], since = at(1, 14), more = 0) => ({
  name,
  list: { connectionId: name, since, changes, more },
})
const said = (...consoles: ReturnType<typeof on>[]) => changesSentence(consoles, now)
const yesterday = `since yesterday ${timeText(at(1, 14))}`

test('numbers by kind, by whom, since when, and where', () => {
  const changes = [
    change('owner-disabled', { userName: 'a' }),
    change('new'),
    change('disabled'),
    change('new'),
    change('owner-disabled', { userName: 'b' }),
    change('new'),
    change('owner-disabled', { userName: 'a' }),
  ]
  expect(said(on('EU-1', changes))).toBe(
    `3 new, 1 disabled by someone else, 2 owners disabled ${yesterday} on EU-1.`,
  )
})

test.each<[string, ListChange[], string]>([
  ['one owner of many keys', [1, 2, 3].map(() => change('owner-disabled')), '1 owner disabled'],
  ['an owner back', [change('owner-enabled')], '1 owner enabled again'],
  [
    'two owners back',
    [change('owner-enabled'), change('owner-enabled', { userName: 'b' })],
    '2 owners enabled again',
  ],
  ['gone', [change('gone'), change('gone')], '2 gone'],
  [
    'by this computer and by others',
    [change('disabled'), change('disabled', { elsewhere: false }), change('enabled', { elsewhere: false })],
    '1 disabled by someone else, 1 disabled, 1 enabled again',
  ],
  ['one description', [change('description')], '1 description changed by someone else'],
  ['descriptions', [change('description'), change('description')], '2 descriptions changed by someone else'],
  [
    'the rest',
    [change('status'), change('access'), change('scopes'), change('scopes')],
    '1 with another status, 1 with other access, 2 with other scopes',
  ],
])('%s', (_title, changes, words) => {
  expect(said(on('EU-1', changes))).toBe(`${words} ${yesterday} on EU-1.`)
})

test('owners of the same name on two consoles are two', () => {
  expect(said(on('EU-1', [change('owner-disabled')]), on('US-1', [change('owner-disabled')]))).toBe(
    `2 owners disabled ${yesterday} on EU-1 and US-1.`,
  )
})

test('more than two consoles are counted, since the earliest of them', () => {
  const three = [
    on('EU-1', [change('new')]),
    on('US-1', [change('new')], at(2, 8)),
    on('AP-1', [change('new')]),
  ]
  expect(said(...three)).toBe(`3 new ${yesterday} on 3 consoles.`)
})

test('a thousand and more are written as people do; what is not kept is counted', () => {
  const many = Array.from({ length: 1000 }, () => change('new'))
  expect(said(on('EU-1', many, at(1, 14), 1))).toBe(
    `${(1000).toLocaleString()} new, 1 older change ${yesterday} on EU-1.`,
  )
  expect(said(on('EU-1', [change('new')], at(1, 14), 12))).toContain('1 new, 12 older changes since')
})

test('names of consoles are neutralised', () => {
  expect(said(on('EU\u202E1', [change('new')]))).toContain('on EU[U+202E]1.')
})

test('since: today, yesterday, or the date', () => {
  expect(sinceText(at(2, 8), now)).toBe(`today ${timeText(at(2, 8))}`)
  expect(sinceText(at(1, 23, 59), now)).toBe(`yesterday ${timeText(at(1, 23, 59))}`)
  expect(sinceText(new Date(2026, 5, 30, 12).toISOString(), now)).toBe(
    dateTimeText(new Date(2026, 5, 30, 12).toISOString()),
  )
})

test.each<[ListChange['kind'], string | null, string | null]>([
  ['status', 'rest-off', 'REST off'],
  ['disabled', 'enabled', 'Enabled'],
  ['status', 'disabledDueToWeather', 'disabledDueToWeather'],
  ['status', 'constructor', 'constructor'],
  ['status', '', 'none'],
  ['access', 'read-write', 'Read-write'],
  ['scopes', 'rest ui', 'rest ui'],
  ['description', 'a\u200Bb', 'a[U+200B]b'],
  ['new', null, null],
])('%s %s is %s', (kind, value, text) => {
  expect(valueText(kind, value)).toBe(text)
})
