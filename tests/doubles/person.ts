// Somebody who is signed in, for tests in which it does not matter who.
import type { SignedInUser } from '../../src-shared/connection'

export const person: SignedInUser = {
  userUid: 'u',
  userName: 'n',
  role: 'PortalAdministrator',
  organizationUid: 'o',
  organizationName: 'O',
  organizationType: 'provider',
  consoleVersion: null,
}
