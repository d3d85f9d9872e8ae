// What the filters of the activity screen say: of what and when (asked of the logs), and which of it is shown.
import { useDeferredValue, useMemo, useState } from 'react'
import type { TimelineEntry } from '../../src-shared/timeline-entry'
import { hasWords, isOfKind, type TimelineKind, type TimelineScope } from '../../src-shared/timeline-filter'
import { periodOf } from './activity-words'
import type { Wanted } from './timeline-sources'

export const kinds = [
  { value: 'all', label: 'All kinds' },
  { value: 'sign-ins', label: 'Sign-ins' },
  { value: 'keys', label: 'Keys' },
  { value: 'users', label: 'Users' },
  { value: 'access', label: 'Access' },
  { value: 'other', label: 'Other' },
  { value: 'computer', label: 'This computer' },
] as const satisfies readonly { readonly value: TimelineKind; readonly label: string }[]

export const everybody = 'all'

const everything = {
  text: '',
  kind: 'all' as TimelineKind,
  /** A connection, or `all`. */
  console: 'all',
  /** A user name, or `all`. */
  person: everybody,
  from: '',
  to: '',
}
type Filter = typeof everything

/** @param within what the place is about; a narrower scope that was picked from an entry comes on top */
export function useActivityFilter(within: TimelineScope) {
  const [filter, setFilter] = useState<Filter>(everything)
  const [picked, setPicked] = useState<TimelineScope | null>(null)
  const set = (part: Partial<Filter>) => setFilter((before) => ({ ...before, ...part }))
  const words = useDeferredValue(filter.text)

  const { console: connectionId, person, from, to, kind } = filter
  const scope = useMemo<TimelineScope>(() => {
    if (picked !== null) return picked
    return within.kind === 'all' && connectionId !== 'all' ? { kind: 'console', connectionId } : within
  }, [picked, within, connectionId])
  const wanted = useMemo<Wanted>(
    () => ({ scope, ...periodOf(from, to), person: person === everybody ? null : person }),
    [scope, from, to, person],
  )
  const isShown = (entry: TimelineEntry) =>
    isOfKind(entry, kind) &&
    (person === everybody || entry.person?.toLowerCase() === person.toLowerCase()) &&
    hasWords(entry, words)

  return {
    filter,
    set,
    wanted,
    isShown,
    picked,
    pick: setPicked,
    isNarrow: picked !== null || JSON.stringify(filter) !== JSON.stringify(everything),
    clear() {
      setFilter(everything)
      setPicked(null)
    },
  }
}
