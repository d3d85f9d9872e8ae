// Ages in words, at their edges.
import { expect, it } from 'vitest'
import { agoText, durationText, listAgeText } from '../../../src-renderer/text/dates'

const minute = 60_000
const now = Date.parse('2026-11-23T10:42:00.000Z')
const before = (ms: number) => new Date(now - ms).toISOString()

it.each([
  [-minute, null],
  [0, null],
  [minute - 1, null],
  [minute, '1 minute'],
  [59 * minute, '59 minutes'],
  [60 * minute, '1 hour'],
  [23 * 60 * minute, '23 hours'],
  [24 * 60 * minute, '1 day'],
  [9 * 24 * 60 * minute, '9 days'],
])('%i ms', (ms, text) => expect(durationText(ms)).toBe(text))

it('says just now for the last minute and for clocks that run ahead', () => {
  expect(agoText(before(10), now)).toBe('just now')
  expect(agoText(before(-5 * minute), now)).toBe('just now')
})

it('tells a list that was read from a saved copy', () => {
  expect(listAgeText(before(2 * minute), 'console', now)).toBe('read 2 minutes ago')
  expect(listAgeText(before(41 * minute), 'saved', now)).toBe('saved copy, 41 minutes old')
  expect(listAgeText(null, 'none', now)).toBe('not read yet')
})
