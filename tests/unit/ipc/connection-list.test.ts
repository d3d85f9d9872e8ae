// Export and import of the list of connections with real files: what is written, the preview, and all or nothing.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createConnections } from '../../../src-main/connections/connections'
import { createConnectionList } from '../../../src-main/ipc/connection-list'
import type { Connection } from '../../../src-shared/connection'
import type { JournalEvent, JournalFacts } from '../../../src-shared/journal'
import { createSilentLog } from '../../doubles/silent-log'

let dir: string
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'keywright-list-'))
})
afterEach(() => fs.rmSync(dir, { recursive: true }))

const idOf = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
const connection = (at: number, change: Partial<Connection> = {}): Connection => ({
  id: idOf(at),
  name: `C${at}`,
  origin: `https://c${at}.example:1280`,
  pin: null,
  userName: null,
  group: '',
  color: 'none',
  tag: null,
  ...change,
})

function open(first: readonly Connection[] = [connection(1)]) {
  const entries: [JournalEvent, JournalFacts][] = []
  let next = 900
  const newId = () => idOf(next++)
  const connections = createConnections({
    store: { read: () => [...first], write: () => {} },
    newId,
    log: createSilentLog(),
    probe: async () => {},
    presented: () => null,
    closeLane: () => {},
  })
  const asked: string[] = []
  const place = { save: path.join(dir, 'list.json'), open: path.join(dir, 'list.json') }
  const answers: { save: string | null; open: string | null } = place
  const list = createConnectionList({
    connections,
    journal: { record: (event, facts = {}) => void entries.push([event, facts]) },
    showSaveDialog: async ({ suggestedName }) => {
      asked.push(suggestedName)
      return answers.save
    },
    showOpenDialog: async () => answers.open,
    newId,
    now: () => new Date('2026-11-24T10:00:00Z'),
  })
  return { connections, list, entries, answers, asked }
}
const file = () => path.join(dir, 'list.json')
const write = (connections: readonly object[]) =>
  fs.writeFileSync(file(), JSON.stringify({ format: 'keywright-connections', version: 1, connections }))
const one = (at: number, change: object = {}) => ({
  name: `C${at}`,
  origin: `https://c${at}.example`,
  ...change,
})

it('saves for the person alone, never over a file, and says so in the journal', async () => {
  const { list, entries, asked } = open([connection(1), connection(2)])
  expect(await list.save()).toEqual({ fileName: 'list.json', folder: dir, count: 2 })
  expect(asked).toEqual(['keywright-consoles-2026-11-24.json'])
  if (process.platform !== 'win32') expect(fs.statSync(file()).mode & 0o777).toBe(0o600)
  expect(entries).toEqual([['connection.list-exported', { fileName: 'list.json', folder: dir, count: 2 }]])
  const before = fs.readFileSync(file())
  await expect(list.save()).rejects.toMatchObject({ code: 'save-failed', detail: { reason: 'exists' } })
  expect(fs.readFileSync(file())).toEqual(before)
  expect(entries).toHaveLength(1)
})

it('a cancelled dialog does nothing', async () => {
  const { list, entries, answers } = open()
  answers.save = null
  answers.open = null
  expect(await list.save()).toBeNull()
  expect(await list.choose()).toBeNull()
  expect(entries).toEqual([])
})

it('shows what would be added, what is there and what stands twice, and adds nothing yet', async () => {
  const { list, connections, entries } = open([connection(1, { name: 'Here' })])
  write([
    one(1),
    one(2, { name: 'HERE', tag: 'test' }),
    one(3),
    one(3, { name: 'Again' }),
    one(4, { name: 'c3' }),
  ])
  expect(await list.choose()).toMatchObject({
    fileName: 'list.json',
    adds: [
      { name: 'HERE', origin: 'https://c2.example:1280', tag: 'test', nameIsTaken: true },
      { name: 'C3', nameIsTaken: false },
      { name: 'c3', origin: 'https://c4.example:1280', nameIsTaken: true },
    ],
    known: [{ name: 'C1', origin: 'https://c1.example:1280', knownAs: 'Here' }],
    repeated: 1,
  })
  expect(connections.cell.get()).toHaveLength(1)
  expect(entries).toEqual([])
})

it('adds what was shown, counts it, and journals every console', async () => {
  const { list, connections, entries } = open()
  write([one(1), one(2), one(2), one(3)])
  const preview = await list.choose()
  expect(list.takeOver(preview?.previewId ?? '')).toEqual({ added: 2, known: 1, repeated: 1 })
  expect(connections.cell.get().map(({ name, pin }) => [name, pin])).toEqual([
    ['C1', null],
    ['C2', null],
    ['C3', null],
  ])
  expect(entries.map(([event, { console, kind, count }]) => [event, console ?? count, kind])).toEqual([
    ['connection.added', 'C2', 'imported'],
    ['connection.added', 'C3', 'imported'],
    ['connection.list-imported', 2, undefined],
  ])
  expect(() => list.takeOver(preview?.previewId ?? '')).toThrow('changed-meanwhile')
})

it('what was added meanwhile is not added twice', async () => {
  const { list, connections } = open([])
  write([one(1), one(2)])
  const preview = await list.choose()
  await connections.connect({ address: 'c2.example', name: 'By hand' })
  expect(list.takeOver(preview?.previewId ?? '')).toEqual({ added: 1, known: 1, repeated: 0 })
  expect(connections.cell.get().map(({ name }) => name)).toEqual(['By hand', 'C1'])
})

it('a bad file changes nothing: no console of it is added, and an earlier preview no longer counts', async () => {
  const { list, connections, entries } = open()
  write([one(2)])
  const preview = await list.choose()
  write([one(2), one(3, { origin: 'http://c3.example' })])
  await expect(list.choose()).rejects.toMatchObject({
    code: 'import-refused',
    detail: { reason: 'origin-insecure', line: 1 },
  })
  expect(() => list.takeOver(preview?.previewId ?? '')).toThrow('changed-meanwhile')
  expect(connections.cell.get()).toHaveLength(1)
  expect(entries).toEqual([])
})

it('files that are too large, folders and pipes are refused without being read', async () => {
  const { list, answers } = open()
  fs.writeFileSync(file(), Buffer.alloc(1024 * 1024 + 1, 0x20))
  await expect(list.choose()).rejects.toMatchObject({ detail: { reason: 'too-large' } })
  fs.truncateSync(file(), 1024 * 1024)
  await expect(list.choose()).rejects.toMatchObject({ detail: { reason: 'empty' } })
  answers.open = dir
  await expect(list.choose()).rejects.toMatchObject({ detail: { reason: 'unreadable' } })
  answers.open = path.join(dir, 'none.json')
  await expect(list.choose()).rejects.toMatchObject({ detail: { reason: 'unreadable' } })
  if (process.platform !== 'win32') {
    answers.open = path.join(dir, 'pipe')
    execFileSync('mkfifo', [answers.open])
    await expect(list.choose()).rejects.toMatchObject({ detail: { reason: 'unreadable' } })
  }
})
