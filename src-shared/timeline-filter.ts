// Which lines of the timeline a person asked for: of what, of which kind, with which words.
import { activityGroup, activityWords } from './activity-words'
import { groupOf } from './journal-filter'
import { eventWords } from './journal-words'
import type { TimelineEntry, TimelineKey } from './timeline-entry'

export type TimelineKind = 'all' | 'sign-ins' | 'keys' | 'users' | 'access' | 'other' | 'computer'

/** Null: everything; of one console, of one person there, or of one key there. */
export type TimelineScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'console'; readonly connectionId: string }
  | {
      readonly kind: 'person'
      readonly connectionId: string
      readonly userUid: string | null
      readonly userName: string
    }
  | { readonly kind: 'key'; readonly connectionId: string; readonly key: TimelineKey }

const switchesOwner = /^UserRecord(Enabled|Disabled|Removed)$/
const switchesOrganization = /^(Company|Reseller)(RESTAPIAccessModified|StatusUpdated)$/

/** What happened to the key itself, and what switched its owner or organization, by which it stops or works again. */
function concernsKey(entry: TimelineEntry, key: TimelineKey): boolean {
  if (entry.keyId !== null) return entry.keyId === key.id
  const { record } = entry
  if (record === null) return false
  if (switchesOwner.test(record.type)) return key.userUid !== null && record.userUid === key.userUid
  return (
    switchesOrganization.test(record.type) &&
    key.companyUid !== null &&
    record.organizationUid === key.companyUid
  )
}

export function isInScope(entry: TimelineEntry, scope: TimelineScope): boolean {
  if (scope.kind === 'all') return true
  if (entry.connectionId !== scope.connectionId) return false
  if (scope.kind === 'console') return true
  if (scope.kind === 'key') return concernsKey(entry, scope.key)
  if (scope.userUid !== null && entry.userUid === scope.userUid) return true
  return entry.person !== null && entry.person.toLowerCase() === scope.userName.toLowerCase()
}

const journalKinds: Readonly<Record<ReturnType<typeof groupOf>, TimelineKind | null>> = {
  keys: 'keys',
  'private-keys': 'keys',
  'sign-ins': 'sign-ins',
  certificates: null,
  app: null,
}

export function isOfKind({ record, entry }: TimelineEntry, kind: TimelineKind): boolean {
  if (kind === 'all') return true
  if (kind === 'computer') return entry !== null
  if (record !== null && activityGroup(record.type) === kind) return true
  return entry !== null && journalKinds[groupOf(entry.event)] === kind
}

/** What the entry is, in words; of a type that is not known: still text of the console. */
export const wordsOf = ({ record, entry }: Pick<TimelineEntry, 'record' | 'entry'>): string =>
  entry !== null ? eventWords[entry.event] : activityWords(record?.type ?? '')

/** All words occur somewhere in what is shown of the entry. */
export function hasWords(entry: TimelineEntry, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const { record } = entry
  const facts = entry.entry === null ? [] : Object.values(entry.entry.facts)
  const parts = [wordsOf(entry), entry.console, entry.person, entry.organization, entry.key, entry.keyId]
  const said = record === null ? [] : [record.message, record.type, activityWords(record.type)]
  const haystack = [...parts, ...facts, ...said].join(' ').toLowerCase()
  return words.every((word) => haystack.includes(word))
}
