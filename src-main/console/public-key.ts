// Reads the public key that a console holds for an Advanced key: .NET XML to modulus, exponent and fingerprint.
import type { PublicKey } from '../../src-shared/key'
import { fingerprintOf } from '../connections/trust'

export type ReadPublicKey =
  | { readonly kind: 'public'; readonly publicKey: PublicKey }
  /** Holds private elements: never kept, reported as a security event. */
  | { readonly kind: 'private' }
  | { readonly kind: 'unreadable' }

const unreadable = { kind: 'unreadable' } as const
const privateElements = /<\s*(P|Q|DP|DQ|InverseQ|D)\s*[/>\s]|PRIVATE KEY/i
const whole =
  /^\s*<RSAKeyValue>\s*<Modulus>([A-Za-z0-9+/=\s]+)<\/Modulus>\s*<Exponent>([A-Za-z0-9+/=\s]+)<\/Exponent>\s*<\/RSAKeyValue>\s*$/

const algorithm = Buffer.from('300d06092a864886f70d0101010500', 'hex')

/** Tag, length and value in DER. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const head =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from(head), ...parts])
}

const nothing = Buffer.alloc(0)
const zero = Buffer.alloc(1)

/** A positive number: one zero byte in front where the first bit is set. */
const positive = (bytes: Buffer) => der(0x02, (bytes[0] ?? 0) >= 0x80 ? zero : nothing, bytes)

function magnitude(base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64')
  const first = bytes.findIndex((byte) => byte !== 0)
  return first < 0 ? nothing : bytes.subarray(first)
}

const bitsOf = (bytes: Buffer) => (bytes.length - 1) * 8 + (32 - Math.clz32(bytes[0] ?? 0))
const isOdd = (bytes: Buffer) => ((bytes.at(-1) ?? 0) & 1) === 1

/**
 * SubjectPublicKeyInfo (RFC 5280, 8017), built by hand: lists hold thousands of keys, and this takes a tenth of the time
 * that importing each into the crypto library does.
 */
const spkiOf = (modulus: Buffer, exponent: Buffer) =>
  der(0x30, algorithm, der(0x03, zero, der(0x30, positive(modulus), positive(exponent))))

/**
 * @param text `parameters` of an identity of kind `AA`. Published samples hold a whole SubjectPublicKeyInfo inside
 * `Modulus` (vspc-rest.md 9.11), so a stored value need not be a usable key.
 */
export function readPublicKeyXml(text: string): ReadPublicKey {
  if (text.length > 8192) return privateElements.test(text) ? { kind: 'private' } : unreadable
  const match = whole.exec(text)
  if (match === null) return privateElements.test(text) ? { kind: 'private' } : unreadable
  const modulus = magnitude(match[1] ?? '')
  const exponent = magnitude(match[2] ?? '')
  const bits = bitsOf(modulus)
  // A SubjectPublicKeyInfo in place of the modulus begins with the tag of a sequence: no multiple of eight bits.
  const sane =
    bits >= 512 &&
    bits <= 16_384 &&
    bits % 8 === 0 &&
    isOdd(modulus) &&
    isOdd(exponent) &&
    exponent.length <= 8 &&
    bitsOf(exponent) >= 2
  if (!sane) return unreadable
  const fingerprint256 = fingerprintOf(spkiOf(modulus, exponent))
  return { kind: 'public', publicKey: { bits, fingerprint256, xml: text } }
}
