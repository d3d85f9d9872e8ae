// Reads lists anew without being asked: every few minutes, and when somebody comes back to the window.
import type { ReadableCell } from '../../src-shared/cell'
import type { SessionState } from '../../src-shared/connection'
import type { Inventory, SyncProgress } from '../../src-shared/key'
import type { Settings } from '../../src-shared/settings'

interface Deps {
  readonly settings: ReadableCell<Settings>
  readonly sessions: ReadableCell<SessionState[]>
  readonly lists: ReadableCell<Inventory[]>
  readonly sync: ReadableCell<SyncProgress[]>
  readonly isLocked: () => boolean
  readonly refresh: (connectionId: string) => Promise<void>
  readonly now: () => Date
  /** Runs once after `ms`. */
  readonly after: (ms: number, run: () => void) => unknown
}

export interface AutoSync {
  /** The window has got the focus. */
  focused(): void
}

const minuteMs = 60_000
/** So long a list may be overdue; also how soon one is read after the computer slept. */
const lookEveryMs = 30_000

/** Only as somebody who is signed in, at a console that may answer: for the others reconnect.ts waits, or a person. */
const canRead = ({ sign, reach }: SessionState) =>
  sign.kind === 'active' && (reach.kind === 'online' || reach.kind === 'unknown')

export function createAutoSync(deps: Deps): AutoSync {
  const { settings, sessions, lists, sync, now } = deps
  /** When the last reading of a connection ended, however it did (ms). */
  const ended = new Map<string, number>()

  let running: readonly string[] = []
  sync.watch((progress) => {
    const still = progress.map(({ connectionId }) => connectionId)
    for (const connectionId of running)
      if (!still.includes(connectionId)) ended.set(connectionId, now().getTime())
    running = still
  })

  function ageMs(connectionId: string): number {
    const fetchedAt = lists.get().find((one) => one.connectionId === connectionId)?.fetchedAt ?? null
    const read = fetchedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(fetchedAt)
    const age = now().getTime() - Math.max(read, ended.get(connectionId) ?? Number.NEGATIVE_INFINITY)
    // From the future: the computer's clock was set back, and nobody knows how old the list is.
    return age < 0 ? Number.POSITIVE_INFINITY : age
  }

  function look(leastMs: number): void {
    if (deps.isLocked()) return
    for (const state of sessions.get()) {
      const { connectionId } = state
      if (!canRead(state) || running.includes(connectionId) || ageMs(connectionId) < leastMs) continue
      // The failure stands in the list's `problem`.
      deps.refresh(connectionId).catch(() => {})
    }
  }

  function lookLater(): void {
    deps.after(lookEveryMs, () => {
      const { syncMinutes } = settings.get()
      if (syncMinutes > 0) look(syncMinutes * minuteMs)
      lookLater()
    })
  }
  lookLater()

  return {
    focused() {
      if (settings.get().syncMinutes > 0) look(minuteMs)
    },
  }
}
