// What the person looks at: all consoles, one of them, or one company of one of them.
import { z } from 'zod'
import { ConnectionId } from './connection'

export const Scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('console'), connectionId: ConnectionId }),
  /** `companyUid` is empty for keys that belong to no company. */
  z.object({ kind: z.literal('company'), connectionId: ConnectionId, companyUid: z.string().max(200) }),
])
export type Scope = z.infer<typeof Scope>
