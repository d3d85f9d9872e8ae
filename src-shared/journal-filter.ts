// Which entries of the journal a person asked for: the same rule for the screen and the export.
import type { JournalEntry, JournalEvent, JournalFilter } from './journal'
import { eventWords } from './journal-words'

type Group = NonNullable<JournalFilter['group']>

/** Group of the filter by the first part of the event's name. */
const groups: Readonly<Record<string, Group>> = {
  key: 'keys',
  keys: 'keys',
  'private-key': 'private-keys',
  clipboard: 'private-keys',
  'sign-in': 'sign-ins',
  'station-key': 'keys',
  certificate: 'certificates',
  connection: 'app',
  app: 'app',
  file: 'app',
  journal: 'app',
}

export function groupOf(event: JournalEvent): Group {
  return groups[event.slice(0, event.indexOf('.'))] ?? 'app'
}

/** Nothing is left out. */
export const isEverything = ({ text, group, since, keyId, until, connectionId }: JournalFilter) =>
  text.trim() === '' &&
  group === null &&
  since === null &&
  keyId === null &&
  until === undefined &&
  connectionId === undefined

export function matches(entry: JournalEntry, filter: JournalFilter): boolean {
  const { text, group, since, keyId, until, connectionId } = filter
  if (group !== null && groupOf(entry.event) !== group) return false
  if (since !== null && entry.at < since) return false
  if (until !== undefined && entry.at >= until) return false
  if (connectionId !== undefined && entry.facts.connectionId !== connectionId) return false
  if (keyId !== null && entry.facts.keyId !== keyId) return false
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const haystack = `${eventWords[entry.event]} ${Object.values(entry.facts).join(' ')}`.toLowerCase()
  return words.every((word) => haystack.includes(word))
}
