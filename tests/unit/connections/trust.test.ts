// The certificate decision and what is told about a certificate (S-14 to S-16, N-01 to N-07).
import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { createCertificate } from '../../../sandbox-console/http/certificate'
import { describeCertificate, fingerprintOf, isTrusted, verdict } from '../../../src-main/connections/trust'
import { Certificate } from '../../../src-shared/connection'
import { createOddCertificate } from '../../app/odd-certificates'

const [one, other] = ['AA:01', 'BB:02']

it.each([
  [one, null, true, 'system-valid', true],
  [one, null, false, 'unknown', false],
  [one, one, false, 'pinned', true],
  [one, one, true, 'pinned', true],
  [one, other, false, 'changed', false],
  // A certificate that the system trusts does not replace an accepted one by itself (N-05).
  [one, other, true, 'changed', false],
  ['', one, true, 'changed', false],
])('presented %j, pin %j, chain ok %s: %s', (presented, pin, chainOk, decision, trusted) => {
  expect(verdict(presented, pin, chainOk)).toBe(decision)
  expect(isTrusted(verdict(presented, pin, chainOk))).toBe(trusted)
})

const derOf = (pem: string) => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
const seen = {
  host: '127.0.0.1',
  now: new Date(),
  chainOk: false,
  systemSays: 'net::ERR_CERT_AUTHORITY_INVALID',
}

it('describes a self-signed certificate; the fingerprint is the one that openssl prints', async () => {
  const { certificatePem, fingerprint256 } = await createCertificate()
  const told = Certificate.parse(describeCertificate(derOf(certificatePem), seen))
  expect(told.fingerprint256).toBe(fingerprint256)
  expect(told.problems).toEqual(['self-signed'])
  expect(told.keyKind).toMatch(/^(RSA, \d+ bits|EC, .+)$/)
  const printed = execFileSync('openssl', ['x509', '-noout', '-fingerprint', '-sha256'], {
    input: certificatePem,
  })
  expect(printed.toString()).toContain(told.fingerprint256)
})

it('a renewed certificate has the same key and another fingerprint', async () => {
  const first = await createCertificate()
  const second = await createCertificate(first.keyPem)
  const [a, b] = [first, second].map((made) => describeCertificate(derOf(made.certificatePem), seen))
  expect(a?.keyFingerprint256).toBe(b?.keyFingerprint256)
  expect(a?.fingerprint256).not.toBe(b?.fingerprint256)
})

it.each([
  ['expired', { now: new Date('2200-01-01') }, 'expired'],
  ['not valid yet', { now: new Date('2001-01-01') }, 'not-yet-valid'],
  ['another host', { host: 'vspc.example' }, 'wrong-host'],
  ['another address', { host: '10.9.8.7' }, 'wrong-host'],
  ['an IPv6 address it does not name', { host: '2001:db8::7' }, 'wrong-host'],
  ['revoked', { systemSays: 'net::ERR_CERT_REVOKED' }, 'revoked'],
  ['a weak signature', { systemSays: 'net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM' }, 'weak-signature'],
  ['a weak key', { systemSays: 'net::ERR_CERT_WEAK_KEY' }, 'weak-key'],
])('tells %s', async (_, change, problem) => {
  const { certificatePem } = await createCertificate()
  expect(describeCertificate(derOf(certificatePem), { ...seen, ...change }).problems).toContain(problem)
})

it.each([
  ['expired', { days: [-30, -1] }, 'expired'],
  ['not valid yet', { days: [1, 30] }, 'not-yet-valid'],
  ['made for another address', { address: '10.9.8.7' }, 'wrong-host'],
  ['of 1024 bits', { bits: 1024 }, 'weak-key'],
  ['signed with SHA-1', { hash: 'SHA-1' }, 'weak-signature'],
] as const)(
  'one that is %s has this one defect besides its own signature (N-07)',
  async (_, odd, problem) => {
    const { certificatePem } = await createOddCertificate(odd)
    expect(describeCertificate(derOf(certificatePem), seen).problems).toEqual(['self-signed', problem])
  },
)

it('nothing is wrong with one that the system trusts', async () => {
  const { certificatePem } = await createCertificate()
  expect(describeCertificate(derOf(certificatePem), { ...seen, chainOk: true }).problems).toEqual([])
})

it('prints fingerprints in upper-case pairs', () => {
  expect(fingerprintOf(Buffer.from('abc'))).toMatch(/^BA:78:16:BF(:[0-9A-F]{2}){28}$/)
})
