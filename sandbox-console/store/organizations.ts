// Organizations: provider, resellers, companies; their state and REST access.
import type { ConsoleState } from '../console-state'
import { type Of, restAccessOf, type Version } from '../version'
import type { Company, Organization, PolicySettings, Provider, Reseller } from '../wire'
import { addActivity } from './activity'
import type { Store } from './database'

export interface OrganizationRow {
  readonly uid: string
  readonly name: string
  readonly alias: string | null
  readonly type: 'Provider' | 'Reseller' | 'Company'
  readonly reseller_uid: string | null
  readonly status: 'Active' | 'Disabled'
  readonly rest_access: number
  readonly email: string | null
  readonly city: string | null
  /** A disabled reseller disables its companies. */
  readonly effective_status: 'Active' | 'Disabled'
}

const columns = `o.*, CASE WHEN o.status = 'Disabled' OR r.status = 'Disabled' THEN 'Disabled' ELSE 'Active' END
  AS effective_status FROM organizations o LEFT JOIN organizations r ON r.uid = o.reseller_uid`

export const allOrganizations = (store: Store) =>
  store.all<OrganizationRow>(`SELECT ${columns} ORDER BY o.rowid`)

export const organizationByUid = (store: Store, uid: string) =>
  store.get<OrganizationRow>(`SELECT ${columns} WHERE o.uid = ?`, uid)

/** By name or alias, as user names carry it. */
export const organizationByName = (store: Store, name: string) =>
  store.get<OrganizationRow>(
    `SELECT ${columns} WHERE o.name = ? COLLATE NOCASE OR o.alias = ? COLLATE NOCASE`,
    name,
    name,
  )

export const organizationView = (row: OrganizationRow): Organization => ({
  instanceUid: row.uid,
  name: row.name,
  alias: row.alias,
  type: row.type,
  taxId: null,
  email: row.email,
  phone: null,
  country: null,
  state: null,
  countryName: null,
  regionName: null,
  city: row.city,
  street: null,
  zipCode: null,
  website: null,
  notes: null,
  companyId: null,
  veeamTenantId: null,
})

const embedded = (row: OrganizationRow, expand: boolean) =>
  expand ? { _embedded: { organization: organizationView(row) } } : {}

export const companyView = (version: Version, row: OrganizationRow, expand = false): Of<Company> => ({
  instanceUid: row.uid,
  name: row.name,
  status: row.effective_status,
  resellerUid: row.reseller_uid,
  subscriptionPlanUid: null,
  ...restAccessOf(version, row.rest_access === 1),
  isAlarmDetectEnabled: true,
  loginUrl: null,
  ...embedded(row, expand),
})

export const resellerView = (version: Version, row: OrganizationRow, expand = false): Of<Reseller> => ({
  instanceUid: row.uid,
  name: row.name,
  status: row.effective_status,
  proPartnerId: null,
  ...restAccessOf(version, row.rest_access === 1),
  ...embedded(row, expand),
})

export const providerView = (row: OrganizationRow, expand: boolean): Provider => ({
  instanceUid: row.uid,
  ...embedded(row, expand),
})

export const policyView = (): PolicySettings => ({ mfaPolicyStatus: 'Disabled', enforceMfaPolicy: false })

export interface OrganizationChange {
  readonly status?: 'Active' | 'Disabled'
  readonly isRestAccessEnabled?: boolean
}

/** Applies a change and writes the event log. Call it inside a transaction. */
export function changeOrganization(
  state: ConsoleState,
  row: OrganizationRow,
  change: OrganizationChange,
): void {
  const { store } = state
  const { status, isRestAccessEnabled } = change
  if (status !== undefined && status !== row.status) {
    store.change('UPDATE organizations SET status = ? WHERE uid = ?', status, row.uid)
    addActivity(state, {
      type: `${row.type}StatusUpdated`,
      message: `${row.type} ${row.name} was ${status === 'Active' ? 'enabled' : 'disabled'}.`,
      organizationUid: row.uid,
    })
  }
  if (isRestAccessEnabled !== undefined && isRestAccessEnabled !== (row.rest_access === 1)) {
    store.change(
      'UPDATE organizations SET rest_access = ? WHERE uid = ?',
      isRestAccessEnabled ? 1 : 0,
      row.uid,
    )
    if (isRestAccessEnabled && state.options.get('rest-restore') === 'stay-disabled') {
      store.change(
        `UPDATE logins SET switched_off = 1 WHERE provider IN ('AK', 'AA') AND scopes LIKE '%"rest"%'
         AND user_uid IN (SELECT uid FROM users WHERE organization_uid = ?)`,
        row.uid,
      )
    }
    addActivity(state, {
      type: `${row.type}RESTAPIAccessModified`,
      message: `REST API access of ${row.name} was switched ${isRestAccessEnabled ? 'on' : 'off'}.`,
      organizationUid: row.uid,
    })
  }
}
