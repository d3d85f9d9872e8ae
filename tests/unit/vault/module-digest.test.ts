// A module for macOS keeps its digest when it is signed, and loses it with any other change; other files are hashed whole.
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { moduleDigest } from '../../../src-main/vault/module-digest'

const installed = path.dirname(createRequire(import.meta.url).resolve('keytar/package.json'))
const read = (target: string) => readFileSync(path.join(installed, 'prebuilds', target, 'keytar.node'))

interface Command {
  readonly kind: number
  readonly at: number
  readonly size: number
}

function commandsOf(bytes: Buffer): Command[] {
  const found: Command[] = []
  let at = 32
  for (let left = bytes.readUInt32LE(16); left > 0; left -= 1) {
    const size = bytes.readUInt32LE(at + 4)
    found.push({ kind: bytes.readUInt32LE(at), at, size })
    at += size
  }
  return found
}
const commandOf = (bytes: Buffer, kind: number, name = '') =>
  commandsOf(bytes).find((one) => one.kind === kind && bytes.toString('latin1', one.at + 8).startsWith(name))

/** What `codesign` does to the file: a signature at the end, its load command, and the length of the last segment. */
function signed(given: Buffer, blob: Buffer): Buffer {
  const old = commandOf(given, 0x1d)
  const content = old === undefined ? given : given.subarray(0, given.readUInt32LE(old.at + 8))
  const padded = Buffer.concat([content, Buffer.alloc((16 - (content.length % 16)) % 16)])
  const bytes = Buffer.concat([padded, blob])
  const end = 32 + bytes.readUInt32LE(20)
  const at = old?.at ?? end
  if (old === undefined) {
    bytes.writeUInt32LE(bytes.readUInt32LE(16) + 1, 16)
    bytes.writeUInt32LE(bytes.readUInt32LE(20) + 16, 20)
  }
  for (const [index, value] of [0x1d, 16, padded.length, blob.length].entries())
    bytes.writeUInt32LE(value, at + index * 4)
  const last = commandOf(bytes, 0x19, '__LINKEDIT')
  if (last === undefined) throw new Error('no last segment')
  const length = BigInt(bytes.length) - bytes.readBigUInt64LE(last.at + 40)
  bytes.writeBigUInt64LE(length, last.at + 48)
  bytes.writeBigUInt64LE((length + 0x3fffn) & ~0x3fffn, last.at + 32)
  return bytes
}

describe.each(['darwin-x64', 'darwin-arm64'])('%s', (target) => {
  const original = read(target)

  it('keeps its digest when it is signed, and signed again (S-11)', () => {
    const once = signed(original, randomBytes(9000))
    expect(once.equals(original)).toBe(false)
    expect(moduleDigest(once)).toBe(moduleDigest(original))
    expect(moduleDigest(signed(once, randomBytes(20_000)))).toBe(moduleDigest(original))
  })
  it('loses it with any byte of what the system loads (S-11, N-50)', () => {
    const once = signed(original, randomBytes(9000))
    const ends = once.readUInt32LE(20) + 32
    const text = commandOf(once, 0x19, '__TEXT')
    const symbols = commandOf(once, 0x02)
    if (text === undefined || symbols === undefined) throw new Error('no module')
    const start = once.readUInt32LE(text.at + 72 + 48)
    const end = once.readUInt32LE(symbols.at + 16) + once.readUInt32LE(symbols.at + 20)
    const places = [
      4,
      12,
      24,
      text.at + 8,
      text.at + 32,
      text.at + 56,
      symbols.at + 8,
      start,
      (start + end) >> 1,
      end - 1,
    ]
    for (const place of places) {
      const copy = Buffer.from(once)
      copy[place] = (copy[place] ?? 0) ^ 1
      expect(moduleDigest(copy), `byte ${place} of ${ends}`).not.toBe(moduleDigest(original))
    }
  })
  it('loses it with a library more to load (S-11)', () => {
    const copy = Buffer.from(original)
    const end = 32 + copy.readUInt32LE(20)
    copy.writeUInt32LE(copy.readUInt32LE(16) + 1, 16)
    copy.writeUInt32LE(copy.readUInt32LE(20) + 32, 20)
    copy.writeUInt32LE(0x0c, end)
    copy.writeUInt32LE(32, end + 4)
    expect(moduleDigest(copy)).not.toBe(moduleDigest(original))
  })
  it('has none when it is cut off or says nonsense', () => {
    for (const length of [32, 100, 2000, original.length >> 1])
      expect(moduleDigest(original.subarray(0, length))).toBe('')
    const copy = Buffer.from(original)
    copy.writeUInt32LE(0, 36)
    expect(moduleDigest(copy)).toBe('')
  })
})

it.each(['linux-x64', 'win32-x64'])('%s is hashed whole', (target) => {
  const bytes = read(target)
  expect(moduleDigest(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
})
it('hashes whatever else there is', () => {
  for (const text of ['', 'x', '\u00cf']) expect(moduleDigest(Buffer.from(text))).toMatch(/^[0-9a-f]{64}$/)
})
