// The grid of keys: an ARIA grid over virtual rows with one tab stop (decisions D10).
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import type { ColumnId, KeyRow, Sort } from '../../src-shared/key-query'
import { useNow } from '../text/use-now'
import { type Column, tracksOf, type Widths, widthWithin } from './grid-columns'
import { placeAt, useGridFocus } from './grid-focus'
import { drawnWidth, GridHead } from './grid-head'
import { commandOf, type GridCommand, type Place, type RowAction } from './grid-keyboard'
import { GridRow } from './grid-row'
import { all, movedTo, nothingSelected, only, ranged, type Selection, toggled } from './grid-selection'
import { useGridSizes } from './grid-sizes'
import styles from './key-grid.module.css'
import { createTypeahead } from './typeahead'

export interface GridHandle {
  /** Focuses the cell that is the grid's tab stop, or a row when it is shown. */
  focus(rowId?: string): void
  /** Focuses the header of a column. */
  focusColumn(column: number): void
}

interface KeyGridProps {
  readonly ref?: Ref<GridHandle>
  /** Shown rows in shown order. */
  readonly rows: readonly KeyRow[]
  readonly columns: readonly Column[]
  /** Changes when search, filters or sort change, not when the list is refreshed: then the grid begins at the top. */
  readonly query: unknown
  readonly sort: Sort
  readonly onSort: (column: ColumnId) => void
  readonly widths: Widths
  readonly onResize: (column: ColumnId, px: number | null) => void
  readonly onMoveColumn: (column: ColumnId, by: 1 | -1) => void
  /** `at`: the header cell that the menu belongs to. */
  readonly onColumnMenu: (column: ColumnId, at: HTMLElement) => void
  readonly selection: Selection
  readonly onSelection: (next: Selection) => void
  /** `at`: the cell that a menu belongs to. */
  readonly onAct: (action: RowAction, selection: Selection, at: HTMLElement) => void
  /** The grid went away with the focus in it. */
  readonly onGone: () => void
  /** False below 800 px, where the header is hidden. */
  readonly hasHeader: boolean
}

