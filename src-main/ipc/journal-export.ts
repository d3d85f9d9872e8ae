// Saves the journal, or what a filter leaves of it, as a file: CSV for people, JSON with the chain's hashes for a comparison.

import { toCsv } from '../../src-shared/csv'
import type { JournalEntry, JournalFilter } from '../../src-shared/journal'
import { eventWords } from '../../src-shared/journal-words'
import type { Journal } from '../journal/journal'
import type { JournalItem } from '../journal/journal-reading'
import { createSaveAs, type ShowSaveDialog } from '../storage/save-as'

interface Deps {
  readonly journal: Pick<Journal, 'items' | 'record'>
  readonly showSaveDialog: ShowSaveDialog
  readonly now: () => Date
}

type Format = 'csv' | 'json'
/** null: the dialog was cancelled. Throws `save-failed` and `storage-failed`. */
export type ExportJournal = (
  filter: JournalFilter,
  format: Format,
) => Promise<{ fileName: string; folder: string; count: number } | null>

const factColumns = [
  'console',
  'key',
  'keyId',
  'keyType',
  'readOnly',
  'scopes',
  'person',
  'kind',
  'from',
  'reason',
  'code',
  'fileName',
  'folder',
  'fingerprint',
  'fingerprintBefore',
  'count',
  'entry',
  'opId',
  'connectionId',
] as const satisfies readonly (keyof JournalEntry['facts'])[]

const columns = ['seq', 'time', 'event', 'what', ...factColumns]
/** A line of the file that does not open. */
const unreadable = 'unreadable'

function csvRow({ row }: JournalItem): string[] {
  if (row.event === null) return [String(row.seq), '', unreadable, ...factColumns.map(() => ''), '']
  const { seq, at, event, facts } = row
  return [String(seq), at, event, eventWords[event], ...factColumns.map((name) => String(facts[name] ?? ''))]
}

const jsonRow = ({ line, row }: JournalItem) => ({
  ...(row.event === null ? { seq: row.seq, event: unreadable } : row),
  prev: line?.prev ?? null,
  mac: line?.mac ?? null,
})

/** So many entries become text before other work gets its turn. */
const perTurn = 500

/** Rows of one part; every part begins with the mark that a file may have once. */
const csvPart = (rows: readonly string[][]) => toCsv(rows[0] ?? [], rows.slice(1))

async function textOf(format: Format, items: AsyncIterable<JournalItem>) {
  const parts: string[] = []
  let count = 0
  let rows: string[][] = [columns]
  let objects: string[] = []
  const flush = () => {
    if (format === 'json') parts.push(objects.join(',\n'))
    else parts.push(parts.length === 0 ? csvPart(rows) : csvPart(rows).slice(1))
    rows = []
    objects = []
  }
  for await (const item of items) {
    if (format === 'json') objects.push(JSON.stringify(jsonRow(item)))
    else rows.push(csvRow(item))
    count += 1
    if (count % perTurn === 0) flush()
  }
  if (rows.length + objects.length > 0) flush()
  return { count, text: format === 'json' ? `[\n${parts.join(',\n')}\n]\n` : parts.join('') }
}

const filters = {
  csv: [{ name: 'CSV', extensions: ['csv'] }],
  json: [{ name: 'JSON', extensions: ['json'] }],
}

export function createJournalExport({ journal, showSaveDialog, now }: Deps): ExportJournal {
  return async (filter, format) => {
    const suggestedName = `keywright-journal-${now().toISOString().slice(0, 10)}.${format}`
    const request = { suggestedName, filters: filters[format] }
    const file = await showSaveDialog(request)
    if (file === null) return null
    const { count, text } = await textOf(format, journal.items(filter))
    const saveAs = createSaveAs({ showSaveDialog: async () => file })
    const saved = await saveAs.save({ ...request, bytes: Buffer.from(text, 'utf8') })
    if (saved.kind === 'cancelled') return null
    const { fileName, folder } = saved
    journal.record('journal.exported', { kind: format, count, fileName, folder })
    return { fileName, folder, count }
  }
}
