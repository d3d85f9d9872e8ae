// Keys as both processes see them: metadata only. No type here can hold a private key.
import { z } from 'zod'
import { Fingerprint, OrganizationType } from './connection'
import { FailureShape } from './failure'

/** Identity id: int64 on the wire, read losslessly and kept as decimal text (decisions D20). */
export const KeyId = z.string().regex(/^-?\d{1,19}$/)

export const PublicKey = z.object({
  bits: z.int(),
  /** SHA-256 of the SubjectPublicKeyInfo DER (RFC 5280), so that `openssl pkey -pubin -outform DER | sha256sum` agrees. */
  fingerprint256: Fingerprint,
  /** .NET XML `<RSAKeyValue>` with Modulus and Exponent only: exactly the text that is sent to a console. */
  xml: z.string().max(8192),
})
export type PublicKey = z.infer<typeof PublicKey>

/** Of a listed key. The page has no `xml`, which would be half of everything it holds: `keys.copyPublicKey` copies it. */
export const ListedPublicKey = PublicKey.partial({ xml: true })
export type ListedPublicKey = z.infer<typeof ListedPublicKey>

export const KeyType = z.enum(['simple', 'advanced'])
export type KeyType = z.infer<typeof KeyType>

/** The words of the grid (decisions D28); the raw value keeps the exact reason. */
export const statusWords = [
  'enabled',
  'disabled',
  'owner-off',
  'company-off',
  'rest-off',
  'off-by-system',
  'unknown',
] as const
export const KeyStatus = z.object({ word: z.enum(statusWords), raw: z.string().max(100) })
export type KeyStatus = z.infer<typeof KeyStatus>

export const KeyRecord = z.object({
  id: KeyId,
  type: KeyType,
  description: z.string().max(4096),
  readOnly: z.boolean(),
  scopes: z.array(z.string().max(100)).max(32),
  userUid: z.string(),
  userName: z.string().max(512),
  companyUid: z.string().nullable(),
  companyName: z.string().max(512),
  status: KeyStatus,
  /** UTC, cut to milliseconds; null where the console sent none or nonsense. */
  createdAt: z.iso.datetime().nullable(),
  /** Advanced keys only: null when what the console holds is no readable RSA public key. */
  publicKey: ListedPublicKey.nullable(),
})
export type KeyRecord = z.infer<typeof KeyRecord>

/** What the person saw of a key; main re-reads it and refuses when it differs. */
export const KeyRef = z.object({
  id: KeyId,
  userUid: z.string(),
  type: KeyType,
  description: z.string(),
  createdAt: z.iso.datetime().nullable(),
})
export type KeyRef = z.infer<typeof KeyRef>

export const Owner = z.object({
  userUid: z.string(),
  userName: z.string(),
  role: z.string(),
  status: z.enum(['enabled', 'disabled', 'unknown']),
  mfa: z.enum(['on', 'off', 'unknown']),
})
export const Organization = z.object({
  uid: z.string(),
  name: z.string(),
  type: OrganizationType,
  active: z.boolean().nullable(),
  /** null: the console does not say, or the organization (the provider) has no such switch. */
  restAccess: z.boolean().nullable(),
  /** Of a company: the reseller that it belongs to, where the console says so. */
  resellerUid: z.string().nullish(),
})
export type Owner = z.infer<typeof Owner>
export type Organization = z.infer<typeof Organization>

/** The last known list of keys of one connection. `fetchedAt` is null before the first read. */
export const Inventory = z.object({
  connectionId: z.string(),
  keys: z.array(KeyRecord),
  owners: z.array(Owner),
  organizations: z.array(Organization),
  fetchedAt: z.iso.datetime().nullable(),
  /** `saved`: from the sealed copy on this computer; `console`: read in this run. */
  source: z.enum(['none', 'saved', 'console']),
  /** False when the console's list ended early or is still arriving; shown as incomplete. */
  complete: z.boolean(),
  /** Rows of a first reading that is under way or broke off; never kept on disk. */
  partial: z.boolean().default(false),
  /** Ids of keys that appeared after the first reading and that this computer did not make. */
  elsewhere: z.array(KeyId).default([]),
  /** Why the last refresh failed, if it did; the list shown is then the one before. */
  problem: FailureShape.nullable(),
})
export type Inventory = z.infer<typeof Inventory>

export const SyncProgress = z.object({
  connectionId: z.string(),
  read: z.int(),
  total: z.int().nullable(),
  /** The console asked to wait (429, 520) until then; null: it is being read. */
  waitUntil: z.iso.datetime().nullable(),
})
export type SyncProgress = z.infer<typeof SyncProgress>

/** Outcome of one key in a call over several. */
export const KeyOutcome = z.object({ id: KeyId, failure: FailureShape.nullable() })

/** Verdict of checking a private key (decisions D14): reads only. */
export const Verdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('works'), userName: z.string(), readOnly: z.boolean(), at: z.iso.datetime() }),
  z.object({ kind: z.literal('refused'), at: z.iso.datetime() }),
  z.object({ kind: z.literal('not-this-key'), at: z.iso.datetime() }),
  z.object({
    kind: z.literal('cannot-be-checked'),
    why: z.enum(['unreachable', 'scope', 'forbidden', 'rate-limited', 'challenge', 'certificate', 'other']),
    at: z.iso.datetime(),
  }),
])
export type Verdict = z.infer<typeof Verdict>
