// Stores a seed in an empty database, in one transaction.
import { randomUUID } from 'node:crypto'
import { digestOf } from '../access/digest'
import { hashPassword } from '../access/passwords'
import type { ConsoleState } from '../console-state'
import { newKeyText } from '../keys/key-text'
import { advancedIdentifier, publicXml } from '../keys/rsa-xml'
import { addLogin } from '../store/logins'
import { wireDate } from '../store/wire-date'
import { type PlannedKey, type PlannedUser, type SeedPlan, signInName } from './plan'
import { planOf } from './plans'
import { stableUuid } from './stable-uuid'

export interface Account {
  readonly userName: string
  readonly password: string
  readonly role: string
  readonly totpSecret?: string
}

/** Seed passwords are hashed once per process: tests start many consoles, and hashing is most of a start. */
const hashes = new Map<string, Promise<string>>()

function hashOnce(password: string): Promise<string> {
  const known = hashes.get(password) ?? hashPassword(password)
  hashes.set(password, known)
  return known
}

type State = Pick<ConsoleState, 'store' | 'clock'>

const dayMs = 86_400_000
const organizationUid = (name: string) => stableUuid(`organization ${name}`)
const userUid = (userName: string) => stableUuid(`user ${userName}`)

function addOrganizations({ store }: State, plan: SeedPlan): void {
  for (const one of plan.organizations) {
    store.change(
      `INSERT INTO organizations (uid, name, alias, type, reseller_uid, status, rest_access, email, city)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      organizationUid(one.name),
      one.name,
      one.alias ?? null,
      one.type,
      one.reseller === undefined ? null : organizationUid(one.reseller),
      one.isOff === true ? 'Disabled' : 'Active',
      one.hasRestAccess === false ? 0 : 1,
      `contact@${one.name.toLowerCase().replace(/[^a-z]+/g, '-')}.example`,
      one.city ?? null,
    )
  }
}

function addUser(
  { store, clock }: State,
  user: PlannedUser,
  password: string | null,
  isProvider: boolean,
): void {
  const created = wireDate(clock.now() - 800 * dayMs)
  store.change(
    `INSERT INTO users (uid, organization_uid, user_name, role, status, mfa_policy, first_name, last_name, email,
     password) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    userUid(user.userName),
    organizationUid(user.organization),
    user.userName,
    user.role,
    user.isOff === true ? 'Disabled' : 'Enabled',
    user.totpSecret === undefined ? 'Disabled' : 'Enabled',
    user.firstName ?? null,
    user.lastName ?? null,
    `${(user.userName.split('\\').at(-1) ?? '').replace(/_/g, '.')}@demo.example`,
    password,
  )
  addLogin(store, {
    userUid: userUid(user.userName),
    provider: isProvider ? 'WIN' : 'VSPC',
    description: null,
    readOnly: false,
    scopes: ['integration', 'rest', 'ui'],
    identifier: user.userName,
    creationDate: created,
  })
  if (user.totpSecret === undefined) return
  addLogin(store, {
    userUid: userUid(user.userName),
    provider: 'TOTP',
    description: 'Authenticator',
    readOnly: false,
    scopes: ['ui'],
    identifier: digestOf(user.totpSecret),
    totpSecret: user.totpSecret,
    creationDate: created,
  })
}

function addKey({ store, clock }: State, key: PlannedKey, index: number): void {
  const modulus = Buffer.from(key.modulus ?? '', 'base64')
  const text = newKeyText()
  addLogin(store, {
    userUid: userUid(key.owner),
    provider: key.kind,
    description: key.description,
    readOnly: key.readOnly,
    scopes: key.scopes,
    switchedOff: key.isOff === true,
    creationDate: wireDate(clock.now() - key.ageDays * dayMs - (index % 600) * 61_007),
    ...(key.modulus === undefined
      ? { identifier: text.identifier, secretDigest: digestOf(text.text) }
      : {
          identifier: advancedIdentifier(modulus),
          publicKey: publicXml(key.modulus),
          publicKeyDigest: digestOf(modulus),
        }),
  })
}

const seedOf = ({ store }: Pick<ConsoleState, 'store'>) =>
  store.get<{ value: string }>("SELECT value FROM settings WHERE name = 'seed'")?.value

/** Fills an empty database; one that has a seed keeps it. Answers the seed that is in place. */
export async function applySeed(state: State, seed: string): Promise<string> {
  const known = seedOf(state)
  if (known !== undefined) return known
  const plan = planOf(seed)
  const passwords = new Map(
    await Promise.all(
      plan.users.map(
        async (user): Promise<[string, string | null]> => [
          user.userName,
          user.password === undefined ? null : await hashOnce(user.password),
        ],
      ),
    ),
  )
  const types = new Map(plan.organizations.map((one) => [one.name, one.type]))
  const { store, clock } = state
  store.transaction(() => {
    addOrganizations(state, plan)
    for (const user of plan.users) {
      addUser(state, user, passwords.get(user.userName) ?? null, types.get(user.organization) === 'Provider')
    }
    for (const [index, key] of plan.keys.entries()) addKey(state, key, index)
    const settings = {
      seed,
      'installation-id': randomUUID(),
      'installed-ms': String(clock.now() - 900 * dayMs),
    }
    for (const [name, value] of Object.entries(settings)) {
      store.record('INSERT INTO settings (name, value) VALUES (?, ?)', name, value)
    }
  })
  return seed
}

/** The accounts of the ready line: users with a password, and the second factor they have now. */
export function accountsOf({ store }: Pick<ConsoleState, 'store'>, seed: string): Account[] {
  return planOf(seed).users.flatMap((user) => {
    if (user.password === undefined) return []
    const factor = store.get<{ totp_secret: string }>(
      "SELECT totp_secret FROM logins WHERE user_uid = ? AND provider = 'TOTP'",
      userUid(user.userName),
    )
    return [
      {
        userName: signInName(user),
        password: user.password,
        role: user.role,
        ...(factor === undefined ? {} : { totpSecret: factor.totp_secret }),
      },
    ]
  })
}
