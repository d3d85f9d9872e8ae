// Reads a private key that somebody has stored: plain text, XML or PEM, from bytes, without making strings of it.
import { open } from 'node:fs/promises'
import { AppError } from '../../src-shared/errors'
import type { PublicKey } from '../../src-shared/key'
import { publicKeyOf } from '../console/rsa-public'
import { SecretCell } from '../log/secret-cell'
import { decodeBase64 } from './base64-bytes'
import { pkcs1OfPkcs8, type RsaPrivateNumbers, readPkcs1Private, writePkcs1 } from './rsa-private'

/** The caller wipes the cell. */
export type StoredKey =
  | { readonly type: 'simple'; readonly cell: SecretCell }
  /** The cell holds PKCS#1 DER. */
  | { readonly type: 'advanced'; readonly cell: SecretCell; readonly publicKey: PublicKey }

export const largestFile = 64 * 1024

const invalid = (reason: 'empty' | 'too-large' | 'unreadable') => new AppError('key-file-invalid', { reason })

/** Throws `key-file-invalid`. The caller wipes the result. */
export async function readKeyFile(file: string): Promise<Buffer> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new AppError('key-file-invalid', { reason: 'unreadable' }, error)
  })
  try {
    const { size } = await handle.stat()
    if (size > largestFile) throw invalid('too-large')
    const bytes = Buffer.allocUnsafeSlow(size)
    const { bytesRead } = await handle.read(bytes, 0, size, 0)
    return bytes.subarray(0, bytesRead)
  } catch (error) {
    throw error instanceof AppError
      ? error
      : new AppError('key-file-invalid', { reason: 'unreadable' }, error)
  } finally {
    await handle.close()
  }
}

const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)

function trimmed(bytes: Buffer): Buffer {
  let from = 0
  let to = bytes.length
  while (from < to && isSpace(bytes[from] ?? 0)) from += 1
  while (to > from && isSpace(bytes[to - 1] ?? 0)) to -= 1
  return bytes.subarray(from, to)
}

/** Windows shells write UTF-16: keeps the low bytes of ASCII text, in place. */
function asAscii(bytes: Buffer): Buffer {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3)
  if (bytes[0] !== 0xff || bytes[1] !== 0xfe) return bytes
  let length = 0
  for (let at = 2; at + 1 < bytes.length; at += 2) {
    bytes[length] = bytes[at + 1] === 0 ? (bytes[at] ?? 0) : 0
    length += 1
  }
  return bytes.subarray(0, length)
}

/** The bytes between two markers, as a view; null where they are missing. */
function between(bytes: Buffer, from: string, to: string): Buffer | null {
  const start = bytes.indexOf(from, 0, 'latin1')
  if (start < 0) return null
  const end = bytes.indexOf(to, start + from.length, 'latin1')
  return end < 0 ? null : bytes.subarray(start + from.length, end)
}

function decodedBetween(bytes: Buffer, from: string, to: string): Buffer | null {
  const text = between(bytes, from, to)
  return text === null ? null : decodeBase64(text)
}

function advancedOf(numbers: RsaPrivateNumbers | null): StoredKey {
  if (numbers === null) throw invalid('unreadable')
  const publicKey = publicKeyOf(numbers)
  return { type: 'advanced', cell: SecretCell.fromBytes(writePkcs1(numbers)), publicKey }
}

function fromXml(text: Buffer): StoredKey {
  const names = ['Modulus', 'Exponent', 'D', 'P', 'Q', 'DP', 'DQ', 'InverseQ'] as const
  const parts = names.map((name) => decodedBetween(text, `<${name}>`, `</${name}>`))
  try {
    const [modulus, exponent, d, p, q, dp, dq, inverseQ] = parts
    if (!modulus || !exponent || !d || !p || !q || !dp || !dq || !inverseQ) throw invalid('unreadable')
    return advancedOf({ modulus, exponent, d, p, q, dp, dq, inverseQ })
  } finally {
    for (const part of parts) part?.fill(0)
  }
}

function fromPem(text: Buffer): StoredKey {
  const armour = (label: string) => decodedBetween(text, `-----BEGIN ${label}-----`, `-----END ${label}-----`)
  const pkcs8 = armour('PRIVATE KEY')
  const pkcs1 = pkcs8 === null ? armour('RSA PRIVATE KEY') : pkcs1OfPkcs8(pkcs8)
  try {
    return advancedOf(pkcs1 === null ? null : readPkcs1Private(pkcs1))
  } finally {
    pkcs8?.fill(0)
    pkcs1?.fill(0)
  }
}

/** Shape of a Simple key's text (vspc-rest.md 12.2): 20 to 4096 printable characters without spaces. */
const isSimpleText = (text: Buffer) =>
  text.length >= 20 && text.length <= 4096 && text.every((byte) => byte > 0x20 && byte < 0x7f)

/**
 * Takes the bytes over and wipes them. Throws `key-file-invalid` (detail.reason empty|too-large|unreadable);
 * a passphrase-protected key is unreadable too.
 */
export function readStoredKey(bytes: Buffer): StoredKey {
  try {
    if (bytes.length > largestFile) throw invalid('too-large')
    const text = trimmed(asAscii(bytes))
    if (text.length === 0) throw invalid('empty')
    if (text.includes('<RSAKeyValue', 0, 'latin1')) return fromXml(text)
    if (text.includes('-----BEGIN ', 0, 'latin1')) return fromPem(text)
    if (!isSimpleText(text)) throw invalid('unreadable')
    return { type: 'simple', cell: SecretCell.fromBytes(text) }
  } finally {
    bytes.fill(0)
  }
}
