// The event log. Enabling, disabling and editing keys leave no record, as in the product.
import type { ConsoleState } from '../console-state'
import type { ActivityLog, ActivityLogKind } from '../wire'
import type { Store } from './database'
import { wireDate } from './wire-date'

export interface ActivityEvent {
  readonly type: string
  /** Shown to administrators; must never hold a secret. */
  readonly message: string
  readonly userUid?: string
  readonly organizationUid?: string
  readonly kind?: ActivityLogKind
  /** Instead of now. */
  readonly atMs?: number
}

interface ActivityRow {
  readonly type: string
  readonly kind: ActivityLogKind
  readonly message: string
  readonly at_ms: number
  readonly user_uid: string | null
  readonly organization_uid: string | null
}

export function addActivity(state: Pick<ConsoleState, 'store' | 'clock'>, event: ActivityEvent): void {
  state.store.record(
    'INSERT INTO activity (type, kind, message, at_ms, user_uid, organization_uid) VALUES (?, ?, ?, ?, ?, ?)',
    event.type,
    event.kind ?? 'Internal',
    event.message,
    event.atMs ?? state.clock.now(),
    event.userUid ?? null,
    event.organizationUid ?? null,
  )
}

/** All records, oldest first, with their time for comparisons. */
export const allActivity = (store: Store): { atMs: number; view: ActivityLog }[] =>
  store.all<ActivityRow>('SELECT * FROM activity ORDER BY at_ms, seq').map((row) => ({
    atMs: row.at_ms,
    view: {
      message: row.message,
      activityLogType: row.type,
      activityKind: row.kind,
      date: wireDate(row.at_ms),
      userUid: row.user_uid,
      organizationUid: row.organization_uid,
    },
  }))
