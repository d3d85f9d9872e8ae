// What the filters of the journal say, as state and as the filter that main understands.
import { useDeferredValue, useMemo, useState } from 'react'
import type { JournalFilter } from '../../src-shared/journal'

export const groups = [
  { value: 'all', label: 'All' },
  { value: 'keys', label: 'Keys' },
  { value: 'private-keys', label: 'Private keys' },
  { value: 'sign-ins', label: 'Sign-ins' },
  { value: 'certificates', label: 'Certificates' },
  { value: 'app', label: 'App' },
] as const
export const spans = [
  { value: 'all', label: 'Any time', days: null },
  { value: '1', label: 'Last 24 hours', days: 1 },
  { value: '7', label: 'Last 7 days', days: 7 },
  { value: '30', label: 'Last 30 days', days: 30 },
] as const

type Group = (typeof groups)[number]['value']
type Span = (typeof spans)[number]['value']

const dayMs = 24 * 60 * 60_000
const longestText = 200

export function useJournalFilter() {
  const [text, setText] = useState('')
  const [group, setGroup] = useState<Group>('all')
  const [span, setSpan] = useState<Span>('all')
  const words = useDeferredValue(text)
  const filter = useMemo<JournalFilter>(() => {
    const days = spans.find((one) => one.value === span)?.days ?? null
    return {
      text: words.slice(0, longestText),
      group: group === 'all' ? null : group,
      since: days === null ? null : new Date(Date.now() - days * dayMs).toISOString(),
      keyId: null,
    }
  }, [words, group, span])
  const clear = () => {
    setText('')
    setGroup('all')
    setSpan('all')
  }
  const isNarrow = text.trim() !== '' || group !== 'all' || span !== 'all'
  return { filter, text, setText, group, setGroup, span, setSpan, clear, isNarrow }
}
