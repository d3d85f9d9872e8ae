// The app lock as both processes see it: open, or locked with what the lock screen may say.
import { z } from 'zod'
import { ConnectionId } from './connection'

export const lockReasons = ['idle', 'system', 'suspend', 'asked', 'restart'] as const

export const LockState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  z.object({
    kind: z.literal('locked'),
    since: z.iso.datetime(),
    why: z.enum(lockReasons),
    /** For `idle`: after how many minutes without activity. */
    minutes: z.int(),
    clipboardCleared: z.boolean(),
    /** Who may unlock, each by signing in at their console. Empty while that is being read. */
    people: z.array(z.object({ connectionId: ConnectionId, consoleName: z.string(), userName: z.string() })),
    /** The console asked for a verification code. */
    code: z.object({ connectionId: ConnectionId, attemptsLeft: z.int() }).nullable(),
  }),
])
export type LockState = z.infer<typeof LockState>
export type LockReason = (typeof lockReasons)[number]
