// Who is signed in: the user, their organization and the console's version, as far as the role may know them.
import type { SignedInUser } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Bearer } from '../console/ask'
import type { ConsoleApi } from '../console/console-api'
import type { HttpTarget } from '../console/http-port'

export type WhoApi = Pick<ConsoleApi, 'currentUser' | 'organization' | 'serverVersion'>

/** Null where the console does not tell this role; failures of the sign-in or the network pass through. */
export async function ifAllowed<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    const quiet: readonly AppError['code'][] = [
      'forbidden',
      'not-found',
      'request-refused',
      'server-fault',
      'bad-response',
    ]
    if (error instanceof AppError && quiet.includes(error.code)) return null
    throw error
  }
}

export async function whoAmI(api: WhoApi, target: HttpTarget, bearer: Bearer): Promise<SignedInUser> {
  const user = await api.currentUser(target, bearer)
  const [organization, consoleVersion] = await Promise.all([
    user.organizationUid === '' ? null : ifAllowed(api.organization(target, bearer, user.organizationUid)),
    ifAllowed(api.serverVersion(target, bearer)),
  ])
  return {
    userUid: user.userUid,
    userName: user.userName,
    role: user.role,
    organizationUid: user.organizationUid,
    organizationName: organization?.name ?? '',
    organizationType: organization?.type ?? 'unknown',
    consoleVersion,
  }
}
