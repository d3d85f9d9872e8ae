// Tampering with the journal: each way names the first entry that is not as it was written, and stays named.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { altered, createStore, linesOf, rewrite, run, type Store, settled } from './running'

let dir: string
let file: string
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'keywright-chain-'))
  file = path.join(dir, 'journal.jsonl')
})
afterEach(async () => {
  await settled()
  rmSync(dir, { recursive: true, force: true })
})

const otherKey = Buffer.alloc(32, 8)

/** Five entries, written and anchored. */
async function five(store: Store = createStore()): Promise<Store> {
  const { journal, end } = await run(file, { store })
  for (const key of ['a', 'b', 'c', 'd', 'e']) await journal.append('key.created', { key })
  await end()
  return store
}

/** What a new start finds by itself, and what asking for it finds. */
async function found(around: Parameters<typeof run>[1]) {
  const started = await run(file, around)
  await started.opened
  await started.clock.advance(0)
  await expect.poll(() => started.journal.state.get().count).not.toBeNull()
  const atStart = started.journal.state.get().broken
  const verdict = await started.journal.verify()
  // A finding becomes an entry itself, so the second count may be higher.
  const said = ({ count: _count, ...rest }: NonNullable<typeof atStart>) => rest
  expect(atStart && said(atStart)).toEqual(verdict.kind === 'intact' ? null : said(verdict))
  return { ...started, atStart, verdict }
}

type Change = (all: readonly string[]) => readonly string[]
const pick =
  (...order: number[]): Change =>
  (all) =>
    order.map((number) => all[number - 1] ?? '')

