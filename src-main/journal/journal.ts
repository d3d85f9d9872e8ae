// The audit journal: appends in order, each entry chained to the one before, its end remembered by the credential store.
import { readFile } from 'node:fs/promises'
import { type Cell, createCell, type ReadableCell } from '../../src-shared/cell'
import { AppError } from '../../src-shared/errors'
import type {
  ChainVerdict,
  JournalEntry,
  JournalEvent,
  JournalFacts,
  JournalFilter,
  JournalPage,
  JournalState,
} from '../../src-shared/journal'
import { matches } from '../../src-shared/journal-filter'
import type { Log } from '../log/log'
import type { LineFile } from '../storage/line-file'
import { checkChain, type Head } from './chain'
import { fitFacts } from './journal-facts'
import type { JournalHead } from './journal-head'
import {
  hashOf,
  type JournalVault,
  type Line,
  noLine,
  openBody,
  readLine,
  textOf,
  writeLine,
} from './journal-line'

export interface Journal {
  readonly state: ReadableCell<JournalState>
  /** Notes an event, in order; never throws. What cannot be written is told once (`onFailing`). */
  record(event: JournalEvent, facts?: JournalFacts): void
  /** On the disk when it resolves. Throws `storage-failed`: then nothing may happen that depends on the entry. */
  append(event: JournalEvent, facts?: JournalFacts): Promise<void>
  /** Waits for the vault, finds the end of the file, and checks the chain in the background. Never rejects. */
  open(): Promise<void>
  /** Newest first, at most `limit`, older than `before`. Throws `storage-failed`. */
  read(filter: JournalFilter, before: number | null, limit: number): Promise<JournalPage>
  /** Throws `storage-failed`. */
  verify(): Promise<ChainVerdict>
  /** Every line of the file that matches, oldest first, for an export. Throws `storage-failed`. */
  export(filter: JournalFilter): Promise<{ readonly line: Line; readonly entry: JournalEntry }[]>
  /** Everything noted so far is written, and the credential store knows the end. Never rejects. */
  written(): Promise<void>
}

interface Deps {
  /** paths.journalFile */
  readonly file: string
  readonly lines: LineFile
  readonly vault: JournalVault
  readonly head: JournalHead
  readonly now: () => Date
  readonly monotonic: () => number
  readonly log: Log
  /** The first entry that could not be written, once per run. */
  readonly onFailing: () => void
}

interface End {
  readonly seq: number
  readonly hash: string
}

export function createJournal(deps: Deps): Journal {
  const { vault, lines, head, log } = deps
  const state: Cell<JournalState> = createCell<JournalState>({
    kept: 'opening',
    newest: 0,
    broken: null,
    isFailing: false,
  })
  const change = (part: Partial<JournalState>) => state.set({ ...state.get(), ...part })
  /** Lines of this run where nothing is kept. */
  const held: string[] = []
  let end: End = { seq: 0, hash: noLine }
  /** One write at a time; the first waits for {@link open}. */
  let announce: () => void = () => {}
  let queue: Promise<unknown> = new Promise<void>((resolve) => {
    announce = resolve
  })

  const isMemory = () => state.get().kept === 'memory'

  async function texts(): Promise<string[]> {
    if (isMemory()) return [...held]
    let whole: string
    try {
      whole = await readFile(deps.file, 'utf8')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw new AppError('storage-failed', { reason: 'io' }, error)
    }
    const found = whole.split('\n')
    const tail = found.pop() ?? ''
    // Half a line that a crash left was never confirmed to anybody; the next write cuts it off (storage/line-file.ts).
    if (tail !== '' && isWhole(tail)) found.push(tail)
    return found.filter((text) => text !== '')
  }

  function isWhole(text: string): boolean {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }

  async function write(event: JournalEvent, facts: JournalFacts): Promise<void> {
    const content = {
      at: deps.now().toISOString(),
      monotonic: deps.monotonic(),
      event,
      facts: fitFacts(facts),
    }
    const seq = end.seq + 1
    const line = writeLine(vault, seq, end.hash, content)
    if (isMemory()) held.push(textOf(line))
    else await lines.append(line)
    end = { seq, hash: hashOf(textOf(line)) }
    head.moved(end)
    change({ newest: seq })
  }

  function append(event: JournalEvent, facts: JournalFacts = {}): Promise<void> {
    const turn = queue.then(() => write(event, facts))
    queue = turn.catch(() => {})
    return turn
  }

  function record(event: JournalEvent, facts: JournalFacts = {}): void {
    append(event, facts).catch((error: unknown) => {
      log.event('journal.not-written', { code: error instanceof AppError ? error.code : 'internal' })
      if (state.get().isFailing) return
      change({ isFailing: true })
      deps.onFailing()
    })
  }

  async function check(known: Head | null): Promise<ChainVerdict> {
    const verdict = await checkChain(vault, await texts(), known)
    const isFine = verdict.kind === 'intact' || verdict.kind === 'unanchored'
    change({ broken: isFine ? null : verdict })
    if (!isFine) log.event('security.journal-broken', { kind: verdict.why, count: verdict.count })
    return verdict
  }

  async function openNow(): Promise<void> {
    const kept = (await vault.ready()) === 'keyring' ? 'disk' : 'memory'
    change({ kept })
    const found = await texts()
    const last = found.at(-1)
    const known = kept === 'disk' ? await head.read() : null
    const lastSeq = last === undefined ? 0 : (readLine(last)?.seq ?? found.length)
    // Numbers are never used twice, also after the end was cut off: the gap stays visible.
    end = { seq: Math.max(lastSeq, known?.seq ?? 0), hash: last === undefined ? noLine : hashOf(last) }
    change({ newest: end.seq })
    await check(known)
  }

  /** Newest first. */
  async function* entries(): AsyncGenerator<{ line: Line; entry: JournalEntry }> {
    const found = await texts()
    for (let index = found.length - 1; index >= 0; index -= 1) {
      const line = readLine(found[index] ?? '')
      const body = line === null ? null : openBody(vault, line)
      if (line !== null && body !== null)
        yield { line, entry: { seq: line.seq, at: body.at, event: body.event, facts: body.facts } }
    }
  }

  return {
    state,
    record,
    append,
    async open() {
      try {
        await openNow()
      } catch (error) {
        log.event('journal.not-opened', { code: error instanceof AppError ? error.code : 'internal' })
      }
      announce()
    },
    async read(filter, before, limit) {
      await queue
      const page: JournalEntry[] = []
      for await (const { entry } of entries()) {
        if ((before !== null && entry.seq >= before) || !matches(entry, filter)) continue
        if (page.length === limit) return { entries: page, hasMore: true }
        page.push(entry)
      }
      return { entries: page, hasMore: false }
    },
    async verify() {
      await queue
      return check(isMemory() ? end : await head.read())
    },
    async export(filter) {
      await queue
      const found: { line: Line; entry: JournalEntry }[] = []
      for await (const one of entries()) if (matches(one.entry, filter)) found.push(one)
      return found.reverse()
    },
    async written() {
      await queue
      await head.written()
    },
  }
}
