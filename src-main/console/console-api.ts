// The console's operations as functions: a target, a bearer value and inputs in; shared values out.
import { AppError } from '../../src-shared/errors'
import type { KeyRecord, Organization, Owner } from '../../src-shared/key'
import type { Log } from '../log/log'
import { createActivityLog } from './activity-log'
import { type ActionStatus, type Bearer, createAsk } from './ask'
import {
  AboutInfo,
  readCompany,
  readLogin,
  readOrganizationName,
  readUser,
  type WireUser,
} from './console-wire'
import type { HttpPort, HttpTarget } from './http-port'
import { createKeyCreation } from './key-creation'
import { createKeyList, keyRecords, type ListReading } from './key-list'
import {
  advancedKeyColumns,
  companyColumns,
  olderColumns,
  query,
  resellerColumns,
  segment,
  select,
  userColumns,
} from './query'
import { requestToken, type TokenAnswer, type TokenForm } from './token'
import { createTransport } from './transport'

interface Deps {
  readonly http: HttpPort
  readonly log: Log
  /** UUID for `X-Request-id`. */
  readonly newRequestId: () => string
  /** Rejects with AppError `cancelled` when the signal fires. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly monotonic: () => number
}

interface KeyPlace {
  readonly userUid: string
  readonly id: string
}

const parallel = 4
const known = <T>(items: readonly (T | null)[]) => items.filter((one) => one !== null)

export function createConsoleApi(deps: Deps) {
  const { log } = deps
  const transport = createTransport(deps)
  const ask = createAsk({ ...deps, transport })
  const list = createKeyList({ ask, log, parallel })
  const creation = createKeyCreation({ transport, ask, log })
  const activity = createActivityLog({ ask, log })

  const get = (target: HttpTarget, bearer: Bearer, action: string, path: string, signal?: AbortSignal) =>
    ask.ask(target, { action, method: 'GET', path, bearer, signal })

  const loginPath = ({ userUid, id }: KeyPlace) => {
    if (!/^-?\d{1,19}$/.test(id)) throw new AppError('invalid-input', { reason: 'id' })
    return `/users/${segment(userUid)}/logins/${id}`
  }

  function keyFrom(data: unknown): KeyRecord {
    const read = readLogin(data)
    if (read.kind === 'other') throw new AppError('not-a-key')
    if (read.kind === 'unreadable') throw new AppError('bad-response', { reason: 'no-key' })
    if (read.hadPrivateElements) log.event('security.private-elements-listed', { count: 1 })
    return read.record
  }

  /**
   * Whether a console answers there (vspc-rest.md section 13): `GET /about` without a token. 401 with or without body means
   * yes; 200 an older one that answers openly. Throws `not-a-console` for anything else that answered.
   */
  async function probe(target: HttpTarget, signal?: AbortSignal): Promise<void> {
    try {
      const answer = await transport.send(target, { action: 'probe', method: 'GET', path: '/about', signal })
      const body = answer.body.toString('utf8')
      if (!/"serverVersion"/.test(body)) throw new AppError('not-a-console', { status: answer.status })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const { status = 0 } = error.detail
      // A console in trouble or throttling is still a console.
      if (error.code === 'sign-in-over' || error.code === 'forbidden' || error.code === 'rate-limited') return
      if (error.code === 'server-fault' && status === 520) return
      if (error.code === 'not-found' || error.code === 'request-refused' || error.code === 'server-fault')
        throw new AppError('not-a-console', { status })
      throw error
    }
  }

  const token = (target: HttpTarget, form: TokenForm, signal?: AbortSignal): Promise<TokenAnswer> =>
    requestToken(transport, target, form, signal)

  async function currentUser(target: HttpTarget, bearer: Bearer, signal?: AbortSignal): Promise<WireUser> {
    const path = `/users/me${query({ select: userColumns })}`
    const user = readUser((await get(target, bearer, 'current-user', path, signal)).data)
    if (user === null) throw new AppError('bad-response', { reason: 'no-user' })
    return user
  }

  /** Build number such as `9.2.0.33215`. Throws `forbidden` for most roles. */
  async function serverVersion(target: HttpTarget, bearer: Bearer): Promise<string | null> {
    const about = AboutInfo.safeParse((await get(target, bearer, 'about', '/about')).data)
    return about.success ? (about.data.serverVersion ?? null) : null
  }

  async function organization(target: HttpTarget, bearer: Bearer, uid: string) {
    const columns = query({ select: select(['instanceUid', 'name', 'type']) })
    const path = `/organizations/${segment(uid)}${columns}`
    return readOrganizationName((await get(target, bearer, 'organization', path)).data)
  }

