// The text of exported keys: CSV for spreadsheets, JSON for programs. Both say where each key is from, when it was read, and what is missing.

import { csvLines, toCsv } from '../../src-shared/csv'
import { columnTexts, type ExportColumn } from '../../src-shared/export-columns'
import { neutralText } from '../../src-shared/neutral-text'
import type { ShownConsole, ShownKeys } from './shown-keys'

const yesNo = (value: boolean) => (value ? 'yes' : 'no')
const origins = (console: ShownConsole) => [console.readAt ?? '', yesNo(console.isComplete)]

/** A console whose list is not whole and that has no row would not be in the file at all: it gets a line without a key. */
function silentConsoles({ consoles, rows }: ShownKeys): ShownConsole[] {
  const present = new Set(rows.map(({ console }) => console))
  return consoles.filter((one) => !one.isComplete && !present.has(one))
}

/** So many keys become text before other work gets its turn. */
const perTurn = 1_000

async function inTurns<T>(items: readonly T[], textOf: (part: readonly T[]) => string): Promise<string[]> {
  const parts: string[] = []
  for (let from = 0; from < items.length; from += perTurn) {
    if (from > 0) await new Promise((resolve) => setImmediate(resolve))
    parts.push(textOf(items.slice(from, from + perTurn)))
  }
  return parts
}

interface Head {
  readonly at: Date
  /** Words that the list was searched for. */
  readonly search: string
}

export async function csvOf(
  list: ShownKeys,
  columns: readonly ExportColumn[],
  { at }: Head,
): Promise<string> {
  // The console stands first in every line, told apart from others of its name.
  const texts = columns.filter((column) => column !== 'console').map((column) => columnTexts[column])
  const now = at.getTime()
  const head = ['Console', ...texts.map(({ heading }) => heading), 'Read at', 'Complete']
  const lines = await inTurns(list.rows, (rows) =>
    csvLines(
      rows.map(({ row, console }) => [
        neutralText(console.name),
        ...texts.map(({ text }) => text(row, now)),
        ...origins(console),
      ]),
    ),
  )
  const silent = silentConsoles(list).map((console) => [
    neutralText(console.name),
    ...texts.map(() => ''),
    ...origins(console),
  ])
  return [toCsv(head, []), ...lines, csvLines(silent)].join('')
}

export async function jsonOf(
  list: ShownKeys,
  columns: readonly ExportColumn[],
  { at, search }: Head,
): Promise<string> {
  const counts = new Map<ShownConsole, number>()
  for (const { console } of list.rows) counts.set(console, (counts.get(console) ?? 0) + 1)
  const head = {
    exportedAt: at.toISOString(),
    complete: list.consoles.every((one) => one.isComplete),
    search,
    consoles: list.consoles.map((one) => ({
      console: neutralText(one.name),
      address: one.origin,
      readAt: one.readAt,
      complete: one.isComplete,
      fromSavedCopy: one.isSavedCopy,
      keys: counts.get(one) ?? 0,
    })),
  }
  // One key a line: such files are compared with one another line by line.
  const now = at.getTime()
  const lineOf = ({ row, console }: ShownKeys['rows'][number]) =>
    JSON.stringify({
      ...Object.fromEntries(columns.map((column) => [column, columnTexts[column].text(row, now)])),
      console: neutralText(console.name),
    })
  const keys = await inTurns(list.rows, (rows) => rows.map(lineOf).join(',\n'))
  const start = JSON.stringify(head, null, 2).slice(0, -2)
  return `${start},\n  "keys": [${keys.length === 0 ? '' : `\n${keys.join(',\n')}\n  `}]\n}\n`
}
