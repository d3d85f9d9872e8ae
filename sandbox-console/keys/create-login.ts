// Creates identities: Simple keys, Advanced keys, second factors.
import { digestOf } from '../access/digest'
import { mayActOnKeys } from '../access/roles'
import { codeMatches, totpSecretOf } from '../access/totp'
import type { Call, Reply } from '../api/operation'
import { badParameter, badRequest, conflict, forbidden } from '../api/refusal'
import type { ConsoleState } from '../console-state'
import { addActivity } from '../store/activity'
import { addLogin, loginById, loginsOfUser, loginView, type NewLogin, publicKeyExists } from '../store/logins'
import type { UserRow } from '../store/users'
import { wireDate } from '../store/wire-date'
import type { LoginScope, UserLogin } from '../wire'
import { newKeyText } from './key-text'
import { advancedIdentifier, parsePublicXml } from './rsa-xml'
import { visibleUser } from './visible'

/** The owner of a new key. Keys for other users are refused: whether the product allows them is not known (U20). */
function ownerOf(call: Call): UserRow {
  const owner = visibleUser(call, call.path.userUid ?? '')
  if (owner.uid !== call.caller.user.uid) throw forbidden('Keys can only be created for the current user.')
  if (!mayActOnKeys(call.state, call.caller.user.role, 'create')) throw forbidden()
  return owner
}

const description = (call: Call) => call.query.description ?? ''

const scopes = (call: Call) => {
  const wanted = (call.query.scopes ?? []) as LoginScope[]
  if (wanted.includes('unknown')) throw badParameter('scopes', 'The scope is not known.')
  return wanted
}

function store(
  state: ConsoleState,
  owner: UserRow,
  login: Omit<NewLogin, 'creationDate' | 'userUid'>,
): UserLogin {
  const created = state.store.transaction(() => {
    const id = addLogin(state.store, {
      ...login,
      userUid: owner.uid,
      creationDate: wireDate(state.clock.now()),
    })
    addActivity(state, {
      type: 'UserLoginTypeCreated',
      message: `Identity ${id} of type ${login.provider} was created for user ${owner.user_name}.`,
      userUid: owner.uid,
      organizationUid: owner.organization_uid,
    })
    return loginById(state.store, id)
  })
  if (created === undefined) throw new Error('the identity that was just stored is missing')
  return loginView(created)
}

export function createSimpleKey(call: Call): Reply {
  const owner = ownerOf(call)
  const key = newKeyText()
  const view = store(call.state, owner, {
    provider: 'AK',
    description: description(call),
    readOnly: call.query.isReadAccessOnly === true,
    scopes: scopes(call),
    identifier: key.identifier,
    secretDigest: digestOf(key.text),
  })
  call.state.creates.simple += 1
  call.state.canaries.add('key', key.text)
  const parameters = call.state.options.get('create-parameters') === 'empty' ? '' : key.text
  return { data: { ...view, parameters } }
}

function publicKeyText({ mediaType, raw }: Call): string {
  if (mediaType !== 'application/binary+base64') return raw.toString('utf8')
  const text = raw.toString('latin1').trim()
  if (!/^[A-Za-z0-9+/\s]+={0,2}$/.test(text)) throw badRequest('The body is not Base64.')
  return Buffer.from(text, 'base64').toString('utf8')
}

export function createAdvancedKey(call: Call): Reply {
  const owner = ownerOf(call)
  const text = publicKeyText(call)
  const key = parsePublicXml(text)
  if (typeof key === 'string') throw badRequest(`The public key is refused: ${key}.`)
  const publicKeyDigest = digestOf(key.modulus)
  if (publicKeyExists(call.state.store, publicKeyDigest))
    throw conflict('The public key is already registered.')
  const view = store(call.state, owner, {
    provider: 'AA',
    description: description(call),
    readOnly: call.query.isReadAccessOnly === true,
    scopes: scopes(call),
    identifier: advancedIdentifier(key.modulus),
    publicKey: text,
    publicKeyDigest,
  })
  call.state.creates.advanced += 1
  return { data: view }
}

export async function createSecondFactor(call: Call): Promise<Reply> {
  const owner = visibleUser(call, call.path.userUid ?? '')
  const { state, caller, query } = call
  const isSelf = owner.uid === caller.user.uid
  if (!isSelf && !mayActOnKeys(state, caller.user.role, 'edit')) throw forbidden()
  if (query.scopes?.some((scope) => scope !== 'ui') !== false) {
    throw badParameter('scopes', 'Only the scope ui is available.')
  }
  const secret = totpSecretOf(query.secretUrl ?? '')
  if (secret === null) throw badParameter('secretUrl', 'The address holds no secret.')
  if (!(await codeMatches(secret, query.code ?? '', state.clock.now()))) {
    throw badParameter('code', 'The code is wrong.')
  }
  if (loginsOfUser(state.store, owner.uid).some((login) => login.provider === 'TOTP')) {
    throw conflict('The user already has a second factor.')
  }
  const view = store(state, owner, {
    provider: 'TOTP',
    description: description(call),
    readOnly: false,
    scopes: ['ui'],
    identifier: digestOf(secret),
    totpSecret: secret,
  })
  state.creates.totp += 1
  return { data: view }
}
