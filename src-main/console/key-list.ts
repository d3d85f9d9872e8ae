// Lists the keys of a console: which operation for which role, Simple and Advanced apart, and what to do when one is refused.
import { AppError, codeOf } from '../../src-shared/errors'
import type { KeyRecord } from '../../src-shared/key'
import type { Log } from '../log/log'
import type { Ask, Bearer } from './ask'
import { PagingMeta, type ReadLogin, readLogin, readOrganizationName } from './console-wire'
import type { HttpTarget } from './http-port'
import { mostRows, readPages, type WholeList } from './paging'
import { advancedKeyColumns, equalsIgnoringCase, keyColumns, query, segment, select } from './query'
import type { Patience } from './transport'

interface KeyListing {
  readonly records: KeyRecord[]
  /** False: the console's list ended early, part of it could not be read, or only a part was allowed. */
  readonly complete: boolean
}

/** How a whole list is read: all of it can be given up, and it can wait for a console that throttles. */
export interface ListReading {
  readonly signal?: AbortSignal | undefined
  readonly patience?: Patience | undefined
}

interface ListRequest extends ListReading {
  /** Role, organization and uid of the person who asks. */
  readonly role: string
  readonly organizationUid: string
  readonly userUid: string
  readonly onProgress?: ((read: number, total: number | null) => void) | undefined
  /** Keys as they come, in no order; the same key can come twice. */
  readonly onRecords?: ((records: readonly KeyRecord[]) => void) | undefined
}

interface PagesReading<Read> extends ListReading {
  readonly onProgress?: ListRequest['onProgress']
  readonly onRows?: ((rows: readonly Read[]) => void) | undefined
}

const isRefusal = (error: unknown, ...codes: readonly AppError['code'][]) =>
  error instanceof AppError && codes.includes(error.code)

/** What a row of a list became; `id` tells rows apart that come twice. */
interface Row<Read> {
  readonly id: string | null
  readonly read: Read
}

function rowOf<Read>(item: unknown, idMember: string, read: (item: unknown) => Read): Row<Read> {
  const id: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, idMember) : undefined
  return { id: typeof id === 'string' ? id : null, read: read(item) }
}

/** Identities as records; everything that is no key is left behind here (decisions D13). */
export function keyRecords(reads: readonly ReadLogin[], log: Log): KeyListing {
  const records: KeyRecord[] = []
  let unreadable = 0
  let privateOnes = 0
  for (const read of reads) {
    if (read.kind === 'unreadable') unreadable += 1
    if (read.kind !== 'key') continue
    if (read.hadPrivateElements) privateOnes += 1
    records.push(read.record)
  }
  if (unreadable > 0) log.event('keys.unreadable', { count: unreadable })
  if (privateOnes > 0) log.event('security.private-elements-listed', { count: privateOnes })
  return { records, complete: unreadable === 0 }
}

/** Two lists, or those of many organizations, may be longer together than one may be (decisions D27). */
function shortened({ records, complete }: KeyListing): KeyListing {
  if (records.length <= mostRows) return { records, complete }
  return { records: records.slice(0, mostRows), complete: false }
}

export function createKeyList({ ask, log, parallel }: { ask: Ask; log: Log; parallel: number }) {
  /** Every page of one paged operation. Rows are read as each page comes, while the next is on its way. */
  async function pages<Read>(
    target: HttpTarget,
    bearer: Bearer,
    from: {
      readonly action: string
      readonly path: string
      readonly values: Parameters<typeof query>[0]
      readonly id: string
      readonly read: (item: unknown) => Read
    },
    { signal, patience, onProgress, onRows }: PagesReading<Read> = {},
  ): Promise<WholeList<Read>> {
    const { items, complete } = await readPages<Row<Read>>({
      parallel,
      onProgress,
      onItems: onRows && ((rows) => onRows(rows.map(({ read }) => read))),
      idOf: (row) => row.id,
      async page(offset, limit) {
        const path = from.path + query({ limit, offset, ...from.values })
        const { data, whole } = await ask.ask(target, {
          action: from.action,
          method: 'GET',
          path,
          bearer,
          signal,
          patience,
        })
        if (!Array.isArray(data)) throw new AppError('bad-response', { reason: 'no-list' })
        const meta = PagingMeta.safeParse(whole)
        return {
          items: data.map((item: unknown) => rowOf(item, from.id, from.read)),
          total: meta.success ? (meta.data.meta?.pagingInfo?.total ?? null) : null,
        }
      },
    })
    return { items: items.map(({ read }) => read), complete }
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
    const { signal, patience } = request
    const onRows = (reads: readonly ReadLogin[]) =>
      request.onRecords?.(reads.flatMap((read) => (read.kind === 'key' ? [read.record] : [])))
    const reading = { signal, patience, onRows }
    const of = async (provider: string, columns: readonly object[]) => {
      const values = { filter: equalsIgnoringCase('identityProviderName', provider), select: columns }
      const from = { action: 'list-keys', path, values, id: 'id', read: readLogin }
      return pages(target, bearer, from, { ...reading, onProgress: note(provider) })
    }
    let lists: readonly WholeList<ReadLogin>[]
    try {
      lists = await Promise.all([of('AK', keyColumns), of('AA', advancedKeyColumns)])
    } catch (error) {
      if (!isRefusal(error, 'request-refused')) throw error
      log.event('keys.filter-refused')
      const values = { select: advancedKeyColumns }
      const from = { action: 'list-keys', path, values, id: 'id', read: readLogin }
      lists = [await pages(target, bearer, from, { ...reading, onProgress: request.onProgress })]
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
    return shortened({
      records: [...byId.values()],
      complete: read.complete && lists.every((list) => list.complete),
    })
  }

  const organizationKeys = (uid: string) => `/organizations/${segment(uid)}/keys`

  /** One call per organization (12.4); what one refuses makes the whole incomplete. */
  async function byOrganization(
    target: HttpTarget,
    bearer: Bearer,
    request: ListRequest,
  ): Promise<KeyListing> {
    const values = { select: select(['instanceUid', 'name', 'type']) }
    const from = {
      action: 'list-organizations',
      path: '/organizations',
      values,
      id: 'instanceUid',
      read: readOrganizationName,
    }
    const { signal, patience } = request
    const organizations = await pages(target, bearer, from, { signal, patience })
    const all = new Map<string, KeyRecord>()
    let complete = organizations.complete
    for (const organization of organizations.items) {
      if (organization === null) continue
      if (all.size >= mostRows) break
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
    return shortened({ records: [...all.values()], complete: complete && all.size < mostRows })
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
        log.event('keys.list-refused', { code: codeOf(error) })
      }
    }
    // Last resort: the person's own identities.
    const path = `/users/${segment(request.userUid)}/logins${query({ select: advancedKeyColumns })}`
    const { data } = await ask.ask(target, {
      action: 'list-keys',
      method: 'GET',
      path,
      bearer,
      signal: request.signal,
      patience: request.patience,
    })
    const own = keyRecords(Array.isArray(data) ? data.map(readLogin) : [], log)
    return { records: own.records, complete: false }
  }

  return { listKeys, pages }
}
