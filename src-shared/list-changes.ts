// What a reading of a console found different from the one before it.
import { z } from 'zod'
import { ConnectionId } from './connection'
import { KeyId } from './key'

export const listChangeKinds = [
  'new',
  'gone',
  'disabled',
  'enabled',
  /** The status changed otherwise: owner, company, REST access or the console's system; `before` and `after` say it. */
  'status',
  'owner-disabled',
  'owner-enabled',
  'description',
  'access',
  'scopes',
] as const
export type ListChangeKind = (typeof listChangeKinds)[number]

export const ListChange = z.object({
  keyId: KeyId,
  kind: z.enum(listChangeKinds),
  /** As the key is called now, or was when it went. */
  description: z.string().max(4096),
  userName: z.string().max(512),
  companyName: z.string().max(512),
  /**
   * Texts of a description; `read-only` or `read-write`; scopes with spaces between them; of a status the closed word, or
   * the console's own where there is none. Null where there is nothing to compare (new, gone, an owner's key that was off).
   */
  before: z.string().max(4096).nullable(),
  after: z.string().max(4096).nullable(),
  /** When the reading that found it ended. */
  at: z.iso.datetime(),
  /** True: not by this computer, as far as its journal knows. */
  elsewhere: z.boolean(),
})
export type ListChange = z.infer<typeof ListChange>

/** Most changes that are kept of one connection. */
export const mostChanges = 1000

/** Everything since the person last took note of it, newest first. */
export const ListChanges = z.object({
  connectionId: ConnectionId,
  /** The reading that the first of them was compared with. */
  since: z.iso.datetime(),
  changes: z.array(ListChange).max(mostChanges),
  /** Older changes beyond {@link mostChanges}. */
  more: z.int(),
})
export type ListChanges = z.infer<typeof ListChanges>
