// Operations on identities.
import { visibleOrganizations } from '../access/roles'
import { deleteLogin, patchLogin } from '../keys/change-login'
import { createAdvancedKey, createSecondFactor, createSimpleKey } from '../keys/create-login'
import { visibleLogin, visibleOrganization, visibleUser } from '../keys/visible'
import { pageOf, pagingInfo } from '../query/page'
import { allLogins, loginsOfUser, loginView } from '../store/logins'
import type { UserLogin } from '../wire'
import type { Call, Reply } from './operation'

/** `parameters` of a listed identity that is no Advanced key: empty text, null, or absent (U5). */
function shown(call: Call, login: UserLogin): UserLogin {
  const how = call.state.options.get('parameters-elsewhere')
  if (login.identityProviderName === 'AA' || how === 'text') return login
  const { parameters: _, ...rest } = login
  return how === 'null' ? { ...rest, parameters: null } : rest
}

/** Fills the page with copies under ids of their own; `total` keeps what it was. */
function madeUp(call: Call, data: readonly UserLogin[], model: UserLogin | undefined): readonly UserLogin[] {
  const { limit = 100, offset = 0 } = call.query
  const most = Math.min(limit, call.state.options.get('page-cap'))
  if (model === undefined) return data
  const made = Array.from({ length: most - data.length }, (_, index) => {
    const number = offset + data.length + index
    return { ...model, id: BigInt(number) + 1_000_000_000_000n, description: `Made up ${number}` }
  })
  return [...data, ...made]
}

function page(call: Call, logins: readonly UserLogin[]): Reply {
  const { data, meta } = pageOf(logins, call.query, call.members, call.state.options)
  const rows = call.state.options.get('list-end') === 'never' ? madeUp(call, data, logins.find(isKey)) : data
  return { data: rows.map((login) => shown(call, login)), meta }
}

const isKey = (login: UserLogin) => login.identityProviderName === 'AK' || login.identityProviderName === 'AA'

export const keyOperations = {
  GetLogins(call: Call) {
    const visible = new Set(visibleOrganizations(call.state, call.caller.user).map((one) => one.uid))
    return page(
      call,
      allLogins(call.state.store).filter((login) => visible.has(login.companyId ?? '')),
    )
  },
  GetOrganizationApiKeys(call: Call) {
    const { uid } = visibleOrganization(call, call.path.organizationUid ?? '')
    return page(
      call,
      allLogins(call.state.store).filter((login) => login.companyId === uid && isKey(login)),
    )
  },
  GetUserLogins(call: Call) {
    const { uid } = visibleUser(call, call.path.userUid ?? '')
    const data = loginsOfUser(call.state.store, uid).map((row) => shown(call, loginView(row)))
    return { data, meta: { pagingInfo: pagingInfo(call.state.options, data.length, data.length, 0) } }
  },
  GetUserLogin: (call: Call) => ({ data: shown(call, loginView(visibleLogin(call))) }),
  UpdateUserLogin(call: Call) {
    const reply = patchLogin(call)
    return { data: shown(call, reply) }
  },
  DeleteUserLogin: deleteLogin,
  AddApiKeyLogin: createSimpleKey,
  AddAsymmetricAlgorithmLogin: createAdvancedKey,
  AddTotpLogin: createSecondFactor,
}
