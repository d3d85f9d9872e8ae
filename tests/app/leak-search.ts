// Searches files and texts for a secret in the encodings it could hide in (decisions D25: plant a copy first).
import { createPrivateKey } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
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

const isGone = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/**
 * Paths below `folder` whose content holds the secret in any disguise. A file that goes away while it is searched may have
 * become another one, so the search begins again.
 */
export function filesWith(folder: string, secret: string): string[] {
  for (;;)
    try {
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .filter((file) => leaksIn(readFileSync(file), secret))
    } catch (error) {
      if (!isGone(error) || !existsSync(folder)) throw error
    }
}

/** Something that must not be found; any of its pieces gives it away. */
export interface Secret {
  readonly name: string
  readonly pieces: readonly Buffer[]
}

const pieceLength = 16
const stride = 8

/** Overlapping pieces: memory and files may hold a text cut in two. A short text is one piece. */
function piecesOf(bytes: Buffer): Buffer[] {
  const count = Math.max(1, Math.floor((bytes.length - pieceLength) / stride) + 1)
  const starts = Array.from({ length: count }, (_, index) => index * stride)
  return starts.map((start) =>
    bytes.subarray(start, bytes.length < 2 * pieceLength ? undefined : start + pieceLength),
  )
}

/** A password, token or key text in every disguise of {@link leaksIn}, in overlapping pieces. */
export function textSecret(name: string, text: string): Secret {
  if (text.length < 8) throw new Error(`${name} is too short to be told from chance`)
  const pieces = piecesOf(Buffer.from(text, 'utf8')).map((piece) => piece.toString('utf8'))
  return { name, pieces: pieces.flatMap(disguises).filter((piece) => piece.length >= 8) }
}

/** The private parts of a key pair (D, P, Q): as Base64 of XML, as Base64url of JWK, and raw as in DER; and the PEM's lines. */
export function rsaSecrets(name: string, pem: string): Secret[] {
  const { d, p, q } = createPrivateKey(pem).export({ format: 'jwk' })
  const numbers = Object.entries({ D: d, P: p, Q: q }).map(([part, text]): Secret => {
    const raw = Buffer.from(text ?? '', 'base64url')
    // Numbers are padded with zero bytes, or have others before them: each alignment has texts of its own.
    const aligned = [0, 1, 2].map((zeros) => Buffer.concat([Buffer.alloc(zeros), raw]))
    const texts = [
      ...aligned.flatMap((one) => [one.toString('base64'), one.toString('base64url')]),
      raw.toString('hex'),
    ]
    return {
      name: `${name}, ${part}`,
      pieces: [...piecesOf(raw), ...texts.flatMap((one) => textSecret(name, one).pieces)],
    }
  })
  // The first lines hold the public modulus.
  const lines = pem.split('\n').filter((line) => /^[A-Za-z0-9+/=]{32,}$/.test(line))
  const secretLines = lines.slice(Math.ceil(lines.length / 2))
  const armour = {
    name: `${name}, PEM`,
    pieces: secretLines.flatMap((line) => textSecret(name, line).pieces),
  }
  return [...numbers, armour]
}

/** One pass over the bytes, however many secrets there are; answers the names of those found, sorted. */
export function searchFor(secrets: readonly Secret[]): (bytes: Buffer | string) => string[] {
  const begins = new Uint8Array(1 << 24)
  const byBegin = new Map<number, { readonly name: string; readonly piece: Buffer }[]>()
  for (const { name, pieces } of secrets)
    for (const piece of pieces) {
      const begin = piece.readUIntBE(0, 3)
      begins[begin] = 1
      byBegin.set(begin, [...(byBegin.get(begin) ?? []), { name, piece }])
    }
  return (given) => {
    const bytes = typeof given === 'string' ? Buffer.from(given, 'utf8') : given
    const found = new Set<string>()
    let begin = bytes.length < 3 ? 0 : bytes.readUInt16BE(0)
    for (let end = 2; end < bytes.length; end++) {
      begin = ((begin << 8) | (bytes[end] ?? 0)) & 0xffffff
      if (begins[begin] === 0) continue
      const start = end - 2
      for (const { name, piece } of byBegin.get(begin) ?? [])
        if (!found.has(name) && piece.equals(bytes.subarray(start, start + piece.length))) found.add(name)
    }
    return [...found].sort()
  }
}

/** `path: names` of the files below `folder` in which something is found; `skip` is the one allowed place. */
export function findingsIn(
  folder: string,
  search: (bytes: Buffer) => string[],
  skip: readonly string[] = [],
): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !skip.some((place) => file === place || file.startsWith(`${place}${path.sep}`)))
    .map((file) => [path.relative(folder, file), search(readFileSync(file))] as const)
    .filter(([, names]) => names.length > 0)
    .map(([file, names]) => `${file}: ${names.join(', ')}`)
    .sort()
}