  /** Companies or resellers with their REST access. */
  async function companies(
    target: HttpTarget,
    bearer: Bearer,
    type: 'company' | 'reseller',
    reading?: ListReading,
  ): Promise<Organization[]> {
    const from = {
      action: 'list-organizations',
      path: type === 'company' ? '/organizations/companies' : '/organizations/resellers',
      id: 'instanceUid',
      read: (item: unknown) => readCompany(item, type),
    }
    const read = (columns: readonly object[]) =>
      list.pages(target, bearer, { ...from, values: { select: columns } }, reading)
    const columns = type === 'company' ? companyColumns : resellerColumns
    try {
      return known((await read(columns)).items)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'request-refused') throw error
      return known((await read(olderColumns(columns))).items)
    }
  }

  async function listUsers(target: HttpTarget, bearer: Bearer, reading?: ListReading): Promise<Owner[]> {
    const from = {
      action: 'list-users',
      path: '/users',
      values: { select: userColumns },
      id: 'instanceUid',
      read: (item: unknown) => readUser(item)?.owner ?? null,
    }
    return known((await list.pages(target, bearer, from, reading)).items)
  }

  /** Keys of one owner, public keys included (recovery compares them). */
  async function listUserLogins(
    target: HttpTarget,
    bearer: Bearer,
    userUid: string,
    signal?: AbortSignal,
  ): Promise<KeyRecord[]> {
    const path = `/users/${segment(userUid)}/logins${query({ select: advancedKeyColumns })}`
    const { data } = await get(target, bearer, 'list-user-keys', path, signal)
    if (!Array.isArray(data)) throw new AppError('bad-response', { reason: 'no-list' })
    const { records, complete } = keyRecords(data.map(readLogin), log)
    // Recovery concludes from what is missing here, so a list with gaps is no list.
    if (!complete) throw new AppError('bad-response', { reason: 'unreadable-rows' })
    return records
  }

  /** Throws `not-found`, and `not-a-key` for any identity that is neither `AK` nor `AA`. */
  async function getKey(
    target: HttpTarget,
    bearer: Bearer,
    userUid: string,
    id: string,
    signal?: AbortSignal,
  ): Promise<KeyRecord> {
    const path = loginPath({ userUid, id }) + query({ select: advancedKeyColumns })
    return keyFrom((await get(target, bearer, 'read-key', path, signal)).data)
  }

  /**
   * Changes the description or the status. The spelling of patch paths is uncertain (U6), so a refusal is answered once
   * with the other casing. The caller compares the answer with what was wanted.
   */
  async function patchKey(
    target: HttpTarget,
    bearer: Bearer,
    place: KeyPlace,
    change: { readonly description: string } | { readonly status: 'enabled' | 'disabled' },
  ): Promise<KeyRecord> {
    const [value, spellings] =
      'description' in change
        ? [change.description, ['/Description', '/description']]
        : [change.status, ['/status', '/Status']]
    const patch = async (path: string) => {
      const bytes = Buffer.from(JSON.stringify([{ op: 'replace', path, value }]), 'utf8')
      const body = { type: 'application/json', bytes }
      const exchange = {
        action: 'change-key',
        method: 'PATCH',
        path: loginPath(place),
        bearer,
        body,
      } as const
      return keyFrom((await ask.ask(target, exchange)).data)
    }
    try {
      return await patch(spellings[0] ?? '')
    } catch (error) {
      const { status, productCode, parameter } = error instanceof AppError ? error.detail : {}
      const aboutPath = status === 400 && /path/i.test(String(parameter ?? ''))
      if (productCode !== 1001 && !aboutPath) throw error
      return patch(spellings[1] ?? '')
    }
  }

  /** Deletes an identity of any kind, so callers re-read it first and refuse all but keys (12.6). */
  async function deleteKey(target: HttpTarget, bearer: Bearer, place: KeyPlace): Promise<void> {
    await ask.ask(target, { action: 'delete-key', method: 'DELETE', path: loginPath(place), bearer })
  }

  /** Throws `not-found` when the console does not know the action. */
  const asyncAction = (
    target: HttpTarget,
    bearer: Bearer,
    opId: string,
    signal?: AbortSignal,
  ): Promise<ActionStatus> => ask.actionStatus(target, bearer, opId, signal)

  return {
    probe,
    token,
    currentUser,
    serverVersion,
    organization,
    companies,
    listUsers,
    listKeys: list.listKeys,
    listUserLogins,
    getKey,
    patchKey,
    deleteKey,
    asyncAction,
    ...creation,
    ...activity,
  }
}

export type ConsoleApi = ReturnType<typeof createConsoleApi>
