// Time as a parameter: wall time for records, monotonic time for deadlines, and timers that tests can turn by hand.

export interface Clock {
  now(): Date
  /** Milliseconds that only grow, whatever happens to the wall clock. */
  monotonic(): number
  /** Runs once after `ms`; the returned function cancels. */
  after(ms: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
