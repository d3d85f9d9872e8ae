// The cell of a private key: its own memory, never printed, wiped after any trouble.
import { inspect } from 'node:util'
import { serialize } from 'node:v8'
import { describe, expect, it } from 'vitest'
import { SecretCell } from '../../../src-main/log/secret-cell'

describe('SecretCell', () => {
  it('takes the bytes over and blanks their source (S-40)', () => {
    const source = Buffer.from('canary')
    const cell = SecretCell.fromBytes(source)
    expect(source.equals(Buffer.alloc(6))).toBe(true)
    expect(cell.use((bytes) => bytes.toString())).toBe('canary')
    // Memory of its own, not a slice of the pool that unrelated buffers share.
    expect(cell.use((bytes) => bytes.buffer.byteLength)).toBe(6)
    expect(Buffer.from('canary').buffer.byteLength).toBeGreaterThan(6)
  })
  it('prints as [secret] in every way (S-40)', () => {
    const cell = SecretCell.fromBytes(Buffer.from('canary'))
    const printed = [
      String(cell),
      `${cell}`,
      cell.toString(),
      JSON.stringify({ cell }),
      inspect({ cell }),
      inspect(cell, { showHidden: true }),
    ]
    for (const text of printed) {
      expect(text).toContain('[secret]')
      expect(text).not.toContain('canary')
    }
    expect(Object.keys(cell)).toEqual([])
  })
  it('holds nothing after a wipe (S-40)', () => {
    const cell = SecretCell.fromBytes(Buffer.from('canary'))
    let seen: Buffer = Buffer.alloc(0)
    cell.use((bytes) => {
      seen = bytes
    })
    cell.wipe()
    expect(seen.equals(Buffer.alloc(6))).toBe(true)
    expect(cell.isWiped).toBe(true)
    expect(() => cell.use(() => 1)).toThrow(expect.objectContaining({ code: 'reveal-spent' }))
  })
  it('is wiped when the work on it throws (N-82, S-54)', () => {
    const cell = SecretCell.fromBytes(Buffer.from('canary'))
    expect(() =>
      cell.use(() => {
        throw new RangeError('out of memory')
      }),
    ).toThrow(RangeError)
    expect(cell.isWiped).toBe(true)
  })
  it('can all be wiped at once (S-54)', () => {
    const cells = ['a', 'b'].map((text) => SecretCell.fromBytes(Buffer.from(text)))
    SecretCell.wipeAll()
    expect(cells.every((cell) => cell.isWiped)).toBe(true)
  })
  it('gives nothing to the copying that messages between processes use (S-40)', () => {
    const cell = SecretCell.fromBytes(Buffer.from('canary'))
    const asMessage = (value: unknown) => serialize(value).toString('latin1')
    expect(asMessage({ text: 'canary' }), 'the search finds what is there').toContain('canary')
    expect(asMessage({ cell })).not.toContain('canary')
    expect(asMessage(Object.assign({}, cell))).not.toContain('canary')
    expect(Object.getOwnPropertyNames(cell)).toEqual([])
    expect(Object.getOwnPropertySymbols(cell)).toEqual([])
  })
  it('does not cross into another context (S-40)', () => {
    const cell = SecretCell.fromBytes(Buffer.from('canary'))
    expect(inspect(structuredClone({ ...cell }))).not.toContain('canary')
    expect(inspect(structuredClone(cell))).not.toContain('canary')
  })
})
