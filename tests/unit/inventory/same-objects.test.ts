// What did not change stays the same object, and only that.
import { expect, it } from 'vitest'
import { sameKeys } from '../../../src-main/inventory/same-objects'
import type { KeyRecord } from '../../../src-shared/key'
import { keyRecord, publicKey } from '../../doubles/lists'

const key = (change: Partial<KeyRecord> = {}) => keyRecord('1', { publicKey: { ...publicKey }, ...change })

/** One other value per member; a member that is added to keys is missing here. */
const others: { readonly [M in keyof KeyRecord]: KeyRecord[M] } = {
  id: '2',
  type: 'advanced',
  description: 'another',
  readOnly: false,
  scopes: ['integration'],
  userUid: 'v',
  userName: 'm',
  companyUid: null,
  companyName: 'P',
  status: { word: 'enabled', raw: 'ENABLED' },
  createdAt: '2026-05-04T12:00:00.000Z',
  publicKey: { ...publicKey, xml: '<RSAKeyValue></RSAKeyValue>' },
}

it('equal keys stay the same objects, and a list of them the same array', () => {
  const before = [key(), keyRecord('2')]
  expect(sameKeys(before, [key(), keyRecord('2')])).toBe(before)
  const merged = sameKeys(before, [keyRecord('2', { description: 'new' }), key()])
  expect(merged[1]).toBe(before[0])
  expect(merged[0]).toMatchObject({ description: 'new' })
})

it.each(Object.entries(others))('a key whose %s is another is another', (member, value) => {
  const changed = key({ [member]: value })
  expect(sameKeys([key()], [changed])[0]).toBe(changed)
})
