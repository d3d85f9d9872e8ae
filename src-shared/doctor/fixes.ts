// Who can do what about a failed check, as seen by the person who asks.
import type { SignedInUser } from '../connection'
import type { KeyRecord } from '../key'
import { rightsOf } from '../rights'
import type { DoctorReason, Fix, Fixer, FixStep } from './diagnosis'

type Choose = (user: SignedInUser | null, key: KeyRecord) => Fixer

/** A read-only key changes nothing, whatever the role of its owner. */
const mayChange = (user: SignedInUser | null, right: keyof ReturnType<typeof rightsOf>) =>
  user !== null && user.readOnly !== true && rightsOf(user.role)[right]

const isProvider = (user: SignedInUser | null) => user?.role === 'PortalAdministrator'

/** Settings of a company or reseller: the provider's, and a reseller's for its companies, never one's own. */
function organizations(user: SignedInUser | null, key: KeyRecord): Fixer {
  if (user === null || user.organizationType === 'company') return 'provider'
  if (isProvider(user)) return 'you'
  return rightsOf(user.role).create && key.companyUid !== user.organizationUid ? 'you' : 'provider'
}

/** Users are enabled by the administrators of their own organization and by the provider's. */
function people(user: SignedInUser | null, key: KeyRecord): Fixer {
  if (isProvider(user)) return 'you'
  if (user !== null && user.organizationUid === key.companyUid)
    return rightsOf(user.role).create ? 'you' : 'key-administrators'
  return 'company'
}

function keySwitch(user: SignedInUser | null): Fixer {
  return mayChange(user, 'setEnabled') ? 'you' : 'key-administrators'
}

const replacement: Choose = (user) => (mayChange(user, 'create') ? 'you' : 'key-administrators')

/** Keys are made for oneself. */
function newKey(user: SignedInUser | null, key: KeyRecord): Fixer {
  if (user === null || user.userUid !== key.userUid) return 'owner'
  return mayChange(user, 'create') ? 'you' : 'key-administrators'
}

const consoleStaff: Choose = () => 'console-staff'
const provider: Choose = (user) => (isProvider(user) ? 'you' : 'provider')

const fixes: Partial<Record<DoctorReason, readonly [Choose, FixStep]>> = {
  'no-answer': [consoleStaff, 'check-network'],
  'not-a-console': [consoleStaff, 'check-address'],
  'certificate-changed': [() => 'you', 'review-certificate'],
  'certificate-untrusted': [consoleStaff, 'repair-certificate'],
  'no-handshake': [consoleStaff, 'repair-certificate'],
  'version-too-old': [provider, 'update-console'],
  'disabled-by-hand': [keySwitch, 'enable-key'],
  'off-by-system': [provider, 'look-in-console'],
  'disabled-unknown': [provider, 'look-in-console'],
  'status-unknown': [provider, 'look-in-console'],
  'owner-disabled': [people, 'enable-owner'],
  'owner-enabled-again': [provider, 'look-in-console'],
  // Nobody can make a key for somebody who is gone.
  'owner-gone': [replacement, 'replace-key'],
  'company-disabled': [organizations, 'enable-company'],
  'company-active-again': [provider, 'look-in-console'],
  'reseller-disabled': [provider, 'enable-reseller'],
  'tenant-disabled': [provider, 'enable-tenant'],
  'rest-off': [organizations, 'switch-rest-on'],
  'reseller-rest-off': [provider, 'switch-reseller-rest-on'],
  'component-missing': [organizations, 'look-in-console'],
  'scope-without-rest': [newKey, 'create-rest-key'],
}

/** Null for reasons that are no failure. */
export function fixFor(reason: DoctorReason, user: SignedInUser | null, key: KeyRecord): Fix | null {
  const found = fixes[reason]
  return found ? { who: found[0](user, key), step: found[1] } : null
}
