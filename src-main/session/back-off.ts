// Slows down repeated wrong passwords: 1, 2, 4 … 60 s per console and user name, on the monotonic clock (S-24).
import { createHash } from 'node:crypto'
import { AppError } from '../../src-shared/errors'
import type { FailedSignIns } from './failed-sign-ins'

interface Deps {
  readonly now: () => Date
  readonly monotonic: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly failedSignIns: FailedSignIns
}

const longestMs = 60_000
/** A short rest is waited out; for a longer one the person is told. */
const patienceMs = 4000
/** After this time a failure is forgotten. */
const memoryMs = 60 * 60_000

export interface BackOff {
  /** Throws `rate-limited` when the rest after the last failure is long. */
  beforeAttempt(origin: string, userName: string): Promise<void>
  failed(origin: string, userName: string): void
  succeeded(origin: string, userName: string): void
}

const markOf = (origin: string, userName: string) =>
  createHash('sha256').update(`${origin}\n${userName.toLowerCase()}`).digest('hex')
const restOf = (count: number) => Math.min(1000 * 2 ** (count - 1), longestMs)

export function createBackOff({ now, monotonic, sleep, failedSignIns }: Deps): BackOff {
  const failures = new Map<string, { readonly count: number; readonly at: string; readonly until: number }>()
  // The rest begins anew with the program: nothing about it depends on the wall clock, which anybody can set.
  for (const { mark, count, at } of failedSignIns.read())
    if (now().getTime() - Date.parse(at) < memoryMs)
      failures.set(mark, { count, at, until: monotonic() + restOf(count) })

  const keep = () => failedSignIns.write([...failures].map(([mark, { count, at }]) => ({ mark, count, at })))

  return {
    async beforeAttempt(origin, userName) {
      const rest = (failures.get(markOf(origin, userName))?.until ?? 0) - monotonic()
      if (rest > patienceMs)
        throw new AppError('rate-limited', { retryAfterSeconds: Math.ceil(rest / 1000), local: true })
      if (rest > 0) await sleep(rest)
    },
    failed(origin, userName) {
      const mark = markOf(origin, userName)
      const count = (failures.get(mark)?.count ?? 0) + 1
      failures.delete(mark)
      failures.set(mark, { count, at: now().toISOString(), until: monotonic() + restOf(count) })
      keep()
    },
    succeeded(origin, userName) {
      if (failures.delete(markOf(origin, userName))) keep()
    },
  }
}
