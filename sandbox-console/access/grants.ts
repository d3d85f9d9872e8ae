// `POST /token`: every grant of the contract.
import { oauthRefusal } from '../api/refusal'
import type { ConsoleState } from '../console-state'
import { parsePublicXml } from '../keys/rsa-xml'
import { addActivity } from '../store/activity'
import {
  type LoginRow,
  loginById,
  loginByPublicKey,
  loginScopes,
  loginStatus,
  loginsOfUser,
} from '../store/logins'
import { organizationByUid } from '../store/organizations'
import { type UserRow, userBySignInName, userByUid } from '../store/users'
import type { TokenResult } from '../wire'
import { createChallenge } from './challenge'
import { passwordMatches } from './passwords'
import { mayImpersonate, visibleOrganizations } from './roles'
import {
  countFailure,
  endToken,
  findToken,
  issueToken,
  lifeSeconds,
  type TokenKind,
  type TokenSubject,
} from './tokens'
import { codeMatches } from './totp'

/** The body after validation; which members exist depends on `grant_type`. */
export interface TokenForm {
  readonly grant_type: string
  readonly username?: string
  readonly password?: string
  readonly refresh_token?: string
  readonly mfa_token?: string
  readonly mfa_code?: string
  readonly public_key?: string
  readonly code?: string
  readonly userUid?: string
  readonly readOnly?: boolean | null
}

export interface TokenReply {
  readonly status: number
  readonly result: TokenResult
}

const gone = (what: string) => oauthRefusal('invalid_grant', `The ${what} is no longer valid.`)
const wrongPassword = () =>
  oauthRefusal('invalid_request', 'The user name or the password is wrong, or the account lacks rights.')

function expiresIn(state: ConsoleState, kind: TokenKind): number {
  const seconds = lifeSeconds(state, kind)
  return state.options.get('expires-in') === 'unix' ? Math.floor(state.clock.now() / 1000) + seconds : seconds
}

const nothing = {
  access_token: null,
  token_type: null,
  refresh_token: null,
  mfa_token: null,
  encrypted_code: null,
}

const session = (state: ConsoleState, subject: TokenSubject): TokenReply => ({
  status: 200,
  result: {
    ...nothing,
    access_token: issueToken(state, 'access', subject),
    token_type: 'bearer',
    refresh_token: issueToken(state, 'refresh', subject),
    expires_in: expiresIn(state, 'access'),
  },
})

const signedIn = (state: ConsoleState, subject: TokenSubject): TokenReply => {
  addActivity(state, {
    type: 'LoginSuccessful',
    message: `User ${subject.user.user_name} signed in.`,
    userUid: subject.user.uid,
    organizationUid: subject.user.organization_uid,
  })
  return session(state, subject)
}

/** Whether a session of this identity may go on: identity, owner and organization on, REST access there. */
function maySignIn(state: ConsoleState, login: LoginRow | undefined): login is LoginRow {
  if (login === undefined || loginStatus(login) !== 'enabled') return false
  const organization = organizationByUid(state.store, login.organization_uid)
  return organization?.type === 'Provider' || organization?.rest_access === 1
}

function subjectOf(state: ConsoleState, login: LoginRow, readOnly: boolean): TokenSubject {
  const user = userByUid(state.store, login.user_uid)
  if (user === undefined) throw wrongPassword()
  return { user, loginId: login.id, readOnly }
}

const secondFactor = (state: ConsoleState, user: UserRow) =>
  loginsOfUser(state.store, user.uid).find(
    (login) => login.provider === 'TOTP' && loginStatus(login) === 'enabled',
  )

/** The name that was typed is not recorded: it may be a password in the wrong field. */
function noteFailure(state: ConsoleState, user: UserRow | undefined): void {
  addActivity(state, {
    type: 'LoginFailed',
    message: user === undefined ? 'A sign-in was refused.' : `A sign-in of ${user.user_name} was refused.`,
    ...(user === undefined ? {} : { userUid: user.uid, organizationUid: user.organization_uid }),
  })
}

async function password(state: ConsoleState, form: TokenForm): Promise<TokenReply> {
  const user = userBySignInName(state.store, form.username ?? '')
  const login =
    user &&
    loginsOfUser(state.store, user.uid).find((one) => one.provider === 'WIN' || one.provider === 'VSPC')
  const isRight = await passwordMatches(form.password ?? '', user?.password ?? null)
  if (!isRight || user === undefined || !maySignIn(state, login)) {
    noteFailure(state, user)
    await state.wait(state.options.get('refusal-delay-ms'))
    throw wrongPassword()
  }
  const subject = subjectOf(state, login, form.readOnly === true)
  if (secondFactor(state, user) !== undefined) {
    return {
      status: Number(state.options.get('mfa-status')),
      result: {
        ...nothing,
        mfa_token: issueToken(state, 'mfa', subject),
        expires_in: expiresIn(state, 'mfa'),
      },
    }
  }
  if (user.mfa_policy !== 'Disabled') {
    throw oauthRefusal('invalid_request', 'MFA must be set up in the web console first.')
  }
  return signedIn(state, subject)
}

