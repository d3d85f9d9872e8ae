// Done needs one stored copy and the tick; the countdown warns twice.
import { expect, it } from 'vitest'
import {
  asksOnceMore,
  clockText,
  deadlineWarning,
  missingForDone,
  secondsUntil,
} from '../../../src-renderer/create-key/done-rules'

const copied = { copied: { clearsAt: null }, saved: null }
const saved = { copied: null, saved: { fileName: 'key.txt', folder: 'Documents' } }
const neither = { copied: null, saved: null }

it('says exactly what is missing', () => {
  expect(missingForDone(neither, false)).toBe('Copy or save the key first, then tick the box.')
  expect(missingForDone(neither, true)).toBe('Copy or save the key first.')
  expect(missingForDone(saved, false)).toBe('Tick the box once the key is stored.')
  expect(missingForDone(saved, true)).toBeNull()
  expect(missingForDone(copied, true)).toBeNull()
})

it('asks once more after Copy alone', () => {
  expect(asksOnceMore(copied)).toBe(true)
  expect(asksOnceMore(saved)).toBe(false)
  expect(asksOnceMore({ ...copied, saved: saved.saved })).toBe(false)
})

it('counts down in minutes and seconds and warns at 2 minutes and at 30 seconds', () => {
  const now = Date.parse('2026-11-23T10:00:00.000Z')
  expect(secondsUntil('2026-11-23T10:09:40.100Z', now)).toBe(581)
  expect(secondsUntil('2026-11-23T09:00:00.000Z', now)).toBe(0)
  expect(clockText(581)).toBe('9:41')
  expect(deadlineWarning(121)).toBeNull()
  expect(deadlineWarning(120)).toMatchObject({ urgent: false })
  expect(deadlineWarning(31)).toEqual(deadlineWarning(120))
  expect(deadlineWarning(30)).toMatchObject({ urgent: true })
})
