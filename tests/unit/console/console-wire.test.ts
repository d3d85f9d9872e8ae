// What of an identity becomes a key record, and what is left behind (decisions D13, D20, D28).
import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { fingerprintOf } from '../../../src-main/connections/trust'
import {
  readCompany,
  readLogin,
  readOrganizationName,
  readUser,
} from '../../../src-main/console/console-wire'
import { KeyRecord } from '../../../src-shared/key'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const jwk = pair.publicKey.export({ format: 'jwk' })
const toBase64 = (text = '') => Buffer.from(text, 'base64url').toString('base64')
const xml = `<RSAKeyValue><Modulus>${toBase64(jwk.n)}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`

const login = {
  id: '71',
  userUid: 'u-1',
  userName: 'alpha_admin',
  companyId: 'c-1',
  companyName: 'Alpha',
  identityProviderName: 'AK',
  description: 'Nightly',
  isReadAccessOnly: true,
  scopes: ['rest'],
  status: 'enabled',
  parameters: 'SECRET-SECRET-SECRET',
  identifierInProvider: '3534476602111431284',
  creationDate: '2026-05-04T16:02:26.0136931-05:00',
}
const recordOf = (change: object) => {
  const read = readLogin({ ...login, ...change })
  if (read.kind !== 'key') throw new Error(read.kind)
  return read.record
}

it('a Simple key, without its parameters and identifier', () => {
  const record = recordOf({})
  expect(KeyRecord.parse(record)).toEqual(record)
  expect(record).toMatchObject({
    id: '71',
    type: 'simple',
    createdAt: '2026-05-04T21:02:26.013Z',
    publicKey: null,
  })
  expect(JSON.stringify(record)).not.toMatch(/SECRET|3534476602111431284/)
})

it('an Advanced key with its public key, whose fingerprint is that of the SPKI', () => {
  const record = recordOf({ identityProviderName: 'aa', parameters: xml })
  expect(record).toMatchObject({ type: 'advanced', publicKey: { bits: 2048, xml } })
  expect(record.publicKey?.fingerprint256).toBe(
    fingerprintOf(pair.publicKey.export({ type: 'spki', format: 'der' })),
  )
})

it.each([
  [512, 3],
  [1024, 65_537],
  [2048, 3],
  [3072, 65_537],
  [4096, 65_537],
])(
  'the fingerprint of %d bits with exponent %d is that of the crypto library',
  (modulusLength, publicExponent) => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength, publicExponent })
    const { n, e } = publicKey.export({ format: 'jwk' })
    const parameters = `<RSAKeyValue>\n <Modulus>AAAA${toBase64(n)}</Modulus><Exponent>${toBase64(e)}</Exponent> </RSAKeyValue>`
    expect(recordOf({ identityProviderName: 'AA', parameters }).publicKey).toEqual({
      bits: modulusLength,
      fingerprint256: fingerprintOf(publicKey.export({ type: 'spki', format: 'der' })),
      xml: parameters,
    })
  },
)

it.each([
  ['absent', undefined],
  ['null', null],
  ['empty', ''],
  ['no XML', 'ssh-rsa AAAA'],
  [
    'a whole SubjectPublicKeyInfo as modulus',
    `<RSAKeyValue><Modulus>${pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`,
  ],
  ['an even exponent', xml.replace('AQAB', 'AQAA')],
  ['very long', xml.replace('</Modulus>', `${'A'.repeat(9000)}</Modulus>`)],
])('an Advanced key whose parameters are %s is shown without public key', (_, parameters) => {
  const read = readLogin({ ...login, identityProviderName: 'AA', parameters })
  expect(read).toMatchObject({ kind: 'key', hadPrivateElements: false, record: { publicKey: null } })
})

it.each(['P', 'Q', 'DP', 'DQ', 'InverseQ', 'D'])(
  'a listed private element <%s> is dropped and reported',
  (name) => {
    const parameters = xml.replace('</RSAKeyValue>', `<${name}>AAAA</${name}></RSAKeyValue>`)
    const read = readLogin({ ...login, identityProviderName: 'AA', parameters })
    expect(read).toMatchObject({ kind: 'key', hadPrivateElements: true, record: { publicKey: null } })
    expect(JSON.stringify(read)).not.toContain('AAAA')
  },
)

