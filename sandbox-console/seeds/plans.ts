// The seeds by name: demo, empty, large=N.
import { createHash } from 'node:crypto'
import { demoKeys } from './demo-keys'
import { demoOrganizations, demoUsers } from './demo-people'
import type { PlannedKey, PlannedOrganization, PlannedUser, SeedPlan } from './plan'

const provider: PlannedOrganization = { name: 'Northgate', type: 'Provider', city: 'Leeds' }
const administrator: PlannedUser = {
  organization: 'Northgate',
  userName: 'NG-VSPC\\m.lindqvist',
  role: 'PortalAdministrator',
  firstName: 'Maja',
  lastName: 'Lindqvist',
  password: 'Demo-Lindqvist-1',
}

/** 2048 bits that look like a modulus. Nobody can use such a key; making thousands of real ones would take hours. */
function inventedModulus(index: number): string {
  const bytes = Buffer.concat(
    Array.from({ length: 8 }, (_, part) => createHash('sha256').update(`modulus ${index} ${part}`).digest()),
  )
  bytes.writeUInt8(bytes.readUInt8(0) | 0x80, 0)
  bytes.writeUInt8(bytes.readUInt8(255) | 1, 255)
  return bytes.toString('base64')
}

const purposes = [
  'Billing export',
  'Ticket sync',
  'Report mailer',
  'Grafana',
  'SIEM feed',
  'Restore tests',
  'RMM bridge',
]

function largePlan(count: number): SeedPlan {
  const companies = Array.from({ length: 50 }, (_, index) => `Company ${String(index + 1).padStart(2, '0')}`)
  const owners = companies.flatMap((organization, index) =>
    Array.from(
      { length: 6 },
      (_, person): PlannedUser => ({
        organization,
        userName: `c${String(index + 1).padStart(2, '0')}_user${person + 1}`,
        role: person === 0 ? 'CompanyOwner' : 'CompanyAdministrator',
      }),
    ),
  )
  const keys = Array.from({ length: count }, (_, index): PlannedKey => {
    const kind = index % 10 < 7 ? 'AK' : 'AA'
    const owner = owners[(index * 7) % owners.length]?.userName ?? administrator.userName
    return {
      owner: index % 25 === 0 ? administrator.userName : owner,
      description: `${purposes[index % purposes.length]} ${String(index + 1).padStart(5, '0')}`,
      kind,
      readOnly: index % 3 === 0,
      scopes: [index % 11 === 0 ? 'integration' : 'rest'],
      isOff: index % 13 === 0,
      ageDays: (index * 37) % 900,
      ...(kind === 'AA' ? { modulus: inventedModulus(index) } : {}),
    }
  })
  return {
    organizations: [provider, ...companies.map((name): PlannedOrganization => ({ name, type: 'Company' }))],
    users: [administrator, ...owners],
    keys,
  }
}

/** Throws for a name that is none. */
export function planOf(seed: string): SeedPlan {
  if (seed === 'demo') return { organizations: demoOrganizations, users: demoUsers, keys: demoKeys }
  if (seed === 'empty') return { organizations: [provider], users: [administrator], keys: [] }
  const count = /^large=(\d{1,6})$/.exec(seed)?.[1]
  if (count === undefined) throw new Error('the seed must be demo, empty or large=N')
  return largePlan(Number(count))
}
