// Lists the keys of a console: which operation for which role, Simple and Advanced apart, and what to do when one is refused.
import { AppError } from '../../src-shared/errors'
import type { KeyRecord } from '../../src-shared/key'
import type { Log } from '../log/log'
import type { Ask, Bearer } from './ask'
import { PagingMeta, readLogin, readOrganizationName } from './console-wire'
import type { HttpTarget } from './http-port'
import { readPages, type WholeList } from './paging'
import { advancedKeyColumns, equalsIgnoringCase, keyColumns, query, select } from './query'

export interface KeyListing {
  readonly records: KeyRecord[]
  /** False: the console's list ended early, part of it could not be read, or only a part was allowed. */
  readonly complete: boolean
}

export interface ListRequest {
  /** Role, organization and uid of the person who asks. */
  readonly role: string
  readonly organizationUid: string
  readonly userUid: string
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((read: number, total: number | null) => void) | undefined
}

export type Progress = (read: number, total: number | null) => void

const isRefusal = (error: unknown, ...codes: readonly AppError['code'][]) =>
  error instanceof AppError && codes.includes(error.code)

const idOf = (member: string) => (item: unknown) => {
  const value = typeof item === 'object' && item !== null ? Reflect.get(item, member) : undefined
  return typeof value === 'string' ? value : null
}

/** Identities as records; everything that is no key is left behind here (decisions D13). */
export function keyRecords(items: readonly unknown[], log: Log): KeyListing {
  const records: KeyRecord[] = []
  let unreadable = 0
  let privateOnes = 0
  for (const item of items) {
    const read = readLogin(item)
    if (read.kind === 'unreadable') unreadable += 1
    if (read.kind !== 'key') continue
    if (read.hadPrivateElements) privateOnes += 1
    records.push(read.record)
  }
  if (unreadable > 0) log.event('keys.unreadable', { count: unreadable })
  if (privateOnes > 0) log.event('security.private-elements-listed', { count: privateOnes })
  return { records, complete: unreadable === 0 }
}

export function createKeyList({ ask, log, parallel }: { ask: Ask; log: Log; parallel: number }) {
  /** Every page of one paged operation. */
  function pages(
    target: HttpTarget,
    bearer: Bearer,
    from: { action: string; path: string; values: Parameters<typeof query>[0]; id: string },
    signal?: AbortSignal,
    onProgress?: Progress,
  ): Promise<WholeList> {
    return readPages({
      parallel,
      onProgress,
      idOf: idOf(from.id),
      async page(offset, limit) {
        const path = from.path + query({ limit, offset, ...from.values })
        const { data, whole } = await ask.ask(target, {
          action: from.action,
          method: 'GET',
          path,
          bearer,
          signal,
        })
        if (!Array.isArray(data)) throw new AppError('bad-response', { reason: 'no-list' })
        const meta = PagingMeta.safeParse(whole)
        return { items: data, total: meta.success ? (meta.data.meta?.pagingInfo?.total ?? null) : null }
      },
    })
  }

  /**
   * The keys behind one list operation. Simple and Advanced keys are asked for apart, so that `parameters` is never even
   * requested for a Simple key and no row is read twice. Where the filter is refused (U13) everything comes in one list.
   */
  async function keysAt(
    target: HttpTarget,
    bearer: Bearer,
    path: string,
    request: ListRequest,
  ): Promise<KeyListing> {
    const counts = new Map<string, [number, number | null]>()
    const note = (kind: string) => (read: number, total: number | null) => {
      counts.set(kind, [read, total])
      const all = [...counts.values()]
      const known = all.every(([, of]) => of !== null) && counts.size === 2
      request.onProgress?.(
        all.reduce((sum, [one]) => sum + one, 0),
        known ? all.reduce((sum, [, of]) => sum + (of ?? 0), 0) : null,
      )
    }
    const of = async (provider: string, columns: readonly object[]) => {
      const values = { filter: equalsIgnoringCase('identityProviderName', provider), select: columns }
      const from = { action: 'list-keys', path, values, id: 'id' }
      return pages(target, bearer, from, request.signal, note(provider))
    }
    let lists: readonly WholeList[]
    try {
      lists = await Promise.all([of('AK', keyColumns), of('AA', advancedKeyColumns)])
    } catch (error) {
      if (!isRefusal(error, 'request-refused')) throw error
      log.event('keys.filter-refused')
      const from = { action: 'list-keys', path, values: { select: advancedKeyColumns }, id: 'id' }
      lists = [await pages(target, bearer, from, request.signal, request.onProgress)]
    }
    const read = keyRecords(
      lists.flatMap((list) => list.items),
      log,
    )
    // A console that ignores the filter sends every key in both lists; the one with its public key wins.
    const byId = new Map<string, KeyRecord>()
    for (const record of read.records) {
      const other = byId.get(record.id)
      byId.set(record.id, other?.publicKey ? other : record)
    }
    return { records: [...byId.values()], complete: read.complete && lists.every((list) => list.complete) }
  }

  const organizationKeys = (uid: string) => `/organizations/${encodeURIComponent(uid)}/keys`

  /** One call per organization (12.4); what one refuses makes the whole incomplete. */
  async function byOrganization(
    target: HttpTarget,
    bearer: Bearer,
    request: ListRequest,
  ): Promise<KeyListing> {
    const values = { select: select(['instanceUid', 'name', 'type']) }
    const from = { action: 'list-organizations', path: '/organizations', values, id: 'instanceUid' }
    const organizations = await pages(target, bearer, from, request.signal)
    const all = new Map<string, KeyRecord>()
    let complete = organizations.complete
    for (const item of organizations.items) {
      const organization = readOrganizationName(item)
      if (organization === null) continue
      try {
        const one = await keysAt(target, bearer, organizationKeys(organization.uid), {
          ...request,
          onProgress: undefined,
        })
        for (const record of one.records) all.set(record.id, record)
        complete &&= one.complete
        request.onProgress?.(all.size, null)
      } catch (error) {
        if (!isRefusal(error, 'forbidden', 'not-found', 'request-refused')) throw error
        complete = false
      }
    }
    return { records: [...all.values()], complete }
  }

  /** Keys visible to the person: companies by their organization, all others by every identity they may see. */
  async function listKeys(target: HttpTarget, bearer: Bearer, request: ListRequest): Promise<KeyListing> {
    const everything = () => keysAt(target, bearer, '/users/logins', request)
    const ways = request.role.startsWith('Company')
      ? [() => keysAt(target, bearer, organizationKeys(request.organizationUid), request), everything]
      : [everything, () => byOrganization(target, bearer, request)]
    for (const way of ways) {
      try {
        return await way()
      } catch (error) {
        if (!isRefusal(error, 'forbidden', 'not-found', 'request-refused')) throw error
        log.event('keys.list-refused', { code: error instanceof AppError ? error.code : 'internal' })
      }
    }
    // Last resort: the person's own identities.
    const path = `/users/${encodeURIComponent(request.userUid)}/logins${query({ select: advancedKeyColumns })}`
    const { data } = await ask.ask(target, {
      action: 'list-keys',
      method: 'GET',
      path,
      bearer,
      signal: request.signal,
    })
    const own = keyRecords(Array.isArray(data) ? data : [], log)
    return { records: own.records, complete: false }
  }

  return { listKeys, pages }
}
