// Private keys and secrets are noticed in every usual form; ordinary text and public keys are not.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findPrivateKey, looksSecret, mayBeSecret } from '../../../src-shared/private-key-text'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = (type: 'pkcs1' | 'pkcs8') => privateKey.export({ type, format: 'pem' }).toString()
const der = (type: 'pkcs1' | 'pkcs8') => privateKey.export({ type, format: 'der' }).toString('base64')
const jwk = privateKey.export({ format: 'jwk' })
const xml = `<RSAKeyValue><Modulus>${jwk.n}</Modulus><Exponent>AQAB</Exponent><P>${jwk.p}</P></RSAKeyValue>`
const encrypted = privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString()
const simple = `310cfbbe3fc81274${'aZ3kQ9xV7bN2mW5rT8yU1pL6'.repeat(5).slice(0, 112)}`

describe('findPrivateKey', () => {
  it.each([
    ['PKCS#8', pem('pkcs8'), 'pem'],
    ['PKCS#1', pem('pkcs1'), 'pem'],
    ['encrypted PKCS#8', encrypted, 'pem'],
    ['PEM in one line', pem('pkcs8').replace(/\n/g, ' '), 'pem'],
    ['PEM after other text', `my key:\n${pem('pkcs8')}`, 'pem'],
    ['PEM without its end', pem('pkcs8').slice(0, 80), 'pem'],
    ['OpenSSH', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE', 'openssh'],
    ['PuTTY', 'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none', 'putty'],
    ['.NET XML', xml, 'xml'],
    ['XML with spaces', xml.replace(/</g, '\n < ').replace(/< \//g, '</'), 'xml'],
    ['escaped XML', xml.replace(/</g, '&lt;').replace(/>/g, '&gt;'), 'xml'],
    ['JWK', JSON.stringify(jwk), 'jwk'],
    ['JWK in a set', JSON.stringify({ keys: [jwk] }, null, 2), 'jwk'],
    ['JWK as a script literal', `{kty: 'RSA', n: '${jwk.n}', d: '${jwk.d}'}`, 'jwk'],
    ['bare PKCS#8', der('pkcs8'), 'der'],
    ['bare PKCS#1 in lines', der('pkcs1').replace(/.{64}/g, '$&\n'), 'der'],
    ['a Simple key', ` ${simple}\n`, 'simple-key'],
  ])('finds %s', (_name, text, kind) => expect(findPrivateKey(text)).toBe(kind))

  it.each([
    ['SPKI', publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['PKCS#1 public', publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['bare SPKI', publicKey.export({ type: 'spki', format: 'der' }).toString('base64')],
    ['bare PKCS#1 public', publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')],
    ['public JWK', JSON.stringify(publicKey.export({ format: 'jwk' }))],
    ['public XML', `<RSAKeyValue><Modulus>${jwk.n}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`],
    ['ssh-rsa', `ssh-rsa ${randomBytes(279).toString('base64')} me@host`],
    ['nothing', ''],
    ['a sentence', 'The private key of the payroll integration is with Pia.'],
  ])('leaves %s alone', (_name, text) => expect(findPrivateKey(text)).toBeNull())
})

describe('looksSecret', () => {
  it.each([
    ['a Simple key', simple],
    ['half a Simple key', simple.slice(0, 40)],
    ['a SHA-256', 'build 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
    ['an MD5', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['random Base64', 'Grafana q7Zk2PvX9sLw4TnB8yRc3MdF6hJg1A5u'],
    ['a JWT', 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.x'],
    ['a GitHub token', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
    ['an AWS key id', 'AKIAIOSFODNN7EXAMPLE'],
    ['a named password', 'Grafana, password: hunter22'],
    ['a password as in a connection string', 'Grafana password=hunter22'],
    ['a TOTP secret', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'],
    ['an XML key', xml.slice(0, 120)],
    ['a PEM header', '-----BEGIN PRIVATE KEY-----'],
  ])('notices %s', (_name, text) => expect(looksSecret(text)).toBe(true))

  it.each([
    'Nightly billing export',
    'Grafana prod 2',
    'PSA-Connector-Frankfurt-Production-01',
    'GrafanaProductionDashboard2024',
    'monitoring_service_account_read_only',
    'Ticket INC0012345, owner m.lindqvist@northgate.example',
    'Gerät für Überwachung – Außenstelle München',
    'Backup 3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    'https://wiki.northgate.example/Integrations/HaloPSA/ReadOnly',
    'key for token rotation',
    'Donaudampfschifffahrtsgesellschaftskapitän',
    '監視サービス用の読み取り専用キー',
  ])('leaves %s alone', (text) => expect(looksSecret(text)).toBe(false))
})

describe('what may be a secret (N-71)', () => {
  it.each([
    'password Hunter2go',
    'PIN: 12ab34',
    'Summer2026!',
    'a1b2c3d4e5f60718',
    'key Xk9mP2qLw8',
    '-----BEGIN CERTIFICATE-----',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  ])('%s deserves a warning', (text) => expect(mayBeSecret(text)).toBe(true))

  it.each([
    'Nightly billing export',
    'Grafana token',
    'Grafana API key 2',
    'Power BI token refresh 2026',
    'PSA-Connector-Frankfurt-Production-01',
    'GrafanaProductionDashboard2024',
    'Office365Sync',
    'Ticket INC0012345, owner m.lindqvist@northgate.example',
    'Backup 3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    'Order 4711000815 (EU-1)!',
    'https://wiki.northgate.example/Integrations/HaloPSA/ReadOnly',
    'Is it still used?',
    '監視サービス用の読み取り専用キー',
  ])('%s does not', (text) => expect(mayBeSecret(text)).toBe(false))
})
