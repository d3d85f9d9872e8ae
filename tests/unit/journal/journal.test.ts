// The journal on a real file: what a change, a loss or another file looks like, and that nothing waits for a slow store.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Head } from '../../../src-main/journal/chain'
import { createJournal, type Journal } from '../../../src-main/journal/journal'
import { createLineFile } from '../../../src-main/storage/line-file'
import { createSeal } from '../../../src-main/vault/seal'
import { AppError } from '../../../src-shared/errors'
import { everyEntry } from '../../../src-shared/journal-filter'
import { createSilentLog } from '../../doubles/silent-log'

let dir: string
let file: string
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'keywright-journal-'))
  file = path.join(dir, 'journal.jsonl')
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const dataKey = Buffer.alloc(32, 7)

interface Around {
  readonly kept?: 'keyring' | 'memory'
  readonly key?: Buffer
  /** What the credential store remembers; shared by the runs of a test. */
  readonly store?: { head: Head | null }
  readonly fails?: () => boolean
}

/** One run of the program on the file of this test. */
async function start({ kept = 'keyring', key = dataKey, store = { head: null }, fails }: Around = {}) {
  const failing: string[] = []
  const journal: Journal = createJournal({
    file,
    lines: createLineFile(file, { onDamage: (count) => journal.record('journal.repaired', { count }) }),
    vault: { ready: async () => kept, ...createSeal(key, 'here') },
    head: {
      read: async () => store.head,
      moved: (head) => {
        store.head = head
      },
      written: async () => {},
    },
    now: () => new Date('2026-01-02T03:04:05Z'),
    monotonic: () => 12,
    log: createSilentLog(),
    onFailing: () => failing.push('told'),
    ...(fails === undefined
      ? {}
      : {
          lines: {
            append: async () => {
              if (fails()) throw new AppError('storage-failed', { reason: 'disk-full' })
            },
            readAll: async () => [],
          },
        }),
  })
  await journal.open()
  return { journal, store, failing }
}

const lines = () => readFileSync(file, 'utf8').trimEnd().split('\n')
const rewrite = (next: readonly string[]) => writeFileSync(file, next.map((line) => `${line}\n`).join(''))

/** Five entries, written and anchored. */
async function five() {
  const store = { head: null as Head | null }
  const { journal } = await start({ store })
  for (const key of ['a', 'b', 'c', 'd', 'e']) await journal.append('key.created', { key })
  await journal.written()
  return store
}

