// The profile of a key cut as geometry: depths from a text, and the line they give. Decoration only, never a check.

const mostBetween = 4

/** Depths in steps of the file (0 to 5) from an id or a fingerprint; the same text gives the same key. */
export function depthsOf(text: string, count: number): number[] {
  // FNV-1a, once per cut with its index, so that similar ids look different.
  const raw = Array.from({ length: count }, (_, index) => {
    let hash = 0x811c9dc5
    for (const char of `${index}:${text}`) {
      hash ^= char.codePointAt(0) ?? 0
      hash = Math.imul(hash, 0x01000193)
    }
    hash ^= hash >>> 13
    return (hash >>> 0) % 6
  })
  // As on real keys, neighbours differ by a limited amount: a deeper cut would file away the root beside it.
  const depths: number[] = []
  for (const depth of raw) {
    const before = depths.at(-1) ?? depth
    depths.push(Math.min(before + mostBetween, Math.max(before - mostBetween, depth)))
  }
  return depths
}

/** A point of the profile: distance along the blade, and depth below its edge. */
type Point = readonly [along: number, depth: number]

export interface Spacing {
  /** Along at the middle of the first cut. */
  readonly from: number
  /** Distance of the cuts. */
  readonly pitch: number
  /** Length of the flat root. */
  readonly root: number
  /** Depth of one step. */
  readonly step: number
}

/** Flat roots with flanks of 45 degrees; where two flanks meet before the edge, they meet there. */
export function profile(depths: readonly number[], { from, pitch, root, step }: Spacing): Point[] {
  const points: Point[] = []
  const halfRoot = root / 2
  depths.forEach((units, index) => {
    const depth = units * step
    const middle = from + index * pitch
    const before = index === 0 ? null : (depths[index - 1] ?? 0) * step
    if (before === null) points.push([middle - halfRoot - depth, 0])
    else {
      const gap = pitch - root
      if (before + depth >= gap) {
        const rise = (before - depth + gap) / 2
        // A neighbour that is deeper by more than the gap swallows the flank.
        if (rise > 0 && rise < gap) points.push([middle - pitch + halfRoot + rise, before - rise])
      } else {
        points.push([middle - pitch + halfRoot + before, 0], [middle - halfRoot - depth, 0])
      }
    }
    points.push([middle - halfRoot, depth], [middle + halfRoot, depth])
  })
  const last = depths.at(-1)
  if (last !== undefined) {
    const depth = last * step
    points.push([from + (depths.length - 1) * pitch + halfRoot + depth, 0])
  }
  return points
}

const round = (value: number) => Math.round(value * 100) / 100

export function path(points: readonly Point[], upright: boolean, edge: number): string {
  return points
    .map(([along, depth]) => {
      const [x, y] = upright ? [edge - depth, along] : [along, edge + depth]
      return `L${round(x)} ${round(y)}`
    })
    .join('')
}
