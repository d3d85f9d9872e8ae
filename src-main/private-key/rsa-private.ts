// The private half of an RSA key as bytes: its numbers, and the forms in which it is handed out. No strings on the way.

import { privateDer, readElement, readSequence, readUnsigned, tags } from '../console/der'
import type { RsaNumbers } from '../console/rsa-public'
import { encodeBase64 } from './base64-bytes'

/** Views into the DER; whoever owns those bytes wipes them. */
export interface RsaPrivateNumbers extends RsaNumbers {
  readonly d: Buffer
  readonly p: Buffer
  readonly q: Buffer
  readonly dp: Buffer
  readonly dq: Buffer
  readonly inverseQ: Buffer
}

export type KeyFormat = 'xml' | 'pem'

/** `RSAPrivateKey` (PKCS#1, RFC 8017 A.1.2) of two primes, or null. */
export function readPkcs1Private(der: Buffer): RsaPrivateNumbers | null {
  const numbers = (readSequence(der) ?? []).map(readUnsigned)
  const [version, modulus, exponent, d, p, q, dp, dq, inverseQ, ...more] = numbers
  if (version === undefined || version === null || version.length > 0 || more.length > 0) return null
  if (!modulus || !exponent || !d || !p || !q || !dp || !dq || !inverseQ) return null
  return { modulus, exponent, d, p, q, dp, dq, inverseQ }
}

/** The PKCS#1 part of a PKCS#8 `PrivateKeyInfo` (RFC 5208), as a view; null where there is none. */
export function pkcs1OfPkcs8(der: Buffer): Buffer | null {
  const [version, algorithm, key] = readSequence(der) ?? []
  if (version?.tag !== tags.integer || algorithm?.tag !== tags.sequence || key?.tag !== tags.octets)
    return null
  return readElement(key.content) === null ? null : key.content
}

export function readPkcs8(der: Buffer): RsaPrivateNumbers | null {
  const inner = pkcs1OfPkcs8(der)
  return inner === null ? null : readPkcs1Private(inner)
}

/** PKCS#1 DER of the numbers; the caller wipes it. */
export function writePkcs1(numbers: RsaPrivateNumbers): Buffer {
  const { modulus, exponent, d, p, q, dp, dq, inverseQ } = numbers
  const parts = [Buffer.alloc(0), modulus, exponent, d, p, q, dp, dq, inverseQ].map(privateDer.unsigned)
  const der = privateDer.element(tags.sequence, ...parts)
  for (const part of parts) part.fill(0)
  return der
}

/** Joins into a buffer of its own and wipes what it was made of. */
function join(parts: readonly Buffer[]): Buffer {
  const out = Buffer.allocUnsafeSlow(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) at += part.copy(out, at)
  for (const part of parts) part.fill(0)
  return out
}

/** Base64 of the number, padded on the left with zero bytes to `length` as .NET wants it (vspc-rest.md 9.11). */
function paddedBase64(number: Buffer, length: number): Buffer {
  const padded = Buffer.alloc(Math.max(length, number.length))
  number.copy(padded, padded.length - number.length)
  const text = encodeBase64(padded)
  padded.fill(0)
  return text
}

const ascii = (text: string) => Buffer.from(text, 'latin1')

/** .NET XML `RSAKeyValue` with the private elements in the console's order. The caller wipes it. */
export function privateXml(numbers: RsaPrivateNumbers): Buffer {
  const whole = numbers.modulus.length
  const half = Math.ceil(whole / 2)
  const elements: [string, Buffer, number][] = [
    ['Modulus', numbers.modulus, whole],
    ['Exponent', numbers.exponent, 1],
    ['P', numbers.p, half],
    ['Q', numbers.q, half],
    ['DP', numbers.dp, half],
    ['DQ', numbers.dq, half],
    ['InverseQ', numbers.inverseQ, half],
    ['D', numbers.d, whole],
  ]
  const inner = elements.flatMap(([name, number, length]) => [
    ascii(`<${name}>`),
    paddedBase64(number, length),
    ascii(`</${name}>`),
  ])
  return join([ascii('<RSAKeyValue>'), ...inner, ascii('</RSAKeyValue>')])
}

const lineLength = 64

/** PKCS#8 DER armoured as RFC 7468 says. The caller wipes it. */
export function privatePem(pkcs8: Buffer): Buffer {
  const text = encodeBase64(pkcs8)
  const lines: Buffer[] = [ascii('-----BEGIN PRIVATE KEY-----\n')]
  for (let at = 0; at < text.length; at += lineLength)
    lines.push(Buffer.from(text.subarray(at, at + lineLength)), ascii('\n'))
  lines.push(ascii('-----END PRIVATE KEY-----\n'))
  const pem = join(lines)
  text.fill(0)
  return pem
}

/** A key held as PKCS#8 DER in the form that is handed out; null when it is no RSA key. The caller wipes it. */
export function privateKeyText(pkcs8: Buffer, format: KeyFormat): Buffer | null {
  if (format === 'pem') return privatePem(pkcs8)
  const numbers = readPkcs8(pkcs8)
  return numbers === null ? null : privateXml(numbers)
}
