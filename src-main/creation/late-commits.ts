// Creates that counted as not created, because no list showed their key: a later list that shows it brings them back (N-76).
import type { ReadableCell } from '../../src-shared/cell'
import type { Inventory, KeyRecord } from '../../src-shared/key'
import type { Log } from '../log/log'
import type { Clock } from './clock'
import { isWatched, type LiveRun } from './live-run'
import { findMade, skewMs } from './reconcile'
import type { Runs } from './runs'

interface Deps {
  readonly runs: () => Runs
  readonly inventory: { readonly cell: ReadableCell<Inventory[]> }
  readonly clock: Clock
  readonly log: Log
}

/** How long lists are compared with such a create. */
const watchMs = 30 * 24 * 60 * 60_000
/** A console that commits later than this does not; keys of that name made later are somebody's new ones. */
const latestCommitMs = 24 * 60 * 60_000

export const watchedUntil = (clock: Clock) => new Date(clock.now().getTime() + watchMs).toISOString()

export interface LateCommits {
  /** This run has a key: nobody else's create made it. */
  exclude(live: LiveRun): void
}

/** Starts comparing; ends with the program. */
export function watchLateCommits({ runs, inventory, clock, log }: Deps): LateCommits {
  /** Creates of the same person at the same console. */
  const others = ({ opId, record }: LiveRun) =>
    runs()
      .all()
      .filter(
        (one) =>
          one.opId !== opId &&
          one.record.connectionId === record.connectionId &&
          one.record.userUid === record.userUid,
      )

  /** A second try under the same name is under way: the key may be its own. */
  const isDisputed = (live: LiveRun) =>
    others(live).some(
      ({ run, record }) =>
        record.description === live.record.description &&
        (run.state === 'creating' || run.state === 'ambiguous'),
    )

  function wasMadeInTime(key: KeyRecord, { record }: LiveRun): boolean {
    if (key.createdAt === null) return true
    const after = Date.parse(key.createdAt) - Date.parse(record.startedAt)
    return after >= -skewMs && after <= latestCommitMs
  }

  function compare(live: LiveRun, keys: readonly KeyRecord[]): void {
    if (isDisputed(live)) return
    const own = keys.filter((key) => key.userUid === live.record.userUid && wasMadeInTime(key, live))
    const look = findMade(live.record, own)
    if (look.kind !== 'found' && look.kind !== 'several') return
    log.event('creation.reappeared', { opId: live.opId, kind: look.kind })
    if (look.kind === 'several') live.view = { ...live.view, candidates: look.records }
    else live.record = { ...live.record, keyId: look.record.id, keyCreatedAt: look.record.createdAt }
    live.record = { ...live.record, watchedUntil: undefined }
    runs().happen(live, { do: 'reappeared', several: look.kind === 'several' })
  }

  inventory.cell.watch((lists) => {
    for (const live of runs().all()) {
      if (!isWatched(live, clock)) continue
      const list = lists.find(({ connectionId }) => connectionId === live.record.connectionId)
      // Of rows that are still arriving nobody can say which of several is the only one.
      if (list?.source === 'console' && !list.partial) compare(live, list.keys)
    }
  })

  return {
    exclude(live) {
      const { keyId } = live.record
      if (keyId === null) return
      for (const other of others(live)) {
        if (!isWatched(other, clock) || other.record.keyIdsBefore.includes(keyId)) continue
        runs()
          .note(other, { keyIdsBefore: [...other.record.keyIdsBefore, keyId] })
          .catch(() => log.event('creation.not-recorded', { opId: other.opId }))
      }
    },
  }
}
