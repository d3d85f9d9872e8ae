// The audit journal as both processes see it: a closed list of events, facts from a closed schema, never a secret.
import { z } from 'zod'

/** The words for people are in `journal-words.ts`, the groups of the filter in `journal-filter.ts`. */
export const journalEvents = [
  'app.started',
  'app.ended',
  'app.locked',
  'app.unlocked',
  'connection.added',
  'connection.renamed',
  'connection.edited',
  'connection.list-exported',
  'connection.list-imported',
  'connection.removed',
  'certificate.accepted',
  'certificate.changed',
  'sign-in.worked',
  'sign-in.refused',
  'sign-in.code-wrong',
  'sign-in.over',
  'sign-in.signed-out',
  'station-key.sent',
  'station-key.set-up',
  'station-key.replaced',
  'station-key.withdrawn',
  'station-key.gone',
  'station-key.forgotten',
  'key.sent',
  'key.created',
  'key.not-created',
  'key.in-doubt',
  'key.orphan',
  'key.unconfirmed',
  'key.delivered',
  'key.have-it',
  'key.kept',
  'key.revoked',
  'key.edited',
  'key.enabled',
  'key.disabled',
  'key.deleted',
  'key.change-in-doubt',
  'key.verified',
  'keys.exported',
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
  'journal.broken',
  'journal.end-unknown',
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
  /** Where the private key was read from that was checked. */
  from: z.enum(['file', 'clipboard']).optional(),
  count: z.int().optional(),
  /** Number of an entry of this journal. */
  entry: z.int().optional(),
})
export type JournalFacts = z.infer<typeof JournalFacts>

export const JournalEntry = z.object({
  seq: z.int().min(1),
  at: z.iso.datetime(),
  event: JournalEvent,
  facts: JournalFacts,
})
export type JournalEntry = z.infer<typeof JournalEntry>

/** Where the chain breaks first. */
export const Finding = z.object({
  /** The first entry that is not as it was written. */
  seq: z.int(),
  /**
   * `altered`: not what the app wrote. `missing`: removed, later ones are there. `moved`: another place, or twice.
   * `cut-off`: the end was removed. `replaced`: genuine, but another one was in its place. `other-key`: everything from
   * the first entry on is sealed under a key that the credential store does not have.
   */
  why: z.enum(['altered', 'missing', 'moved', 'cut-off', 'replaced', 'other-key']),
})
export type Finding = z.infer<typeof Finding>

/** What checking the chain found; `count`: entries that are as they were written. */
export const ChainVerdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('intact'), count: z.int() }),
  /** Intact in itself, but the credential store did not say where it ended: its end may have been cut off. */
  z.object({ kind: z.literal('unanchored'), why: z.enum(['absent', 'no-answer']), count: z.int() }),
  Finding.extend({ kind: z.literal('broken'), count: z.int() }),
])
export type ChainVerdict = z.infer<typeof ChainVerdict>

export const JournalState = z.object({
  /** `memory`: without a credential store the entries last as long as this run. */
  kept: z.enum(['opening', 'disk', 'memory']),
  /** Null until the first check has counted them. */
  count: z.int().nullable(),
  /** Number of the newest entry; 0: none. */
  newest: z.int(),
  /** The verdict of the last check, unless it was `intact`. */
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
  /** Only entries before then. */
  until: z.iso.datetime().optional(),
  /** Only entries of one console. */
  connectionId: z.string().max(100).optional(),
  /** One key of one console. */
  keyId: z.string().max(40).nullable(),
})
export type JournalFilter = z.infer<typeof JournalFilter>

/** An entry, or a line of the file that does not open: it was altered, or belongs to another key. */
export const JournalRow = z.union([JournalEntry, z.object({ seq: z.int(), event: z.null() })])
export type JournalRow = z.infer<typeof JournalRow>

export const JournalPage = z.object({
  /** Newest first; lines that do not open are among them where nothing is filtered. Can be empty though there are more. */
  rows: z.array(JournalRow),
  /** Where older ones begin, for `before`; null: there are none. */
  next: z.int().nullable(),
})
export type JournalPage = z.infer<typeof JournalPage>
