// Turns the bearer of a request into a caller: an access token or a Simple key.
import type { Caller } from '../api/operation'
import { unauthorized } from '../api/refusal'
import type { ConsoleState } from '../console-state'
import { type LoginRow, loginById, loginBySecretDigest, loginScopes, loginStatus } from '../store/logins'
import { organizationByUid } from '../store/organizations'
import { userByUid } from '../store/users'
import { digestOf } from './digest'
import { findToken } from './tokens'

function callerOf(state: ConsoleState, login: LoginRow, readOnly: boolean): Caller | null {
  const user = userByUid(state.store, login.user_uid)
  const organization = organizationByUid(state.store, login.organization_uid)
  if (user === undefined || organization === undefined) return null
  const isUsable =
    loginStatus(login) === 'enabled' &&
    (organization.type === 'Provider' ||
      organization.rest_access === 1 ||
      !loginScopes(login).includes('rest'))
  return isUsable ? { user, organization, loginId: login.id, readOnly } : null
}

/** Throws the refusal that fits the options. */
export function authenticate(state: ConsoleState, authorization: string | undefined): Caller {
  const bearer = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  if (bearer === undefined) throw unauthorized()
  const refused = unauthorized(state.options.get('disabled-bearer') === '403' ? 403 : 401)
  const token = findToken(state, 'access', bearer)
  const login =
    token === undefined
      ? loginBySecretDigest(state.store, digestOf(bearer))
      : loginById(state.store, token.login_id)
  if (login === undefined) throw refused
  const isScopeless = token === undefined && !loginScopes(login).includes('rest')
  if (isScopeless && state.options.get('scopeless-key') === '401') throw refused
  const caller = callerOf(state, login, login.read_only === 1 || token?.read_only === 1)
  if (caller === null) throw refused
  return caller
}
