// The public half of an RSA key as this app knows it: size, fingerprint, and the XML that a console is sent.
import type { PublicKey } from '../../src-shared/key'
import { fingerprintOf } from '../connections/trust'
import { publicDer, readElement, readSequence, readUnsigned, stripZeros, tags } from './der'

/** Big-endian, unsigned. */
export interface RsaNumbers {
  readonly modulus: Buffer
  readonly exponent: Buffer
}

const rsaEncryption = Buffer.from('2a864886f70d010101', 'hex')
const algorithm = publicDer.element(
  tags.sequence,
  publicDer.element(tags.oid, rsaEncryption),
  publicDer.element(tags.nothing),
)
const noUnusedBits = Buffer.of(0)

export function bitsOf(modulus: Buffer): number {
  const bytes = stripZeros(modulus)
  return bytes.length === 0 ? 0 : bytes.length * 8 - Math.clz32(bytes[0] ?? 0) + 24
}

/**
 * SubjectPublicKeyInfo (RFC 5280, RFC 8017 A.1.1). Written by hand: not every crypto library takes every size, and lists
 * hold thousands of keys, each of which this does in a tenth of the time that importing it would take.
 */
export function spkiDer({ modulus, exponent }: RsaNumbers): Buffer {
  const key = publicDer.element(tags.sequence, publicDer.unsigned(modulus), publicDer.unsigned(exponent))
  return publicDer.element(tags.sequence, algorithm, publicDer.element(tags.bits, noUnusedBits, key))
}

/** Text form of vspc-rest.md 9.11: no declaration, no line breaks, shortest numbers. */
export function publicKeyOf(numbers: RsaNumbers): PublicKey {
  const text = (number: Buffer) => stripZeros(number).toString('base64')
  return {
    bits: bitsOf(numbers.modulus),
    fingerprint256: fingerprintOf(spkiDer(numbers)),
    xml: `<RSAKeyValue><Modulus>${text(numbers.modulus)}</Modulus><Exponent>${text(numbers.exponent)}</Exponent></RSAKeyValue>`,
  }
}

/** `RSAPublicKey` (PKCS#1), or null. */
export function readPkcs1Public(der: Buffer): RsaNumbers | null {
  const [first, second, ...more] = readSequence(der) ?? []
  const modulus = readUnsigned(first)
  const exponent = readUnsigned(second)
  return modulus === null || exponent === null || more.length > 0 ? null : { modulus, exponent }
}

/** SubjectPublicKeyInfo; `not-rsa` for a well-formed key of another kind. */
export function readSpki(der: Buffer): RsaNumbers | 'not-rsa' | null {
  const [algorithm, key, ...more] = readSequence(der) ?? []
  if (algorithm?.tag !== tags.sequence || key?.tag !== tags.bits || more.length > 0) return null
  const oid = readElement(algorithm.content)
  if (oid?.tag !== tags.oid) return null
  if (!oid.content.equals(rsaEncryption)) return 'not-rsa'
  return key.content[0] === 0 ? readPkcs1Public(key.content.subarray(1)) : null
}
