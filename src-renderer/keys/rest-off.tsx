// Region that says whose REST access is off, what follows, and who can change it; other words for the provider's staff.
import type { SignedInUser } from '../../src-shared/connection'
import type { Inventory, KeyRecord, Organization } from '../../src-shared/key'
import { isolatedText } from '../../src-shared/neutral-text'
import { rightsOf } from '../../src-shared/rights'
import { Banner } from '../parts/banner'
import { CopyText } from '../parts/copy-text'
import { BlockedIcon } from '../parts/icons'

const known = new WeakMap<readonly KeyRecord[], ReadonlySet<string | null>>()

/** Uids of the companies that have keys; once per list, since this is asked for at every drawing. */
function companiesOf(keys: readonly KeyRecord[]): ReadonlySet<string | null> {
  const companies = known.get(keys) ?? new Set(keys.map((key) => key.companyUid))
  known.set(keys, companies)
  return companies
}

/** Organizations without REST access that matter here: the person's own, and those with keys in the list. */
export function withoutRest(inventory: Inventory, user: SignedInUser | null): Organization[] {
  const off = inventory.organizations.filter((one) => one.restAccess === false)
  if (off.length === 0) return off
  const companies = companiesOf(inventory.keys)
  return off.filter((one) => companies.has(one.uid) || one.uid === user?.organizationUid)
}

const mostNamed = 3

function listed(names: readonly string[]): string {
  const shown = names.length > mostNamed ? names.slice(0, mostNamed - 1) : names.slice(0, -1)
  const rest = names.length - shown.length
  const last = rest > 1 ? `${rest} more companies` : (names.at(-1) ?? '')
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}

const possessive = (name: string) => (name.endsWith('s') ? `${name}’` : `${name}’s`)

/** Who can switch it on, for the person who reads it. */
function whoCan(user: SignedInUser | null, organizations: readonly Organization[]): string {
  const one = organizations.length === 1
  const where = `it is a setting of ${one ? 'the company' : 'each company'}`
  const own = organizations.some((org) => org.uid === user?.organizationUid)
  if (user?.organizationType === 'company' || own)
    return `Only the provider can switch it on again; ${where}.`
  if (user !== null && rightsOf(user.role).create)
    return `You can switch it on again in the console; ${where}.`
  return `An administrator of the provider can switch it on again in the console; ${where}.`
}

export function restOffText(user: SignedInUser | null, organizations: readonly Organization[]): string {
  const names = organizations.map((one) => isolatedText(one.name))
  const one = organizations.length === 1
  const whose = one
    ? `${possessive(names[0] ?? '')} REST access was switched off, so its`
    : `REST access was switched off for ${listed(names)}, so their`
  const their = one ? 'its' : 'their'
  return `${whose} Simple keys and ${their} keys for 3rd party integrations do not work. ${whoCan(user, organizations)}`
}

interface RestOffProps {
  readonly organizations: readonly Organization[]
  readonly user: SignedInUser | null
  readonly origin: string
}

export function RestOff({ organizations, user, origin }: RestOffProps) {
  if (organizations.length === 0) return null
  const names = listed(organizations.map((one) => isolatedText(one.name)))
  const needsProvider =
    user?.organizationType === 'company' || organizations.some((one) => one.uid === user?.organizationUid)
  const message = `Please switch on REST access for ${names} in the Service Provider Console (${origin}). It is a setting of the company. Until then our API keys do not work.`
  return (
    <Banner
      title="REST access is off"
      tone="warning"
      icon={BlockedIcon}
      {...(needsProvider
        ? { actions: <CopyText text={message} label="Copy message to provider" variant="plain" /> }
        : {})}
    >
      {restOffText(user, organizations)}
    </Banner>
  )
}