async function mfa(state: ConsoleState, form: TokenForm): Promise<TokenReply> {
  const token = findToken(state, 'mfa', form.mfa_token ?? '')
  const login = token && loginById(state.store, token.login_id)
  if (token === undefined || !maySignIn(state, login)) throw gone('MFA token')
  const subject = subjectOf(state, login, token.read_only === 1 || form.readOnly === true)
  const secret = secondFactor(state, subject.user)?.totp_secret
  if (!secret || !(await codeMatches(secret, form.mfa_code ?? '', state.clock.now()))) {
    countFailure(state, token.digest)
    noteFailure(state, subject.user)
    throw oauthRefusal('invalid_grant', 'The verification code is wrong.')
  }
  if (!endToken(state, token.digest)) throw gone('MFA token')
  return signedIn(state, subject)
}

async function refresh(state: ConsoleState, form: TokenForm): Promise<TokenReply> {
  const token = findToken(state, 'refresh', form.refresh_token ?? '')
  const login = token && loginById(state.store, token.login_id)
  if (token === undefined || !maySignIn(state, login)) throw gone('refresh token')
  const subject = subjectOf(state, login, token.read_only === 1 || form.readOnly === true)
  if (state.options.get('refresh') === 'rotate') endToken(state, token.digest)
  return session(state, subject)
}

async function publicKey(state: ConsoleState, form: TokenForm): Promise<TokenReply> {
  const text = Buffer.from(form.public_key ?? '', 'base64').toString('utf8')
  const login = loginByPublicKey(state.store, text)
  const key = parsePublicXml(text)
  if (!maySignIn(state, login) || !loginScopes(login).includes('rest') || typeof key === 'string') {
    noteFailure(state, login && userByUid(state.store, login.user_uid))
    throw oauthRefusal('invalid_grant', 'The public key is not known.')
  }
  const subject = subjectOf(state, login, login.read_only === 1 || form.readOnly === true)
  const { code, encryptedCode } = createChallenge(key, state.options)
  issueToken(state, 'challenge', subject, code)
  return {
    status: 200,
    result: { ...nothing, encrypted_code: encryptedCode, expires_in: expiresIn(state, 'challenge') },
  }
}

async function authorizationCode(state: ConsoleState, form: TokenForm): Promise<TokenReply> {
  const token = findToken(state, 'challenge', form.code ?? '')
  const login = token && loginById(state.store, token.login_id)
  if (token === undefined || !maySignIn(state, login)) throw gone('code')
  endToken(state, token.digest)
  return signedIn(state, subjectOf(state, login, token.read_only === 1 || form.readOnly === true))
}

async function impersonate(state: ConsoleState, form: TokenForm): Promise<TokenReply> {
  const token = findToken(state, 'refresh', form.refresh_token ?? '')
  const login = token && loginById(state.store, token.login_id)
  if (token === undefined || !maySignIn(state, login)) throw gone('refresh token')
  const actor = subjectOf(state, login, token.read_only === 1)
  const target = userByUid(state.store, form.userUid ?? '')
  const visible = visibleOrganizations(state, actor.user).some((one) => one.uid === target?.organization_uid)
  const targetLogin =
    target &&
    loginsOfUser(state.store, target.uid).find((one) => one.provider === 'WIN' || one.provider === 'VSPC')
  if (!target || !visible || !mayImpersonate(actor.user.role) || !maySignIn(state, targetLogin)) {
    throw oauthRefusal('invalid_request', 'The user cannot be acted for.')
  }
  addActivity(state, {
    type: 'UserImpersonationSuccessful',
    message: `User ${actor.user.user_name} acts as ${target.user_name}.`,
    userUid: target.uid,
    organizationUid: target.organization_uid,
  })
  return session(state, subjectOf(state, targetLogin, actor.readOnly || form.readOnly === true))
}

const grants: Readonly<Record<string, (state: ConsoleState, form: TokenForm) => Promise<TokenReply>>> = {
  password,
  mfa,
  refresh_token: refresh,
  public_key: publicKey,
  authorization_code: authorizationCode,
  as: impersonate,
}

export const isKnownGrant = (name: unknown) => typeof name === 'string' && Object.hasOwn(grants, name)

export function issueTokens(state: ConsoleState, form: TokenForm): Promise<TokenReply> {
  const grant = grants[form.grant_type]
  if (grant === undefined) throw oauthRefusal('unsupported_grant_type', 'The grant type is not known.')
  return grant(state, form)
}
