// Calls of a creation and of what needs attention. One at a time; progress and end are in the topic `creation`.
import { z } from 'zod'
import { CreationDraft, GeneratedPair, KeySize, OperationId } from '../creation'
import { KeyId, PublicKey } from '../key'
import { type Call, nothing, onConnection } from './call'

const onOperation = z.object({ opId: OperationId })

export const creationCalls = {
  'creation.generatePair': {
    gate: 'signed-in',
    input: onConnection.extend({ bits: KeySize }),
    output: GeneratedPair,
  },
  'creation.forgetPair': { gate: 'open', input: z.object({ pairId: z.uuid() }), output: nothing },
  /** Converts XML, PEM, JWK or ssh-rsa to what would be sent. */
  'creation.readPublicKey': {
    gate: 'open',
    input: z.object({ text: z.string().max(32_768) }),
    output: PublicKey,
  },
  'creation.start': { gate: 'signed-in', input: CreationDraft, output: onOperation },
  /** Ends the waiting of a `creating` run: it becomes in doubt and is reconciled, never resent. */
  'creation.stopWaiting': { gate: 'open', input: onOperation, output: nothing },
  /** Needs a successful Copy or Save; after Copy alone also `copyIsStored`. */
  'creation.done': {
    gate: 'open',
    input: onOperation.extend({ copyIsStored: z.boolean() }),
    output: nothing,
  },
  'creation.deleteKey': {
    gate: 'signed-in',
    input: onConnection.extend({ opId: OperationId }),
    output: nothing,
  },
  /** Leaves the reveal without Done: the run becomes an orphan or unconfirmed and is listed in `attention`. */
  'creation.leave': { gate: 'open', input: onOperation, output: nothing },
  /** The page has taken note of an ended run; the topic becomes null. */
  'creation.dismiss': { gate: 'open', input: onOperation, output: nothing },
  'attention.check': {
    gate: 'signed-in',
    input: onConnection.extend({ opId: OperationId }),
    output: nothing,
  },
  /** Which of several keys the create made; null: none of those that were offered. Nothing is deleted by that (N-77). */
  'attention.pick': {
    gate: 'signed-in',
    input: onConnection.extend({ opId: OperationId, keyId: KeyId.nullable() }),
    output: nothing,
  },
  'attention.settle': {
    gate: 'open',
    input: onConnection.extend({
      opId: OperationId,
      choice: z.enum(['have-it', 'keep', 'disable', 'revoke']),
      reason: z.string().max(500),
    }),
    output: nothing,
  },
} as const satisfies Record<string, Call>
