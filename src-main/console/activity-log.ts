// Reads a page of the console's event log (`GET /eventLogs/activityLogs`, vspc-rest.md section 14).
import type { ActivityRecord } from '../../src-shared/activity'
import { AppError } from '../../src-shared/errors'
import type { Log } from '../log/log'
import type { Ask, Bearer } from './ask'
import { PagingMeta, readActivity } from './console-wire'
import type { HttpTarget } from './http-port'
import { query } from './query'

interface ActivityRequest {
  /** ISO times by the console's clock; null: without that end. */
  readonly from: string | null
  readonly to: string | null
  readonly organizationUid: string | null
  readonly userUid: string | null
  readonly limit: number
  readonly offset: number
  readonly signal?: AbortSignal | undefined
}

interface ActivityAnswer {
  /** Newest first, as the console sorts. */
  readonly records: ActivityRecord[]
  /** Rows of the page, readable or not. */
  readonly rows: number
  /** Of all pages; null when the console does not say. */
  readonly total: number | null
  /** The console's clock when it answered (`Date`, whole seconds); null when it does not say. */
  readonly serverTime: number | null
}

function timeOf(header: string | undefined): number | null {
  const at = Date.parse(header ?? '')
  return Number.isNaN(at) ? null : at
}

export function createActivityLog({ ask, log }: { readonly ask: Ask; readonly log: Log }) {
  /** Throws `forbidden` for roles that may not read it. */
  async function activityLog(
    target: HttpTarget,
    bearer: Bearer,
    { from, to, organizationUid, userUid, limit, offset, signal }: ActivityRequest,
  ): Promise<ActivityAnswer> {
    const values = {
      from: from ?? undefined,
      to: to ?? undefined,
      organizationUid: organizationUid ?? undefined,
      userUid: userUid ?? undefined,
      dateSortingDirection: 'descending',
      limit,
      offset,
    }
    let serverTime: number | null = null
    const { data, whole } = await ask.ask(target, {
      action: 'activity-log',
      method: 'GET',
      path: `/eventLogs/activityLogs${query(values)}`,
      bearer,
      signal,
      onHeaders(headers) {
        serverTime = timeOf(headers.date)
      },
    })
    if (!Array.isArray(data)) throw new AppError('bad-response', { reason: 'no-list' })
    // A console may send more than was asked for: what is beyond belongs to the next page.
    const rows = data.slice(0, limit)
    const records = rows.map(readActivity).filter((one) => one !== null)
    if (records.length < rows.length)
      log.event('activity.unreadable', { count: rows.length - records.length })
    const meta = PagingMeta.safeParse(whole)
    const total = meta.success ? (meta.data.meta?.pagingInfo?.total ?? null) : null
    return { records, rows: rows.length, total, serverTime }
  }

  return { activityLog }
}
