// Answers the challenge of the public-key sign-in: neither padding nor encoding is published, so all plausible ones (9.6).
import { constants, createPrivateKey, type KeyObject, privateDecrypt } from 'node:crypto'
import type { SecretCell } from '../log/secret-cell'

export type DerType = 'pkcs8' | 'pkcs1'
const paddings = ['oaep-sha1', 'oaep-sha256', 'pkcs1-v1.5'] as const
export const encodings = ['text', 'base64'] as const

/** How a console builds its challenges, once that is known. */
export interface Recipe {
  readonly padding: (typeof paddings)[number]
  readonly encoding: (typeof encodings)[number]
}

const fewestPaddingBytes = 8

/** By hand: the library answers wrong v1.5 padding with random bytes instead of an error. */
function unpadV15(block: Buffer): Buffer | null {
  if (block[0] !== 0 || block[1] !== 2) return null
  const end = block.indexOf(0, 2)
  return end < 2 + fewestPaddingBytes ? null : block.subarray(end + 1)
}

function decrypt(key: KeyObject, sealed: Buffer, padding: Recipe['padding']): Buffer | null {
  try {
    if (padding === 'pkcs1-v1.5')
      return unpadV15(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, sealed))
    const oaepHash = padding === 'oaep-sha1' ? 'sha1' : 'sha256'
    return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, sealed)
  } catch {
    return null
  }
}

const isPrintable = (bytes: Buffer) => bytes.length > 0 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f)

/** Ways to answer this challenge, the likeliest first; empty when it cannot be decrypted with this key. */
export function answersTo(
  encryptedCode: string,
  cell: SecretCell,
  type: DerType,
): { readonly recipe: Recipe; readonly code: string }[] {
  // Node's Base64 also takes the URL-safe alphabet.
  const sealed = Buffer.from(encryptedCode, 'base64')
  const key = cell.use((bytes) => createPrivateKey({ key: bytes, format: 'der', type }))
  const answers: { recipe: Recipe; code: string }[] = []
  for (const padding of paddings) {
    const plain = decrypt(key, sealed, padding)
    if (plain === null) continue
    const text = { recipe: { padding, encoding: 'text' }, code: plain.toString('utf8') } as const
    const base64 = { recipe: { padding, encoding: 'base64' }, code: plain.toString('base64') } as const
    answers.push(...(isPrintable(plain) ? [text, base64] : [base64]))
  }
  return answers
}
