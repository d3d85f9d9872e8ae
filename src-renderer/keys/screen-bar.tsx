// The bar above the grid: actions, search, filter, columns, and reading the list anew with its progress.
import type { Ref } from 'react'
import type { ColumnId, Facet, KeyQuery } from '../../src-shared/key-query'
import { sendCommand } from '../bridge/use-menu-command'
import { IconButton } from '../parts/button'
import { CloseIcon, ExportIcon, RefreshIcon } from '../parts/icons'
import { ProgressBar } from '../parts/progress'
import { SearchField } from '../parts/search-field'
import { useShortcutText } from '../text/use-shortcut-text'
import { ColumnsMenu } from './columns-menu'
import { whyNotExport } from './key-export-host'
import { KeyFilters, type Sorting } from './key-filters'
import type { KeyList } from './key-list'
import type { KeyAction } from './key-rules'
import { KeyToolbar } from './key-toolbar'
import styles from './key-toolbar.module.css'
import type { ListRefresh } from './list-refresh'

interface ScreenBarProps {
  readonly creating: string | null
  readonly roleReason: string | null
  readonly whyNot: (action: KeyAction) => string | null
  readonly onAction: (action: KeyAction) => void
  readonly isEnabling: boolean
  readonly list: KeyList
  readonly onFilter: (change: Partial<KeyQuery>) => void
  readonly hiddenFacets: ReadonlySet<Facet>
  readonly consoleNames: ReadonlyMap<string, string>
  readonly searchRef: Ref<HTMLInputElement>
  readonly refresh: ListRefresh
  readonly sorting: Sorting | null
  /** Null where the places of a row are fixed. */
  readonly columns: { readonly shown: readonly ColumnId[]; onChange(ids: readonly ColumnId[]): void } | null
}

export function ScreenBar(props: ScreenBarProps) {
  const { list, refresh, columns } = props
  const shortcut = useShortcutText()
  return (
    <>
      <div className={styles.bar}>
        <KeyToolbar
          creating={props.creating}
          roleReason={props.roleReason}
          whyNot={props.whyNot}
          onAction={props.onAction}
          isPending={(action) => action === 'enable' && props.isEnabling}
        />
        <SearchField
          label="Search keys"
          value={list.query.text}
          onChange={(text) => list.setQuery({ text })}
          inputRef={props.searchRef}
          className={styles.search}
        />
        <KeyFilters
          list={list}
          hidden={props.hiddenFacets}
          consoleNames={props.consoleNames}
          onChange={props.onFilter}
          isTight={props.roleReason !== null}
          sorting={props.sorting}
        />
        {columns && <ColumnsMenu {...columns} />}
        <IconButton
          icon={ExportIcon}
          label="Export"
          shortcut={shortcut('export')}
          className={styles.export}
          disabledReason={whyNotExport(list.rows.length)}
          onPress={() => sendCommand('export')}
        />
        {/* One button with two meanings, so that the focus never stands on something that goes away. */}
        {refresh.canCancel ? (
          <IconButton key="refresh" icon={CloseIcon} label="Cancel refresh" onPress={refresh.cancel} />
        ) : (
          <IconButton
            key="refresh"
            icon={RefreshIcon}
            label="Refresh"
            shortcut={shortcut('refresh')}
            isPending={refresh.isReading}
            onPress={refresh.start}
          />
        )}
        {refresh.sync && (
          <ProgressBar
            className={styles.progress ?? ''}
            label="Reading keys"
            value={refresh.sync.read}
            max={refresh.sync.total}
          />
        )}
      </div>
      {props.roleReason !== null && (
        <p className={styles.reasonLine} aria-hidden>
          {props.roleReason}
        </p>
      )}
    </>
  )
}
