// Reads an own public key in the forms people have: XML, PEM, JWK, ssh-rsa, bare Base64. Private keys are refused first.
import { AppError } from '../../src-shared/errors'
import type { PublicKey } from '../../src-shared/key'
import { findPrivateKey } from '../../src-shared/private-key-text'
import { stripZeros } from '../console/der'
import { bitsOf, publicKeyOf, type RsaNumbers, readPkcs1Public, readSpki } from '../console/rsa-public'

const fewestBits = 2048
const mostBits = 16_384

const invalid = (reason: 'private-key' | 'not-rsa' | 'unreadable') =>
  new AppError('public-key-invalid', { reason })

/** Strict: Node itself would skip over anything. */
function base64(text: string): Buffer | null {
  const compact = text.replace(/\s+/g, '')
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(compact) ? Buffer.from(compact, 'base64') : null
}

function numbersOf(modulus: string, exponent: string): RsaNumbers | null {
  const n = base64(modulus)
  const e = base64(exponent)
  return n === null || e === null ? null : { modulus: stripZeros(n), exponent: stripZeros(e) }
}

type Reading = RsaNumbers | 'not-rsa' | null

const xmlWhole =
  /^(?:<\?xml[^>]*\?>)?\s*<RSAKeyValue[^>]*>\s*<Modulus>([^<]+)<\/Modulus>\s*<Exponent>([^<]+)<\/Exponent>\s*<\/RSAKeyValue>$/

function fromXml(text: string): Reading {
  const match = xmlWhole.exec(text)
  return match === null ? null : numbersOf(match[1] ?? '', match[2] ?? '')
}

const armour = /^-----BEGIN ([A-Z0-9 ]+)-----([\s\S]+)-----END \1-----$/

function fromPem(text: string): Reading {
  const [, label, body] = armour.exec(text) ?? []
  const der = body === undefined ? null : base64(body)
  if (der === null) return null
  if (label === 'RSA PUBLIC KEY') return readPkcs1Public(der)
  if (label === 'PUBLIC KEY') return readSpki(der)
  return label === 'EC PUBLIC KEY' || label === 'DSA PUBLIC KEY' ? 'not-rsa' : null
}

function fromJwk(text: string): Reading {
  let jwk: unknown
  try {
    jwk = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof jwk !== 'object' || jwk === null) return null
  const member = (name: string): unknown => Reflect.get(jwk, name)
  const [kty, n, e] = [member('kty'), member('n'), member('e')]
  if (typeof kty === 'string' && kty !== 'RSA') return 'not-rsa'
  return kty === 'RSA' && typeof n === 'string' && typeof e === 'string' ? numbersOf(n, e) : null
}

/** Wire form of RFC 4253 6.6: three length-prefixed fields: name, e, n. */
function fromSsh(text: string): Reading {
  const [name, body] = text.split(/\s+/)
  if (name !== 'ssh-rsa') return 'not-rsa'
  const bytes = base64(body ?? '')
  if (bytes === null) return null
  const fields: Buffer[] = []
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    if (at + 4 + length > bytes.length) return null
    fields.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  const [kind, exponent, modulus] = fields
  if (kind?.toString('latin1') !== 'ssh-rsa' || exponent === undefined || modulus === undefined) return null
  return { modulus: stripZeros(modulus), exponent: stripZeros(exponent) }
}

function fromBase64(text: string): Reading {
  const der = base64(text)
  if (der?.[0] !== 0x30) return null
  return readSpki(der) ?? readPkcs1Public(der)
}

function read(text: string): Reading {
  if (text.startsWith('<')) return fromXml(text)
  if (text.startsWith('-----')) return fromPem(text)
  if (text.startsWith('{')) return fromJwk(text)
  if (/^(ssh-|ecdsa-|sk-)/.test(text)) return fromSsh(text)
  return fromBase64(text)
}

/**
 * Throws `public-key-invalid` with `reason` private-key, not-rsa, too-weak, too-large (both with `bits`) or unreadable.
 */
export function readPublicKeyText(input: string): PublicKey {
  const text = input.replace(/^\ufeff/, '').trim()
  if (findPrivateKey(text) !== null) throw invalid('private-key')
  const numbers = read(text)
  if (numbers === 'not-rsa') throw invalid('not-rsa')
  if (numbers === null) throw invalid('unreadable')
  const bits = bitsOf(numbers.modulus)
  const odd = (number: Buffer) => ((number.at(-1) ?? 0) & 1) === 1
  const exponentIsSane =
    numbers.exponent.length > 0 && numbers.exponent.length <= 8 && !numbers.exponent.equals(Buffer.of(1))
  if (!odd(numbers.modulus) || !odd(numbers.exponent) || !exponentIsSane || bits < 256)
    throw invalid('unreadable')
  if (bits < fewestBits) throw new AppError('public-key-invalid', { reason: 'too-weak', bits })
  if (bits > mostBits) throw new AppError('public-key-invalid', { reason: 'too-large', bits })
  return publicKeyOf(numbers)
}
