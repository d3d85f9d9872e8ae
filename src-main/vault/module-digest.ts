// SHA-256 of a native module; of one for macOS without what its signing changes, since packages are signed after they are built.
import { createHash } from 'node:crypto'

const machO64 = 0xfeedfacf
const headerSize = 32
const command = { segment: 0x19, symbols: 0x02, signature: 0x1d }

interface Layout {
  /** Load commands as they would be without a signature. */
  readonly commands: readonly Buffer[]
  /** Content of the file: from the first section to the end of the symbol names, behind which the signature follows. */
  readonly start: number
  readonly end: number
}

/** Offset of the first section with content in this segment. */
function firstSection(segment: Buffer): number {
  let first = Number.POSITIVE_INFINITY
  for (let at = 72; at + 80 <= segment.length; at += 80) {
    const offset = segment.readUInt32LE(at + 48)
    if (offset > 0) first = Math.min(first, offset)
  }
  return first
}

/** A signature lengthens the last segment. */
function withoutLength(segment: Buffer): Buffer {
  const copy = Buffer.from(segment)
  copy.fill(0, 32, 40)
  copy.fill(0, 48, 56)
  return copy
}

/** Throws RangeError for a file that is cut off or makes no sense. */
function layoutOf(bytes: Buffer): Layout {
  const commands: Buffer[] = []
  let start = Number.POSITIVE_INFINITY
  let end = 0
  let at = headerSize
  for (let left = bytes.readUInt32LE(16); left > 0; left -= 1) {
    const kind = bytes.readUInt32LE(at)
    const size = bytes.readUInt32LE(at + 4)
    if (size < 8 || at + size > bytes.length) throw new RangeError('load command')
    const own = bytes.subarray(at, at + size)
    at += size
    if (kind === command.signature) continue
    if (kind === command.segment) start = Math.min(start, firstSection(own))
    if (kind === command.symbols) end = own.readUInt32LE(16) + own.readUInt32LE(20)
    const isLast = kind === command.segment && own.toString('latin1', 8, 24).startsWith('__LINKEDIT\0')
    commands.push(isLast ? withoutLength(own) : own)
  }
  if (start < at || end <= start || end > bytes.length) throw new RangeError('content')
  return { commands, start, end }
}

/** Hex; empty for a file that cannot be what it says. */
export function moduleDigest(bytes: Buffer): string {
  const hash = createHash('sha256')
  if (bytes.length < headerSize || bytes.readUInt32LE(0) !== machO64) return hash.update(bytes).digest('hex')
  try {
    const { commands, start, end } = layoutOf(bytes)
    // Number and length of the load commands stand between these two; a signature adds one.
    hash.update(bytes.subarray(0, 16)).update(bytes.subarray(24, headerSize))
    for (const one of commands) hash.update(one)
    return hash.update(bytes.subarray(start, end)).digest('hex')
  } catch {
    return ''
  }
}
