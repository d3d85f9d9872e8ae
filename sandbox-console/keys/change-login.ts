// Changes and deletes identities.
import { type KeyAct, mayActOnKeys } from '../access/roles'
import { revokeTokens } from '../access/tokens'
import type { Call, Reply } from '../api/operation'
import { badRequest, cannotPatch, conflict, forbidden, notFound } from '../api/refusal'
import { addActivity } from '../store/activity'
import { loginById, loginStatus, loginView, removeLogin, updateLogin } from '../store/logins'
import type { JsonPatchOperation, UserLogin } from '../wire'
import { visibleLogin } from './visible'

/** Member name of a patch path: the slash is optional and case does not matter. */
export const patchTarget = (path: string) => path.replace(/^\//, '').toLowerCase()

const refusePatch = (call: Call, { op, path, value }: JsonPatchOperation) =>
  cannotPatch(call.state.options.get('patch-refused') === '520' ? 520 : 400, {
    op,
    path,
    ...(value === undefined ? {} : { value }),
  })

const assertMay = (call: Call, act: KeyAct) => {
  if (!mayActOnKeys(call.state, call.caller.user.role, act)) throw forbidden()
}

function newDescription(value: unknown): string {
  if (typeof value !== 'string' || value === '' || [...value].length > 128 || /[<>=]/.test(value)) {
    throw badRequest('The description must have 1 to 128 characters without <, > and =.', {
      propertyName: 'description',
    })
  }
  return value
}

/** All operations are checked before anything is stored. */
export function patchLogin(call: Call): UserLogin {
  const login = visibleLogin(call)
  let description = login.description
  let switchedOff = login.switched_off === 1
  for (const operation of call.body as JsonPatchOperation[]) {
    const target = patchTarget(operation.path)
    const value: unknown = operation.value
    if (operation.op !== 'replace' && operation.op !== 'add') throw refusePatch(call, operation)
    if (target === 'description') {
      assertMay(call, 'edit')
      description = newDescription(value)
    } else if (target === 'status' && (value === 'enabled' || value === 'disabled')) {
      assertMay(call, 'switch')
      const current = loginStatus(login)
      if (value === 'enabled' && current !== 'enabled' && current !== 'disabled') {
        throw conflict('The identity is disabled for another reason.', 'retryableLogical')
      }
      switchedOff = value === 'disabled'
    } else throw refusePatch(call, operation)
  }
  call.state.store.transaction(() => updateLogin(call.state.store, login.id, description, switchedOff))
  const changed = loginById(call.state.store, login.id)
  if (changed === undefined) throw notFound('User identity')
  return loginView(changed)
}

export function deleteLogin(call: Call): Reply {
  const login = visibleLogin(call)
  assertMay(call, 'delete')
  call.state.store.transaction(() => {
    removeLogin(call.state.store, login.id)
    revokeTokens(call.state, login.user_uid, login.id)
    addActivity(call.state, {
      type: 'UserLoginTypeRemoved',
      message: `Identity ${login.id} of type ${login.provider} of user ${login.user_name} was removed.`,
      userUid: login.user_uid,
      organizationUid: login.organization_uid,
    })
  })
  return { data: true }
}
