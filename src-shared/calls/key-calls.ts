// Calls about keys that exist: reading lists, changing, deleting, verifying.
import { z } from 'zod'
import { Description } from '../creation'
import { KeyId, KeyOutcome, KeyRef, Verdict } from '../key'
import { KeyExport, SavedExport } from '../key-export'
import { type Call, nothing, onConnection } from './call'

const severalKeys = onConnection.extend({ keys: z.array(KeyRef).min(1).max(500) })
const outcomes = z.object({ outcomes: z.array(KeyOutcome) })

export const keyCalls = {
  'keys.refresh': { gate: 'signed-in', input: onConnection, output: nothing },
  'keys.cancelRefresh': { gate: 'open', input: onConnection, output: nothing },
  /** The person has taken note of what changed. */
  'changes.dismiss': { gate: 'open', input: onConnection, output: nothing },
  'keys.edit': {
    gate: 'signed-in',
    input: onConnection.extend({ key: KeyRef, description: Description }),
    output: nothing,
  },
  'keys.setEnabled': {
    gate: 'signed-in',
    input: severalKeys.extend({ enabled: z.boolean() }),
    output: outcomes,
    maxBytes: 1024 * 1024,
  },
  'keys.remove': { gate: 'signed-in', input: severalKeys, output: outcomes, maxBytes: 1024 * 1024 },
  /** The registered public key as XML, to the clipboard. Throws `not-found` where the list has none. */
  'keys.copyPublicKey': { gate: 'open', input: onConnection.extend({ id: KeyId }), output: nothing },
  /** Main reads the private key from a file (its own dialog) or from the clipboard; null when the dialog was cancelled. */
  'keys.verify': {
    gate: 'signed-in',
    input: onConnection.extend({ key: KeyRef, from: z.enum(['file', 'clipboard']) }),
    output: z.object({ verdict: Verdict.nullable() }),
  },
  /** Writes what the list shows into a file (main's own dialog); null when the dialog was cancelled. */
  'keys.export': {
    gate: 'open',
    input: KeyExport,
    output: z.object({ saved: SavedExport.nullable() }),
    maxBytes: 1024 * 1024,
  },
} as const satisfies Record<string, Call>
