// Own public keys: every form gives the same key and the same XML; what is no usable RSA public key says why.
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { spkiDer } from '../../../src-main/console/rsa-public'
import { readPublicKeyText } from '../../../src-main/creation/public-key-text'
import { AppError } from '../../../src-shared/errors'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const jwk = pair.publicKey.export({ format: 'jwk' })
const n = Buffer.from(jwk.n ?? '', 'base64url')
const e = Buffer.from(jwk.e ?? '', 'base64url')
const xml = `<RSAKeyValue><Modulus>${n.toString('base64')}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`
const pem = (key: KeyObject, type: 'spki' | 'pkcs1') => key.export({ type, format: 'pem' }).toString()
const spki = pem(pair.publicKey, 'spki')

function ssh(...fields: Buffer[]): string {
  const parts = fields.flatMap((field) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(field.length)
    return [length, field]
  })
  return Buffer.concat(parts).toString('base64')
}
const sshRsa = `ssh-rsa ${ssh(Buffer.from('ssh-rsa'), e, Buffer.concat([Buffer.of(0), n]))} pia@desk`

const reasonOf = (text: string) => {
  try {
    readPublicKeyText(text)
    return 'accepted'
  } catch (error) {
    return error instanceof AppError ? { code: error.code, ...error.detail } : error
  }
}
const refused = (reason: string, bits?: number) => ({
  code: 'public-key-invalid',
  reason,
  ...(bits === undefined ? {} : { bits }),
})
/** A number with exactly `bits` bits that looks like a modulus. */
const modulus = (bits: number) => {
  const bytes = Buffer.alloc(Math.ceil(bits / 8), 0xa5)
  bytes[0] = 1 << ((bits - 1) % 8)
  return bytes
}
const xmlOf = (bits: number) => xml.replace(n.toString('base64'), modulus(bits).toString('base64'))

describe('accepted', () => {
  it.each([
    ['XML', xml],
    ['XML with line breaks and declaration', `<?xml version="1.0"?>\n${xml.replace(/></g, '>\n  <')}\n`],
    ['XML with wrapped Base64', xml.replace(/[A-Za-z0-9+/]{64}/g, '$&\r\n')],
    ['PEM, SPKI', spki],
    ['PEM, PKCS#1', pem(pair.publicKey, 'pkcs1')],
    ['PEM in one line', spki.replace(/\n/g, ' ')],
    ['PEM with a byte order mark', `\ufeff${spki}`],
    ['JWK', JSON.stringify(jwk)],
    ['JWK with more members', JSON.stringify({ ...jwk, kid: '1', use: 'enc', alg: 'RSA-OAEP' }, null, 2)],
    ['ssh-rsa', sshRsa],
    ['bare SPKI', pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')],
    ['bare PKCS#1', pair.publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')],
  ])('%s', (_name, text) => {
    const read = readPublicKeyText(`\n ${text}\n`)
    expect(read.xml).toBe(xml)
    expect(read.bits).toBe(2048)
    expect(read).toEqual(readPublicKeyText(spki))
  })

  it('gives the fingerprint of the SubjectPublicKeyInfo that OpenSSL writes', () => {
    const der = spkiDer({ modulus: n, exponent: e })
    expect(der.equals(pair.publicKey.export({ type: 'spki', format: 'der' }))).toBe(true)
    expect(createPublicKey({ key: der, format: 'der', type: 'spki' }).equals(pair.publicKey)).toBe(true)
  })

  it.each([2048, 2049, 3071, 16_384])('%i bits', (bits) =>
    expect(readPublicKeyText(xmlOf(bits)).bits).toBe(bits),
  )
})

describe('refused', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ed = generateKeyPairSync('ed25519')
  it.each([
    [
      'a private key as PEM',
      pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      refused('private-key'),
    ],
    [
      'a private key as XML',
      xml.replace('</RSAKeyValue>', '<D>AQAB</D></RSAKeyValue>'),
      refused('private-key'),
    ],
    [
      'a private key as JWK',
      JSON.stringify(pair.privateKey.export({ format: 'jwk' })),
      refused('private-key'),
    ],
    [
      'a private key behind the public one',
      `${spki}\n-----BEGIN RSA PRIVATE KEY-----\nMIIE`,
      refused('private-key'),
    ],
    ['an EC key', pem(ec.publicKey, 'spki'), refused('not-rsa')],
    ['an Ed25519 key', pem(ed.publicKey, 'spki'), refused('not-rsa')],
    ['an EC JWK', JSON.stringify(ec.publicKey.export({ format: 'jwk' })), refused('not-rsa')],
    ['ssh-ed25519', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPk pia@desk', refused('not-rsa')],
    ['1024 bits', xmlOf(1024), refused('too-weak', 1024)],
    ['2047 bits', xmlOf(2047), refused('too-weak', 2047)],
    ['16385 bits', xmlOf(16_385), refused('too-large', 16_385)],
    ['nothing', '', refused('unreadable')],
    ['a sentence', 'my public key', refused('unreadable')],
    ['half a PEM', spki.slice(0, 200), refused('unreadable')],
    ['a PEM with a hole', spki.replace(/[A-Za-z]{4}/, '????'), refused('unreadable')],
    ['a certificate', spki.replaceAll('PUBLIC KEY', 'CERTIFICATE'), refused('unreadable')],
    ['XML without Exponent', xml.replace(/<Exponent>.*<\/Exponent>/, ''), refused('unreadable')],
    ['XML twice', xml + xml, refused('unreadable')],
    ['an even modulus', xmlOf(2048).replace(/.(?=={0,2}<\/Modulus>)/, 'A'), refused('unreadable')],
    ['exponent 1', xml.replace('AQAB', 'AQ=='), refused('unreadable')],
    ['JSON that is no key', '{"kty":"RSA"}', refused('unreadable')],
    ['a truncated ssh-rsa', sshRsa.slice(0, 60), refused('unreadable')],
    [
      'a SubjectPublicKeyInfo inside Modulus',
      xml.replace(n.toString('base64'), 'AA=='),
      refused('unreadable'),
    ],
    ['__proto__', '{"__proto__":{"kty":"RSA"}}', refused('unreadable')],
  ])('%s', (_name, text, expected) => expect(reasonOf(text)).toEqual(expected))
})
