// The keys of one console: toolbar, what needs attention, the grid, the details, and the dialogs on keys.
import { useRef, useState } from 'react'
import type { KeyQuery } from '../../src-shared/key-query'
import { rightsOf } from '../../src-shared/rights'
import { useTopic } from '../bridge/bridge-context'
import { useMenuCommand } from '../bridge/use-menu-command'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { StatusLine } from '../parts/status'
import { afterPaint } from './after-paint'
import { useAnnouncedGrid } from './announced-grid'
import { Attention } from './attention'
import { FilterLine } from './filter-line'
import type { RowAction } from './grid-keyboard'
import { useGridLayout } from './grid-layout'
import { only, type Selection } from './grid-selection'
import { useKeyActions } from './key-actions'
import { KeyDetails } from './key-details'
import { type GridHandle, KeyGrid } from './key-grid'
import { useKeyList } from './key-list'
import { nameOf } from './key-name'
import { isOffline, type KeyAction, roleReason, situationOf, whyNot, whyNotCreate } from './key-rules'
import styles from './keys-screen.module.css'
import { ListBanners } from './list-banners'
import { useListRefresh } from './list-refresh'
import { NoKeys, NoList, NoMatch, Skeleton } from './list-states'
import { ListStatus } from './list-status'
import { useNewKey } from './new-key'
import { RestOff, withoutRest } from './rest-off'
import { RowMenu } from './row-menu'
import { ScreenBar } from './screen-bar'
import { useScreenKeys } from './screen-keys'
import { UndoMessage, useMessage } from './undo-message'
import { useNarrow } from './use-narrow'

export function KeysScreen({ connectionId }: { readonly connectionId: string }) {
  const connection = useTopic('connections').find((one) => one.id === connectionId)
  const session = useTopic('sessions').find((one) => one.connectionId === connectionId)
  const inventory = useTopic('inventory').find((one) => one.connectionId === connectionId)
  const layout = useGridLayout()
  const list = useKeyList(inventory, layout.sort)
  const refresh = useListRefresh(connectionId, session, inventory)
  const narrow = useNarrow()
  const [isPage, setPage] = useState(false)
  const [menuAt, setMenuAt] = useState<HTMLElement | null>(null)
  const { announced, select, sortBy, resize } = useAnnouncedGrid(list, layout)
  const { message, show } = useMessage()
  const root = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const grid = useRef<GridHandle>(null)

  const situation = situationOf(session, inventory)
  const creating = whyNotCreate(situation)
  const offline = isOffline(session)
  const { selected } = list
  const showsDetails = selected.length > 0 && (narrow ? isPage : layout.detailsOpen)

  /** The grid's tab stop, or the first button when there is no grid. */
  function focusGrid(id?: string) {
    afterPaint(() => {
      if (grid.current) grid.current.focus(id)
      else root.current?.querySelector<HTMLElement>('button')?.focus()
    })
  }
  useNewKey(connectionId, (id) => {
    const [key] = list.recordsOf(only(id))
    if (!key) return
    list.setSelection(only(id))
    show({ text: `${nameOf([key])} was added.`, undo: null })
    focusGrid(id)
  })
  const actions = useKeyActions({
    connectionId,
    consoleName: connection?.name ?? 'The console',
    inventory,
    canDisable: situation.user !== null && rightsOf(situation.user.role).setEnabled,
    show,
    focusGrid: () => focusGrid(),
  })

  function attempt(action: KeyAction, keys = selected) {
    const reason = whyNot(action, situation, keys)
    if (reason === null) actions.start(action, keys)
    else show({ text: reason, undo: null })
  }

  function showDetails(open: boolean) {
    if (narrow) setPage(open)
    else layout.showDetails(open)
    if (narrow && open) afterPaint(() => heading.current?.focus())
    if (!open) focusGrid()
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
  useScreenKeys(root, {
    find,
    refresh: refresh.start,
    toggleDetails,
    panes: [
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

  const never = inventory === undefined || inventory.fetchedAt === null
  return (
    <div ref={root} className={styles.screen}>
      <ListStatus
        inventory={inventory}
        session={session}
        shown={list.rows.length}
        selected={selected.length}
        isNarrowed={list.isNarrowed}
        sync={refresh.sync}
      />
      <StatusLine isHidden>{announced}</StatusLine>
      <ScreenBar
        creating={creating}
        roleReason={roleReason(situation)}
        whyNot={(action) => whyNot(action, situation, selected)}
        onAction={attempt}
        isEnabling={actions.isEnabling}
        list={list}
        searchRef={search}
        refresh={refresh}
        sorting={narrow ? { sort: layout.sort, onSort: sortBy } : null}
      />
      <FilterLine
        query={list.query}
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
      {/* Coming and going of these is read out. */}
      <div aria-live="polite">
        {/* A changed certificate has its own banner, which says more. */}
        {session?.reach.kind !== 'certificate-changed' && (
          <ListBanners
            inventory={inventory}
            offline={offline}
            failure={refresh.failure}
            isReading={refresh.isReading}
            onRetry={refresh.start}
          />
        )}
      </div>
      {inventory && (
        <RestOff
          organizations={withoutRest(inventory, situation.user)}
          user={situation.user}
          origin={connection?.origin ?? ''}
        />
      )}
      <Attention
        connectionId={connectionId}
        barred={situation.barred}
        creating={creating}
        userName={situation.user?.userName ?? null}
        onSettled={(text) => show({ text, undo: null })}
        onGone={() => focusGrid()}
      />
      <div className={styles.work} data-covered={narrow && showsDetails ? '' : undefined}>
        <div className={styles.body}>
          {never ? (
            !offline && refresh.failure && !refresh.isReading ? (
              <NoList failure={refresh.failure} onRetry={refresh.start} />
            ) : (
              !offline && <Skeleton sync={refresh.sync} />
            )
          ) : list.total === 0 ? (
            <NoKeys creating={creating} />
          ) : (
            <KeyGrid
              ref={grid}
              rows={list.rows}
              query={list.view}
              sort={layout.sort}
              onSort={sortBy}
              widths={layout.widths}
              onResize={resize}
              selection={list.selection}
              onSelection={select}
              onAct={act}
              onGone={() => focusGrid()}
              hasHeader={!narrow}
            />
          )}
          {!never && list.total > 0 && list.rows.length === 0 && <NoMatch onClear={clearQuery} />}
          <UndoMessage message={message} onEnd={() => show(null)} />
        </div>
        {showsDetails && inventory && (
          <KeyDetails
            selected={selected.map((key) => ({ connectionId, key }))}
            onVerify={() => attempt('verify')}
            whyNotVerify={whyNot('verify', situation, selected)}
            isPage={narrow}
            onClose={() => showDetails(false)}
            headingRef={heading}
          />
        )}
      </div>
      <RowMenu
        at={menuAt}
        whyNot={(action) => whyNot(action, situation, selected)}
        onAction={attempt}
        onDetails={() => showDetails(true)}
        onClose={() => setMenuAt(null)}
      />
      {actions.dialog}
    </div>
  )
}
