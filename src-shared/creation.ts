// One run of making a key, as the page may know it: states and public facts, never the private key.
import { z } from 'zod'
import { ConnectionId } from './connection'
import { FailureShape } from './failure'
import { KeyId, KeyType, PublicKey, Verdict } from './key'

export const OperationId = z.uuid()

export const KeySize = z.union([z.literal(2048), z.literal(3072), z.literal(4096)])
export const Scope = z.enum(['rest', 'integration'])

/** 1 to 128 characters without `< > =` (vspc-rest.md, ten facts, 6). The finer rules are in `description.ts`. */
export const Description = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^<>=\r\n]*$/)

export const GeneratedPair = z.object({ pairId: z.uuid(), publicKey: PublicKey, tookMs: z.number() })
export type GeneratedPair = z.infer<typeof GeneratedPair>

export const CreationDraft = z.object({
  connectionId: ConnectionId,
  description: Description,
  readOnly: z.boolean(),
  key: z.discriminatedUnion('type', [
    z.object({ type: z.literal('simple') }),
    /** `pairId` of `creation.generatePair`: main holds the private half. */
    z.object({ type: z.literal('advanced'), scope: Scope, pairId: z.uuid() }),
    z.object({ type: z.literal('advanced-own'), scope: Scope, publicKeyText: z.string().max(32_768) }),
  ]),
})
export type CreationDraft = z.infer<typeof CreationDraft>

/** Phases of security-spec section 3 as the page shows them. */
export const phases = [
  'preparing', // INTENT
  'creating', // CREATING
  'in-doubt', // AMBIGUOUS: being reconciled, never resent
  'not-created', // NOT_CREATED; `failure` says why
  'unrevealed', // CREATED_UNREVEALED: the frame may be shown
  'revealed', // REVEALED: at least one release
  'created', // own public key: nothing to reveal
  'delivered', // DESTROYED(delivered)
  'unconfirmed', // DESTROYED(unconfirmed)
  'orphan', // ORPHAN: exists on the console, nobody holds its private part
  'deleted', // REVOKED from the reveal step
] as const

export const Creation = z.object({
  opId: OperationId,
  connectionId: ConnectionId,
  phase: z.enum(phases),
  keyType: KeyType,
  description: z.string(),
  readOnly: z.boolean(),
  scopes: z.array(z.string()),
  startedAt: z.iso.datetime(),
  /** Known once the console has answered. */
  keyId: KeyId.nullable(),
  publicKey: PublicKey.nullable(),
  /** `app://reveal/<ticket>` while a frame may be loaded, else null. A new ticket replaces a broken frame. */
  frameUrl: z.string().nullable(),
  /** Monotonic deadline of the reveal as wall time, for the countdown. */
  deadlineAt: z.iso.datetime().nullable(),
  shown: z.boolean(),
  copied: z.object({ clearsAt: z.iso.datetime().nullable() }).nullable(),
  saved: z.object({ fileName: z.string(), folder: z.string() }).nullable(),
  tested: Verdict.nullable(),
  failure: FailureShape.nullable(),
})
export type Creation = z.infer<typeof Creation>

/** One of several new keys that fit a create whose answer was lost. */
export const Candidate = z.object({
  keyId: KeyId,
  description: z.string(),
  createdAt: z.iso.datetime().nullable(),
})
export type Candidate = z.infer<typeof Candidate>

/** A creation that did not end as delivered, revoked or not-created (invariant I6). */
export const AttentionEntry = z.object({
  opId: OperationId,
  connectionId: ConnectionId,
  kind: z.enum(['orphan', 'unconfirmed', 'in-doubt']),
  keyType: KeyType,
  description: z.string(),
  readOnly: z.boolean(),
  scopes: z.array(z.string()),
  userName: z.string(),
  keyId: KeyId.nullable(),
  startedAt: z.iso.datetime(),
  /** What the console says; null while the key is not known there. */
  createdAt: z.iso.datetime().nullable(),
  /** Size of the pair that was made here; null: none was. */
  bits: z.int().nullable(),
  /** The public key that the person had brought. */
  ownPublicKey: PublicKey.nullable(),
  /** For `in-doubt`: when the verdict falls at the latest; null where nobody can ask any more, or a person must pick. */
  decidedAt: z.iso.datetime().nullable(),
  /** For `in-doubt`: all that fit, where more than one does; `attention.pick` says which it is (N-77). */
  candidates: z.array(Candidate),
  /** Name of the console when the key was asked for. */
  consoleName: z.string(),
  /** The connection was removed: nobody can check or revoke from here; `keep` with a reason settles every kind. */
  connectionRemoved: z.boolean(),
})
export type AttentionEntry = z.infer<typeof AttentionEntry>

/** What the document of the reveal frame is told: written into it by main. All public. */
export interface RevealFacts {
  readonly keyType: KeyType
  readonly readOnly: boolean
  /** RSA only. */
  readonly bits: number | null
  /** Characters of a Simple key. */
  readonly length: number | null
  readonly consoleName: string
}
