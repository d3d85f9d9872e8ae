// What an operation of the OpenAPI file gets and gives.
import type { ConsoleState } from '../console-state'
import type { Members } from '../query/filter'
import type { OrganizationRow } from '../store/organizations'
import type { UserRow } from '../store/users'
import type { FilterExpression, OperationId, PagingInfo, SelectExpression, SortExpression } from '../wire'
import type { AsyncActions } from './async-actions'

export interface Caller {
  readonly user: UserRow
  readonly organization: OrganizationRow
  readonly loginId: string
  readonly readOnly: boolean
}

/** Query parameters after validation; big integers keep their digits as text. */
export interface Query {
  readonly limit?: number
  readonly offset?: number
  readonly filter?: readonly FilterExpression[]
  readonly sort?: readonly SortExpression[]
  readonly select?: readonly SelectExpression[] | null
  readonly expand?: readonly string[]
  readonly description?: string
  readonly scopes?: readonly string[]
  readonly isReadAccessOnly?: boolean
  readonly keySize?: number
  readonly userLoginId?: string
  readonly secretUrl?: string
  readonly code?: string
  readonly from?: string
  readonly to?: string
  readonly organizationUid?: string
  readonly userUid?: string
  readonly activityLogKind?: string
  readonly dateSortingDirection?: string
}

export interface Call {
  readonly state: ConsoleState
  readonly operationId: OperationId
  readonly path: Readonly<Record<string, string>>
  readonly query: Query
  /** Parsed JSON or form; undefined for raw bodies. */
  readonly body: unknown
  readonly raw: Buffer
  readonly mediaType: string
  readonly caller: Caller
  /** Members of the answer's items, for filter, sort and select. */
  readonly members: Members
  readonly actions: AsyncActions
}

export interface Reply {
  readonly status?: number
  readonly data?: unknown
  readonly meta?: { readonly pagingInfo: PagingInfo }
  /** Instead of the envelope (`/token`, results of async actions). */
  readonly bare?: unknown
}

export type Operation = (call: Call) => Reply | Promise<Reply>
