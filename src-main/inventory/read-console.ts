// Reads everything the list needs from a console in one go: keys, their owners, and the organizations' REST access.
import type { SignedInUser } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Inventory, Organization } from '../../src-shared/key'
import type { Bearer } from '../console/ask'
import type { ConsoleApi } from '../console/console-api'
import type { HttpTarget } from '../console/http-port'

export type ReadApi = Pick<ConsoleApi, 'listKeys' | 'listUsers' | 'companies'>
type ConsoleContent = Pick<Inventory, 'keys' | 'owners' | 'organizations' | 'complete'>

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
  onProgress: (read: number, total: number | null) => void,
): Promise<ConsoleContent> {
  const { role, organizationUid, userUid } = user
  const [listing, owners, companies, resellers] = await Promise.all([
    api.listKeys(target, bearer, { role, organizationUid, userUid, signal, onProgress }),
    orNone(api.listUsers(target, bearer, signal)),
    orNone(api.companies(target, bearer, 'company', signal)),
    orNone(api.companies(target, bearer, 'reseller', signal)),
  ])
  return {
    keys: listing.records,
    complete: listing.complete,
    owners,
    organizations: withOwn([...companies, ...resellers], user),
  }
}
