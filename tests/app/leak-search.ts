// Searches files and texts for a secret in the encodings it could hide in (decisions D25: plant a copy first).
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The secret as UTF-8, UTF-16LE, Base64 at each of the three alignments, and percent-encoded bytes. */
function disguises(secret: string): Buffer[] {
  const utf8 = Buffer.from(secret, 'utf8')
  const aligned = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64')
    // Characters that mix with neighbours are cut off at both ends.
    return Buffer.from(text.slice(shift === 0 ? 0 : 4, -4))
  })
  const percent = [...utf8].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  return [
    utf8,
    Buffer.from(secret, 'utf16le'),
    ...aligned,
    Buffer.from(encodeURIComponent(secret)),
    Buffer.from(percent),
    Buffer.from(percent.toUpperCase()),
  ]
}

export const leaksIn = (bytes: Buffer | string, secret: string): boolean => {
  const hay = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes
  return disguises(secret).some((needle) => hay.includes(needle))
}

/** Paths below `folder` whose content holds the secret in any disguise. */
export function filesWith(folder: string, secret: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => leaksIn(readFileSync(file), secret))
}
