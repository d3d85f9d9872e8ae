// Reads the sources of a timeline page by page: the journal and the log of each console, each at its own pace.
import type { ActivityRecord } from '../../src-shared/activity'
import type { Failure } from '../../src-shared/errors'
import type { JournalEntry, JournalFilter } from '../../src-shared/journal'
import { type Client, failureOf } from '../bridge/client'

export interface JournalSource {
  readonly kind: 'journal'
  readonly id: 'journal'
  readonly filter: JournalFilter
}

export interface ConsoleSource {
  readonly kind: 'console'
  readonly id: string
  readonly connectionId: string
  /** ISO times, or null: without that end. */
  readonly from: string | null
  readonly to: string | null
  readonly userUid: string | null
  readonly organizationUid: string | null
  /** Records of this user are left out: another source asks for them. */
  readonly without: string | null
}

export type TimelineSource = JournalSource | ConsoleSource

export interface SourceState {
  readonly source: TimelineSource
  /** Newest first; one of the two is always empty. */
  readonly entries: readonly JournalEntry[]
  readonly records: readonly ActivityRecord[]
  /** Where older ones begin; null: there are none that can be read. */
  readonly next: number | null
  readonly hasRead: boolean
  readonly isReading: boolean
  /** Of the last reading; what was read before stays. */
  readonly failure: Failure | null
  /** There are older ones, but no more of this period are read. */
  readonly isCut: boolean
  /** The console gave the same page twice: older ones cannot be read. */
  readonly repeats: boolean
  readonly unreadable: number
  readonly clockAheadMs: number | null
}

export interface TimelineReader {
  get(): readonly SourceState[]
  watch(listener: () => void): () => void
  /** First page of every source, all at once; each appears as it lands. */
  start(): Promise<void>
  /** On until about half a page more can be shown, or everything has been read. */
  older(): Promise<void>
  /** Goes on where a source failed. */
  retry(id: string): Promise<void>
  /** This computer wrote so many new entries. */
  added(count: number): Promise<void>
  /** Answers that are still to come are dropped. */
  stop(): void
}

const pageSize = 100
/** One call of the journal answers at most so many. */
const mostPerCall = 500
const enoughMore = 50
const mostRounds = 12

const fresh = (source: TimelineSource): SourceState => ({
  source,
  entries: [],
  records: [],
  next: null,
  hasRead: false,
  isReading: false,
  failure: null,
  isCut: false,
  repeats: false,
  unreadable: 0,
  clockAheadMs: null,
})

const timesOf = ({ entries, records }: SourceState) => (entries.length > 0 ? entries : records)
const canGoOn = ({ next, failure }: SourceState) => next !== null && failure === null

/** Everything before this moment may still lack lines of a source that has more; empty: nothing is missing. */
export function horizonOf(states: readonly SourceState[]): string {
  const oldest = states.filter(canGoOn).map((one) => timesOf(one).at(-1)?.at ?? '')
  return oldest.reduce((latest, at) => (at > latest ? at : latest), '')
}

const countFrom = (states: readonly SourceState[], horizon: string) =>
  states.reduce((count, one) => count + timesOf(one).filter(({ at }) => at >= horizon).length, 0)

export function createTimelineReader(
  call: Client['call'],
  sources: readonly TimelineSource[],
): TimelineReader {
  let states: readonly SourceState[] = sources.map(fresh)
  let isStopped = false
  const listeners = new Set<() => void>()
  /** Ends of the pages of each console: `to` for the pages after the first. */
  const upTo = new Map<string, string>()
  const lastPage = new Map<string, string>()

  const of = (id: string) => states.find(({ source }) => source.id === id)
  function change(id: string, part: Partial<SourceState>): void {
    if (isStopped) return
    states = states.map((one) => (one.source.id === id ? { ...one, ...part } : one))
    for (const listener of [...listeners]) listener()
  }

  /** A page can come back short: main looks at a limited number of lines at a time. */
  async function readJournal(filter: JournalFilter, from: number | null, wanted: number) {
    const entries: JournalEntry[] = []
    let unreadable = 0
    let before = from
    do {
      const limit = Math.min(mostPerCall, Math.max(1, wanted - entries.length))
      const page = await call('journal.read', { filter, before, limit })
      for (const row of page.rows)
        if (row.event === null) unreadable += 1
        else entries.push(row)
      before = page.next
    } while (before !== null && entries.length < wanted && !isStopped)
    return { entries, unreadable, next: before }
  }

  async function nextOfJournal({ filter }: JournalSource, state: SourceState) {
    const page = await readJournal(filter, state.next, pageSize)
    return {
      entries: [...state.entries, ...page.entries],
      unreadable: state.unreadable + page.unreadable,
      next: page.next,
    }
  }

  async function nextOfConsole(source: ConsoleSource, state: SourceState): Promise<Partial<SourceState>> {
    const { id, connectionId, from, to, userUid, organizationUid, without } = source
    const page = await call('activity.read', {
      connectionId,
      from,
      to: upTo.get(id) ?? to,
      userUid,
      organizationUid,
      offset: state.next ?? 0,
      limit: pageSize,
    })
    if (page.upTo !== null && !upTo.has(id)) upTo.set(id, page.upTo)
    const text = JSON.stringify(page.records)
    const repeats = page.records.length > 1 && lastPage.get(id) === text
    lastPage.set(id, text)
    const { clockAheadMs } = page
    if (repeats) return { next: null, repeats, clockAheadMs }
    const records = page.records.filter((one) => without === null || one.userUid !== without)
    return {
      records: [...state.records, ...records],
      unreadable: state.unreadable + page.unreadable,
      next: page.next,
      isCut: page.isCut,
      clockAheadMs,
    }
  }

  async function readNext(id: string): Promise<void> {
    const state = of(id)
    if (state === undefined || state.isReading) return
    change(id, { isReading: true })
    try {
      const { source } = state
      const part =
        source.kind === 'journal' ? await nextOfJournal(source, state) : await nextOfConsole(source, state)
      change(id, { ...part, failure: null, hasRead: true, isReading: false })
    } catch (error) {
      change(id, { failure: failureOf(error), hasRead: true, isReading: false })
    }
  }

  return {
    get: () => states,
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async start() {
      isStopped = false
      await Promise.all(states.map(({ source }) => readNext(source.id)))
    },
    async older() {
      const before = countFrom(states, horizonOf(states))
      for (let round = 0; round < mostRounds && !isStopped; round += 1) {
        const horizon = horizonOf(states)
        if (round > 0 && countFrom(states, horizon) >= before + enoughMore) return
        const waiting = states.filter((one) => canGoOn(one) && (timesOf(one).at(-1)?.at ?? '') >= horizon)
        if (waiting.length === 0) return
        await Promise.all(waiting.map(({ source }) => readNext(source.id)))
      }
    },
    retry: readNext,
    async added(count) {
      const state = of('journal')
      if (state?.source.kind !== 'journal' || !state.hasRead) return
      try {
        const page = await readJournal(state.source.filter, null, Math.min(count, mostPerCall))
        const known = of('journal')?.entries ?? []
        const newest = known[0]?.seq ?? 0
        change('journal', { entries: [...page.entries.filter(({ seq }) => seq > newest), ...known] })
      } catch (error) {
        change('journal', { failure: failureOf(error) })
      }
    },
    stop() {
      isStopped = true
    },
  }
}
