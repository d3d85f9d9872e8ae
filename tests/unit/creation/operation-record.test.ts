// Records hold what recovery needs and no secret; entries of a newer version survive; pairs are held once; names are safe.
import { describe, expect, it } from 'vitest'
import { fileNameOf } from '../../../src-main/creation/file-name'
import { createOperationRecords, revealedOperations } from '../../../src-main/creation/operation-record'
import { createPairs } from '../../../src-main/creation/pairs'
import { SecretCell } from '../../../src-main/log/secret-cell'
import type { Pair } from '../../../src-main/private-key/rsa'
import type { SealedFiles } from '../../../src-main/storage/sealed-file'
import { createHandClock } from '../../doubles/hand-clock'
import { operation } from './operation'

const record = operation({ keyIdsBefore: ['9223372036854775807'] })

function sealed(start: string | null) {
  const file = { text: start }
  const files: SealedFiles = {
    write: async (name, aad, bytes) => {
      file.text = bytes.toString('utf8')
      expect([name, aad]).toEqual(['ops', 'operations'])
    },
    read: async () => (file.text === null ? null : Buffer.from(file.text)),
    remove: async () => {},
  }
  return { file, records: createOperationRecords(files, 'ops') }
}

describe('operation records', () => {
  it('are kept, replaced and removed', async () => {
    const { file, records } = sealed(null)
    expect(await records.load()).toEqual([])
    await records.put(record)
    await records.put({ ...record, state: 'unrevealed' })
    expect(JSON.parse(file.text ?? '')).toEqual([{ ...record, state: 'unrevealed' }])
    expect(await sealed(file.text).records.load()).toEqual([{ ...record, state: 'unrevealed' }])
    await records.remove(record.opId)
    expect(file.text).toBe('[]')
  })

  it('of a newer version survive what this one writes', async () => {
    const newer = { opId: record.opId, state: 'levitating' }
    const { file, records } = sealed(JSON.stringify([newer, record]))
    expect(await records.load()).toEqual([record])
    await records.remove(record.opId)
    expect(JSON.parse(file.text ?? '')).toEqual([newer])
  })

  it('know no member that could hold a private key', () =>
    expect(
      Object.keys(record).filter((name) => /secret|private|token|password|parameters/i.test(name)),
    ).toEqual([]))
})

it('only lines of this kind count as revealed', async () => {
  const lines = [
    { event: 'reveal', opId: record.opId, at: '', kind: 'show' },
    { event: 'other', opId: record.connectionId },
    { event: 'reveal', opId: 'no uuid' },
    {},
  ]
  const found = await revealedOperations({ append: async () => {}, readAll: async () => lines })
  expect([...found]).toEqual([record.opId])
})

describe('pairs', () => {
  const made: Pair[] = []
  const finish: (() => void)[] = []
  const pairs = createPairs({
    makePair: (bits) =>
      new Promise((resolve) => {
        const pair = {
          publicKey: { bits, fingerprint256: '', xml: '' },
          privateKey: SecretCell.fromBytes(Buffer.from('x')),
        }
        made.push(pair)
        finish.push(() => resolve(pair))
      }),
    newId: () => `id-${made.length}`,
    clock: createHandClock(),
  })
  const generate = async () => {
    const asked = pairs.generate(2048)
    finish.at(-1)?.()
    return asked
  }

  it('are handed over once', async () => {
    const { pairId } = await generate()
    expect(() => pairs.take('other')).toThrow('reveal-spent')
    const pair = pairs.take(pairId)
    expect(() => pairs.take(pairId)).toThrow('reveal-spent')
    pairs.giveBack(pairId, pair)
    expect(pairs.take(pairId)).toBe(pair)
    expect(pair.privateKey.isWiped).toBe(false)
  })

  it('are wiped when forgotten or replaced', async () => {
    const first = await generate()
    const second = await generate()
    expect(made.at(-2)?.privateKey.isWiped).toBe(true)
    expect(() => pairs.take(first.pairId)).toThrow('reveal-spent')
    pairs.forget(first.pairId)
    expect(made.at(-1)?.privateKey.isWiped).toBe(false)
    pairs.forget(second.pairId)
    expect(made.at(-1)?.privateKey.isWiped).toBe(true)
  })

  it('that come too late are wiped and not handed over', async () => {
    const slow = pairs.generate(4096)
    const quick = pairs.generate(2048)
    finish.at(-1)?.()
    finish.at(-2)?.()
    await expect(slow).rejects.toMatchObject({ code: 'cancelled' })
    await expect(quick).resolves.toBeDefined()
    expect(made.at(-2)?.privateKey.isWiped).toBe(true)
    const late = pairs.generate(2048)
    pairs.forgetAll()
    finish.at(-1)?.()
    await expect(late).rejects.toMatchObject({ code: 'cancelled' })
  })
})

it.each([
  ['Grafana prod 2', 'Grafana prod 2'],
  ['a/b\\c:d*e?"f|g', 'a b c d e f g'],
  ['..hidden. ', 'hidden'],
  ['CON', 'CON key'],
  ['lpt1', 'lpt1 key'],
  ['\u202e<>', 'private key'],
  ['', 'private key'],
  ['Überwachung 監視', 'Überwachung 監視'],
  ['x'.repeat(128), 'x'.repeat(80)],
])('file name of %j', (description, expected) => expect(fileNameOf(description)).toBe(expected))
