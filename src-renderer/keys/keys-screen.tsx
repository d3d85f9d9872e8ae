// The keys of a scope: toolbar, what needs attention, the grid, the details, and the dialogs on keys.
import { useMemo, useRef, useState } from 'react'
import type { Facet, KeyQuery } from '../../src-shared/key-query'
import { rowIdOf } from '../../src-shared/key-rows'
import { useMenuCommand } from '../bridge/use-menu-command'
import { afterPaint } from '../parts/after-paint'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { StatusLine } from '../parts/status'
import { useConsoles } from '../workspace/consoles'
import { useNavigation } from '../workspace/navigation'
import { consoleScope, covers, type Scope, scopeName } from '../workspace/scope'
import { useAnnouncedGrid } from './announced-grid'
import { ColumnMenu, type OpenColumnMenu } from './column-menu'
import { FilterLine } from './filter-line'
import { narrowColumns, shownColumns } from './grid-columns'
import type { RowAction } from './grid-keyboard'
import { useGridLayout } from './grid-layout'
import { only, type Selection } from './grid-selection'
import { useKeyActions } from './key-actions'
import { useKeyCommands } from './key-commands'
import { KeyDetails, showDoctor } from './key-details'
import { KeyExportHost } from './key-export-host'
import { type GridHandle, KeyGrid } from './key-grid'
import { useKeyList } from './key-list'
import { nameOf } from './key-name'
import { type KeyAction, roleReason } from './key-rules'
import styles from './keys-screen.module.css'
import { ListPlace, neverRead } from './list-place'
import { useListRefresh } from './list-refresh'
import { NoMatch } from './list-states'
import { ListStatus } from './list-status'
import { useNewKey } from './new-key'
import { RowMenu } from './row-menu'
import { ScreenBar } from './screen-bar'
import { useScreenKeys } from './screen-keys'
import { ScreenRegions } from './screen-regions'
import { isDead, type SelectedKey } from './selected-key'
import { whyNotCreateAnywhere, whyNotSeveral } from './several-rules'
import { UndoMessage, useMessage } from './undo-message'
import { useNarrow } from './use-narrow'
import { useWantedRow } from './use-wanted-row'
import { useViewLists } from './view-lists'

const never: ReadonlySet<Facet> = new Set()

