// Connections, certificates and sign-in states as both processes see them.
import { z } from 'zod'
import { connectionColors, connectionTags, longestName } from './console-looks'

export const ConnectionId = z.uuid()
export type ConnectionId = z.infer<typeof ConnectionId>

/** SHA-256 in upper-case hex with colons, as certificate viewers print it. */
export const Fingerprint = z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)

export const Certificate = z.object({
  /** SHA-256 of the leaf certificate's DER. */
  fingerprint256: Fingerprint,
  /** SHA-256 of its SubjectPublicKeyInfo: equal for "same key, renewed". */
  keyFingerprint256: Fingerprint,
  subject: z.string(),
  issuer: z.string(),
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime(),
  /** For people, for example "RSA, 2048 bits". */
  keyKind: z.string(),
  /** Why the system does not trust it; empty when it does. */
  problems: z.array(
    z.enum([
      'self-signed',
      'unknown-issuer',
      'expired',
      'not-yet-valid',
      'wrong-host',
      'weak-key',
      'weak-signature',
      'revoked',
      'other',
    ]),
  ),
})
export type Certificate = z.infer<typeof Certificate>

export const Connection = z.object({
  id: ConnectionId,
  name: z.string().min(1).max(longestName),
  /** Origin of the console, for example `https://vspc.example:1280`. The API lives at `<origin>/api/v3`. */
  origin: z.string(),
  /** The accepted certificate; null when the system's trust store vouches for the console. */
  pin: Certificate.nullable(),
  /** Last user name that signed in, to fill in the form. */
  userName: z.string().nullable(),
  /** Heading under which the console tree shows it; empty: none. */
  group: z.string().max(longestName).default(''),
  color: z.enum(connectionColors).default('none'),
  tag: z.enum(connectionTags).nullable().default(null),
})
export type Connection = z.infer<typeof Connection>

/** Result of asking an address whether a console is there. Trust on first use is a second call with `trust`. */
export const ConnectStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connected'), connectionId: ConnectionId }),
  z.object({ kind: z.literal('untrusted'), origin: z.string(), certificate: Certificate }),
])
export type ConnectStep = z.infer<typeof ConnectStep>

export const roles = [
  'PortalAdministrator',
  'PortalOperator',
  'PortalReadonlyOperator',
  'SiteAdministrator',
  'CompanyOwner',
  'CompanyAdministrator',
  'CompanyTenant',
  'CompanyLocationAdministrator',
  'CompanyLocationUser',
  'CompanySubtenant',
  'CompanyInvoiceAuditor',
  'ResellerOwner',
  'ResellerAdministrator',
  'ResellerOperator',
  'ResellerUser',
  'ResellerInvoiceAuditor',
  'Unknown',
] as const

export const OrganizationType = z.enum(['provider', 'reseller', 'company', 'unknown'])

export const SignedInUser = z.object({
  userUid: z.string(),
  userName: z.string(),
  /** Value of `User.role`; may be one that this version does not know. */
  role: z.string(),
  organizationUid: z.string(),
  organizationName: z.string(),
  organizationType: OrganizationType,
  /** For example `9.2.0.33215`; null where the role may not read it. */
  consoleVersion: z.string().nullable(),
  /** True: signed in with a key that can only read. Absent: not so, or not known (the console then refuses changes). */
  readOnly: z.boolean().optional(),
})
export type SignedInUser = z.infer<typeof SignedInUser>

/** How a sign-in was made; `station-key`: with the Advanced key that this computer enrolled (decisions D26). */
export const SignInWay = z.enum(['password', 'simple-key', 'advanced-key', 'station-key'])
export type SignInWay = z.infer<typeof SignInWay>

/** The Advanced key with which this computer signs in at a console; its private half is in the keyring only. */
export const StationKeyState = z.object({
  /** Null: it is not known yet whether the console made it. */
  keyId: z.string().nullable(),
  userUid: z.string(),
  userName: z.string(),
  description: z.string(),
  /** `unfinished`: being set up, or the set-up was cut off. `leaving`: to be withdrawn; the console has not confirmed it. */
  state: z.enum(['ready', 'unfinished', 'leaving']),
  /** Keys that this one replaced and that the console has not confirmed to be gone. */
  former: z.array(z.object({ keyId: z.string().nullable(), description: z.string() })),
})
export type StationKeyState = z.infer<typeof StationKeyState>

export const SessionState = z.object({
  connectionId: ConnectionId,
  sign: z.discriminatedUnion('kind', [
    /** At start, while the stored refresh token is being used. */
    z.object({ kind: z.literal('restoring') }),
    z.object({
      kind: z.literal('signed-out'),
      reason: z.enum(['never', 'signed-out', 'over', 'revoked-elsewhere']),
    }),
    z.object({ kind: z.literal('code-needed'), userName: z.string(), attemptsLeft: z.int() }),
    z.object({
      kind: z.literal('active'),
      user: SignedInUser,
      /** Where what renews the sign-in lives: refresh token, Simple key, or that the station key may be used. */
      keptIn: z.enum(['keyring', 'memory']),
      way: SignInWay,
    }),
    /** A stored sign-in exists but the console cannot be asked; the saved list can be read. */
    z.object({ kind: z.literal('offline'), user: SignedInUser.nullable() }),
  ]),
  /** What the last contact with the console taught. */
  reach: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('unknown') }),
    z.object({ kind: z.literal('online') }),
    z.object({ kind: z.literal('unreachable'), since: z.iso.datetime(), code: z.string() }),
    z.object({ kind: z.literal('certificate-changed'), accepted: Certificate, presented: Certificate }),
  ]),
  stationKey: StationKeyState.nullable(),
})
export type SessionState = z.infer<typeof SessionState>
