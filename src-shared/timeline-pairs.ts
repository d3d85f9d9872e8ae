// Finds what this computer and a console both wrote of the same creation or deletion of a key.
import { holds, namesId, numbersIn, type TimelineEntry } from './timeline-entry'

/** How far the two may be apart, either as they stand or after the difference between the clocks. */
const windowMs = 120_000

/** Events of the journal by the type of the record that a console writes for the same act. */
const events: ReadonlyMap<string, readonly string[]> = new Map([
  ['UserLoginTypeCreated', ['key.created']],
  ['UserLoginTypeRemoved', ['key.deleted', 'key.revoked']],
])

interface Candidate {
  readonly mine: TimelineEntry
  readonly theirs: TimelineEntry
  /** 0: the record names the key's id, 1: its description, 2: user and time alone. */
  readonly rank: 0 | 1 | 2
  readonly apartMs: number
}

/** Milliseconds between the two; null: too far apart, or not of the same act. */
function apart(mine: TimelineEntry, theirs: TimelineEntry, clockAheadMs: number): number | null {
  const { entry } = mine
  const { record } = theirs
  if (entry === null || record === null || events.get(record.type)?.includes(entry.event) !== true)
    return null
  const ms = Date.parse(record.at) - Date.parse(entry.at)
  const apartMs = Math.min(Math.abs(ms), Math.abs(ms - clockAheadMs))
  return apartMs <= windowMs ? apartMs : null
}

function rankOf({ entry }: TimelineEntry, theirs: TimelineEntry): Candidate['rank'] | null {
  const { keyId, key, person } = entry?.facts ?? {}
  const message = theirs.record?.message ?? ''
  if (keyId !== undefined && namesId(message, keyId)) return 0
  // It speaks of another key.
  if (theirs.hint === 'id' && keyId !== undefined && theirs.keyId !== keyId) return null
  if (key !== undefined && holds(message, key)) return 1
  // Whoever deletes a key need not be its owner, of whom the record is.
  const isSamePerson =
    person !== undefined && theirs.person !== null && person.toLowerCase() === theirs.person.toLowerCase()
  return isSamePerson ? 2 : null
}

/** Records by time, so that thousands of them are not compared with thousands of entries. */
function byTime(records: readonly TimelineEntry[]) {
  const sorted = records.map((entry) => ({ entry, ms: Date.parse(entry.at) })).sort((a, b) => a.ms - b.ms)
  const firstFrom = (ms: number) => {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle]?.ms ?? 0) < ms) low = middle + 1
      else high = middle
    }
    return low
  }
  return (ms: number) => sorted.slice(firstFrom(ms - windowMs), firstFrom(ms + windowMs + 1))
}

/**
 * Each entry and each record at most once: first those that name the key, then the nearest in time.
 * @param mine entries of the journal, all of one console
 * @param theirs records of that console
 * @returns the entry of the journal by that of the console
 */
export function pairUp(
  mine: readonly TimelineEntry[],
  theirs: readonly TimelineEntry[],
  clockAheadMs: number,
): Map<TimelineEntry, TimelineEntry> {
  const records = theirs.filter(({ record }) => record !== null && events.has(record.type))
  const pairs = new Map<TimelineEntry, TimelineEntry>()
  const taken = new Set<TimelineEntry>()
  function takeBest(candidates: Candidate[]): void {
    candidates.sort((a, b) => a.rank - b.rank || a.apartMs - b.apartMs)
    for (const one of candidates) {
      if (pairs.has(one.theirs) || taken.has(one.mine)) continue
      pairs.set(one.theirs, one.mine)
      taken.add(one.mine)
    }
  }
  const candidate = (act: TimelineEntry, record: TimelineEntry, known?: Candidate['rank']): Candidate[] => {
    const apartMs = apart(act, record, clockAheadMs)
    const rank = apartMs === null ? null : (known ?? rankOf(act, record))
    return apartMs === null || rank === null ? [] : [{ mine: act, theirs: record, rank, apartMs }]
  }

  // First by id, without comparing everything with everything: many keys can come and go within minutes.
  const byNumber = new Map<string, TimelineEntry[]>()
  for (const entry of records)
    for (const number of new Set(numbersIn(entry.record?.message ?? '')))
      byNumber.set(number, [...(byNumber.get(number) ?? []), entry])
  takeBest(
    mine.flatMap((act) =>
      (byNumber.get(act.entry?.facts.keyId ?? '') ?? []).flatMap((entry) => candidate(act, entry, 0)),
    ),
  )

  const near = byTime(records.filter((entry) => !pairs.has(entry)))
  takeBest(
    mine
      .filter((act) => !taken.has(act))
      .flatMap((act) => {
        const ms = Date.parse(act.at)
        const found = new Set([...near(ms), ...near(ms + clockAheadMs)])
        return [...found].flatMap(({ entry }) => candidate(act, entry))
      }),
  )
  return pairs
}
