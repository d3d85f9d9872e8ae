// Records of a console's own event log, as both processes see them (vspc-rest.md section 14).
import { z } from 'zod'

/** One call answers at most so many records, and no console gives more than {@link mostActivity} of one period. */
export const activityPage = 500
export const mostActivity = 5000

export const ActivityRecord = z.object({
  /** By the console's clock. */
  at: z.iso.datetime(),
  /** One of about 140 words of the console; may be one that this version does not know. */
  type: z.string().max(100),
  /** `Internal`, `External`, or what a newer console says. */
  kind: z.string().max(100),
  /** The console's own words, cut; may hold anything: shown only after neutralising. */
  message: z.string().max(4096),
  userUid: z.string().max(100).nullable(),
  organizationUid: z.string().max(100).nullable(),
})
export type ActivityRecord = z.infer<typeof ActivityRecord>

/** Times by the console's clock. */
export const ActivityQuery = z.object({
  from: z.iso.datetime().nullable(),
  /** Only records before then; for later pages the `upTo` of the first, so that new records do not shift them. */
  to: z.iso.datetime().nullable(),
  userUid: z.string().min(1).max(100).nullable(),
  organizationUid: z.string().min(1).max(100).nullable(),
  offset: z
    .int()
    .min(0)
    .max(mostActivity - 1),
  limit: z.int().min(1).max(activityPage),
})
export type ActivityQuery = z.infer<typeof ActivityQuery>

export const ActivityPage = z.object({
  /** Newest first. */
  records: z.array(ActivityRecord),
  /** Rows without a readable time, type or message. */
  unreadable: z.int(),
  /** For `offset`; null: there are no older ones, or none are read (`isCut`). */
  next: z.int().nullable(),
  /** There are older ones, but the most that is read of one period has been reached. */
  isCut: z.boolean(),
  /** Just after the newest record; null: there is none. */
  upTo: z.iso.datetime().nullable(),
  /** How far the console's clock is ahead of this computer's (negative: behind); null: it does not say. */
  clockAheadMs: z.int().nullable(),
})
export type ActivityPage = z.infer<typeof ActivityPage>
