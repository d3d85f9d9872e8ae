// Identities (keys, passwords, second factors): rows, ids, and the status that the server derives.
import type { LoginScope, LoginStatus, UserLogin } from '../wire'
import type { SqlValue, Store } from './database'

type LoginProvider = 'AK' | 'AA' | 'WIN' | 'VSPC' | 'TOTP'

export interface LoginRow {
  /** Decimal digits; some exceed 2^53. */
  readonly id: string
  readonly user_uid: string
  readonly provider: LoginProvider
  readonly description: string | null
  readonly read_only: number
  readonly scopes: string
  readonly switched_off: number
  readonly identifier: string
  readonly public_key: string | null
  readonly totp_secret: string | null
  readonly creation_date: string
  readonly user_name: string
  readonly user_status: 'Enabled' | 'Disabled'
  readonly organization_uid: string
  readonly organization_name: string
  readonly organization_off: number
  readonly rest_access: number
}

export interface NewLogin {
  readonly userUid: string
  readonly provider: LoginProvider
  readonly description: string | null
  readonly readOnly: boolean
  readonly scopes: readonly LoginScope[]
  readonly switchedOff?: boolean
  readonly identifier: string
  readonly publicKey?: string
  readonly publicKeyDigest?: string
  readonly secretDigest?: string
  readonly totpSecret?: string
  readonly creationDate: string
}

const columns = `CAST(l.id AS TEXT) AS id, l.user_uid, l.provider, l.description, l.read_only, l.scopes,
  l.switched_off, l.identifier, l.public_key, l.totp_secret, l.creation_date, u.user_name, u.status AS user_status,
  u.organization_uid, o.name AS organization_name,
  (o.status = 'Disabled' OR COALESCE(r.status, '') = 'Disabled') AS organization_off, o.rest_access
  FROM logins l JOIN users u ON u.uid = l.user_uid JOIN organizations o ON o.uid = u.organization_uid
  LEFT JOIN organizations r ON r.uid = o.reseller_uid`

/** Every fourth id lies above 2^53 and is odd, so that a client that reads it as a double gets another number. */
function nextId(store: Store): bigint {
  const row = store.get<{ seq: number }>('SELECT COALESCE(MAX(seq), 0) + 1 AS seq FROM logins')
  const used = store.get<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'logins'")
  const number = Math.max(row?.seq ?? 1, (used?.seq ?? 0) + 1)
  return number % 4 === 0 ? 9_007_199_254_740_993n + 2n * BigInt(number) : BigInt(number)
}

/** Stores an identity and answers its id. Call it inside a transaction. */
export function addLogin(store: Store, login: NewLogin): string {
  const id = nextId(store)
  const values: SqlValue[] = [
    id,
    login.userUid,
    login.provider,
    login.description,
    login.readOnly ? 1 : 0,
    JSON.stringify(login.scopes),
    login.switchedOff === true ? 1 : 0,
    login.identifier,
    login.publicKey ?? null,
    login.publicKeyDigest ?? null,
    login.secretDigest ?? null,
    login.totpSecret ?? null,
    login.creationDate,
  ]
  store.change(
    `INSERT INTO logins (id, user_uid, provider, description, read_only, scopes, switched_off, identifier,
     public_key, public_key_digest, secret_digest, totp_secret, creation_date)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...values,
  )
  return String(id)
}

/** null for text that is no signed 64-bit number: no such identity can exist. */
function bindable(id: string): bigint | null {
  if (!/^\d{1,19}$/.test(id)) return null
  const value = BigInt(id)
  return value <= 9_223_372_036_854_775_807n ? value : null
}

export function loginById(store: Store, id: string): LoginRow | undefined {
  const value = bindable(id)
  return value === null ? undefined : store.get<LoginRow>(`SELECT ${columns} WHERE l.id = ?`, value)
}

export const loginBySecretDigest = (store: Store, digest: string) =>
  store.get<LoginRow>(`SELECT ${columns} WHERE l.secret_digest = ?`, digest)

export const loginByPublicKey = (store: Store, text: string) =>
  store.get<LoginRow>(`SELECT ${columns} WHERE l.provider = 'AA' AND l.public_key = ?`, text)

export const publicKeyExists = (store: Store, digest: string) =>
  store.get<{ seq: number }>('SELECT seq FROM logins WHERE public_key_digest = ?', digest) !== undefined

export const loginsOfUser = (store: Store, userUid: string) =>
  store.all<LoginRow>(`SELECT ${columns} WHERE l.user_uid = ? ORDER BY l.seq`, userUid)

export function updateLogin(
  store: Store,
  id: string,
  description: string | null,
  switchedOff: boolean,
): void {
  store.change(
    'UPDATE logins SET description = ?, switched_off = ? WHERE id = ?',
    description,
    switchedOff ? 1 : 0,
    BigInt(id),
  )
}

export const removeLogin = (store: Store, id: string) =>
  store.change('DELETE FROM logins WHERE id = ?', BigInt(id)) > 0

/** A status set by hand wins; then the owner, the organization, and REST access. */
export function loginStatus(row: LoginRow): LoginStatus {
  if (row.switched_off === 1) return 'disabled'
  if (row.user_status === 'Disabled') return 'disabledDueToUser'
  if (row.organization_off === 1) return 'disabledDueToCompany'
  const isKey = row.provider === 'AK' || row.provider === 'AA'
  if (isKey && row.rest_access === 0 && row.scopes.includes('"rest"')) {
    return 'disabledDueSystemComponentsRestrictions'
  }
  return 'enabled'
}

export const loginScopes = (row: LoginRow) => JSON.parse(row.scopes) as LoginScope[]

export const loginView = (row: LoginRow): UserLogin => ({
  id: BigInt(row.id),
  userUid: row.user_uid,
  userName: row.user_name,
  companyId: row.organization_uid,
  companyName: row.organization_name,
  identityProviderName: row.provider,
  description: row.description,
  isReadAccessOnly: row.read_only === 1,
  scopes: loginScopes(row),
  status: loginStatus(row),
  identifierInProvider: row.identifier,
  parameters: row.public_key ?? '',
  creationDate: row.creation_date,
})

const kept = new WeakMap<Store, { version: number; views: readonly UserLogin[] }>()

/** All identities in order of creation; built again only after a change, since clients read page by page. */
export function allLogins(store: Store): readonly UserLogin[] {
  const known = kept.get(store)
  if (known?.version === store.version()) return known.views
  const views = store.all<LoginRow>(`SELECT ${columns} ORDER BY l.seq`).map(loginView)
  kept.set(store, { version: store.version(), views })
  return views
}
