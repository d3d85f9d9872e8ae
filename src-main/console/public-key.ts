// Reads the public key that a console holds for an Advanced key: .NET XML to modulus, exponent and fingerprint.
import type { PublicKey } from '../../src-shared/key'
import { fingerprintOf } from '../connections/trust'
import { stripZeros } from './der'
import { bitsOf, spkiDer } from './rsa-public'

type ReadPublicKey =
  | { readonly kind: 'public'; readonly publicKey: PublicKey }
  /** Holds private elements: never kept, reported as a security event. */
  | { readonly kind: 'private' }
  | { readonly kind: 'unreadable' }

const unreadable = { kind: 'unreadable' } as const
const privateElements = /<\s*(P|Q|DP|DQ|InverseQ|D)\s*[/>\s]|PRIVATE KEY/i
const whole =
  /^\s*<RSAKeyValue>\s*<Modulus>([A-Za-z0-9+/=\s]+)<\/Modulus>\s*<Exponent>([A-Za-z0-9+/=\s]+)<\/Exponent>\s*<\/RSAKeyValue>\s*$/

const magnitude = (base64: string) => stripZeros(Buffer.from(base64, 'base64'))
const isOdd = (bytes: Buffer) => ((bytes.at(-1) ?? 0) & 1) === 1

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
  const fingerprint256 = fingerprintOf(spkiDer({ modulus, exponent }))
  return { kind: 'public', publicKey: { bits, fingerprint256, xml: text } }
}
