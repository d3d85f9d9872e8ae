// Saves the journal, or what a filter leaves of it, as a file: CSV for people, JSON with the chain's hashes for a comparison.

import { toCsv } from '../../src-shared/csv'
import type { JournalEntry, JournalFilter } from '../../src-shared/journal'
import type { Journal } from '../journal/journal'
import { createSaveAs, type ShowSaveDialog } from '../storage/save-as'

interface Deps {
  readonly journal: Pick<Journal, 'export' | 'record'>
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
  'reason',
  'code',
  'fileName',
  'folder',
  'fingerprint',
  'fingerprintBefore',
  'count',
  'opId',
  'connectionId',
] as const satisfies readonly (keyof JournalEntry['facts'])[]

const csvOf = (entries: readonly JournalEntry[]) =>
  toCsv(
    ['seq', 'time', 'event', ...factColumns],
    entries.map(({ seq, at, event, facts }) => [
      String(seq),
      at,
      event,
      ...factColumns.map((name) => String(facts[name] ?? '')),
    ]),
  )

const filters = {
  csv: [{ name: 'CSV', extensions: ['csv'] }],
  json: [{ name: 'JSON', extensions: ['json'] }],
}

export function createJournalExport({ journal, showSaveDialog, now }: Deps): ExportJournal {
  const saveAs = createSaveAs({ showSaveDialog })
  return async (filter, format) => {
    const found = await journal.export(filter)
    const text =
      format === 'csv'
        ? csvOf(found.map(({ entry }) => entry))
        : `${JSON.stringify(
            found.map(({ line, entry }) => ({ ...entry, prev: line.prev, mac: line.mac })),
            null,
            2,
          )}\n`
    const saved = await saveAs.save({
      suggestedName: `keywright-journal-${now().toISOString().slice(0, 10)}.${format}`,
      filters: filters[format],
      bytes: Buffer.from(text, 'utf8'),
    })
    if (saved.kind === 'cancelled') return null
    const { fileName, folder } = saved
    journal.record('journal.exported', { kind: format, count: found.length, fileName, folder })
    return { fileName, folder, count: found.length }
  }
}
