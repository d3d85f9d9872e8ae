// The bucket behind every limit of how often: what it grants at once, for long, and after any pause.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPace } from '../../../src-main/log/pace'
import { properties } from '../../properties'

function setUp(burst: number, perSecond: number) {
  let at = 1_000
  const pace = createPace({ burst, perSecond, clock: () => at })
  return {
    pace,
    pass: (ms: number) => {
      at += ms
    },
    take: (times: number) => Array.from({ length: times }, () => pace.take()),
  }
}

describe('a pace', () => {
  it('grants a burst, then as many as time brings (S-07)', () => {
    const { take, pass } = setUp(3, 2)
    expect(take(5)).toEqual(['granted', 'granted', 'granted', 'first', 'refused'])
    pass(500)
    // The same flood still: told already.
    expect(take(2)).toEqual(['granted', 'refused'])
    pass(60_000)
    expect(take(4)).toEqual(['granted', 'granted', 'granted', 'first'])
  })
  it('gives nothing for a clock that runs backwards (S-07)', () => {
    const { take, pass } = setUp(1, 1)
    take(1)
    pass(-10_000)
    expect(take(1)).toEqual(['first'])
    pass(1_000)
    expect(take(1)).toEqual(['granted'])
  })
  it('never grants more than its limits, however the calls are spread (S-07, N-42)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 300 }),
        (burst, perSecond, pauses) => {
          const { pace, pass } = setUp(burst, perSecond)
          let passed = 0
          let granted = 0
          for (const pause of pauses) {
            pass(pause)
            passed += pause
            if (pace.take() === 'granted') granted += 1
            expect(granted).toBeLessThanOrEqual(burst + (passed * perSecond) / 1000)
          }
        },
      ),
      properties(100),
    )
  })
})
