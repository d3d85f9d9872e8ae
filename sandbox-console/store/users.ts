// Users: how they are found, shown and switched on and off.
import type { ConsoleState } from '../console-state'
import type { User, UserRole } from '../wire'
import { addActivity } from './activity'
import type { Store } from './database'
import { organizationByName } from './organizations'

export interface UserRow {
  readonly uid: string
  readonly organization_uid: string
  readonly user_name: string
  readonly role: UserRole
  readonly status: 'Enabled' | 'Disabled'
  readonly mfa_policy: 'Enabled' | 'Disabled' | 'EnabledByInheritance'
  readonly first_name: string | null
  readonly last_name: string | null
  readonly email: string | null
  readonly password: string | null
  /** 1 when a second factor is set up. */
  readonly mfa_configured: number
}

const columns = `u.*, EXISTS (SELECT 1 FROM logins t WHERE t.user_uid = u.uid AND t.provider = 'TOTP')
  AS mfa_configured FROM users u`

export const allUsers = (store: Store) => store.all<UserRow>(`SELECT ${columns} ORDER BY u.rowid`)

export const userByUid = (store: Store, uid: string) =>
  store.get<UserRow>(`SELECT ${columns} WHERE u.uid = ?`, uid)

/**
 * The user behind the name of a sign-in: provider users by `DOMAIN\user` as stored, others by `Organization\user`
 * with the organization's name or alias.
 */
export function userBySignInName(store: Store, name: string): UserRow | undefined {
  const provider = store.get<UserRow>(
    `SELECT ${columns} JOIN organizations o ON o.uid = u.organization_uid
     WHERE o.type = 'Provider' AND u.user_name = ? COLLATE NOCASE`,
    name,
  )
  if (provider !== undefined) return provider
  const slash = name.indexOf('\\')
  if (slash < 1) return undefined
  const organization = organizationByName(store, name.slice(0, slash))
  if (organization === undefined) return undefined
  return store.get<UserRow>(
    `SELECT ${columns} WHERE u.organization_uid = ? AND u.user_name = ? COLLATE NOCASE`,
    organization.uid,
    name.slice(slash + 1),
  )
}

export const userView = (row: UserRow): User => ({
  instanceUid: row.uid,
  organizationUid: row.organization_uid,
  userName: row.user_name,
  role: row.role,
  status: row.status,
  mfaPolicyStatus: row.mfa_policy,
  mfaPolicyConfigurationStatus: row.mfa_configured === 1 ? 'Configured' : 'NotConfigured',
  profile: {
    firstName: row.first_name,
    lastName: row.last_name,
    title: 'Unknown',
    email: row.email,
    address: null,
    phone: null,
  },
  credentials: { userName: row.user_name, password: null },
})

/** Switches a user on or off and writes the event log. Call it inside a transaction. */
export function changeUser(state: ConsoleState, row: UserRow, status: 'Enabled' | 'Disabled'): void {
  if (status === row.status) return
  state.store.change('UPDATE users SET status = ? WHERE uid = ?', status, row.uid)
  addActivity(state, {
    type: `UserRecord${status}`,
    message: `User ${row.user_name} was ${status.toLowerCase()}.`,
    userUid: row.uid,
    organizationUid: row.organization_uid,
  })
}
