// Identifiers of a console in paths: one segment, wherever it would like to lead.
import { expect, it } from 'vitest'
import { segment } from '../../../src-main/console/query'

it('an identifier stays as it is', () => {
  const uid = '7f4df0a4-4f8b-4f0e-8f39-0d6a8c3c2f11'
  expect(segment(uid)).toBe(uid)
})

it.each(['', '.', '..', '../logins', 'a/b', 'a?b', 'a#b', '%2e%2e', 'a b', '\ud800', 'é', 'x'.repeat(101)])(
  '%j leads nowhere (N-26)',
  (id) => {
    expect(() => segment(id)).toThrow(
      expect.objectContaining({ code: 'bad-response', detail: { reason: 'id' } }),
    )
  },
)
