// Which key of the owner is the one whose answer was lost: exact by public key, else by what was asked for; never a guess.
import { describe, expect, it } from 'vitest'
import type { OperationRecord } from '../../../src-main/creation/operation-record'
import { findMade } from '../../../src-main/creation/reconcile'
import type { KeyRecord } from '../../../src-shared/key'
import { operation } from './operation'

const fingerprint = (byte: string) => Array(32).fill(byte).join(':')
const made = operation({ keyIdsBefore: ['1', '2'], state: 'ambiguous' })
const advanced: OperationRecord = {
  ...made,
  kind: 'advanced',
  publicKeyFingerprint: fingerprint('AA'),
}
const key = (id: string, change: Partial<KeyRecord> = {}): KeyRecord => ({
  id,
  type: 'simple',
  description: 'Grafana',
  readOnly: true,
  scopes: ['rest'],
  userUid: 'u1',
  userName: 'pia',
  companyUid: null,
  companyName: '',
  status: { word: 'enabled', raw: 'enabled' },
  createdAt: '2026-01-12T09:00:03.000Z',
  publicKey: null,
  ...change,
})
const rsa = (byte: string): Partial<KeyRecord> => ({
  type: 'advanced',
  publicKey: { bits: 2048, fingerprint256: fingerprint(byte), xml: '' },
})
const found = (id: string) =>
  expect.objectContaining({ kind: 'found', record: expect.objectContaining({ id }) })
const several = (...ids: string[]) => ({
  kind: 'several',
  records: ids.map((id) => expect.objectContaining({ id })),
})

describe('a Simple key', () => {
  it.each<[string, KeyRecord[], unknown]>([
    ['nothing new', [key('1'), key('2')], { kind: 'absent' }],
    ['the new one', [key('1'), key('3')], found('3')],
    ['another description', [key('3', { description: 'Grafana 2' })], { kind: 'absent' }],
    ['another access', [key('3', { readOnly: false })], { kind: 'absent' }],
    ['other scopes', [key('3', { scopes: ['rest', 'ui'] })], { kind: 'absent' }],
    ['another type', [key('3', rsa('AA'))], { kind: 'absent' }],
    [
      'a console whose clock is two days off',
      [key('3', { createdAt: '2026-01-14T09:00:00.000Z' })],
      found('3'),
    ],
    ['a console without dates', [key('3', { createdAt: null })], found('3')],
    ['twins, one of them near', [key('3', { createdAt: '2026-01-10T09:00:00.000Z' }), key('4')], found('4')],
    ['twins, both near', [key('3'), key('4')], several('3', '4')],
    ['twins, none near', [key('3', { createdAt: null }), key('4', { createdAt: null })], several('3', '4')],
  ])('%s', (_name, keys, expected) => expect(findMade(made, keys)).toEqual(expected))
})

describe('an Advanced key', () => {
  it.each<[string, KeyRecord[], unknown]>([
    ['its public key', [key('3', rsa('BB')), key('4', { ...rsa('AA'), description: 'renamed' })], found('4')],
    ['another public key', [key('3', rsa('BB'))], { kind: 'absent' }],
    ['an unreadable one', [key('3', { type: 'advanced' })], { kind: 'absent' }],
    ['registered before', [key('1', rsa('AA'))], { kind: 'absent' }],
  ])('%s', (_name, keys, expected) => expect(findMade(advanced, keys)).toEqual(expected))
})

it('a key whose id is known is there or gone', () => {
  const known = { ...made, keyId: '7' }
  expect(findMade(known, [key('3'), key('7', { description: 'renamed' })])).toEqual(found('7'))
  expect(findMade(known, [key('3')])).toEqual({ kind: 'gone' })
})
