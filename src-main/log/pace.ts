// How often something may happen: a bucket that every use empties a little and time fills again.

interface Limits {
  /** How many at once. */
  readonly burst: number
  /** How many for long. */
  readonly perSecond: number
  /** Milliseconds, monotonic. */
  readonly clock: () => number
}

export interface Pace {
  /** `first`: the first that is refused since the bucket was half full, so that a flood can be told once. */
  take(): 'granted' | 'first' | 'refused'
}

export function createPace({ burst, perSecond, clock }: Limits): Pace {
  let left = burst
  let filledAt = clock()
  let isRefusing = false

  function fill(): void {
    const at = clock()
    // A clock that runs backwards fills nothing.
    left = Math.min(burst, left + (Math.max(0, at - filledAt) * perSecond) / 1000)
    filledAt = at
    if (left >= burst / 2) isRefusing = false
  }

  return {
    take() {
      fill()
      if (left >= 1) {
        left -= 1
        return 'granted'
      }
      const outcome = isRefusing ? 'refused' : 'first'
      isRefusing = true
      return outcome
    },
  }
}
