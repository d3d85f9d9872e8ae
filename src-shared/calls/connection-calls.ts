// Calls about the consoles that the app knows.
import { z } from 'zod'
import { ConnectStep, Fingerprint } from '../connection'
import { type Call, nothing, onConnection } from './call'

export const connectionCalls = {
  // `trust` repeats the fingerprint that the person accepted; any other certificate asks again.
  'connections.connect': {
    gate: 'open',
    input: z.object({
      address: z.string().max(2048),
      name: z.string().max(64),
      trust: Fingerprint.optional(),
    }),
    output: ConnectStep,
  },
  'connections.edit': {
    gate: 'open',
    input: onConnection.extend({ name: z.string().min(1).max(64) }),
    output: nothing,
  },
  'connections.remove': { gate: 'open', input: onConnection, output: nothing },
  /** Accepts the certificate that `certificate-changed` presents; refused if it is no longer that one. */
  'connections.trust': {
    gate: 'open',
    input: onConnection.extend({ fingerprint256: Fingerprint }),
    output: nothing,
  },
  /** Tries to reach the console again and restores the sign-in. */
  'connections.retry': { gate: 'open', input: onConnection, output: nothing },
} as const satisfies Record<string, Call>
