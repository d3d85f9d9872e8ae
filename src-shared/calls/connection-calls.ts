// Calls about the consoles that the app knows.
import { z } from 'zod'
import { ConnectionId, ConnectStep, Fingerprint } from '../connection'
import { ImportCounts, ImportPreview } from '../connection-list'
import { connectionColors, connectionTags, longestName, mostConnections } from '../console-looks'
import { type Call, nothing, onConnection } from './call'

const looks = z.object({
  group: z.string().max(longestName).optional(),
  color: z.enum(connectionColors).optional(),
  tag: z.enum(connectionTags).nullable().optional(),
})

export const connectionCalls = {
  // `trust` repeats the fingerprint that the person accepted; any other certificate asks again.
  'connections.connect': {
    gate: 'open',
    input: looks.extend({
      address: z.string().max(2048),
      name: z.string().max(longestName),
      trust: Fingerprint.optional(),
    }),
    output: ConnectStep,
  },
  /** What is absent stays as it is. */
  'connections.edit': {
    gate: 'open',
    input: looks.extend({
      connectionId: ConnectionId,
      name: z.string().min(1).max(longestName).optional(),
    }),
    output: nothing,
  },
  /** The whole list in its new order; refused with `changed-meanwhile` unless it names each connection once. */
  'connections.order': {
    gate: 'open',
    input: z.object({ connectionIds: z.array(ConnectionId).max(mostConnections) }),
    output: nothing,
  },
  /** null: the dialog was cancelled. */
  'connections.export': {
    gate: 'open',
    input: nothing,
    output: z.object({
      saved: z.object({ fileName: z.string(), folder: z.string(), count: z.int() }).nullable(),
    }),
  },
  /** Asks for a file and reads it; nothing is taken over yet. null: the dialog was cancelled. */
  'connections.chooseImport': {
    gate: 'open',
    input: nothing,
    output: z.object({ preview: ImportPreview.nullable() }),
  },
  /** Takes over what the last preview showed. Trust is never part of it: each console's certificate is decided anew. */
  'connections.import': {
    gate: 'open',
    input: z.object({ previewId: z.uuid() }),
    output: ImportCounts,
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
