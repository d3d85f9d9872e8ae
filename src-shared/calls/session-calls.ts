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
  'session.answerCode': {
    gate: 'open',
    input: onConnection.extend({ code: z.string().min(1).max(16) }),
    output: nothing,
  },
  'session.cancelCode': { gate: 'open', input: onConnection, output: nothing },
  'session.signOut': { gate: 'open', input: onConnection, output: nothing },
} as const satisfies Record<string, Call>
