// Comes back by itself: while a console of a signed-in person is out of reach, it is asked again, slower and slower.
import type { ReadableCell } from '../../src-shared/cell'
import type { SessionState } from '../../src-shared/connection'

interface Deps {
  readonly states: ReadableCell<SessionState[]>
  readonly isLocked: () => boolean
  /** Reads only, and only as the person who is signed in (sessions.ts `retry`). */
  readonly retry: (connectionId: string) => Promise<void>
  /** Runs once after `ms`; the returned function cancels. */
  readonly after: (ms: number, run: () => void) => () => void
}

export interface Reconnect {
  /** The computer woke up, or its network came back: what waits is tried now, and waits from the shortest time on. */
  now(): void
}

const pausesMs = [2000, 5000, 15_000, 30_000] as const
const longestMs = 60_000
/** A console that goes away again within this time has not really been back: the pauses go on growing. */
const calmMs = 60_000

interface Waiting {
  tries: number
  stop: () => void
  isTrying: boolean
}

/** Not after a refused certificate: only a person may ask for a new decision about it. */
const isWanted = ({ sign, reach }: SessionState) =>
  (sign.kind === 'active' || sign.kind === 'offline') &&
  reach.kind === 'unreachable' &&
  reach.code !== 'tls-untrusted'

export function createReconnect({ states, isLocked, retry, after }: Deps): Reconnect {
  const waiting = new Map<string, Waiting>()
  const lately = new Map<string, { readonly tries: number; readonly forget: () => void }>()

  function wait(connectionId: string, entry: Waiting): void {
    entry.stop = after(pausesMs[entry.tries] ?? longestMs, () => void attempt(connectionId, entry))
  }

  function end(connectionId: string, entry: Waiting): void {
    entry.stop()
    waiting.delete(connectionId)
    const tries = entry.isTrying ? entry.tries + 1 : entry.tries
    lately.set(connectionId, { tries, forget: after(calmMs, () => void lately.delete(connectionId)) })
  }

  function begin(connectionId: string): void {
    const before = lately.get(connectionId)
    before?.forget()
    lately.delete(connectionId)
    const entry: Waiting = { tries: before?.tries ?? 0, stop: () => {}, isTrying: false }
    waiting.set(connectionId, entry)
    wait(connectionId, entry)
  }

  async function attempt(connectionId: string, entry: Waiting): Promise<void> {
    if (isLocked()) return end(connectionId, entry)
    entry.isTrying = true
    // Its outcome is in the state, which ends the waiting.
    await retry(connectionId).catch(() => {})
    entry.isTrying = false
    if (waiting.get(connectionId) !== entry) return
    entry.tries += 1
    wait(connectionId, entry)
  }

  function follow(all: readonly SessionState[]): void {
    const wanted = new Set(isLocked() ? [] : all.filter(isWanted).map((state) => state.connectionId))
    for (const [connectionId, entry] of waiting) if (!wanted.has(connectionId)) end(connectionId, entry)
    for (const connectionId of wanted) if (!waiting.has(connectionId)) begin(connectionId)
  }
  states.watch(follow)
  follow(states.get())

  return {
    now() {
      follow(states.get())
      for (const [connectionId, entry] of waiting) {
        // The try that comes now is an extra one.
        entry.tries = -1
        if (entry.isTrying) continue
        entry.stop()
        void attempt(connectionId, entry)
      }
    },
  }
}