describe('tampering names the first entry that is not as it was written (S-37, N-56)', () => {
  const ways: readonly (readonly [string, Change, number, string])[] = [
    ['an altered entry', (all) => all.with(2, altered(all[2] ?? '')), 3, 'altered'],
    ['an altered number', (all) => all.with(2, (all[2] ?? '').replace('"seq":3', '"seq":9')), 3, 'altered'],
    ['an altered keyed hash', (all) => all.with(4, (all[4] ?? '').replace(/.(?="}$)/, swap)), 5, 'altered'],
    ['an altered link', (all) => all.with(1, (all[1] ?? '').replace(/"prev":"(.)/, relink)), 2, 'altered'],
    ['a damaged line', (all) => all.with(1, '{"v":1'), 2, 'altered'],
    ['a made-up line at the end', (all) => [...all, altered(all[4] ?? '')], 6, 'altered'],
    ['a removed first entry', pick(2, 3, 4, 5), 1, 'missing'],
    ['a removed entry', pick(1, 3, 4, 5), 2, 'missing'],
    ['swapped entries', pick(1, 3, 2, 4, 5), 2, 'moved'],
    ['an entry put to the end', pick(1, 2, 4, 5, 3), 3, 'moved'],
    ['a repeated entry', pick(1, 2, 2, 3, 4, 5), 2, 'moved'],
    ['a cut-off end', pick(1, 2, 3), 4, 'cut-off'],
    ['an emptied file', pick(), 1, 'cut-off'],
  ]
  const swap = (c: string) => (c === '0' ? '1' : '0')
  const relink = (_: string, c: string) => `"prev":"${swap(c)}`

  it.each(ways)('%s', async (_what, change, seq, why) => {
    const store = await five()
    const before = change(linesOf(file))
    rewrite(file, before)
    const { verdict, journal, end } = await found({ store })
    expect(verdict).toMatchObject({ kind: 'broken', seq, why })
    // The file goes on and is never rewritten; the break stays named, in this run and in the next.
    await journal.append('app.started')
    expect(linesOf(file).slice(0, before.length)).toEqual(before)
    await end()
    const next = await found({ store })
    expect(next.verdict).toMatchObject({ kind: 'broken', seq, why })
    expect((await next.events()).filter((event) => event === 'journal.broken')).toHaveLength(1)
  })

  it('a deleted file', async () => {
    const store = await five()
    rmSync(file)
    const { verdict, journal } = await found({ store })
    expect(verdict).toMatchObject({ kind: 'broken', seq: 1, why: 'cut-off' })
    await journal.append('app.started')
    // The numbers of lost entries are never used again.
    expect(journal.state.get().newest).toBeGreaterThan(5)
  })

  it('an older file put back', async () => {
    const store = createStore()
    const { journal, end } = await run(file, { store })
    await journal.append('app.started')
    const older = readFileSync(file)
    await journal.append('key.created')
    await journal.append('key.deleted')
    await end()
    writeFileSync(file, older)
    expect((await found({ store })).verdict).toMatchObject({ kind: 'broken', seq: 2, why: 'cut-off' })
  })

  it('a file of the same length with genuine entries of another history', async () => {
    const store = await five()
    rmSync(file)
    await five(createStore())
    expect((await found({ store })).verdict).toMatchObject({ kind: 'broken', seq: 5, why: 'replaced' })
  })

  it('a genuine entry of another history in between', async () => {
    const store = await five()
    const mine = linesOf(file)
    rmSync(file)
    await five(createStore())
    rewrite(file, mine.with(2, linesOf(file)[2] ?? ''))
    expect((await found({ store })).verdict).toMatchObject({ kind: 'broken', seq: 3, why: 'replaced' })
  })

  it('the end cut off while the app runs', async () => {
    const { journal } = await run(file)
    for (const key of ['a', 'b', 'c']) await journal.append('key.created', { key })
    rewrite(file, linesOf(file).slice(0, 1))
    expect(await journal.verify()).toMatchObject({ kind: 'broken', seq: 2, why: 'cut-off' })
    expect(journal.state.get().broken).toMatchObject({ seq: 2 })
  })

  it('lists what does not open as such, with its number', async () => {
    const store = await five()
    rewrite(
      file,
      linesOf(file)
        .with(1, '{"v":1')
        .with(3, altered(linesOf(file)[3] ?? '')),
    )
    const { all } = await run(file, { store })
    expect((await all()).map(({ seq, event }) => [seq, event]).reverse()).toEqual([
      [1, 'key.created'],
      [2, null],
      [3, 'key.created'],
      [4, null],
      [5, 'key.created'],
    ])
  })
})

describe('the key', () => {
  it('missing in the store: everything before is called sealed under another key, and new entries go on (N-56)', async () => {
    const store = await five()
    const { atStart, journal, end, events } = await found({ store, key: otherKey })
    expect(atStart).toEqual({ kind: 'broken', seq: 1, why: 'other-key', count: 0 })
    await journal.append('app.started')
    await end()
    expect((await events()).slice(0, 5)).toEqual([null, null, null, null, null])
    const next = await found({ store, key: otherKey })
    expect(next.verdict).toMatchObject({ kind: 'broken', seq: 1, why: 'other-key' })
  })

  it('missing, and the anchor with it', async () => {
    await five()
    const first = await found({ store: createStore(), key: otherKey })
    expect(first.verdict).toMatchObject({ kind: 'broken', seq: 1, why: 'other-key' })
    await first.end()
    // Without what the store remembers, too.
    const again = await found({ store: createStore(), key: otherKey })
    expect(again.verdict).toMatchObject({ kind: 'broken', seq: 1, why: 'other-key' })
  })

  it('another key does not excuse an altered file', async () => {
    const store = await five()
    rewrite(file, linesOf(file).with(1, altered(linesOf(file)[1] ?? '')))
    const { verdict } = await found({ store, key: otherKey })
    expect(verdict).toMatchObject({ kind: 'broken', seq: 1, why: 'altered' })
  })
})

describe('what the credential store remembers', () => {
  it('without a remembered end says that the end may be missing (N-56)', async () => {
    await five()
    const store = createStore()
    const first = await found({ store })
    expect(first.atStart).toEqual({ kind: 'unanchored', why: 'absent', count: 5 })
    await first.end()
    expect(await first.events()).toContain('journal.end-unknown')
    const next = await found({ store })
    expect(next.verdict).toEqual({ kind: 'intact', count: 6 })
  })

  it('is nothing at the very first start: nobody is alarmed', async () => {
    const { verdict, events } = await found({})
    expect(verdict).toEqual({ kind: 'intact', count: 0 })
    expect(await events()).toEqual([])
  })

  it('follows shortly after an entry, at once after a release, in one write for a burst', async () => {
    const { journal, store, clock } = await run(file)
    await journal.append('app.started')
    await clock.advance(0)
    const at = () => store.records.get('journal')?.seq
    await expect.poll(at).toBe(1)
    const writes = store.writes
    await journal.append('key.sent')
    await journal.append('key.created')
    await clock.advance(499)
    expect(at()).toBe(1)
    await clock.advance(1)
    expect(at()).toBe(3)
    expect(store.writes).toBe(writes + 1)
    await journal.append('private-key.released')
    await clock.advance(0)
    expect(at()).toBe(4)
  })

  it('hangs: entries, reading and the end of the program do not wait for it', async () => {
    const store = await five()
    store.state = 'hanging'
    const { journal, clock, opened, events, end } = await run(file, { store })
    journal.record('app.started')
    await clock.advance(2_000)
    await opened
    await journal.append('private-key.released')
    expect((await events()).slice(5)).toEqual(['app.started', 'private-key.released'])
    expect(await journal.verify()).toEqual({ kind: 'unanchored', why: 'no-answer', count: 7 })
    await end()
  })

  it('answers late: compared then, before it is overwritten', async () => {
    const store = await five()
    rewrite(file, linesOf(file).slice(0, 2))
    store.state = 'hanging'
    const { journal, clock, end } = await run(file, { store })
    journal.record('app.started')
    journal.record('app.locked')
    journal.record('app.unlocked')
    journal.record('app.locked')
    await clock.advance(2_000)
    expect(await journal.verify()).toMatchObject({ kind: 'unanchored', why: 'no-answer' })
    expect(store.records.get('journal')).toMatchObject({ seq: 5 })
    store.release()
    await expect
      .poll(() => journal.state.get().broken)
      .toMatchObject({ kind: 'broken', seq: 5, why: 'replaced' })
    await end()
    const next = await found({ store })
    expect(next.verdict).toMatchObject({ kind: 'broken', seq: 5, why: 'replaced' })
  })

  it('refuses: asked again later, and nothing is lost by it', async () => {
    const store = await five()
    store.state = 'refusing'
    const { journal, clock } = await run(file, { store })
    await journal.append('app.started')
    await expect
      .poll(() => journal.state.get().broken)
      .toEqual({ kind: 'unanchored', why: 'no-answer', count: 6 })
    store.release()
    await clock.advance(60_000)
    await expect.poll(() => journal.state.get().broken).toBeNull()
    expect(store.records.get('journal')).toMatchObject({ seq: 6 })
  })

  it('refuses while the end is cut off: what it remembers is compared before it is overwritten', async () => {
    const store = await five()
    rewrite(file, linesOf(file).slice(0, 2))
    store.state = 'refusing'
    const { journal, clock } = await run(file, { store })
    for (let times = 0; times < 4; times += 1) await journal.append('private-key.released')
    await clock.advance(0)
    store.release()
    await journal.append('private-key.released')
    await clock.advance(31_000)
    expect(store.records.get('journal')).toMatchObject({ seq: 5 })
    await clock.advance(60_000)
    await expect
      .poll(() => journal.state.get().broken)
      .toMatchObject({ kind: 'broken', seq: 5, why: 'replaced' })
  })

  it('refuses a write: tried again', async () => {
    const { journal, store, clock } = await run(file)
    await journal.append('app.started')
    await expect.poll(() => store.writes).toBe(1)
    store.state = 'refusing'
    await journal.append('private-key.released')
    await clock.advance(0)
    expect(store.records.get('journal')).toMatchObject({ seq: 1 })
    store.state = 'open'
    await clock.advance(30_500)
    expect(store.records.get('journal')).toMatchObject({ seq: 2 })
  })
})
