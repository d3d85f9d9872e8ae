// Entries of Needs attention for tests, numbered, as the main process would publish them.
import type { AttentionEntry } from '../../../src-shared/creation'
import { connectionId, user } from './fake-main'

export function attentionEntry(
  number: number,
  kind: AttentionEntry['kind'],
  change: Partial<AttentionEntry> = {},
): AttentionEntry {
  return {
    opId: `2222222${number}-1111-4111-8111-111111111111`,
    connectionId,
    kind,
    keyType: 'simple',
    description: `Lost ${number}`,
    readOnly: true,
    scopes: ['rest'],
    userName: user().userName,
    keyId: String(900 + number),
    startedAt: new Date().toISOString(),
    createdAt: null,
    bits: null,
    ownPublicKey: null,
    decidedAt: kind === 'in-doubt' ? new Date().toISOString() : null,
    candidates: [],
    consoleName: 'EU-1',
    connectionRemoved: false,
    ...change,
  }
}
