// What a call of the bridge is: its gate, its input and its output; and the inputs that several calls share.
import { z } from 'zod'
import { ConnectionId } from '../connection'

/** `signed-in`: refused with `signed-out` unless the input's connection is signed in. */
export type Gate = 'open' | 'signed-in'

interface AnyCall {
  readonly gate: Gate
  readonly input: z.ZodType
  readonly output: z.ZodType
  /** Largest input in bytes of JSON, where the ordinary limit of 64 KiB (security-spec S-07) does not do. */
  readonly maxBytes?: number
  /** Answered also while the app is locked; all others are refused then with `locked`. */
  readonly whileLocked?: true
}

/** The gate reads the connection from the input, so the input must name it. */
export type Call =
  | (AnyCall & { readonly gate: 'open' })
  | (AnyCall & { readonly gate: 'signed-in'; readonly input: z.ZodType<{ connectionId: string }> })

export const nothing = z.object({})
export const onConnection = z.object({ connectionId: ConnectionId })
