// Opens the export of what the list shows, by button, menu, shortcut and palette, unless there is nothing in it.
import { lazy, Suspense, useState } from 'react'
import type { KeyExport } from '../../src-shared/key-export'
import type { ColumnId, KeyQuery, Sort } from '../../src-shared/key-query'
import { useMenuCommand } from '../bridge/use-menu-command'
import { useCommands } from '../palette/commands'
import type { Scope } from '../workspace/scope'
import type { KeyList } from './key-list'

const ExportDialog = lazy(() =>
  import('./export-dialog').then((module) => ({ default: module.ExportDialog })),
)

interface KeyExportHostProps {
  readonly scope: Scope
  readonly list: Pick<KeyList, 'rows' | 'query'>
  readonly sort: Sort
  readonly columns: readonly ColumnId[]
}

/** Why there is nothing to export, or null. */
export const whyNotExport = (shown: number): string | null => (shown === 0 ? 'The list shows no keys.' : null)

const filtersOf = (query: KeyQuery): KeyExport['shown']['filters'] => ({
  consoles: [...query.consoles],
  companies: [...query.companies],
  owners: [...query.owners],
  types: [...query.types],
  access: [...query.access],
  scopes: [...query.scopes],
  statuses: [...query.statuses],
  ages: [...query.ages],
})

export function KeyExportHost({ scope, list, sort, columns }: KeyExportHostProps) {
  const [isOpen, setOpen] = useState(false)
  const whyNot = whyNotExport(list.rows.length)
  const open = () => {
    if (whyNot === null) setOpen(true)
  }
  useMenuCommand('export', open)
  useCommands([
    {
      id: 'export',
      group: 'actions',
      label: 'Export keys',
      words: 'csv json save download',
      shortcut: 'export',
      whyNot,
      run: open,
    },
  ])
  if (!isOpen) return null
  return (
    <Suspense>
      <ExportDialog
        shown={{ scope, text: list.query.text, filters: filtersOf(list.query), sort }}
        count={list.rows.length}
        columns={columns}
        onClose={() => setOpen(false)}
      />
    </Suspense>
  )
}
