// Who may see and change what (vspc-rest.md sections 10, 15.1 and 16).
import type { ConsoleState } from '../console-state'
import type { OrganizationRow } from '../store/organizations'
import { allOrganizations } from '../store/organizations'
import type { UserRow } from '../store/users'
import type { UserRole } from '../wire'

export type KeyAct = 'create' | 'edit' | 'switch' | 'delete'

const everything: readonly KeyAct[] = ['create', 'edit', 'switch', 'delete']
/** Resellers cannot enable or disable; the provider must do it. */
const allButSwitch: readonly KeyAct[] = ['create', 'edit', 'delete']

const actsByRole: Partial<Record<UserRole, readonly KeyAct[]>> = {
  PortalAdministrator: everything,
  CompanyOwner: everything,
  CompanyAdministrator: everything,
  ResellerOwner: allButSwitch,
  ResellerAdministrator: allButSwitch,
}

export function mayActOnKeys(state: ConsoleState, role: UserRole, act: KeyAct): boolean {
  return state.options.get('write-roles') === 'all' || (actsByRole[role]?.includes(act) ?? false)
}

const impersonators: readonly UserRole[] = [
  'PortalAdministrator',
  'PortalOperator',
  'SiteAdministrator',
  'CompanyLocationAdministrator',
  'ResellerOwner',
  'ResellerAdministrator',
  'ResellerOperator',
  'CompanyOwner',
  'CompanyAdministrator',
]

export const mayImpersonate = (role: UserRole) => impersonators.includes(role)
/** Who reads the event log in the web console (vspc-rest.md section 14). */
const logReaders: readonly UserRole[] = ['PortalAdministrator', 'SiteAdministrator']

export const mayReadActivity = (state: ConsoleState, role: UserRole) =>
  state.options.get('activity-roles') === 'all' || logReaders.includes(role)

export const mayChangeOrganizations = (role: UserRole) => role === 'PortalAdministrator'

/** Organizations that a user of this organization sees: all, own and child companies, or the own one. */
export function visibleOrganizations(state: ConsoleState, user: UserRow): readonly OrganizationRow[] {
  const all = allOrganizations(state.store)
  const own = all.find((one) => one.uid === user.organization_uid)
  if (own?.type === 'Provider') return all
  return all.filter(
    (one) => one.uid === own?.uid || (own?.type === 'Reseller' && one.reseller_uid === own.uid),
  )
}
