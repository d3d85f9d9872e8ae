// The journal on a real file: order, secrecy, filters, paging, damage by a crash, and a disk that is full.
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../src-shared/errors'
import type { JournalFilter } from '../../../src-shared/journal'
import { everyEntry } from '../../doubles/filters'
import { createStore, linesOf, run, settled } from './running'

let dir: string
let file: string
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'keywright-journal-'))
  file = path.join(dir, 'journal.jsonl')
})
afterEach(async () => {
  await settled()
  rmSync(dir, { recursive: true, force: true })
})

const full = () => new AppError('storage-failed', { reason: 'disk-full' })

describe('an undisturbed journal', () => {
  it('is readable in order, owned by the person alone, and unreadable without the key (S-37)', async () => {
    const { journal } = await run(file)
    journal.record('app.started')
    await journal.append('key.created', { key: 'Grafana prod' })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const text = readFileSync(file, 'utf8')
    // Positive control: what is not sealed is found.
    expect(text).toContain('"seq":2')
    expect(text).not.toMatch(/Grafana|key\.created/)
    const members = ['v', 'seq', 'prev', 'body', 'mac']
    for (const line of linesOf(file)) expect(Object.keys(JSON.parse(line))).toEqual(members)
    expect(await journal.verify()).toEqual({ kind: 'intact', count: 2 })
  })

  it('goes on where the last run ended', async () => {
    const first = await run(file)
    await first.journal.append('app.started')
    await first.end()
    const next = await run(file, { store: first.store })
    await next.journal.append('app.started')
    expect(next.journal.state.get()).toMatchObject({ kept: 'disk', newest: 2, broken: null })
    expect(await next.journal.verify()).toEqual({ kind: 'intact', count: 2 })
    expect(next.journal.state.get().count).toBe(2)
  })

  it('keeps what is noted before it is open, in order', async () => {
    const { journal, events } = await run(file)
    journal.record('app.started')
    journal.record('clipboard.cleared')
    await journal.append('sign-in.worked')
    expect(await events()).toEqual(['app.started', 'clipboard.cleared', 'sign-in.worked'])
  })

  it('keeps listed facts only, short, inert, and none that looks like a secret', async () => {
    const { journal, all } = await run(file)
    const odd = {
      key: `x\u202Ey${'z '.repeat(200)}`,
      secret: 'no',
      reason: '-----BEGIN PRIVATE KEY-----',
      code: 'A1b2'.repeat(25),
      folder: `/home/${'deep/'.repeat(20)}`,
    }
    await journal.append('key.kept', odd)
    const [row] = await all()
    if (row?.event == null) throw new Error('no entry')
    expect(Object.keys(row.facts).sort()).toEqual(['code', 'folder', 'key', 'reason'])
    expect(row.facts.key).toMatch(/^x\[U\+202E\]y[z ]+…$/)
    expect(row.facts.key).toHaveLength(300)
    expect(row.facts.reason).toBe('[cut]')
    expect(row.facts.code).toBe('[cut]')
    expect(row.facts.folder).toBe(odd.folder)
  })

  it('filters by the words of the screen, group, time and key', async () => {
    const { journal } = await run(file)
    await journal.append('key.created', { key: 'Grafana prod', keyId: '7' })
    await journal.append('sign-in.worked', { person: 'NG\\lindqvist' })
    const seqs = async (part: Partial<JournalFilter>) =>
      (await journal.read({ ...everyEntry, ...part }, null, 10)).rows.map(({ seq }) => seq)
    expect(await seqs({ text: 'PROD created' })).toEqual([1])
    expect(await seqs({ text: 'signed in' })).toEqual([2])
    expect(await seqs({ group: 'sign-ins' })).toEqual([2])
    expect(await seqs({ since: '2026-01-12T09:00:00.001Z' })).toEqual([])
    expect(await seqs({ since: '2026-01-12T09:00:00.000Z' })).toEqual([2, 1])
    expect(await seqs({ keyId: '7' })).toEqual([1])
  })

  it('pages through everything once, however far it reaches over pieces of the file', async () => {
    const { journal } = await run(file)
    // More than one 64 KiB piece, lines of many lengths.
    for (let number = 1; number <= 400; number += 1)
      journal.record('key.edited', { count: number, key: 'x '.repeat((number * 37) % 145) })
    const seqs: number[] = []
    let before: number | null = null
    do {
      const page = await journal.read(everyEntry, before, 7)
      seqs.push(...page.rows.map(({ seq }) => seq))
      before = page.next
    } while (before !== null)
    expect(statSync(file).size).toBeGreaterThan(65_536 * 2)
    expect(seqs).toEqual(Array.from({ length: 400 }, (_, index) => 400 - index))
    const items: number[] = []
    for await (const { row } of journal.items(everyEntry)) items.push(row.seq)
    expect(items).toEqual(seqs.toReversed())
  })
})

