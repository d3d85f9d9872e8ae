// The audit journal: appends in order, each entry chained to the one before, its end remembered by the credential store.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Cell, createCell, type ReadableCell } from '../../src-shared/cell'
import { codeOf } from '../../src-shared/errors'
import type {
  ChainVerdict,
  Finding,
  JournalEvent,
  JournalFacts,
  JournalFilter,
  JournalPage,
  JournalState,
} from '../../src-shared/journal'
import type { Log } from '../log/log'
import { checkChain, type Head } from './chain'
import { fitFacts } from './journal-facts'
import type { Anchor, JournalHead } from './journal-head'
import { hashOf, isGenuine, type JournalVault, noLine, readLine, textOf, writeLine } from './journal-line'
import { type JournalLines, memoryLines } from './journal-lines'
import { type JournalItem, readItems, readPage } from './journal-reading'

export interface Journal {
  readonly state: ReadableCell<JournalState>
  /** Notes an event, in order; never throws. What cannot be written is told once (`onFailing`). */
  record(event: JournalEvent, facts?: JournalFacts): void
  /** On the disk when it resolves. Throws `storage-failed`: then nothing may happen that depends on the entry. */
  append(event: JournalEvent, facts?: JournalFacts): Promise<void>
  /** Waits for the vault and finds the end of the file; the chain is checked afterwards, in the background. Never rejects. */
  open(): Promise<void>
  /**
   * Newest first, at most `limit`, from `before` on (the `next` of the page before). Looks at so many lines only and can
   * come back early; `next` then says where to go on. Throws `storage-failed`.
   */
  read(filter: JournalFilter, before: number | null, limit: number): Promise<JournalPage>
  /** Throws `storage-failed`. */
  verify(): Promise<ChainVerdict>
  /** Everything that matches, oldest first, for an export. Throws `storage-failed`. */
  items(filter: JournalFilter): AsyncGenerator<JournalItem>
  /** Everything noted so far is written, and the credential store knows the end or takes too long. Never rejects. */
  written(): Promise<void>
}

interface Deps {
  /** storage: `fileLines` of paths.journalFile; not touched where nothing may be kept. */
  readonly lines: JournalLines
  readonly vault: JournalVault
  readonly head: JournalHead
  readonly now: () => Date
  readonly monotonic: () => number
  /** Runs later; returns what cancels it. */
  readonly after: (ms: number, run: () => void) => () => void
  readonly log: Log
  /** The first entry that could not be written, once per run. */
  readonly onFailing: () => void
}

/** The first entry waits no longer for a slow credential store; its answer is compared when it comes. */
const anchorPatienceMs = 2_000
/** The store is asked again where it did not answer. */
const anchorRetryMs = 60_000

