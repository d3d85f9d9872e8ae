// The profile of a key cut: the same key, the same line; never above the edge, never backwards.
import { expect, it } from 'vitest'
import { depthsOf, profile } from '../../../src-renderer/parts/cut-profile'

const spacing = { from: 36, pitch: 20, root: 8, step: 2.6 }

it('is the same for the same text and differs for similar ones', () => {
  expect(depthsOf('1187', 10)).toEqual(depthsOf('1187', 10))
  expect(depthsOf('1187', 10)).not.toEqual(depthsOf('1188', 10))
})

it.each(Array.from({ length: 40 }, (_, id) => String(1000 + id)))(
  'draws key %s forwards, with flanks of at most 45 degrees',
  (id) => {
    const points = profile(depthsOf(id, 10), spacing)
    points.slice(1).forEach(([along, depth], index) => {
      const [before, depthBefore] = points[index] ?? [0, 0]
      expect(along).toBeGreaterThanOrEqual(before)
      expect(depth).toBeGreaterThanOrEqual(0)
      expect(Math.abs(depth - depthBefore)).toBeLessThanOrEqual(along - before + 1e-9)
    })
  },
)
