// What the control channel can do, as functions; control-server.ts offers them over HTTP.
import { expireTokens } from '../access/tokens'
import type { Fault, Faults, Hold, HoldState, Holds } from '../api/faults'
import type { Canary } from '../canaries'
import type { ConsoleState, CreateCounts } from '../console-state'
import type { ConnectionCounts, LoggedRequest, RequestLog } from '../http/request-log'
import { type ActivityEvent, addActivity } from '../store/activity'
import {
  allOrganizations,
  changeOrganization,
  type OrganizationChange,
  type OrganizationRow,
} from '../store/organizations'
import { allUsers, changeUser, type UserRow, userBySignInName } from '../store/users'
import { InputProblem, NoSuchTarget } from './control-problem'

interface ControlledOrganization {
  readonly uid: string
  readonly name: string
  readonly type: string
  readonly status: string
  readonly isRestAccessEnabled: boolean
}

interface ControlledUser {
  readonly uid: string
  readonly userName: string
  readonly role: string
  readonly status: string
  readonly organizationUid: string
}

/** Records to be written as they are; `agoMs`: how long before now the newest of them was. */
export interface ActivityOrder extends Omit<ActivityEvent, 'atMs'> {
  readonly agoMs?: number
  readonly count?: number
}

export interface Control {
  options(): Readonly<Record<string, string | number>>
  /** Throws for an unknown name or value, and then changes none. */
  setOptions(values: Readonly<Record<string, unknown>>): void
  resetOptions(): void
  /** Answers the id of the fault. */
  addFault(fault: Fault): string
  clearFaults(id?: string): void
  faults(): readonly (Fault & { readonly id: string })[]
  /** Answers the id of the hold. */
  addHold(hold: Hold): string
  releaseHolds(id?: string): void
  holds(): readonly HoldState[]
  /** Access tokens expire now; with `refresh` all tokens do. Answers how many. */
  expireTokens(what?: { readonly refresh?: boolean; readonly userName?: string }): number
  /** Answers the new fingerprint. */
  changeCertificate(key: 'same' | 'new'): Promise<string>
  organizations(): ControlledOrganization[]
  /** By uid or name. */
  setOrganization(ref: string, change: OrganizationChange): ControlledOrganization
  users(): ControlledUser[]
  /** By uid or the name of the sign-in. */
  setUser(ref: string, status: 'Enabled' | 'Disabled'): ControlledUser
  /** Writes records into the event log, `count` of them, each a second older than the one before. */
  addActivity(order: ActivityOrder): void
  requests(): readonly LoggedRequest[]
  connections(): Readonly<ConnectionCounts>
  clearRequests(): void
  creates(): Readonly<CreateCounts>
  /** null unless the console was started with canaries. */
  canaries(): readonly Canary[] | null
  clock(): { readonly now: string; readonly skewMs: number }
  setClock(skewMs: number): void
}

const organizationOf = (row: OrganizationRow): ControlledOrganization => ({
  uid: row.uid,
  name: row.name,
  type: row.type,
  status: row.effective_status,
  isRestAccessEnabled: row.rest_access === 1,
})

const userOf = (row: UserRow): ControlledUser => ({
  uid: row.uid,
  userName: row.user_name,
  role: row.role,
  status: row.status,
  organizationUid: row.organization_uid,
})

export function createControl(parts: {
  readonly state: ConsoleState
  readonly faults: Faults
  readonly holds: Holds
  readonly log: RequestLog
  readonly operationIds: readonly string[]
  readonly changeCertificate: (key: 'same' | 'new') => Promise<string>
}): Control {
  const { state, faults, holds, log } = parts
  const known = new Set(['*', ...parts.operationIds])
  /** A misspelt operation would be a fault that never comes. */
  const named = <Order extends { readonly operationId: string }>(order: Order): Order => {
    if (!known.has(order.operationId)) throw new InputProblem(`no operation ${order.operationId}`)
    return order
  }
  const findOrganization = (ref: string) => {
    const row = allOrganizations(state.store).find((one) => one.uid === ref || one.name === ref)
    if (row === undefined) throw new NoSuchTarget(`no organization ${ref}`)
    return row
  }
  const findUser = (ref: string) => {
    const row = allUsers(state.store).find((one) => one.uid === ref) ?? userBySignInName(state.store, ref)
    if (row === undefined) throw new NoSuchTarget(`no user ${ref}`)
    return row
  }
  return {
    options: () => state.options.all(),
    setOptions: (values) => state.options.set(values),
    resetOptions: () => state.options.reset(),
    addFault: (fault) => faults.add(named(fault)),
    clearFaults: (id) => faults.clear(id),
    faults: () => faults.list(),
    addHold: (hold) => holds.add(named(hold)),
    releaseHolds: (id) => holds.release(id),
    holds: () => holds.list(),
    expireTokens: ({ refresh = false, userName } = {}) =>
      expireTokens(state, refresh, userName === undefined ? undefined : findUser(userName).uid),
    changeCertificate: (key) => parts.changeCertificate(key),
    organizations: () => allOrganizations(state.store).map(organizationOf),
    setOrganization(ref, change) {
      const row = findOrganization(ref)
      state.store.transaction(() => changeOrganization(state, row, change))
      return organizationOf(findOrganization(row.uid))
    },
    users: () => allUsers(state.store).map(userOf),
    setUser(ref, status) {
      const row = findUser(ref)
      state.store.transaction(() => changeUser(state, row, status))
      return userOf(findUser(row.uid))
    },
    addActivity({ agoMs = 0, count = 1, ...event }) {
      const newest = state.clock.now() - agoMs
      state.store.transaction(() => {
        for (let index = count - 1; index >= 0; index -= 1)
          addActivity(state, { ...event, atMs: newest - index * 1000 })
      })
    },
    requests: () => log.list(),
    connections: () => ({ ...log.connections }),
    clearRequests: () => log.clear(),
    creates: () => ({ ...state.creates }),
    canaries: () => state.canaries.list(),
    clock: () => ({ now: new Date(state.clock.now()).toISOString(), skewMs: state.clock.skewMs() }),
    setClock: (skewMs) => state.clock.setSkew(skewMs),
  }
}
