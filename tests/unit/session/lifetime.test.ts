// How long an access token is taken to live, whatever `expires_in` means (U1, N-35).
import { expect, it } from 'vitest'
import { lifetimeSeconds } from '../../../src-main/session/lifetime'

const now = new Date('2026-05-04T12:00:00Z')
const unix = now.getTime() / 1000

it.each([
  [3600, 3600],
  [900, 900],
  ['3600', 3600],
  [unix + 1800, 1800],
  [(unix + 1800) * 1000, 1800],
  [String(unix + 1800), 1800],
  ['2026-05-04T12:30:00Z', 1800],
  [29, 3600],
  [0, 3600],
  [-1, 3600],
  [1e12, 3600],
  [unix - 10, 3600],
  ['soon', 3600],
  [null, 3600],
  [undefined, 3600],
  [{}, 3600],
  [Number.NaN, 3600],
])('%j: %d seconds', (value, seconds) => expect(lifetimeSeconds(value, now)).toBe(seconds))
