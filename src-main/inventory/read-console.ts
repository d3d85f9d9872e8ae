// Reads everything the list needs from a console in one go: keys, their owners, and the organizations' REST access.
import type { SignedInUser } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Inventory, KeyRecord, Organization } from '../../src-shared/key'
import type { Bearer } from '../console/ask'
import type { ConsoleApi } from '../console/console-api'
import type { HttpTarget } from '../console/http-port'
import type { Patience } from '../console/transport'

export type ReadApi = Pick<ConsoleApi, 'listKeys' | 'listUsers' | 'companies'>
export type ConsoleContent = Pick<Inventory, 'keys' | 'owners' | 'organizations' | 'complete'>

/** Hears what comes while it comes. */
export interface ReadingListener extends Patience {
  progress(read: number, total: number | null): void
  /** In no order; the same key can come twice. */
  rows(records: readonly KeyRecord[]): void
  around(part: Partial<Pick<Inventory, 'owners' | 'organizations'>>): void
}

/** Parts that a role may not read are left empty; the keys themselves are not such a part. */
async function orNone<T>(answer: Promise<T[]>): Promise<T[]> {
  try {
    return await answer
  } catch (error) {
    const quiet: readonly AppError['code'][] = ['forbidden', 'not-found', 'request-refused']
    if (error instanceof AppError && quiet.includes(error.code)) return []
    throw error
  }
}

/** The person's own organization, where no list contains it (the provider, or a role that sees no list). */
function withOwn(listed: readonly Organization[], user: SignedInUser): Organization[] {
  if (user.organizationUid === '' || listed.some(({ uid }) => uid === user.organizationUid))
    return [...listed]
  const { organizationUid: uid, organizationName: name, organizationType: type } = user
  return [...listed, { uid, name, type, active: null, restAccess: null }]
}

export async function readConsole(
  api: ReadApi,
  target: HttpTarget,
  bearer: Bearer,
  user: SignedInUser,
  signal: AbortSignal,
  listener: ReadingListener,
): Promise<ConsoleContent> {
  const { role, organizationUid, userUid } = user
  const reading = { signal, patience: listener }

  async function ownersOf(): Promise<Inventory['owners']> {
    const owners = await orNone(api.listUsers(target, bearer, reading))
    listener.around({ owners })
    return owners
  }
  async function organizationsOf(): Promise<Organization[]> {
    const lists = await Promise.all([
      orNone(api.companies(target, bearer, 'company', reading)),
      orNone(api.companies(target, bearer, 'reseller', reading)),
    ])
    const organizations = withOwn(lists.flat(), user)
    listener.around({ organizations })
    return organizations
  }

  const [listing, owners, organizations] = await Promise.all([
    api.listKeys(target, bearer, {
      role,
      organizationUid,
      userUid,
      ...reading,
      onProgress: listener.progress,
      onRecords: listener.rows,
    }),
    ownersOf(),
    organizationsOf(),
  ])
  return { keys: listing.records, complete: listing.complete, owners, organizations }
}
