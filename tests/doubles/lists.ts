// Lists of keys for tests that compare lists.
import type { Inventory, KeyRecord } from '../../src-shared/key'

export const keyRecord = (id: string, change: Partial<KeyRecord> = {}): KeyRecord => ({
  id,
  type: 'simple',
  description: `key ${id}`,
  readOnly: true,
  scopes: ['rest'],
  userUid: 'u',
  userName: 'n',
  companyUid: 'o',
  companyName: 'O',
  status: { word: 'enabled', raw: 'Enabled' },
  createdAt: null,
  publicKey: null,
  ...change,
})

export const publicKey = { bits: 2048, fingerprint256: `${'AA:'.repeat(31)}AA`, xml: '<RSAKeyValue/>' }

export const listOf = (connectionId: string, change: Partial<Inventory> = {}): Inventory => ({
  connectionId,
  keys: [],
  owners: [],
  organizations: [],
  fetchedAt: '2026-05-04T12:00:00.000Z',
  source: 'console',
  complete: true,
  partial: false,
  elsewhere: [],
  problem: null,
  ...change,
})
