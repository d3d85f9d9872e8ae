// Calls to sign in and out. The outcome is in the topic `sessions`; wrong passwords and codes are failures.
import { z } from 'zod'
import { type Call, nothing, onConnection } from './call'

export const sessionCalls = {
  'session.signIn': {
    gate: 'open',
    input: onConnection.extend({
      userName: z.string().min(1).max(512),
      password: z.string().min(1).max(4096),
      stay: z.boolean(),
    }),
    output: nothing,
  },
  /** Main reads the key from a file (its own dialog) or from the clipboard; false: the dialog was cancelled. */
  'session.signInWithKey': {
    gate: 'open',
    input: onConnection.extend({
      way: z.enum(['simple-key', 'advanced-key']),
      from: z.enum(['file', 'clipboard']),
      stay: z.boolean(),
    }),
    output: z.object({ done: z.boolean() }),
  },
  /** With the key that this computer enrolled. */
  'session.signInWithStationKey': { gate: 'open', input: onConnection, output: nothing },
  'session.answerCode': {
    gate: 'open',
    input: onConnection.extend({ code: z.string().min(1).max(16) }),
    output: nothing,
  },
  'session.cancelCode': { gate: 'open', input: onConnection, output: nothing },
  'session.signOut': { gate: 'open', input: onConnection, output: nothing },

  // Signing in without a password (decisions D26). What is there stands in `sessions`, member `stationKey`.
  /** Makes this computer's key, or ends a set-up that was cut off. */
  'stationKey.setUp': { gate: 'signed-in', input: onConnection, output: nothing },
  /** Makes another one, then deletes the old one. False: the console has not confirmed that the old one is gone. */
  'stationKey.replace': {
    gate: 'signed-in',
    input: onConnection,
    output: z.object({ oldIsGone: z.boolean() }),
  },
  /** Deletes it on the console, then here. */
  'stationKey.withdraw': { gate: 'signed-in', input: onConnection, output: nothing },
} as const satisfies Record<string, Call>
