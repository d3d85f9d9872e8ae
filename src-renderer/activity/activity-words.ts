// Words around the timeline: days, clocks, why a key is named, what is missing of a console.
import type { Hint, TimelineEntry } from '../../src-shared/timeline-entry'
import { dayText, durationText } from '../text/dates'
import type { SourceNote } from './use-timeline'

/** `Today`, `Yesterday`, or the day by its name. */
export function dayHeading(iso: string, now: number): string {
  const day = (ms: number) => new Date(ms).toDateString()
  const own = new Date(iso).toDateString()
  if (own === day(now)) return 'Today'
  const yesterday = new Date(now)
  yesterday.setDate(yesterday.getDate() - 1)
  return own === yesterday.toDateString() ? 'Yesterday' : dayText(iso)
}

/** Entries of one day, in their order. */
export function byDay(entries: readonly TimelineEntry[]): { day: string; entries: TimelineEntry[] }[] {
  const days: { day: string; entries: TimelineEntry[] }[] = []
  for (const entry of entries) {
    const day = new Date(entry.at).toDateString()
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

/** Local days as the period that they are; empty: no end. */
export function periodOf(from: string, to: string): { from: string | null; to: string | null } {
  const at = (day: string, more: number) => {
    const date = new Date(`${day}T00:00:00`)
    if (day === '' || Number.isNaN(date.getTime())) return null
    date.setDate(date.getDate() + more)
    return date.toISOString()
  }
  return { from: at(from, 0), to: at(to, 1) }
}

export const hintWords: Readonly<Record<Hint, string>> = {
  id: 'The console’s words name this key’s ID.',
  description: 'A guess: the console’s words hold this description, and no other key of this owner has it.',
  time: 'A guess: this owner’s key was created at that time, and no other.',
}

/** Less than this is the time that an answer takes. */
const sameClockMs = 30_000

/** Null: the clocks agree, or nobody knows. */
export function clockWords(clockAheadMs: number | null): string | null {
  if (clockAheadMs === null || Math.abs(clockAheadMs) < sameClockMs) return null
  const much = durationText(Math.abs(clockAheadMs)) ?? 'less than a minute'
  return `Its clock is ${much} ${clockAheadMs > 0 ? 'ahead of' : 'behind'} this computer’s. Times are shown as each of the two wrote them.`
}

export const awayWords: Readonly<Record<NonNullable<SourceNote['away']>, string>> = {
  'signed-out': 'Nobody is signed in there. Sign in to see its log.',
  offline: 'It cannot be reached, and its log is not kept on this computer.',
  restoring: 'It is being connected.',
}

/** What is missing, or odd, of a source that was read. */
export function remarksOf({ isCut, repeats, unreadable, clockAheadMs, connectionId }: SourceNote): string[] {
  const remarks: string[] = []
  const clock = clockWords(clockAheadMs)
  if (clock !== null) remarks.push(clock)
  if (isCut)
    remarks.push(
      'Only the newest 5,000 records of this period are read. Set an earlier last day to see older ones.',
    )
  if (repeats) remarks.push('It gives the same page again and again: older records cannot be read.')
  if (unreadable > 0 && connectionId !== null) remarks.push(`${recordsText(unreadable)} could not be read.`)
  if (unreadable > 0 && connectionId === null)
    remarks.push(
      `${unreadable === 1 ? '1 entry' : `${unreadable} entries`} of the journal could not be read; Journal shows where.`,
    )
  return remarks
}

const recordsText = (count: number) => (count === 1 ? '1 record' : `${count.toLocaleString()} records`)

/** `1 entry`, `1,234 entries`. */
export const entriesText = (count: number) => (count === 1 ? '1 entry' : `${count.toLocaleString()} entries`)

export const notLogged =
  'A console writes nothing down when a key is enabled, disabled or edited: such lines come from this computer alone, and are missing where somebody else did it.'