it.each(['WIN', 'VSPC', 'VBR', 'TOTP', 'SAML', ''])('%s is no key', (identityProviderName) => {
  expect(readLogin({ ...login, identityProviderName })).toEqual({ kind: 'other' })
})

it.each([
  ['a lossy id', { id: 71 }],
  ['an id as float', { id: 1.5 }],
  ['a long id', { id: '1'.repeat(20) }],
  ['no owner', { userUid: undefined }],
  ['no access flag', { isReadAccessOnly: 'yes' }],
])('%s is unreadable', (_, change) => {
  expect(readLogin({ ...login, ...change })).toEqual({ kind: 'unreadable' })
})

it.each([null, 5, 'x', [], {}])('%j is unreadable', (value) => {
  expect(readLogin(value).kind).toBe('unreadable')
})

it.each([
  ['enabled', 'enabled'],
  ['Disabled', 'disabled'],
  ['disabledDueToUser', 'owner-off'],
  ['disabledDueToCompany', 'company-off'],
  ['disabledDueToTenant', 'company-off'],
  ['disabledDueToSystem', 'off-by-system'],
  ['disabledDueSystemComponentsRestrictions', 'rest-off'],
  ['Unknown', 'unknown'],
  ['disabledDueToWeather', 'unknown'],
])('status %s is %s, and the raw value stays', (raw, word) => {
  expect(recordOf({ status: raw }).status).toEqual({ word, raw })
})

it('what may be missing is missing quietly; long text is cut to the contract', () => {
  const bare = {
    scopes: null,
    companyId: null,
    companyName: undefined,
    userName: null,
    creationDate: undefined,
  }
  const record = recordOf({ ...bare, description: 'x'.repeat(9000) })
  expect(KeyRecord.parse(record)).toEqual(record)
  expect(record).toMatchObject({
    scopes: [],
    companyUid: null,
    companyName: '',
    userName: '',
    createdAt: null,
  })
})

it('text is never cut in the middle of a character (N-26)', () => {
  expect(recordOf({ description: `${'x'.repeat(4095)}😀😀` }).description).toBe('x'.repeat(4095))
})

it('users in any casing', () => {
  const user = {
    instanceUid: 'u',
    organizationUid: 'o',
    userName: 'n',
    role: 'PortalOperator',
    status: 'enabled',
    mfaPolicyConfigurationStatus: 'NotConfigured',
    profile: {},
  }
  expect(readUser(user)).toEqual({
    userUid: 'u',
    userName: 'n',
    role: 'PortalOperator',
    organizationUid: 'o',
    owner: { userUid: 'u', userName: 'n', role: 'PortalOperator', status: 'enabled', mfa: 'off' },
  })
  expect(readUser({ role: 'x' })).toBeNull()
})

it.each([
  [{ isRestAccessEnabled: true }, true],
  [{ isRestAccessEnabled: false, permissions: ['REST'] }, false],
  [{ permissions: ['REST'] }, true],
  [{ permissions: ['Unknown'] }, false],
  [{}, null],
])('REST access of %j is %s', (flags, restAccess) => {
  const company = { instanceUid: 'c', name: 'Alpha', status: 'Active', ...flags }
  expect(readCompany(company, 'company')).toEqual({
    uid: 'c',
    name: 'Alpha',
    type: 'company',
    active: true,
    restAccess,
  })
})

it('a company names its reseller, if it has one', () => {
  const company = { instanceUid: 'c', name: 'Alpha', status: 'Active' }
  expect(readCompany({ ...company, resellerUid: 'r' }, 'company')).toMatchObject({ resellerUid: 'r' })
  expect(readCompany({ ...company, resellerUid: null }, 'company')).not.toHaveProperty('resellerUid')
})

it('organizations of unknown type', () => {
  expect(readOrganizationName({ instanceUid: 'o', name: 'N', type: 'Galaxy' })).toMatchObject({
    type: 'unknown',
  })
  expect(readOrganizationName({ name: 'N' })).toBeNull()
})

it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
  'a status called %j is unknown, and the record is one that may cross the bridge (N-23, N-26)',
  (raw) => {
    const record = recordOf({ status: raw })
    expect(record.status).toEqual({ word: 'unknown', raw })
    expect(KeyRecord.safeParse(record).success).toBe(true)
  },
)
