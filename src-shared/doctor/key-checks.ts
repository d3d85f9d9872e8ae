// The key doctor's checks of what the console says of the key: its status, owner, company, scopes and its owner's role.
import type { KeyRecord, Organization } from '../key'
import type { CheckResult, DoctorInput, DoctorReason } from './diagnosis'

const isRaw = (key: KeyRecord, raw: string) => key.status.raw.toLowerCase() === raw.toLowerCase()

/** A status that names its cause elsewhere is no failure yet: the check of that cause is, and says more. */
function status({ key }: DoctorInput): CheckResult {
  const check = 'status'
  const facts = { raw: key.status.raw }
  const failed = (reason: DoctorReason): CheckResult => ({ check, verdict: 'failed', reason, facts })
  const points = (reason: DoctorReason): CheckResult => ({ check, verdict: 'unknown', reason, facts })
  switch (key.status.word) {
    case 'enabled':
      return { check, verdict: 'fine', reason: 'enabled', facts }
    case 'disabled':
      return failed('disabled-by-hand')
    case 'owner-off':
      return points('follows-owner')
    case 'company-off':
      return points('follows-company')
    case 'rest-off':
      return points('follows-rest-access')
    case 'off-by-system':
      return failed('off-by-system')
    case 'unknown':
      // Whatever is not `enabled` does not work (vspc-rest.md 12.1).
      return failed(/^disabled/i.test(key.status.raw) ? 'disabled-unknown' : 'status-unknown')
  }
}

const signedIn = ({ session: { sign } }: DoctorInput) =>
  sign.kind === 'active' || sign.kind === 'offline' ? sign.user : null

const ownerOf = ({ inventory, key }: DoctorInput) =>
  inventory.owners.find((one) => one.userUid === key.userUid)

/** MFA plays no part: a key signs in without a code. */
function owner(input: DoctorInput): CheckResult {
  const { key, inventory } = input
  const check = 'owner'
  const found = ownerOf(input)
  const facts = { owner: key.userName, ...(found ? { role: found.role } : {}) }
  const is = (verdict: CheckResult['verdict'], reason: DoctorReason): CheckResult => ({
    check,
    verdict,
    reason,
    facts,
  })
  if (found?.status === 'disabled') return is('failed', 'owner-disabled')
  if (key.status.word === 'owner-off') {
    if (found?.status === 'enabled') return is('failed', 'owner-enabled-again')
    // A list of users was read, and this one is not in it.
    const isGone = !found && inventory.owners.length > 0 && inventory.complete
    return is('failed', isGone ? 'owner-gone' : 'owner-disabled')
  }
  if (found?.status === 'enabled') return is('fine', 'owner-enabled')
  // Who is not disabled could sign in.
  if (signedIn(input)?.userUid === key.userUid) return is('fine', 'owner-is-you')
  return is('unknown', found ? 'owner-unknown' : 'owner-not-listed')
}

const forPlugins = (key: KeyRecord) => key.scopes.includes('integration') && !key.scopes.includes('rest')

/** Why the company or what is above it is off, or null. A disabled reseller disables its companies (vspc-rest.md 15.2). */
function switchedOff(
  key: KeyRecord,
  company: Organization | undefined,
  reseller: Organization | undefined,
): DoctorReason | null {
  if (key.status.word === 'company-off' && isRaw(key, 'disabledDueToTenant')) return 'tenant-disabled'
  if (reseller?.active === false) return 'reseller-disabled'
  if (company?.active === false) return 'company-disabled'
  if (key.status.word !== 'company-off') return null
  return company?.active === true ? 'company-active-again' : 'company-disabled'
}

function companyFacts(key: KeyRecord, reseller: Organization | undefined) {
  return { company: key.companyName, ...(reseller ? { reseller: reseller.name } : {}) }
}

/** The company as a whole, then its REST access: what reaches all of its keys at once. */
function restAccess(input: DoctorInput): CheckResult {
  const { key, inventory } = input
  const check = 'rest-access'
  const { organizations } = inventory
  const company = organizations.find((one) => one.uid === key.companyUid)
  const reseller = organizations.find((one) => company?.resellerUid && one.uid === company.resellerUid)
  const facts = companyFacts(key, reseller)
  const is = (verdict: CheckResult['verdict'], reason: DoctorReason): CheckResult => ({
    check,
    verdict,
    reason,
    facts,
  })
  const off = switchedOff(key, company, reseller)
  if (off !== null) return is('failed', off)
  if (key.status.word === 'rest-off') {
    if (company?.restAccess === false) return is('failed', 'rest-off')
    return is('failed', reseller?.restAccess === false ? 'reseller-rest-off' : 'component-missing')
  }
  if (company?.type === 'provider') return is('fine', 'provider-has-no-switch')
  // Keys for built-in plugins are not among those that the switch reaches (vspc-rest.md 15.2).
  if (forPlugins(key)) return is('fine', 'plugins-need-no-rest')
  if (!company) return is('unknown', 'company-not-listed')
  if (company.restAccess === false) return is('failed', 'rest-off')
  // Whether the reseller's switch reaches the keys of its companies is not published; the console calls this one enabled.
  if (reseller?.restAccess === false) return is('unknown', 'reseller-rest-off-perhaps')
  return company.restAccess === true ? is('fine', 'rest-on') : is('unknown', 'rest-not-told')
}

function scope({ key }: DoctorInput): CheckResult {
  const check = 'scope'
  const facts = { scopes: key.scopes.join(', ') }
  if (key.scopes.includes('rest')) return { check, verdict: 'fine', reason: 'scope-rest', facts }
  if (forPlugins(key)) return { check, verdict: 'unknown', reason: 'plugins-only', facts }
  // Old identities come without any (vspc-rest.md 12.1).
  if (key.scopes.every((one) => one.toLowerCase() === 'unknown'))
    return { check, verdict: 'unknown', reason: 'scopes-not-told', facts }
  return { check, verdict: 'failed', reason: 'scope-without-rest', facts }
}

/** Roles that may not even list users (vspc-rest.md 10): their keys are refused much. */
const narrowRoles: ReadonlySet<string> = new Set([
  'CompanyLocationUser',
  'CompanySubtenant',
  'CompanyInvoiceAuditor',
  'ResellerUser',
  'ResellerInvoiceAuditor',
])

/** A key can do what its owner can; that never makes it dead, but explains a 403. */
function role(input: DoctorInput): CheckResult {
  const user = signedIn(input)
  const own = user?.userUid === input.key.userUid ? user?.role : undefined
  const name = ownerOf(input)?.role ?? own ?? ''
  const check = 'role'
  if (name === '' || name.toLowerCase() === 'unknown')
    return { check, verdict: 'unknown', reason: 'role-not-told', facts: {} }
  const facts = { role: name, access: input.key.readOnly ? 'read-only' : 'read-write' }
  return narrowRoles.has(name)
    ? { check, verdict: 'unknown', reason: 'role-narrow', facts }
    : { check, verdict: 'fine', reason: 'role-known', facts }
}

export const keyChecks = (input: DoctorInput): CheckResult[] => [
  status(input),
  owner(input),
  restAccess(input),
  scope(input),
  role(input),
]
