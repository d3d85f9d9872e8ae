// What has come of one reading so far: how far it is, whether the console rests, and the rows of a list that is not whole yet.
import type { Inventory, KeyRecord, SyncProgress } from '../../src-shared/key'
import { type KeyChange, withChanges } from './key-change'
import type { ReadingListener } from './read-console'
import { createRowPace, type Timers } from './row-pace'

type Progress = Omit<SyncProgress, 'connectionId'>
export type Rows = Pick<Inventory, 'keys' | 'owners' | 'organizations'>

interface Deps {
  readonly signal: AbortSignal
  readonly now: () => Date
  readonly timers: Timers
  readonly say: (progress: Progress) => void
  /** False where a whole list is shown: that one stays until the new one is whole. */
  readonly wantsRows: () => boolean
  readonly show: (rows: Rows) => void
}

export interface Arrivals {
  readonly listener: ReadingListener
  /** Changes that were made from here while it was being read: what was read before them is older. */
  readonly changes: readonly KeyChange[]
  change(changes: readonly KeyChange[]): void
  /** Shows every row that has come. */
  flush(): void
  end(): void
}

/** More often nobody can read how far a reading has come, and each time the page is drawn anew. */
const progressEveryMs = 200

/** @param before rows of an earlier reading that broke off */
export function createArrivals(deps: Deps, before: Rows): Arrivals {
  const { signal, now, say } = deps
  const keys = new Map<string, KeyRecord>(before.keys.map((key) => [key.id, key]))
  const changes: KeyChange[] = []
  let around: Omit<Rows, 'keys'> = { owners: before.owners, organizations: before.organizations }
  let progress: Progress = { read: 0, total: null, waitUntil: null }
  let saidAt = now().getTime()
  const rests = new Set<{ readonly until: number }>()

  const pace = createRowPace(deps.timers, () => {
    if (!signal.aborted && deps.wantsRows())
      deps.show({ ...around, keys: withChanges([...keys.values()], changes) })
  })

  function sayNow(): void {
    saidAt = now().getTime()
    if (!signal.aborted) say(progress)
  }

  function restsChanged(): void {
    const last = Math.max(...[...rests].map(({ until }) => until))
    const waitUntil = rests.size === 0 ? null : new Date(last).toISOString()
    if (waitUntil === progress.waitUntil) return
    progress = { ...progress, waitUntil }
    sayNow()
  }

  return {
    changes,
    change(made) {
      changes.push(...made)
    },
    flush: pace.flush,
    end: pace.end,
    listener: {
      progress(read, total) {
        progress = { ...progress, read, total }
        if (now().getTime() - saidAt >= progressEveryMs) sayNow()
      },
      rows(records) {
        if (signal.aborted || !deps.wantsRows()) return
        for (const record of records) keys.set(record.id, record)
        pace.arrived(keys.size)
      },
      around(part) {
        around = { ...around, ...part }
      },
      resting(ms) {
        const own = { until: now().getTime() + ms }
        rests.add(own)
        pace.flush()
        restsChanged()
        return () => {
          rests.delete(own)
          restsChanged()
        }
      },
    },
  }
}