export function KeyGrid(props: KeyGridProps) {
  const { rows, columns, query, sort, widths, selection, hasHeader } = props
  const grid = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const probe = useRef<HTMLDivElement>(null)
  const typeahead = useMemo(() => createTypeahead(() => performance.now()), [])
  const { rowPx, headPx } = useGridSizes(grid, probe)
  const order = useMemo(() => rows.map((row) => row.rowId), [rows])
  const today = useNow(60 * 60_000)

  const scrollToRow = (row: number) => virtualizer.scrollToIndex(row, { align: 'auto' })
  const focus = useGridFocus({ grid, rows, query, hasHeader, scrollToRow, onGone: props.onGone })
  const { place } = focus
  const activeRow = place.row
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowPx,
    getItemKey: useCallback((index: number) => order[index] ?? index, [order]),
    overscan: 8,
    // Drawing inside the scroll event would only be refused where a layout effect scrolls.
    useFlushSync: false,
    paddingStart: headPx,
    scrollPaddingStart: headPx,
    // The row of the tab stop stays in the page wherever the list is scrolled to; else the focus would fall to the body.
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range)
        if (activeRow < 0 || activeRow >= range.count || indexes.includes(activeRow)) return indexes
        return [...indexes, activeRow].sort((a, b) => a - b)
      },
      [activeRow],
    ),
  })
  const sizes = `${rowPx} ${headPx}`
  const measured = useRef(sizes)
  useLayoutEffect(() => {
    if (measured.current !== sizes) virtualizer.measure()
    measured.current = sizes
  }, [sizes, virtualizer])

  const bodyPx = virtualizer.getTotalSize() - headPx
  const { template, least } = tracksOf(columns, widths)
  useLayoutEffect(() => {
    grid.current?.style.setProperty('--tracks', template)
    grid.current?.style.setProperty('--least', least)
    body.current?.style.setProperty('block-size', `${bodyPx}px`)
  }, [template, least, bodyPx])
  const shownQuery = useRef(query)
  useLayoutEffect(() => {
    if (shownQuery.current === query) return
    shownQuery.current = query
    // Reading the position is cheap here; setting it lays the page out.
    if (virtualizer.scrollOffset !== 0) grid.current?.scrollTo({ top: 0 })
  }, [query, virtualizer])
  useImperativeHandle(props.ref, () => ({
    focus(rowId) {
      const row = rowId === undefined ? undefined : focus.indexOf(rowId)
      focus.go(row === undefined ? place : { row, column: 0 })
    },
    focusColumn: (column) => focus.go({ row: -1, column }),
  }))

  const idAt = (row: number) => rows[row]?.rowId
  const cellAt = ({ row, column }: Place) =>
    grid.current?.querySelector<HTMLElement>(`[data-index="${row}"] > [data-column="${column}"]`)

  /** Acts on the selection, or on the focused row alone when it is not part of it. */
  function act(action: RowAction, at: Place) {
    const id = idAt(at.row)
    const cell = cellAt(at)
    if (id === undefined || !cell) return
    const subject = selection.ids.has(id) ? selection : only(id)
    if (subject !== selection) props.onSelection(subject)
    props.onAct(action, subject, cell)
  }

  function move(command: GridCommand & { kind: 'move' }) {
    const from = idAt(place.row)
    const to = idAt(command.to.row)
    focus.go(command.to)
    if (to === undefined) return
    if (command.extend && from !== undefined) props.onSelection(ranged(selection, order, from, to))
    else if (!command.leaveSelection) {
      const next = movedTo(selection, to)
      if (next !== selection) props.onSelection(next)
    }
  }

  /** The focus goes with the column. */
  function moveColumn(id: ColumnId, by: 1 | -1) {
    const to = place.column + by
    if (to < 0 || to >= columns.length) return
    focus.go({ row: -1, column: to })
    props.onMoveColumn(id, by)
  }

  function run(command: GridCommand) {
    const id = idAt(place.row)
    const column = columns[place.column]
    switch (command.kind) {
      case 'move':
        return move(command)
      case 'toggle':
        return id !== undefined && props.onSelection(toggled(selection, id))
      case 'select-range':
        return id !== undefined && props.onSelection(ranged(selection, order, id, id))
      case 'select-all':
        return props.onSelection(all(order))
      case 'clear':
        return props.onSelection(nothingSelected)
      case 'sort':
        return column && props.onSort(column.id)
      case 'resize':
        return (
          column && props.onResize(column.id, widthWithin(drawnWidth(cellAt(place) ?? null) + command.byPx))
        )
      case 'move-column':
        return column && moveColumn(column.id, command.by)
      case 'column-menu': {
        const cell = cellAt(place)
        return column && cell && props.onColumnMenu(column.id, cell)
      }
      case 'act':
        return act(command.action, place)
      case 'type': {
        const row = typeahead.next(command.character, rows, place.row)
        return (
          row !== null &&
          move({ kind: 'move', to: { row, column: place.column }, extend: false, leaveSelection: false })
        )
      }
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    const press = {
      key: event.key,
      shift: event.shiftKey,
      command: event.ctrlKey || event.metaKey,
      alt: event.altKey,
    }
    const page = Math.max(1, Math.floor(((grid.current?.clientHeight ?? 0) - headPx) / rowPx) - 1)
    const size = { rows: rows.length, columns: columns.length, page, hasHeader }
    const command =
      event.key === ' ' && typeahead.isOpen()
        ? ({ kind: 'type', character: ' ' } as const)
        : commandOf(press, place, size)
    if (!command || (command.kind === 'clear' && selection.ids.size === 0)) return
    event.preventDefault()
    run(command)
  }

  function onClick(event: MouseEvent) {
    const at = placeAt(event.target)
    if (!at || (event.target instanceof Element && event.target.closest('[data-handle]'))) return
    const column = columns[at.column]
    const id = idAt(at.row)
    if (at.row < 0) return column && props.onSort(column.id)
    if (id === undefined) return
    if (event.shiftKey) props.onSelection(ranged(selection, order, id, id))
    else if (event.ctrlKey || event.metaKey) props.onSelection(toggled({ ...selection, follows: false }, id))
    else props.onSelection(only(id))
  }

  const activeColumn = (row: number) => (row === place.row ? place.column : null)
  return (
    <div
      ref={grid}
      role="grid"
      className={styles.grid}
      aria-label="API keys"
      aria-multiselectable
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={(event) => {
        const at = placeAt(event.target)
        if (at && at.row >= 0) act('open', at)
      }}
      onContextMenu={(event) => {
        const at = placeAt(event.target)
        if (!at) return
        event.preventDefault()
        const column = columns[at.column]
        const cell = cellAt(at)
        if (at.row >= 0) act('menu', at)
        else if (column && cell) props.onColumnMenu(column.id, cell)
      }}
      onFocus={(event) => {
        focus.onFocus()
        const at = placeAt(event.target)
        if (at) focus.took(at)
      }}
      onBlur={(event) => focus.onBlur(event.relatedTarget)}
    >
      <div ref={probe} className={styles.probe} aria-hidden />
      <GridHead columns={columns} sort={sort} activeColumn={activeColumn(-1)} onResize={props.onResize} />
      <div ref={body} role="rowgroup" className={styles.body}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index]
          return (
            row && (
              <GridRow
                key={key}
                row={row}
                columns={columns}
                today={today}
                index={index}
                start={start - headPx}
                selected={selection.ids.has(row.rowId)}
                activeColumn={activeColumn(index)}
              />
            )
          )
        })}
      </div>
    </div>
  )
}
