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
function readChildren(content: Buffer): Element[] | null {
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

/** A view without leading zeros. */
export function stripZeros(bytes: Buffer): Buffer {
  if (bytes[0] !== 0) return bytes
  const first = bytes.findIndex((byte) => byte !== 0)
  return bytes.subarray(first < 0 ? bytes.length : first)
}

/** Tag and length; the length in as few octets as it takes. */
function headOf(tag: number, length: number): number[] {
  if (length < 0x80) return [tag, length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [tag, 0x80 + octets.length, ...octets]
}

const zero = Buffer.alloc(1)

function createWriter(allocate: (size: number) => Buffer) {
  function element(tag: number, ...contents: readonly Buffer[]): Buffer {
    let length = 0
    for (const content of contents) length += content.length
    const head = headOf(tag, length)
    const out = allocate(head.length + length)
    out.set(head)
    let at = head.length
    for (const content of contents) {
      out.set(content, at)
      at += content.length
    }
    return out
  }

  /** @param magnitude big-endian, unsigned */
  function unsigned(magnitude: Buffer): Buffer {
    const bytes = stripZeros(magnitude)
    // A first bit that is set would make the number negative; none at all would make it no number.
    const needsZero = bytes.length === 0 || (bytes[0] ?? 0) >= 0x80
    return needsZero ? element(tags.integer, zero, bytes) : element(tags.integer, bytes)
  }

  return { element, unsigned }
}

/** Every result has memory of its own: the shared pool is out of a wipe's reach. */
export const privateDer = createWriter((size) => Buffer.allocUnsafeSlow(size))
/** From the pool: lists bring thousands of public keys, and memory of its own costs each a fifth more. */
export const publicDer = createWriter((size) => Buffer.allocUnsafe(size))
