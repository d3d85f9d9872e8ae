// Saves the keys that a person sees as a file: main's own rows behind the search, filters and columns that the page names.

import type { ReadableCell } from '../../src-shared/cell'
import type { Connection, SessionState } from '../../src-shared/connection'
import type { Inventory } from '../../src-shared/key'
import type { KeyExport, SavedExport } from '../../src-shared/key-export'
import type { Journal } from '../journal/journal'
import { createSaveAs, type ShowSaveDialog } from '../storage/save-as'
import { csvOf, jsonOf } from './key-export-text'
import { shownKeys } from './shown-keys'

interface Deps {
  readonly connections: { readonly cell: ReadableCell<Connection[]> }
  readonly sessions: { readonly cell: ReadableCell<SessionState[]> }
  readonly inventory: { readonly cell: ReadableCell<Inventory[]> }
  readonly journal: Pick<Journal, 'record'>
  readonly showSaveDialog: ShowSaveDialog
  readonly now: () => Date
}

/** null: the dialog was cancelled. Throws `save-failed`. */
export type ExportKeys = (request: KeyExport) => Promise<SavedExport | null>

const filters = {
  csv: [{ name: 'CSV', extensions: ['csv'] }],
  json: [{ name: 'JSON', extensions: ['json'] }],
}

export function createKeyExport({ journal, showSaveDialog, now, ...owners }: Deps): ExportKeys {
  return async (request) => {
    const { format, shown } = request
    const columns = [...new Set(request.columns)]
    const suggestedName = `keywright-keys-${now().toISOString().slice(0, 10)}.${format}`
    const ask = { suggestedName, filters: filters[format] }
    const file = await showSaveDialog(ask)
    if (file === null) return null
    // Read after the dialog: a lock that fell meanwhile has cancelled it, and no rows were held that long.
    const at = now()
    const state = {
      connections: owners.connections.cell.get(),
      sessions: owners.sessions.cell.get(),
      inventory: owners.inventory.cell.get(),
    }
    const list = shownKeys(shown, state, at.getTime())
    const textOf = format === 'csv' ? csvOf : jsonOf
    const text = await textOf(list, columns, { at, search: shown.text })
    const saveAs = createSaveAs({ showSaveDialog: async () => file })
    const saved = await saveAs.save({ ...ask, bytes: Buffer.from(text, 'utf8') })
    if (saved.kind === 'cancelled') return null
    const { fileName, folder } = saved
    const count = list.rows.length
    journal.record('keys.exported', { kind: format, count, fileName, folder })
    const incomplete = list.consoles.filter((one) => !one.isComplete).map(({ name }) => name)
    return { fileName, folder, count, incomplete }
  }
}
