// Hands out sessions one request at a time: in a session with two handshakes the second is not asked about (decision 0006).
import { AppError } from '../../src-shared/errors'

export interface SessionPool<S> {
  /** Runs `work` with a session of its own; waits for one where all are in use. Throws `cancelled` while waiting. */
  use<T>(signal: AbortSignal | undefined, work: (own: S) => Promise<T>): Promise<T>
  /** Every session made so far. */
  readonly all: readonly S[]
}

interface Deps<S> {
  /** @param index counts the sessions of this pool from 0 */
  readonly open: (index: number) => S
  readonly limit: number
}

export function createSessionPool<S>({ open, limit }: Deps<S>): SessionPool<S> {
  const all: S[] = []
  const idle: S[] = []
  let waiting: ((own: S) => void)[] = []

  function openNext(): S {
    const own = open(all.length)
    all.push(own)
    return own
  }

  function take(signal: AbortSignal | undefined): S | Promise<S> {
    if (signal?.aborted === true) throw new AppError('cancelled')
    // The one used last: its connection is the most likely to stand still.
    const own = idle.pop() ?? (all.length < limit ? openNext() : undefined)
    if (own !== undefined) return own
    return new Promise((resolve, reject) => {
      const go = (free: S) => {
        signal?.removeEventListener('abort', stop)
        resolve(free)
      }
      const stop = () => {
        waiting = waiting.filter((other) => other !== go)
        reject(new AppError('cancelled'))
      }
      signal?.addEventListener('abort', stop, { once: true })
      waiting.push(go)
    })
  }

  function giveBack(own: S): void {
    const next = waiting.shift()
    if (next === undefined) idle.push(own)
    else next(own)
  }

  return {
    all,
    async use(signal, work) {
      const own = await take(signal)
      try {
        return await work(own)
      } finally {
        giveBack(own)
      }
    },
  }
}