describe('after a crash or a failed write', () => {
  it('half a line of a crash is cut off and noted; the chain stays whole (N-56)', async () => {
    const first = await run(file)
    await first.journal.append('app.started')
    await first.end()
    appendFileSync(file, '{"v":1,"se')
    const next = await run(file, { store: first.store })
    expect(await next.journal.verify()).toEqual({ kind: 'intact', count: 1 })
    await next.journal.append('app.started')
    await expect.poll(next.events).toEqual(['app.started', 'app.started', 'journal.repaired'])
    expect(await next.journal.verify()).toEqual({ kind: 'intact', count: 3 })
  })

  it('a line that lacks only its line break counts', async () => {
    const first = await run(file)
    await first.journal.append('app.started')
    await first.journal.append('key.created')
    await first.end()
    writeFileSync(file, readFileSync(file, 'utf8').trimEnd())
    const next = await run(file, { store: first.store })
    await next.journal.append('key.edited')
    expect(await next.events()).toEqual(['app.started', 'key.created', 'key.edited'])
    expect(await next.journal.verify()).toEqual({ kind: 'intact', count: 3 })
  })

  it('a full disk: told once, the next entry takes the number, append rejects (N-81)', async () => {
    let isFull = true
    const real = await run(file)
    const { journal, failing } = await run(file, {
      append: async (line) => {
        if (isFull) throw full()
        await real.lineFile.append(line)
      },
    })
    await expect(journal.append('private-key.released')).rejects.toMatchObject({ code: 'storage-failed' })
    journal.record('key.created')
    journal.record('key.created')
    await expect.poll(() => journal.state.get().isFailing).toBe(true)
    isFull = false
    await journal.append('key.edited')
    expect(failing).toEqual(['told'])
    expect(journal.state.get()).toMatchObject({ newest: 1 })
    expect(await journal.verify()).toEqual({ kind: 'intact', count: 1 })
  })

  it('a line that reached the file although its write failed does not break the chain', async () => {
    let isSick = true
    const real = await run(file)
    const { journal } = await run(file, {
      append: async (line) => {
        await real.lineFile.append(line)
        if (isSick) throw full()
      },
    })
    await expect(journal.append('private-key.released')).rejects.toMatchObject({ code: 'storage-failed' })
    isSick = false
    await journal.append('key.created')
    expect(await journal.verify()).toEqual({ kind: 'intact', count: 2 })
  })

  it('a file that cannot be read is told, and nothing is written elsewhere', async () => {
    const target = path.join(dir, 'elsewhere')
    writeFileSync(target, 'mine\n')
    symlinkSync(target, file)
    const { journal, failing } = await run(file)
    await expect(journal.append('app.started')).rejects.toMatchObject({ code: 'storage-failed' })
    await expect(journal.read(everyEntry, null, 5)).rejects.toMatchObject({ code: 'storage-failed' })
    journal.record('app.started')
    await expect.poll(() => failing).toEqual(['told'])
    expect(readFileSync(target, 'utf8')).toBe('mine\n')
  })
})

it('without a credential store keeps the entries of this run in memory and leaves the file alone', async () => {
  const first = await run(file)
  await first.journal.append('app.started')
  await first.end()
  const before = readFileSync(file)
  const { journal, events, store } = await run(file, { kept: 'memory', store: createStore() })
  await journal.append('key.created', { key: 'x' })
  await journal.append('key.edited', { key: 'x' })
  expect(journal.state.get()).toMatchObject({ kept: 'memory', count: 2, newest: 2, broken: null })
  expect(await events()).toEqual(['key.created', 'key.edited'])
  expect(await journal.verify()).toEqual({ kind: 'intact', count: 2 })
  expect((await journal.read(everyEntry, null, 1)).next).toBe(1)
  expect((await journal.read(everyEntry, 1, 1)).rows.map(({ seq }) => seq)).toEqual([1])
  expect(readFileSync(file)).toEqual(before)
  expect(store.writes).toBe(0)
})
