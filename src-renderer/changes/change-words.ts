// What changed on the consoles, in words: one sentence over everything, and what each change is called in the list.
import { statusLabels } from '../../src-shared/key-query'
import type { ListChange, ListChanges } from '../../src-shared/list-changes'
import { isolatedText } from '../../src-shared/neutral-text'
import { dateText, dateTimeText, timeText } from '../text/dates'

export type ChangeKind = ListChange['kind']

/** Changes of a console together with its name. */
export interface ConsoleChanges {
  readonly name: string
  readonly list: ListChanges
}

const dayMs = 24 * 60 * 60_000

/** "today 08:10", "yesterday 14:05", "12 Jan 2026, 09:14". Input: an ISO time; `now` in milliseconds. */
export function sinceText(iso: string, now: number): string {
  const day = dateText(iso)
  if (day === dateText(new Date(now).toISOString())) return `today ${timeText(iso)}`
  // Noon, so that a day of 23 or 25 hours is no other day.
  const noon = new Date(now).setHours(12, 0, 0, 0)
  if (day === dateText(new Date(noon - dayMs).toISOString())) return `yesterday ${timeText(iso)}`
  return dateTimeText(iso)
}

interface KindWords {
  /** In the list. */
  readonly what: string
  /** In the filter, for several. */
  readonly filter: string
  /** After a number, in the sentence. */
  readonly counted: (count: number) => string
  /** What somebody else may have done: the sentence says so. */
  readonly byHand?: boolean
}

const plural = (one: string, several: string) => (count: number) => (count === 1 ? one : several)
const same = (words: string) => () => words

/** In the order of the sentence: what matters most first. */
export const kindWords: Readonly<Record<ChangeKind, KindWords>> = {
  new: { what: 'New', filter: 'New', counted: same('new') },
  gone: { what: 'Gone', filter: 'Gone', counted: same('gone') },
  disabled: { what: 'Disabled', filter: 'Disabled', counted: same('disabled'), byHand: true },
  enabled: { what: 'Enabled again', filter: 'Enabled again', counted: same('enabled again'), byHand: true },
  'owner-disabled': {
    what: 'Owner disabled',
    filter: 'Owner disabled',
    counted: plural('owner disabled', 'owners disabled'),
  },
  'owner-enabled': {
    what: 'Owner enabled again',
    filter: 'Owner enabled again',
    counted: plural('owner enabled again', 'owners enabled again'),
  },
  status: {
    what: 'Other status',
    filter: 'Other status',
    counted: same('with another status'),
  },
  description: {
    what: 'Description changed',
    filter: 'Description changed',
    counted: plural('description changed', 'descriptions changed'),
    byHand: true,
  },
  access: { what: 'Access changed', filter: 'Access changed', counted: same('with other access') },
  scopes: { what: 'Scopes changed', filter: 'Scopes changed', counted: same('with other scopes') },
}
export const kindOrder = Object.keys(kindWords) as readonly ChangeKind[]

/** Owners are counted once each, everything else by key. */
function countOf(
  kind: ChangeKind,
  changes: readonly ListChange[],
  consoles: readonly ConsoleChanges[],
): number {
  if (kind !== 'owner-disabled' && kind !== 'owner-enabled') return changes.length
  const owners = new Set<string>()
  for (const { list } of consoles)
    for (const change of list.changes)
      if (change.kind === kind) owners.add(`${list.connectionId} ${change.userName}`)
  return owners.size
}

/** "3 new", "1 disabled by someone else", "2 owners disabled". */
function parts(consoles: readonly ConsoleChanges[]): string[] {
  const all = consoles.flatMap(({ list }) => list.changes)
  return kindOrder.flatMap((kind) => {
    const { counted, byHand } = kindWords[kind]
    const fitting = all.filter((change) => change.kind === kind)
    const said = (changes: readonly ListChange[], more: string) => {
      if (changes.length === 0) return []
      const count = countOf(kind, changes, consoles)
      return [`${count.toLocaleString()} ${counted(count)}${more}`]
    }
    if (byHand !== true) return said(fitting, '')
    return [
      ...said(
        fitting.filter((change) => change.elsewhere),
        ' by someone else',
      ),
      ...said(
        fitting.filter((change) => !change.elsewhere),
        '',
      ),
    ]
  })
}

const mostNamed = 2

function placeText(consoles: readonly ConsoleChanges[]): string {
  const names = consoles.map(({ name }) => isolatedText(name))
  return names.length > mostNamed ? `${names.length.toLocaleString()} consoles` : names.join(' and ')
}

/** "3 new, 1 disabled by someone else, 2 owners disabled since yesterday 14:05 on EU-1." `consoles`: those with changes. */
export function changesSentence(consoles: readonly ConsoleChanges[], now: number): string {
  const more = consoles.reduce((sum, { list }) => sum + list.more, 0)
  const found = parts(consoles)
  if (more > 0) found.push(more === 1 ? '1 older change' : `${more.toLocaleString()} older changes`)
  const since = consoles.map(({ list }) => list.since).sort()[0]
  const when = since === undefined ? '' : ` since ${sinceText(since, now)}`
  return `${found.join(', ')}${when} on ${placeText(consoles)}.`
}

/** A status by its closed word where there is one. */
const statusText = (word: string) =>
  (Object.hasOwn(statusLabels, word) ? statusLabels[word as keyof typeof statusLabels] : null) ??
  isolatedText(word)

const accessText: ReadonlyMap<string, string> = new Map([
  ['read-only', 'Read-only'],
  ['read-write', 'Read-write'],
])

/** `before` or `after` of a change, for the list; null where there is nothing to compare. Descriptions are shown as they are. */
export function valueText(kind: ChangeKind, value: string | null): string | null {
  if (value === null) return null
  if (kind === 'access') return accessText.get(value) ?? isolatedText(value)
  if (kind === 'description' || kind === 'scopes') return isolatedText(value) || 'none'
  return statusText(value) || 'none'
}
