// The console's event log, page by page and on demand: nothing of it is kept in this process or on the disk.
import { type ActivityPage, type ActivityQuery, mostActivity } from '../../src-shared/activity'
import type { ConsoleApi } from '../console/console-api'
import type { Log } from '../log/log'
import type { Sessions } from '../session/session-parts'

export interface Activity {
  /**
   * One page, newest first, at most {@link mostActivity} records of one period. Throws `forbidden` (detail.action
   * `activity-log`) for roles that may not read it, `signed-out`, and the network's failures.
   */
  read(connectionId: string, query: ActivityQuery): Promise<ActivityPage>
}

interface Deps {
  readonly api: Pick<ConsoleApi, 'activityLog'>
  readonly sessions: Pick<Sessions, 'asUser'>
  readonly now: () => Date
  readonly log: Log
}

/** `Date` has whole seconds: on average half of one has passed. */
const halfSecondMs = 500

export function createActivity({ api, sessions, now, log }: Deps): Activity {
  return {
    async read(connectionId, query) {
      const limit = Math.min(query.limit, mostActivity - query.offset)
      const answer = await sessions.asUser(connectionId, 'read', (target, bearer) =>
        api.activityLog(target, bearer, { ...query, limit }),
      )
      const { records, rows, total, serverTime } = answer
      const end = query.offset + rows
      // Pages can be shorter than asked for, and totals can be wrong: only an empty page is surely the end.
      const hasMore = rows > 0 && (total === null || end < total || rows === limit)
      const isCut = hasMore && end >= mostActivity
      const newest = records.reduce((latest, { at }) => (at > latest ? at : latest), '')
      log.event('activity.read', { connectionId, count: records.length })
      return {
        records,
        unreadable: rows - records.length,
        next: hasMore && !isCut ? end : null,
        isCut,
        upTo: newest === '' ? null : new Date(Date.parse(newest) + 1).toISOString(),
        clockAheadMs: serverTime === null ? null : serverTime + halfSecondMs - now().getTime(),
      }
    },
  }
}
