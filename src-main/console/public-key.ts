// Reads the public key that a console holds for an Advanced key: .NET XML to modulus, exponent and fingerprint.
import { createPublicKey } from 'node:crypto'
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

const base64url = (text: string) => {
  const bytes = Buffer.from(text, 'base64')
  const first = bytes.findIndex((byte) => byte !== 0)
  return first < 0 ? '' : bytes.subarray(first).toString('base64url')
}

/**
 * @param text `parameters` of an identity of kind `AA`. Published samples hold a whole SubjectPublicKeyInfo inside
 * `Modulus` (vspc-rest.md 9.11), so a stored value need not be a usable key.
 */
export function readPublicKeyXml(text: string): ReadPublicKey {
  if (privateElements.test(text)) return { kind: 'private' }
  if (text.length > 8192) return unreadable
  const match = whole.exec(text)
  if (match === null) return unreadable
  try {
    const n = base64url(match[1] ?? '')
    const e = base64url(match[2] ?? '')
    const key = createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' })
    const { modulusLength, publicExponent } = key.asymmetricKeyDetails ?? {}
    const sane =
      modulusLength !== undefined &&
      publicExponent !== undefined &&
      modulusLength >= 512 &&
      modulusLength <= 16_384 &&
      publicExponent % 2n === 1n &&
      publicExponent >= 3n &&
      // A SubjectPublicKeyInfo in place of the modulus begins with the tag of a sequence and is no multiple of 64 bits.
      modulusLength % 8 === 0
    if (!sane) return unreadable
    const fingerprint256 = fingerprintOf(key.export({ type: 'spki', format: 'der' }))
    return { kind: 'public', publicKey: { bits: modulusLength, fingerprint256, xml: text } }
  } catch {
    return unreadable
  }
}
