// Slows down repeated wrong passwords: 1, 2, 4 … 60 s per console and user name, on the monotonic clock (S-24).
import { AppError } from '../../src-shared/errors'

interface Deps {
  readonly monotonic: () => number
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

const longestMs = 60_000
/** A short rest is waited out; for a longer one the person is told. */
const patienceMs = 4000

export interface BackOff {
  /** Throws `rate-limited` when the rest after the last failure is long. */
  beforeAttempt(origin: string, userName: string): Promise<void>
  failed(origin: string, userName: string): void
  succeeded(origin: string, userName: string): void
}

export function createBackOff({ monotonic, sleep }: Deps): BackOff {
  const failures = new Map<string, { count: number; until: number }>()
  const keyOf = (origin: string, userName: string) => `${origin}\n${userName.toLowerCase()}`
  return {
    async beforeAttempt(origin, userName) {
      const rest = (failures.get(keyOf(origin, userName))?.until ?? 0) - monotonic()
      if (rest > patienceMs)
        throw new AppError('rate-limited', { retryAfterSeconds: Math.ceil(rest / 1000), local: true })
      if (rest > 0) await sleep(rest)
    },
    failed(origin, userName) {
      const key = keyOf(origin, userName)
      const count = (failures.get(key)?.count ?? 0) + 1
      const restMs = Math.min(1000 * 2 ** (count - 1), longestMs)
      failures.set(key, { count, until: monotonic() + restMs })
    },
    succeeded: (origin, userName) => void failures.delete(keyOf(origin, userName)),
  }
}
