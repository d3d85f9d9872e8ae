// Measures what a page sent before anything looks at it, and gives up early on what is too large or no plain JSON (N-42).

const depthLimit = 32

/** Bytes of `value` as JSON, about; null when it exceeds `limit`, nests too deep or holds anything JSON cannot. */
export function jsonSize(value: unknown, limit: number): number | null {
  let left = limit

  function fits(part: unknown, depth: number): boolean {
    left -= 2
    if (left < 0 || depth > depthLimit) return false
    if (part === null || part === undefined || typeof part === 'boolean' || typeof part === 'number') {
      left -= 6
      return left >= 0
    }
    if (typeof part === 'string') {
      // Cheap first: a string of ten million characters is not worth encoding.
      if (part.length > left) return false
      left -= Buffer.byteLength(part, 'utf8')
      return left >= 0
    }
    if (typeof part !== 'object') return false
    if (Array.isArray(part)) return part.length <= left && part.every((one) => fits(one, depth + 1))
    const prototype: unknown = Object.getPrototypeOf(part)
    if (prototype !== Object.prototype && prototype !== null) return false
    return Object.entries(part).every(
      ([key, one]) => key !== '__proto__' && fits(key, depth + 1) && fits(one, depth + 1),
    )
  }

  return fits(value, 0) ? limit - left : null
}
