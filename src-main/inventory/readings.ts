// Readings that are under way: one at a time per console, independent of each other, each of which can be given up.
import { setMaxListeners } from 'node:events'
import { createCell, type ReadableCell } from '../../src-shared/cell'
import type { SignedInUser } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { SyncProgress } from '../../src-shared/key'
import type { Sessions } from '../session/session-parts'
import { type Arrivals, createArrivals, type Rows } from './arrivals'
import type { KeyChange } from './key-change'
import { drop, put } from './list-entries'
import { type ConsoleContent, type ReadApi, readConsole } from './read-console'
import type { Timers } from './row-pace'

/** All that a console had to say. */
export interface Reading {
  readonly user: SignedInUser
  readonly content: ConsoleContent
  /** Changes that were made from here while it was read; still growing until the reading is taken. */
  readonly changed: readonly KeyChange[]
  /** Fired: nobody wants it any more. */
  readonly signal: AbortSignal
}

interface Deps {
  readonly api: ReadApi
  readonly sessions: Pick<Sessions, 'asUser'>
  readonly now: () => Date
  readonly timers: Timers
  /** What is shown at the beginning. */
  readonly rows: (connectionId: string) => Rows
  readonly wantsRows: (connectionId: string) => boolean
  readonly show: (connectionId: string, rows: Rows) => void
  readonly began: (connectionId: string, user: SignedInUser) => void
  readonly take: (connectionId: string, reading: Reading) => Promise<void>
  readonly failed: (connectionId: string, error: unknown) => void
}

export interface Readings {
  /** One entry per list that is being read. */
  readonly sync: ReadableCell<SyncProgress[]>
  /** Joins a reading that runs already. Throws what prevents it; a reading that was given up resolves. */
  refresh(connectionId: string): Promise<void>
  /** Gives it up; the rows that came are shown. */
  cancel(connectionId: string): void
  /** Gives it up; nothing of it is shown. */
  stop(connectionId: string): void
  stopAll(): void
  changed(connectionId: string, changes: readonly KeyChange[]): void
}

interface Running {
  done: Promise<void>
  readonly stop: AbortController
  readonly arrivals: Arrivals
}

export function createReadings(deps: Deps): Readings {
  const sync = createCell<SyncProgress[]>([])
  const running = new Map<string, Running>()

  async function read(connectionId: string, { stop, arrivals }: Running): Promise<void> {
    const { signal } = stop
    try {
      const { user, content } = await deps.sessions.asUser(
        connectionId,
        'read',
        async (target, bearer, user) => {
          deps.began(connectionId, user)
          const { listener } = arrivals
          return { user, content: await readConsole(deps.api, target, bearer, user, signal, listener) }
        },
      )
      if (!signal.aborted) await deps.take(connectionId, { user, content, changed: arrivals.changes, signal })
    } catch (error) {
      if (signal.aborted || (error instanceof AppError && error.code === 'cancelled')) return
      arrivals.flush()
      deps.failed(connectionId, error)
      throw error
    } finally {
      // What one refused request leaves under way must neither go on nor say how far it is.
      stop.abort()
      arrivals.end()
      // A run that was given up may end after the next one has begun.
      if (running.get(connectionId)?.stop.signal === signal) {
        running.delete(connectionId)
        drop(sync, connectionId)
      }
    }
  }

  function begin(connectionId: string): Running {
    const stop = new AbortController()
    // Each page that waits for its turn or for its answer listens, and there are many.
    setMaxListeners(0, stop.signal)
    const arrivals = createArrivals(
      {
        signal: stop.signal,
        now: deps.now,
        timers: deps.timers,
        say: (progress) => put(sync, { connectionId, ...progress }),
        wantsRows: () => deps.wantsRows(connectionId),
        show: (rows) => deps.show(connectionId, rows),
      },
      deps.rows(connectionId),
    )
    return { stop, arrivals, done: Promise.resolve() }
  }

  const end = ({ stop, arrivals }: Running) => {
    stop.abort()
    arrivals.end()
  }

  return {
    sync,
    refresh(connectionId) {
      const already = running.get(connectionId)
      if (already !== undefined && !already.stop.signal.aborted) return already.done
      put(sync, { connectionId, read: 0, total: null, waitUntil: null })
      const run = begin(connectionId)
      running.set(connectionId, run)
      run.done = read(connectionId, run)
      return run.done
    },
    cancel(connectionId) {
      const run = running.get(connectionId)
      if (run === undefined) return
      if (!run.stop.signal.aborted) run.arrivals.flush()
      end(run)
    },
    stop(connectionId) {
      const run = running.get(connectionId)
      if (run !== undefined) end(run)
    },
    stopAll() {
      for (const run of running.values()) end(run)
      sync.set([])
    },
    changed: (connectionId, changes) => running.get(connectionId)?.arrivals.change(changes),
  }
}