export function KeysScreen({ scope }: { readonly scope: Scope }) {
  const all = useConsoles()
  const { goToScope, goToKey } = useNavigation()
  const consoles = useMemo(() => all.filter(({ id }) => covers(scope, id)), [all, scope])
  const hasSeveral = consoles.length > 1
  const one = hasSeveral ? undefined : consoles[0]
  const layout = useGridLayout()
  const lists = useViewLists(consoles, scope)
  const list = useKeyList(lists, layout.sort, scopeName(scope))
  const refresh = useListRefresh(consoles)
  const narrow = useNarrow()
  const [isPage, setPage] = useState(false)
  const [menuAt, setMenuAt] = useState<HTMLElement | null>(null)
  const [columnMenu, setColumnMenu] = useState<OpenColumnMenu | null>(null)
  const columns = useMemo(
    () => (narrow ? narrowColumns(hasSeveral) : shownColumns(layout.columns, hasSeveral)),
    [narrow, hasSeveral, layout.columns],
  )
  const columnIds = useMemo(() => columns.map(({ id }) => id), [columns])
  const grid = useRef<GridHandle>(null)
  const announcing = useAnnouncedGrid(list, layout, columnIds)
  const { message, show, hide } = useMessage()
  const root = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const doctor = useRef<HTMLHeadingElement>(null)

  const consoleNames = useMemo(
    () => new Map(consoles.map(({ id, connection }) => [id, connection.name])),
    [consoles],
  )
  const hiddenFacets = useMemo<ReadonlySet<Facet>>(() => {
    if (hasSeveral) return never
    return new Set(scope.kind === 'company' ? ['consoles', 'companies'] : ['consoles'])
  }, [hasSeveral, scope.kind])
  const creating = whyNotCreateAnywhere(consoles)
  const { selected } = list
  // The page goes with what it shows, and does not come back over the list at the next click.
  if (isPage && selected.length === 0) setPage(false)
  const showsDetails = selected.length > 0 && (narrow ? isPage : layout.detailsOpen)

  /** The grid's tab stop, or the first button when there is no grid. */
  function focusGrid(rowId?: string) {
    afterPaint(() => {
      if (grid.current) grid.current.focus(rowId)
      else root.current?.querySelector<HTMLElement>('button')?.focus()
    })
  }
  useNewKey((connectionId, keyId) => {
    const rowId = rowIdOf(connectionId, keyId)
    const [key] = list.recordsOf(only(rowId))
    if (!key) return
    list.setSelection(only(rowId))
    show({ text: `${nameOf([key.key])} was added.`, undo: null })
    focusGrid(rowId)
  })
  useWantedRow(list, focusGrid)
  const actions = useKeyActions({ consoles, show, focusGrid: () => focusGrid() })
  const whyNot = (action: KeyAction, keys: readonly SelectedKey[] = selected) =>
    whyNotSeveral(action, consoles, keys)

  function attempt(action: KeyAction, keys = selected) {
    const reason = whyNot(action, keys)
    if (reason === null) actions.start(action, keys)
    else show({ text: reason, undo: null })
  }

  function showDetails(open: boolean) {
    if (narrow) setPage(open)
    else layout.showDetails(open)
    if (narrow && open) afterPaint(() => heading.current?.focus())
    if (!open) focusGrid()
  }

  function showWhy() {
    showDetails(true)
    afterPaint(() => showDoctor(doctor))
  }

  function act(action: RowAction, subject: Selection, at: HTMLElement) {
    if (action === 'menu') setMenuAt(at)
    else if (action === 'open') showDetails(true)
    else attempt(action, list.recordsOf(subject))
  }

  function clearQuery() {
    list.clearQuery()
    search.current?.focus()
  }
  const setFilters = (change: Partial<KeyQuery>) => {
    list.setQuery(change)
    // The pressed mark goes away with its filter.
    if (document.activeElement instanceof HTMLElement)
      afterPaint(() => document.activeElement === document.body && search.current?.focus())
  }

  const find = () => {
    search.current?.focus()
    search.current?.select()
  }
  const toggleDetails = () => {
    if (selected.length > 0) showDetails(!showsDetails)
  }
  useMenuCommand('find', () => afterPaint(find))
  useMenuCommand('refresh', refresh.start)
  useMenuCommand('toggle-details', toggleDetails)
  useKeyCommands({ creating, whyNot, onAction: attempt, hasSelection: selected.length > 0 })
  useScreenKeys(root, {
    find,
    refresh: refresh.start,
    toggleDetails,
    panes: [
      {
        element: () => document.querySelector('[role=tree]'),
        focus: () => document.querySelector<HTMLElement>('[role=tree] [tabindex="0"]')?.focus(),
      },
      {
        element: () => root.current?.querySelector('[role=toolbar]'),
        focus: () => root.current?.querySelector<HTMLElement>('[role=toolbar] button')?.focus(),
      },
      {
        element: () => root.current?.querySelector('[role=grid]'),
        focus: () => grid.current?.focus(),
      },
      { element: () => heading.current?.closest('aside'), focus: () => heading.current?.focus() },
    ],
  })

  const hasGrid = !neverRead(consoles) && list.total > 0
  return (
    <div ref={root} className={styles.screen}>
      <ListStatus
        consoles={consoles}
        total={list.total}
        shown={list.rows.length}
        selected={selected.length}
        isNarrowed={list.isNarrowed}
        sync={refresh.sync}
      />
      <StatusLine isHidden>{announcing.announced}</StatusLine>
      <ScreenBar
        creating={creating}
        roleReason={one ? roleReason(one.situation) : null}
        whyNot={whyNot}
        onAction={attempt}
        isEnabling={actions.isSwitching(selected)}
        list={list}
        onFilter={list.setQuery}
        hiddenFacets={hiddenFacets}
        consoleNames={consoleNames}
        searchRef={search}
        refresh={refresh}
        sorting={narrow ? { sort: layout.sort, columns, onSort: announcing.sortBy } : null}
        columns={narrow ? null : { shown: columnIds, onChange: announcing.choose }}
      />
      <FilterLine
        query={list.query}
        consoleNames={consoleNames}
        onChange={setFilters}
        onClear={list.rows.length > 0 ? clearQuery : null}
      />
      {actions.failure && (
        <div className={styles.failure}>
          <Alert
            failure={actions.failure}
            actions={<Button onPress={actions.dismissFailure}>Dismiss</Button>}
          />
        </div>
      )}
      <ScreenRegions
        consoles={consoles}
        refresh={refresh}
        onSettled={(text) => show({ text, undo: null })}
        // A company's view may not hold the key; its console's does.
        onShow={(connectionId, keyId) =>
          goToKey(scope.kind === 'company' ? consoleScope(connectionId) : scope, rowIdOf(connectionId, keyId))
        }
        onGone={() => focusGrid()}
      />
      <div className={styles.work} data-covered={narrow && showsDetails ? '' : undefined}>
        <div className={styles.body}>
          {hasGrid ? (
            <KeyGrid
              ref={grid}
              rows={list.rows}
              columns={columns}
              query={list.view}
              sort={layout.sort}
              onSort={announcing.sortBy}
              widths={layout.widths}
              onResize={announcing.resize}
              onMoveColumn={announcing.move}
              onColumnMenu={(column, at) => setColumnMenu({ column, at })}
              selection={list.selection}
              onSelection={announcing.select}
              onAct={act}
              onGone={() => focusGrid()}
              hasHeader={!narrow}
            />
          ) : (
            <ListPlace
              consoles={consoles}
              creating={creating}
              refresh={refresh}
              onWhole={scope.kind === 'company' ? () => goToScope(consoleScope(scope.connectionId)) : null}
            />
          )}
          {hasGrid && list.rows.length === 0 && <NoMatch onClear={clearQuery} />}
          <UndoMessage message={message} onEnd={hide} />
        </div>
        {showsDetails && (
          <KeyDetails
            selected={selected}
            onVerify={() => attempt('verify')}
            whyNotVerify={whyNot('verify')}
            isPage={narrow}
            onClose={() => showDetails(false)}
            headingRef={heading}
            doctorRef={doctor}
          />
        )}
      </div>
      <RowMenu
        at={menuAt}
        whyNot={whyNot}
        onAction={attempt}
        onDetails={() => showDetails(true)}
        onWhy={isDead(selected) ? showWhy : null}
        onClose={() => setMenuAt(null)}
      />
      <ColumnMenu
        open={columnMenu}
        shown={columnIds}
        sort={layout.sort}
        grid={announcing}
        onClose={() => setColumnMenu(null)}
        onMoved={(column) => afterPaint(() => grid.current?.focusColumn(column))}
      />
      {actions.dialog}
      <KeyExportHost scope={scope} list={list} sort={layout.sort} columns={columnIds} />
    </div>
  )
}
