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

export const ListChange = z.object({
  keyId: KeyId,
  kind: z.enum(listChangeKinds),
  /** As the key is called now, or was when it went. */
  description: z.string().max(4096),
  userName: z.string().max(512),
  companyName: z.string().max(512),
  before: z.string().max(4096).nullable(),
  after: z.string().max(4096).nullable(),
  /** When the reading that found it ended. */
  at: z.iso.datetime(),
  /** True: not by this computer, as far as its journal knows. */
  elsewhere: z.boolean(),
})
export type ListChange = z.infer<typeof ListChange>

/** Everything since the person last took note of it, newest first. */
export const ListChanges = z.object({
  connectionId: ConnectionId,
  /** The reading that the first of them was compared with. */
  since: z.iso.datetime(),
  changes: z.array(ListChange).max(1000),
  /** Changes beyond the largest number that is kept. */
  more: z.int(),
})
export type ListChanges = z.infer<typeof ListChanges>
