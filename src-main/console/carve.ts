// Finds the private key in the bytes of a create answer, takes it out and blanks it, before anything parses them (S-41).
import { AppError } from '../../src-shared/errors'

/** What is known of a key text (vspc-rest.md 12.2): opaque printable ASCII without spaces. */
const shortest = 20
const longest = 4096
const maxDepth = 32

const byte = (character: string) => character.charCodeAt(0)
const quote = byte('"')
const backslash = byte('\\')
const star = byte('*')
const simpleEscapes: Readonly<Record<number, number>> = {
  [quote]: quote,
  [backslash]: backslash,
  [byte('/')]: byte('/'),
}

interface Span {
  /** Bytes between the quotes. */
  readonly start: number
  readonly end: number
}

/** Decodes the escapes of a JSON string byte by byte; null when the result cannot be a key text. */
function decoded(body: Buffer, { start, end }: Span): Buffer | null {
  if (end - start > longest * 6) return null
  const out = Buffer.allocUnsafeSlow(end - start)
  let length = 0
  let at = start
  let fine = true
  while (fine && at < end) {
    let value = body[at] ?? 0
    if (value === backslash) {
      const kind = body[at + 1] ?? 0
      if (kind === byte('u')) {
        value = hexValue(body, at + 2, end)
        at += 6
      } else {
        value = simpleEscapes[kind] ?? 0
        at += 2
      }
    } else at += 1
    fine = value > 0x20 && value < 0x7f
    out[length] = value
    length += 1
  }
  const kept = fine && length >= shortest && length <= longest ? Buffer.allocUnsafeSlow(length) : null
  if (kept !== null) out.copy(kept, 0, 0, length)
  out.fill(0)
  return kept
}

/** Value of four hex digits, 0 when they are none. */
function hexValue(body: Buffer, at: number, end: number): number {
  if (at + 4 > end) return 0
  let value = 0
  for (let index = at; index < at + 4; index += 1) {
    const digit = Number.parseInt(String.fromCharCode(body[index] ?? 0), 16)
    if (Number.isNaN(digit)) return 0
    value = value * 16 + digit
  }
  return value
}

/**
 * Takes the one string `data.parameters` out of a create answer. Every string under any member called `parameters`
 * is overwritten with `*` in `body`; the rest stays as it is and can be parsed.
 * @returns the key text in a buffer of its own, or null: none, several, or nothing that can be a key (an orphan then)
 * @throws AppError `bad-response` for bytes that are no JSON; the whole body is wiped then
 */
export function carveSecret(body: Buffer): Buffer | null {
  const found: { secret: Buffer | null; count: number; dataCount: number } = {
    secret: null,
    count: 0,
    dataCount: 0,
  }
  let at = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0

  const fail = (reason: string): never => {
    body.fill(0)
    found.secret?.fill(0)
    throw new AppError('bad-response', { reason })
  }

  function space(): number {
    while (
      at < body.length &&
      (body[at] === 0x20 || (body[at] ?? 0) === 0x0a || body[at] === 0x0d || body[at] === 0x09)
    )
      at += 1
    return body[at] ?? fail('truncated')
  }

  function string(): Span {
    const start = at + 1
    at = start
    for (;;) {
      const value = body[at] ?? fail('truncated')
      if (value === quote) break
      at += value === backslash ? 2 : 1
    }
    at += 1
    return { start, end: at - 1 }
  }

  /** Name of a member; long names are none that matter. */
  function nameOf({ start, end }: Span): string {
    if (end - start > 80) return ''
    try {
      const name: unknown = JSON.parse(body.toString('utf8', start - 1, end + 1))
      return typeof name === 'string' ? name : ''
    } catch {
      return fail('json')
    }
  }

  /** `place`: where this value stands; `wanted` is the string to carve, `blank` anything else under `parameters`. */
  function value(depth: number, place: 'root' | 'data' | 'wanted' | 'blank' | 'other'): void {
    if (depth > maxDepth) fail('depth')
    const first = space()
    if (first === byte('{')) members(depth, place)
    else if (first === byte('[')) items(depth, place)
    else if (first === quote) {
      const span = string()
      if (place === 'wanted' && found.count === 1) found.secret = decoded(body, span)
      if (place === 'wanted' || place === 'blank') body.fill(star, span.start, span.end)
    } else {
      const start = at
      while (at < body.length && /[-+.0-9A-Za-z]/.test(String.fromCharCode(body[at] ?? 0))) at += 1
      if (at === start) fail('json')
    }
  }

  function members(depth: number, place: 'root' | 'data' | 'wanted' | 'blank' | 'other'): void {
    at += 1
    if (space() === byte('}')) {
      at += 1
      return
    }
    for (;;) {
      if (space() !== quote) fail('json')
      const name = nameOf(string())
      if (space() !== byte(':')) fail('json')
      at += 1
      let inside: typeof place = place === 'wanted' || place === 'blank' ? 'blank' : 'other'
      if (place === 'root' && name === 'data') {
        inside = 'data'
        found.dataCount += 1
      } else if (name === 'parameters') {
        inside = place === 'data' ? 'wanted' : 'blank'
        if (place === 'data') found.count += 1
      }
      value(depth + 1, inside)
      const next = space()
      at += 1
      if (next === byte('}')) return
      if (next !== byte(',')) fail('json')
    }
  }

  function items(depth: number, place: 'root' | 'data' | 'wanted' | 'blank' | 'other'): void {
    at += 1
    if (space() === byte(']')) {
      at += 1
      return
    }
    for (;;) {
      value(depth + 1, place === 'wanted' || place === 'blank' ? 'blank' : 'other')
      const next = space()
      at += 1
      if (next === byte(']')) return
      if (next !== byte(',')) fail('json')
    }
  }

  value(0, 'root')
  if (found.count === 1 && found.dataCount === 1) return found.secret
  found.secret?.fill(0)
  return null
}
