// The exported journal: every fact has its column, text is inert for spreadsheets, and JSON can be compared with the chain.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createJournalExport } from '../../../src-main/ipc/journal-export'
import { JournalFacts } from '../../../src-shared/journal'
import { parseCsv } from '../../doubles/csv-reader'
import { everyEntry } from '../../doubles/filters'
import { linesOf, rewrite, run, settled } from '../journal/running'

let dir: string
let file: string
let target: string
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'keywright-export-'))
  file = path.join(dir, 'journal.jsonl')
  target = path.join(dir, 'copy')
})
afterEach(async () => {
  await settled()
  rmSync(dir, { recursive: true, force: true })
})

async function exporting() {
  const started = await run(file)
  const asked: string[] = []
  const save = createJournalExport({
    journal: started.journal,
    showSaveDialog: async ({ suggestedName }) => {
      asked.push(suggestedName)
      return target
    },
    now: () => new Date('2026-01-12T09:00:00Z'),
  })
  return { ...started, save, asked }
}

it('CSV: a column for every fact, formulas disarmed, one mark at the start, however many parts', async () => {
  const { journal, save, asked } = await exporting()
  const evil = '=HYPERLINK("http://x","y")'
  journal.record('key.created', {
    key: evil,
    reason: 'a, "b"',
    readOnly: false,
    count: 2,
    entry: 3,
    from: 'file',
  })
  for (let number = 0; number < 1_100; number += 1) journal.record('key.edited', { count: number })
  const saved = await save(everyEntry, 'csv')
  expect(saved).toEqual({ fileName: 'copy', folder: dir, count: 1_101 })
  expect(asked).toEqual(['keywright-journal-2026-01-12.csv'])
  expect(statSync(target).mode & 0o777).toBe(0o600)
  const text = readFileSync(target, 'utf8')
  expect(text.split('\uFEFF')).toHaveLength(2)
  const [head = [], first = [], ...rest] = parseCsv(text.slice(1))
  const cell = (name: string) => first[head.indexOf(name)]
  expect(head).toEqual(
    expect.arrayContaining(['seq', 'time', 'event', 'what', ...Object.keys(JournalFacts.shape)]),
  )
  expect(new Set(head).size).toBe(head.length)
  expect(cell('seq')).toBe('1')
  expect(cell('event')).toBe('key.created')
  expect(cell('what')).toBe('Key created')
  expect(cell('key')).toBe(`'${evil}`)
  expect(cell('reason')).toBe('a, "b"')
  expect(cell('readOnly')).toBe('false')
  expect(rest).toHaveLength(1_100)
  expect(rest.map((row) => row[0])).toEqual(Array.from({ length: 1_100 }, (_, index) => String(index + 2)))
  for (const row of rest) expect(row).toHaveLength(head.length)
  // The export itself is an entry.
  await expect
    .poll(async () => (await journal.read(everyEntry, null, 1)).rows[0])
    .toMatchObject({ event: 'journal.exported', facts: { kind: 'csv', count: 1_101, fileName: 'copy' } })
})

it('JSON: seq, prev and mac of every line, so that a copy can be compared with the file (S-37)', async () => {
  const { journal, save } = await exporting()
  await journal.append('app.started')
  await journal.append('key.created', { key: 'Grafana' })
  await journal.append('key.edited', { key: 'Grafana 2' })
  rewrite(file, linesOf(file).with(1, '{"v":1'))
  await save(everyEntry, 'json')
  const copy: unknown = JSON.parse(readFileSync(target, 'utf8'))
  const [first, , third] = linesOf(file).map((line) => (line === '{"v":1' ? null : JSON.parse(line)))
  expect(copy).toEqual([
    { seq: 1, at: expect.any(String), event: 'app.started', facts: {}, prev: first.prev, mac: first.mac },
    { seq: 2, event: 'unreadable', prev: null, mac: null },
    {
      seq: 3,
      at: expect.any(String),
      event: 'key.edited',
      facts: { key: 'Grafana 2' },
      prev: third.prev,
      mac: third.mac,
    },
  ])
})

it('holds what the filter leaves, also nothing', async () => {
  const { journal, save } = await exporting()
  await journal.append('app.started')
  await journal.append('key.created')
  expect(await save({ ...everyEntry, group: 'keys' }, 'csv')).toMatchObject({ count: 1 })
  expect(parseCsv(readFileSync(target, 'utf8').slice(1))).toHaveLength(2)
  rmSync(target)
  expect(await save({ ...everyEntry, text: 'nothing like it' }, 'csv')).toMatchObject({ count: 0 })
  expect(parseCsv(readFileSync(target, 'utf8').slice(1))).toHaveLength(1)
  rmSync(target)
  await save({ ...everyEntry, text: 'nothing like it' }, 'json')
  expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual([])
})

it('a cancelled dialog writes and notes nothing; an existing file stays', async () => {
  const { journal } = await exporting()
  await journal.append('app.started')
  const cancelled = createJournalExport({ journal, showSaveDialog: async () => null, now: () => new Date() })
  expect(await cancelled(everyEntry, 'csv')).toBeNull()
  const over = createJournalExport({ journal, showSaveDialog: async () => file, now: () => new Date() })
  await expect(over(everyEntry, 'csv')).rejects.toMatchObject({ code: 'save-failed' })
  expect(linesOf(file)).toHaveLength(1)
})
