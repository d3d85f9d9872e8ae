// A page that breaks is brought back, but not for ever.
import { describe, expect, it } from 'vitest'
import { mayReload } from '../../../src-main/window/page-recovery'

describe('mayReload', () => {
  it('reloads three times a minute at most', () => {
    expect(mayReload([], 0)).toBe(true)
    expect(mayReload([0, 1_000], 2_000)).toBe(true)
    expect(mayReload([0, 1_000, 2_000], 3_000)).toBe(false)
    expect(mayReload([0, 1_000, 2_000], 61_500)).toBe(true)
  })
})
