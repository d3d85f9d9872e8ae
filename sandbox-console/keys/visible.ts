// Finds users, organizations and identities that the caller may see; everything else does not exist for the caller.
import { visibleOrganizations } from '../access/roles'
import type { Call } from '../api/operation'
import { notFound } from '../api/refusal'
import { type LoginRow, loginById } from '../store/logins'
import type { OrganizationRow } from '../store/organizations'
import { type UserRow, userByUid } from '../store/users'

export function visibleOrganization(
  call: Call,
  uid: string,
  type?: OrganizationRow['type'],
): OrganizationRow {
  const found = visibleOrganizations(call.state, call.caller.user).find((one) => one.uid === uid)
  if (found === undefined || (type !== undefined && found.type !== type))
    throw notFound(type ?? 'Organization')
  return found
}

export function visibleUser(call: Call, uid: string): UserRow {
  const user = userByUid(call.state.store, uid)
  const visible = visibleOrganizations(call.state, call.caller.user)
  if (user === undefined || !visible.some((one) => one.uid === user.organization_uid)) throw notFound('User')
  return user
}

/** The identity of the path, if it belongs to the user of the path. */
export function visibleLogin(call: Call): LoginRow {
  const user = visibleUser(call, call.path.userUid ?? '')
  const login = loginById(call.state.store, call.path.userLoginId ?? '')
  if (login === undefined || login.user_uid !== user.uid) throw notFound('User identity')
  return login
}