/** A character of the sealed content of one line becomes another. */
const altered = (line: string) => line.replace(/"body":"(.)/, (_, c) => `"body":"${c === 'A' ? 'B' : 'A'}`)

describe('an undisturbed journal', () => {
  it('is readable in order, owned by the person alone, and unreadable without the key (S-37)', async () => {
    const store = await five()
    const { journal } = await start({ store })
    expect(await journal.verify()).toEqual({ kind: 'intact', count: 5 })
    const page = await journal.read(everyEntry, null, 2)
    expect(page.entries.map(({ seq, facts }) => [seq, facts.key])).toEqual([
      [5, 'e'],
      [4, 'd'],
    ])
    expect(page.hasMore).toBe(true)
    const rest = await journal.read(everyEntry, 4, 10)
    expect(rest.entries.map(({ seq }) => seq)).toEqual([3, 2, 1])
    expect(rest.hasMore).toBe(false)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(lines()[0]).toContain('"seq":1')
    expect(readFileSync(file, 'utf8')).not.toContain('key.created')
  })

  it('goes on where the last run ended', async () => {
    const store = await five()
    const next = await start({ store })
    await next.journal.append('app.started')
    expect(next.journal.state.get().newest).toBe(6)
    expect(await next.journal.verify()).toEqual({ kind: 'intact', count: 6 })
  })

  it('keeps listed facts only, short and inert', async () => {
    const { journal } = await start()
    const odd = { key: `x\u202Ey${'z '.repeat(200)}`, secret: 'no', reason: '-----BEGIN PRIVATE KEY-----' }
    await journal.append('key.kept', odd)
    const [entry] = (await journal.read(everyEntry, null, 1)).entries
    expect(Object.keys(entry?.facts ?? {}).sort()).toEqual(['key', 'reason'])
    expect(entry?.facts.key).toMatch(/^x\[U\+202E\]y[z ]+…$/)
    expect(entry?.facts.key).toHaveLength(300)
    expect(entry?.facts.reason).toBe('[cut]')
  })

  it('filters by words, group, time and key', async () => {
    const { journal } = await start()
    await journal.append('key.created', { key: 'Grafana prod', keyId: '7' })
    await journal.append('sign-in.worked', { person: 'NG\\lindqvist' })
    const seqs = async (filter: object) =>
      (await journal.read({ ...everyEntry, ...filter }, null, 10)).entries.map(({ seq }) => seq)
    expect(await seqs({ text: 'PROD grafana' })).toEqual([1])
    expect(await seqs({ group: 'sign-ins' })).toEqual([2])
    expect(await seqs({ since: '2026-01-02T03:04:06.000Z' })).toEqual([])
    expect(await seqs({ keyId: '7' })).toEqual([1])
  })
})

describe('tampering names the first entry that is not as it was written (S-37, N-56)', () => {
  it.each([
    ['a changed entry', (all: string[]) => all.with(2, altered(all[2] ?? '')), 3, 'altered'],
    ['a damaged line', (all: string[]) => all.with(1, '{"v":1'), 2, 'altered'],
    ['a removed entry', (all: string[]) => all.toSpliced(1, 1), 2, 'missing'],
    [
      'swapped entries',
      (all: string[]) => [all[0], all[2], all[1], all[3], all[4]] as string[],
      2,
      'missing',
    ],
    ['a repeated entry', (all: string[]) => all.toSpliced(2, 0, all[1] ?? ''), 2, 'missing'],
    ['a cut-off end', (all: string[]) => all.slice(0, 3), 4, 'cut-off'],
    ['an emptied file', () => [], 1, 'cut-off'],
  ])('%s', async (_what, change, seq, why) => {
    const store = await five()
    rewrite(change(lines()))
    const { journal } = await start({ store })
    expect(journal.state.get().broken).toMatchObject({ kind: 'broken', seq, why })
    expect(await journal.verify()).toMatchObject({ kind: 'broken', seq, why })
  })

  it('a deleted file', async () => {
    const store = await five()
    rmSync(file)
    const { journal } = await start({ store })
    expect(await journal.verify()).toMatchObject({ kind: 'broken', seq: 1, why: 'cut-off' })
  })

  it('an older file put back', async () => {
    const { journal, store } = await start()
    await journal.append('app.started')
    const older = readFileSync(file)
    await journal.append('key.created')
    await journal.append('key.deleted')
    writeFileSync(file, older)
    const next = await start({ store })
    expect(await next.journal.verify()).toMatchObject({ kind: 'broken', seq: 2, why: 'cut-off' })
  })

  it('another file of the same length, with valid entries of another history', async () => {
    const store = await five()
    rmSync(file)
    await five()
    const { journal } = await start({ store })
    expect(await journal.verify()).toMatchObject({ kind: 'broken', seq: 5, why: 'replaced' })
  })

  it('entries of another key', async () => {
    const store = await five()
    const { journal } = await start({ store, key: Buffer.alloc(32, 8) })
    expect(await journal.verify()).toMatchObject({ kind: 'broken', seq: 1, why: 'other-key' })
  })

  it('stays named after new entries, whose numbers are never used twice', async () => {
    const store = await five()
    rewrite(lines().slice(0, 3))
    const { journal } = await start({ store })
    await journal.append('app.started')
    expect(journal.state.get().newest).toBe(6)
    const again = await start({ store })
    expect(await again.journal.verify()).toMatchObject({ kind: 'broken', seq: 4, why: 'missing' })
  })
})

it('without a remembered end says that the end may be missing (N-56)', async () => {
  await five()
  const { journal } = await start({ store: { head: null } })
  expect(await journal.verify()).toEqual({ kind: 'unanchored', count: 5 })
  expect(journal.state.get().broken).toBeNull()
})

it('half a line of a crash is cut off and noted; the chain stays whole (N-56)', async () => {
  const store = await five()
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"v":1,"se`)
  const { journal } = await start({ store })
  await journal.append('app.started')
  await journal.written()
  await expect
    .poll(async () => (await journal.read(everyEntry, null, 1)).entries[0]?.event)
    .toBe('journal.repaired')
  expect(await journal.verify()).toEqual({ kind: 'intact', count: 7 })
})

it('without a credential store keeps the entries of this run in memory and writes nothing', async () => {
  const { journal } = await start({ kept: 'memory' })
  await journal.append('key.created', { key: 'x' })
  expect(await journal.verify()).toEqual({ kind: 'intact', count: 1 })
  expect((await journal.read(everyEntry, null, 5)).entries).toHaveLength(1)
  expect(() => statSync(file)).toThrow()
})

it('a full disk: told once, the next entry takes the number, append rejects (N-81)', async () => {
  let full = true
  const { journal, failing } = await start({ fails: () => full })
  await expect(journal.append('private-key.released')).rejects.toMatchObject({ code: 'storage-failed' })
  journal.record('key.created')
  journal.record('key.created')
  await journal.written()
  expect(failing).toEqual(['told'])
  expect(journal.state.get()).toMatchObject({ isFailing: true, newest: 0 })
  full = false
  await journal.append('key.created')
  expect(journal.state.get().newest).toBe(1)
})
