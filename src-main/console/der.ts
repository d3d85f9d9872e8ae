// The little of ASN.1 DER that RSA keys need: reading elements as views, and writing them (X.690, RFC 8017 A.1).

export const tags = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  nothing: 0x05,
  oid: 0x06,
  sequence: 0x30,
} as const

export interface Element {
  readonly tag: number
  /** A view into the source, not a copy. */
  readonly content: Buffer
  /** Offset behind the element. */
  readonly end: number
}

/** The element at `at`, or null where the bytes are no complete DER element. */
export function readElement(bytes: Buffer, at = 0): Element | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || first === 0x80 || first > 0x84) return null
  const lengthOctets = first > 0x80 ? first - 0x80 : 0
  let length = lengthOctets === 0 ? first : 0
  for (let index = 0; index < lengthOctets; index += 1) length = length * 256 + (bytes[at + 2 + index] ?? 0)
  const start = at + 2 + lengthOctets
  const end = start + length
  return end <= bytes.length ? { tag, content: bytes.subarray(start, end), end } : null
}

/** The elements inside a constructed one; null where the content is damaged. */
export function readChildren(content: Buffer): Element[] | null {
  const children: Element[] = []
  for (let at = 0; at < content.length; ) {
    const child = readElement(content, at)
    if (child === null) return null
    children.push(child)
    at = child.end
  }
  return children
}

/** A whole sequence and nothing behind it. */
export function readSequence(bytes: Buffer): Element[] | null {
  const outer = readElement(bytes)
  if (outer === null || outer.tag !== tags.sequence || outer.end !== bytes.length) return null
  return readChildren(outer.content)
}

/** Magnitude of a non-negative integer without leading zeros; null for a negative one or another tag. */
export function readUnsigned(element: Element | undefined): Buffer | null {
  if (element === undefined || element.tag !== tags.integer || element.content.length === 0) return null
  if ((element.content[0] ?? 0) >= 0x80) return null
  return stripZeros(element.content)
}

export function stripZeros(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  return first < 0 ? bytes.subarray(0, 0) : bytes.subarray(first)
}

export function writeElement(tag: number, ...contents: readonly Buffer[]): Buffer {
  const length = contents.reduce((sum, content) => sum + content.length, 0)
  const octets: number[] = []
  if (length >= 0x80) {
    for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
    octets.unshift(0x80 + octets.length)
  } else octets.push(length)
  // Not Buffer.concat: its result may share the pool, where a wipe does not reach.
  const out = Buffer.allocUnsafeSlow(1 + octets.length + length)
  out[0] = tag
  out.set(octets, 1)
  let at = 1 + octets.length
  for (const content of contents) at += content.copy(out, at)
  return out
}

/** @param magnitude big-endian, unsigned */
export function writeUnsigned(magnitude: Buffer): Buffer {
  const bytes = stripZeros(magnitude)
  const needsZero = bytes.length === 0 || (bytes[0] ?? 0) >= 0x80
  return writeElement(tags.integer, Buffer.alloc(needsZero ? 1 : 0), bytes)
}
