// A clock that tests turn by hand: wall time, monotonic time and timers move together, or apart where a test wants it.
import type { Clock } from '../../src-main/creation/clock'

export interface HandClock extends Clock {
  /** Moves on and runs what falls due, in order; lets promises settle in between. */
  advance(ms: number): Promise<void>
  /** Time passes, and no timer runs: they are late, as after the computer slept. */
  sleep(ms: number): void
  /** Somebody sets the computer's clock; timers and monotonic time do not care. */
  setWall(ms: number): void
  pending(): number
}

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

export function createHandClock(start = Date.parse('2026-01-12T09:00:00.000Z')): HandClock {
  let elapsed = 0
  let offset = start
  let timers: { readonly at: number; readonly run: () => void }[] = []
  return {
    now: () => new Date(offset + elapsed),
    monotonic: () => elapsed,
    after(ms, run) {
      const timer = { at: elapsed + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    async advance(ms) {
      const end = elapsed + ms
      await settle()
      for (;;) {
        const next = timers.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        timers = timers.filter((one) => one !== next)
        elapsed = Math.max(elapsed, next.at)
        next.run()
        await settle()
      }
      elapsed = end
      await settle()
    },
    sleep(ms) {
      elapsed += ms
    },
    setWall(ms) {
      offset = ms - elapsed
    },
    pending: () => timers.length,
  }
}
