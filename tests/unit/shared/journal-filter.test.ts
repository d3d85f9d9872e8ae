// The filter of the journal where it narrows by time and console.
import { expect, it } from 'vitest'
import type { JournalEntry, JournalFilter } from '../../../src-shared/journal'
import { isEverything, matches } from '../../../src-shared/journal-filter'
import { everyEntry } from '../../doubles/filters'

const entry: JournalEntry = {
  seq: 1,
  at: '2026-05-04T12:00:00.000Z',
  event: 'key.created',
  facts: { connectionId: 'c-1' },
}
const later = '2026-05-04T12:00:00.001Z'

it.each<[string, Partial<JournalFilter>, boolean]>([
  ['from this moment', { since: entry.at }, true],
  ['from the next', { since: later }, false],
  ['until this moment', { until: entry.at }, false],
  ['until the next', { until: later }, true],
  ['of its console', { connectionId: 'c-1' }, true],
  ['of another console', { connectionId: 'c-2' }, false],
])('entries %s', (_, change, isThere) => {
  const filter = { ...everyEntry, ...change }
  expect(matches(entry, filter)).toBe(isThere)
  // What is left out is not everything: unreadable lines, of which nothing is known, are then not shown.
  expect(isEverything(filter)).toBe(false)
})

it('everything is everything', () => {
  expect(isEverything(everyEntry)).toBe(true)
})
