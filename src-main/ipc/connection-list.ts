// Saves the list of connections as a file, and takes over such a file in two steps: look first, then add.
import path from 'node:path'
import type { ImportCounts, ImportPreview } from '../../src-shared/connection-list'
import { AppError } from '../../src-shared/errors'
import {
  type ListedConnection,
  largestList,
  readConnectionList,
  writeConnectionList,
} from '../connections/connection-list-file'
import type { Connections } from '../connections/connections'
import type { Journal } from '../journal/journal'
import { createSaveAs, type SaveFilter, type ShowSaveDialog } from '../storage/save-as'
import { readSmallFile } from '../storage/small-file'

interface Deps {
  readonly connections: Pick<Connections, 'cell' | 'takeOver'>
  readonly journal: Pick<Journal, 'record'>
  readonly showSaveDialog: ShowSaveDialog
  readonly showOpenDialog: (filters: SaveFilter[]) => Promise<string | null>
  readonly newId: () => string
  readonly now: () => Date
}

export interface ConnectionList {
  /** null: the dialog was cancelled. Throws `save-failed`. */
  save(): Promise<{ fileName: string; folder: string; count: number } | null>
  /** Reads a file, adds nothing. null: the dialog was cancelled. Throws `import-refused`. */
  choose(): Promise<ImportPreview | null>
  /**
   * Adds what the last preview showed, as far as it is still new. Throws `changed-meanwhile` when that was another preview,
   * `too-many-connections` when not all fit; nothing is added then.
   */
  takeOver(previewId: string): ImportCounts
}

const filters = (): SaveFilter[] => [{ name: 'JSON', extensions: ['json'] }]

/** Names as people take them for equal. */
const folded = (name: string) => name.normalize('NFKC').toLowerCase()

export function createConnectionList(deps: Deps): ConnectionList {
  const { connections, journal } = deps
  const saveAs = createSaveAs(deps)
  let chosen: {
    readonly previewId: string
    readonly fileName: string
    readonly list: readonly ListedConnection[]
  } | null = null

  async function read(file: string): Promise<ListedConnection[]> {
    const content = await readSmallFile(file, largestList)
    if (content.kind !== 'read') throw new AppError('import-refused', { reason: content.kind })
    return readConnectionList(content.bytes)
  }

  function preview(previewId: string, fileName: string, list: readonly ListedConnection[]): ImportPreview {
    const here = new Map(connections.cell.get().map(({ origin, name }) => [origin, name]))
    const names = new Set([...here.values()].map(folded))
    const seen = new Set<string>()
    const adds: ImportPreview['adds'] = []
    const known: ImportPreview['known'] = []
    for (const one of list) {
      if (seen.has(one.origin)) continue
      seen.add(one.origin)
      const knownAs = here.get(one.origin)
      if (knownAs !== undefined) {
        known.push({ name: one.name, origin: one.origin, knownAs })
        continue
      }
      adds.push({ ...one, nameIsTaken: names.has(folded(one.name)) })
      names.add(folded(one.name))
    }
    return { previewId, fileName, adds, known, repeated: list.length - seen.size }
  }

  return {
    async save() {
      const list = connections.cell.get()
      const saved = await saveAs.save({
        suggestedName: `keywright-consoles-${deps.now().toISOString().slice(0, 10)}.json`,
        filters: filters(),
        bytes: writeConnectionList(list),
      })
      if (saved.kind === 'cancelled') return null
      const { fileName, folder } = saved
      journal.record('connection.list-exported', { fileName, folder, count: list.length })
      return { fileName, folder, count: list.length }
    },
    async choose() {
      chosen = null
      const file = await deps.showOpenDialog(filters())
      if (file === null) return null
      const fileName = path.basename(file)
      const list = await read(file)
      const previewId = deps.newId()
      chosen = { previewId, fileName, list }
      return preview(previewId, fileName, list)
    },
    takeOver(previewId) {
      if (chosen?.previewId !== previewId) throw new AppError('changed-meanwhile', { reason: 'import' })
      const { fileName, list } = chosen
      const origins = new Set(list.map(({ origin }) => origin)).size
      const added = connections.takeOver(list)
      chosen = null
      for (const { id, name } of added)
        journal.record('connection.added', { connectionId: id, console: name, kind: 'imported' })
      journal.record('connection.list-imported', { fileName, count: added.length })
      return { added: added.length, known: origins - added.length, repeated: list.length - origins }
    },
  }
}
