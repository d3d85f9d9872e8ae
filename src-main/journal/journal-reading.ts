// Opens the journal's lines for people: a page of the screen, newest first, or everything for an export, oldest first.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { JournalFilter, JournalPage, JournalRow } from '../../src-shared/journal'
import { isEverything, matches } from '../../src-shared/journal-filter'
import { type JournalVault, type Line, openBody, readLine } from './journal-line'
import type { JournalLines } from './journal-lines'

export interface JournalItem {
  /** Null: the line is none of a journal. */
  readonly line: Line | null
  readonly row: JournalRow
}

/** One call of the page looks at so many lines: under a second, also where nothing matches. */
const linesPerRead = 5_000
/** So many lines are opened before other work gets its turn: a few milliseconds. */
const linesPerTurn = 100

/** @param guess number of a line that has none */
function itemOf(vault: JournalVault, text: string, guess: number): JournalItem {
  const line = readLine(text)
  const body = line === null ? null : openBody(vault, line)
  if (line === null || body === null) return { line, row: { seq: line?.seq ?? guess, event: null } }
  const { at, event, facts } = body
  return { line, row: { seq: line.seq, at, event, facts } }
}

const isWanted = (row: JournalRow, filter: JournalFilter) =>
  row.event === null ? isEverything(filter) : matches(row, filter)

interface PageInput {
  readonly filter: JournalFilter
  readonly before: number | null
  readonly limit: number
  readonly newest: number
}

export async function readPage(
  vault: JournalVault,
  lines: JournalLines,
  { filter, before, limit, newest }: PageInput,
): Promise<JournalPage> {
  const rows: JournalRow[] = []
  let looked = 0
  let guess = newest
  for await (const batch of lines.newestFirst(before)) {
    for (const { text, place } of batch) {
      const { row } = itemOf(vault, text, guess)
      guess = row.seq - 1
      if (isWanted(row, filter)) rows.push(row)
      looked += 1
      if (rows.length === limit || looked === linesPerRead) return { rows, next: place === 0 ? null : place }
      if (looked % linesPerTurn === 0) await nextTurn()
    }
  }
  return { rows, next: null }
}

export async function* readItems(
  vault: JournalVault,
  lines: JournalLines,
  filter: JournalFilter,
): AsyncGenerator<JournalItem> {
  let looked = 0
  let guess = 1
  for await (const batch of lines.oldestFirst()) {
    for (const text of batch) {
      const item = itemOf(vault, text, guess)
      guess = item.row.seq + 1
      if (isWanted(item.row, filter)) yield item
      looked += 1
      if (looked % linesPerTurn === 0) await nextTurn()
    }
  }
}
