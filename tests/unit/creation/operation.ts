// The record of a create, for tests that need one.
import type { OperationRecord } from '../../../src-main/creation/operation-record'

export const operation = (change: Partial<OperationRecord> = {}): OperationRecord => ({
  opId: '8d6f2f3e-4d2e-4c55-9f3c-0a4a7d1f2b11',
  connectionId: '8d6f2f3e-4d2e-4c55-9f3c-0a4a7d1f2b12',
  userUid: 'u1',
  userName: 'pia',
  description: 'Grafana',
  kind: 'simple',
  scopes: ['rest'],
  readOnly: true,
  publicKey: null,
  publicKeyFingerprint: null,
  keyIdsBefore: [],
  state: 'creating',
  revokeFrom: null,
  // Where a hand clock begins.
  startedAt: '2026-01-12T09:00:00.000Z',
  keyId: null,
  keyCreatedAt: null,
  copiedHmac: null,
  ...change,
})
