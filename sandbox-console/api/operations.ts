// Every operation of the OpenAPI file except `/token`; the compiler says when one is missing.
import { mayActOnKeys, mayReadActivity, visibleOrganizations } from '../access/roles'
import { revokeTokens } from '../access/tokens'
import { newTotpSecret } from '../access/totp'
import type { ConsoleState } from '../console-state'
import { generateRsaPair } from '../keys/rsa-xml'
import { visibleLogin, visibleOrganization, visibleUser } from '../keys/visible'
import { pageOf } from '../query/page'
import { addActivity, allActivity } from '../store/activity'
import { allUsers, userView } from '../store/users'
import { wireDate } from '../store/wire-date'
import { builds } from '../version'
import type { About, AsyncActionsConfig, OperationId } from '../wire'
import { resultRetentionSeconds } from './async-actions'
import { keyOperations } from './key-operations'
import type { Call, Operation, Reply } from './operation'
import { organizationOperations } from './organization-operations'
import { badParameter, forbidden, notFound } from './refusal'

const setting = (state: ConsoleState, name: string) =>
  state.store.get<{ value: string }>('SELECT value FROM settings WHERE name = ?', name)?.value ?? ''

export const aboutConsole = (state: ConsoleState): About => ({
  installationId: setting(state, 'installation-id'),
  installationDate: wireDate(Number(setting(state, 'installed-ms'))),
  serverVersion: builds[state.version].server,
  actualVawVersion: builds[state.version].vaw,
  actualValVersion: builds[state.version].val,
  actualVamVersion: null,
  windowsManagementAgentVersion: builds[state.version].server,
  linuxManagementAgentVersion: builds[state.version].server,
  macManagementAgentVersion: builds[state.version].server,
})

async function rsaPair(call: Call): Promise<Reply> {
  const keySize = call.query.keySize ?? 2048
  // Larger sizes take minutes to generate, so the sandbox stops at 8192.
  if (keySize < 1024 || keySize > 8192 || keySize % 8 !== 0) {
    throw badParameter('keySize', 'The key size must be 1024 to 8192 bits.')
  }
  const pair = await generateRsaPair(keySize)
  call.state.canaries.add('private-key', pair.privateKey)
  return { data: pair }
}

function totpSecret(call: Call): Reply {
  const secret = newTotpSecret(call.caller.user.user_name)
  call.state.canaries.add('totp', secret.secret)
  return { data: secret }
}

function revoke(call: Call): Reply {
  const user = visibleUser(call, call.path.userUid ?? '')
  const { state, caller, query } = call
  if (user.uid !== caller.user.uid && !mayActOnKeys(state, caller.user.role, 'edit')) throw forbidden()
  const login =
    query.userLoginId === undefined
      ? undefined
      : visibleLogin({ ...call, path: { userUid: user.uid, userLoginId: query.userLoginId } })
  state.store.transaction(() => {
    revokeTokens(state, user.uid, login?.id)
    addActivity(state, {
      type: 'UserTokenRevoked',
      message: `Tokens of user ${user.user_name} were revoked.`,
      userUid: user.uid,
      organizationUid: user.organization_uid,
    })
  })
  return { data: true }
}

const usersOf = (call: Call, organizationUids: ReadonlySet<string>): Reply =>
  pageOf(
    allUsers(call.state.store)
      .filter((user) => organizationUids.has(user.organization_uid))
      .map(userView),
    call.query,
    call.members,
    call.state.options,
  )

function activityLogs(call: Call): Reply {
  const { state, query } = call
  if (!mayReadActivity(state, call.caller.user.role)) throw forbidden()
  const visible = new Set(visibleOrganizations(state, call.caller.user).map((one) => one.uid))
  const [from, to] = [query.from, query.to].map((text) => (text === undefined ? null : Date.parse(text)))
  const records = allActivity(state.store).filter(
    ({ atMs, view }) =>
      (view.organizationUid === null
        ? call.caller.organization.type === 'Provider'
        : visible.has(view.organizationUid ?? '')) &&
      (from === null || from === undefined || atMs >= from) &&
      (to === null || to === undefined || atMs <= to) &&
      (query.organizationUid === undefined || view.organizationUid === query.organizationUid) &&
      (query.userUid === undefined || view.userUid === query.userUid) &&
      (query.activityLogKind === undefined || view.activityKind === query.activityLogKind),
  )
  if (query.dateSortingDirection !== 'ascending') records.reverse()
  const { limit, offset } = query
  const page = { ...(limit === undefined ? {} : { limit }), ...(offset === undefined ? {} : { offset }) }
  return pageOf(
    records.map(({ view }) => view),
    page,
    call.members,
    state.options,
  )
}

const noAction = () => notFound('Async action')

const asyncOperations = {
  GetAsyncActionsInfo: (call: Call) => ({ data: call.actions.running(call.caller.user.uid) }),
  GetAsyncActionsConfig: () => ({
    data: { resultRetentionTime: resultRetentionSeconds } satisfies AsyncActionsConfig,
  }),
  GetAsyncActionInfo(call: Call) {
    const info = call.actions.info(call.caller.user.uid, call.path.actionId ?? '')
    if (info === undefined) throw noAction()
    return { data: info }
  },
  CancelAsyncAction(call: Call) {
    if (!call.actions.cancel(call.caller.user.uid, call.path.actionId ?? '')) throw noAction()
    return { data: null }
  },
  GetAsyncActionResult(call: Call) {
    const result = call.actions.result(call.caller.user.uid, call.path.actionId ?? '')
    if (result === undefined) throw notFound('Result')
    return { bare: result.body }
  },
  ClearAsyncActionResult(call: Call) {
    if (!call.actions.clear(call.caller.user.uid, call.path.actionId ?? '')) throw notFound('Result')
    return { data: null }
  },
}

export const operations: Readonly<Record<Exclude<OperationId, 'OAuth2IssueToken'>, Operation>> = {
  GetAboutInformation: (call) => ({ data: aboutConsole(call.state) }),
  GenerateNewRsaKeyPair: rsaPair,
  GenerateTotpSecret: totpSecret,
  GetCurrentUser: (call) => ({ data: userView(call.caller.user) }),
  GetUsers: (call) =>
    usersOf(call, new Set(visibleOrganizations(call.state, call.caller.user).map((one) => one.uid))),
  GetUser: (call) => ({ data: userView(visibleUser(call, call.path.userUid ?? '')) }),
  GetUsersByOrganization: (call) =>
    usersOf(call, new Set([visibleOrganization(call, call.path.organizationUid ?? '').uid])),
  RevokeAuthenticationToken: revoke,
  GetActivityLogs: activityLogs,
  ...keyOperations,
  ...organizationOperations,
  ...asyncOperations,
}
