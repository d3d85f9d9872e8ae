// The audit journal as both processes see it: a closed list of events, facts from a closed schema, never a secret.
import { z } from 'zod'

/** Order and groups of the filter; the words are in `src-renderer/journal/journal-words.ts`. */
export const journalEvents = [
  'app.started',
  'app.ended',
  'app.locked',
  'app.unlocked',
  'connection.added',
  'connection.renamed',
  'connection.removed',
  'certificate.accepted',
  'certificate.changed',
  'sign-in.worked',
  'sign-in.refused',
  'sign-in.code-wrong',
  'sign-in.over',
  'sign-in.signed-out',
  'key.sent',
  'key.created',
  'key.not-created',
  'key.in-doubt',
  'key.orphan',
  'key.unconfirmed',
  'key.delivered',
  'key.kept',
  'key.edited',
  'key.enabled',
  'key.disabled',
  'key.deleted',
  'key.verified',
  'private-key.released',
  'private-key.shown',
  'private-key.copied',
  'private-key.saved',
  'private-key.tested',
  'private-key.elements-listed',
  'clipboard.cleared',
  'file.set-aside',
  'journal.exported',
  'journal.repaired',
] as const
export const JournalEvent = z.enum(journalEvents)
export type JournalEvent = z.infer<typeof JournalEvent>

const label = z.string().max(300)

/** What may be said of an event. Anything else is dropped before it is written. */
export const JournalFacts = z.object({
  connectionId: label.optional(),
  /** Name of the console at the time. */
  console: label.optional(),
  opId: label.optional(),
  keyId: label.optional(),
  /** Description of the key. */
  key: label.optional(),
  keyType: z.enum(['simple', 'advanced']).optional(),
  readOnly: z.boolean().optional(),
  scopes: label.optional(),
  /** User name of whoever signed in or owns the key. */
  person: label.optional(),
  /** Short label: which release, which lock, which verdict. */
  kind: label.optional(),
  /** For people: the reason that was typed. */
  reason: label.optional(),
  code: label.optional(),
  fileName: label.optional(),
  folder: label.optional(),
  fingerprint: label.optional(),
  fingerprintBefore: label.optional(),
  count: z.int().optional(),
})
export type JournalFacts = z.infer<typeof JournalFacts>

export const JournalEntry = z.object({
  seq: z.int().min(1),
  at: z.iso.datetime(),
  event: JournalEvent,
  facts: JournalFacts,
})
export type JournalEntry = z.infer<typeof JournalEntry>

/** What checking the chain found; `seq` is the first entry that is not as it was written. */
export const ChainVerdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('intact'), count: z.int() }),
  /** Intact in itself, but the credential store does not say where it ended: its end may have been cut off. */
  z.object({ kind: z.literal('unanchored'), count: z.int() }),
  z.object({
    kind: z.literal('broken'),
    seq: z.int(),
    why: z.enum(['altered', 'missing', 'cut-off', 'replaced', 'other-key']),
    /** Entries that can be read. */
    count: z.int(),
  }),
])
export type ChainVerdict = z.infer<typeof ChainVerdict>

export const JournalState = z.object({
  /** `memory`: without a credential store the entries last as long as this run. */
  kept: z.enum(['opening', 'disk', 'memory']),
  /** Number of the newest entry; 0: none. */
  newest: z.int(),
  /** The last verdict that was not intact. */
  broken: ChainVerdict.nullable(),
  /** Entries of this run could not be written. */
  isFailing: z.boolean(),
})
export type JournalState = z.infer<typeof JournalState>

export const journalGroups = ['keys', 'private-keys', 'sign-ins', 'certificates', 'app'] as const
export const JournalFilter = z.object({
  /** Words, all of which must occur somewhere in the entry. */
  text: z.string().max(200),
  group: z.enum(journalGroups).nullable(),
  /** Only entries from then on. */
  since: z.iso.datetime().nullable(),
  /** One key of one console. */
  keyId: z.string().max(40).nullable(),
})
export type JournalFilter = z.infer<typeof JournalFilter>

export const JournalPage = z.object({
  /** Newest first. */
  entries: z.array(JournalEntry),
  /** There are older ones that match. */
  hasMore: z.boolean(),
})
export type JournalPage = z.infer<typeof JournalPage>