export function createJournal(deps: Deps): Journal {
  const { vault, head, log } = deps
  const state: Cell<JournalState> = createCell<JournalState>({
    kept: 'opening',
    count: null,
    newest: 0,
    broken: null,
    isFailing: false,
  })
  const change = (part: Partial<JournalState>) => state.set({ ...state.get(), ...part })
  const isOnDisk = () => state.get().kept === 'disk'
  let { lines } = deps
  /** Null: not known, before the first entry and after one that failed, which may be in the file all the same. */
  let end: Head | null = null
  /** What the credential store said at the start; new entries never take a number that it knows. */
  let anchor: Anchor = { kind: 'no-answer' }
  /** The anchor has been compared with the file: from then on it may move. */
  let isCompared = false
  /** What was found once stays found. */
  let finding: Finding | null = null
  /** There were entries before this run; null: nobody has looked yet. */
  let hadEntries: boolean | null = null
  /** One write at a time; the first waits for {@link Journal.open}. */
  let announce: () => void = () => {}
  let queue: Promise<unknown> = new Promise<void>((resolve) => {
    announce = resolve
  })

  /** The number counts from the newest genuine line on: what somebody else wrote behind it says nothing. */
  async function findEnd(): Promise<Head> {
    let hash: string | null = null
    let behind = 0
    let seq = 0
    for await (const batch of lines.newestFirst(null)) {
      for (const { text } of batch) {
        hash ??= hashOf(text)
        const line = readLine(text)
        if (line !== null && isGenuine(vault, line)) seq = line.seq
        else behind += 1
        if (seq > 0) break
      }
      if (seq > 0) break
      await nextTurn()
    }
    hadEntries ??= hash !== null
    // After a cut-off end the gap stays visible in the numbers.
    const remembered = anchor.kind === 'known' ? anchor.head.seq : 0
    return { seq: Math.max(seq + behind, remembered, state.get().newest), hash: hash ?? noLine }
  }

  async function write(event: JournalEvent, facts: JournalFacts): Promise<void> {
    const content = {
      at: deps.now().toISOString(),
      monotonic: deps.monotonic(),
      event,
      facts: fitFacts(facts),
    }
    end ??= await findEnd()
    const seq = end.seq + 1
    const line = writeLine(vault, seq, end.hash, content)
    try {
      await lines.append(line)
    } catch (error) {
      end = null
      throw error
    }
    end = { seq, hash: hashOf(textOf(line)) }
    const { count } = state.get()
    change({ newest: seq, count: count === null ? null : count + 1 })
    // The end of a release is remembered at once: it must not be possible to cut it off.
    if (isOnDisk()) head.moved(end, event.startsWith('private-key.'))
  }

  function append(event: JournalEvent, facts: JournalFacts = {}): Promise<void> {
    const turn = queue.then(() => write(event, facts))
    queue = turn.catch(() => {})
    return turn
  }

  function record(event: JournalEvent, facts: JournalFacts = {}): void {
    append(event, facts).catch((error: unknown) => {
      log.event('journal.not-written', { code: codeOf(error) })
      if (state.get().isFailing) return
      change({ isFailing: true })
      deps.onFailing()
    })
  }

  /** Keeps the oldest break, in the store and as an entry: one day the file may not show it any more. */
  function keepFinding(found: Finding | null): void {
    if (found === null || (finding !== null && finding.seq <= found.seq)) return
    finding = found
    log.event('security.journal-broken', { why: found.why, count: found.seq })
    if (!isOnDisk()) return
    head.found(found)
    record('journal.broken', { kind: found.why, entry: found.seq })
  }

  function compared(): void {
    if (isCompared || !isOnDisk() || anchor.kind === 'no-answer') return
    isCompared = true
    if (anchor.kind === 'absent' && hadEntries === true) record('journal.end-unknown')
    head.release()
  }

  async function check(): Promise<ChainVerdict> {
    await queue
    const heads = [anchor.kind === 'known' ? anchor.head : null, end].filter((one) => one !== null)
    const checked = await checkChain(vault, lines.oldestFirst(), heads)
    keepFinding(checked.finding)
    compared()
    const count = checked.genuine
    const isUnanchored =
      isOnDisk() && (anchor.kind === 'no-answer' || (anchor.kind === 'absent' && hadEntries === true))
    const verdict: ChainVerdict =
      finding !== null
        ? { kind: 'broken', ...finding, count }
        : isUnanchored && anchor.kind !== 'known'
          ? { kind: 'unanchored', why: anchor.kind, count }
          : { kind: 'intact', count }
    change({ count: checked.lines, broken: verdict.kind === 'intact' ? null : verdict })
    return verdict
  }

  /** Checks what was there before this run, once the store has said where it ended; asks again where it does not answer. */
  async function compare(answer: Promise<Anchor>): Promise<void> {
    try {
      anchor = await answer
      if (anchor.kind === 'known') finding ??= anchor.finding
      await check()
    } catch (error) {
      log.event('journal.not-checked', { code: codeOf(error) })
    }
    if (anchor.kind === 'no-answer') deps.after(anchorRetryMs, () => void compare(head.read()))
  }

  async function openNow(): Promise<void> {
    if ((await vault.ready()) === 'memory') {
      lines = memoryLines()
      change({ kept: 'memory', count: 0 })
      return
    }
    const answer = head.read()
    let stop = () => {}
    const late = new Promise<Anchor>((resolve) => {
      stop = deps.after(anchorPatienceMs, () => resolve({ kind: 'no-answer' }))
    })
    anchor = await Promise.race([answer, late])
    stop()
    change({ kept: 'disk' })
    void compare(answer)
    end = await findEnd()
    change({ newest: end.seq })
    // The very first start: nothing to compare.
    if (anchor.kind === 'absent' && !hadEntries) compared()
  }

  return {
    state,
    record,
    append,
    async open() {
      try {
        await openNow()
      } catch (error) {
        log.event('journal.not-opened', { code: codeOf(error) })
      }
      announce()
    },
    async read(filter, before, limit) {
      await queue
      return readPage(vault, lines, { filter, before, limit, newest: state.get().newest })
    },
    verify: check,
    async *items(filter) {
      await queue
      yield* readItems(vault, lines, filter)
    },
    async written() {
      await queue
      await head.written()
    },
  }
}
