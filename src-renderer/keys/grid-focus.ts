// The one tab stop of the key grid: it stays with its key through sorting and refreshing, and never lets go of the focus.
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { KeyRow } from '../../src-shared/key-query'
import type { Place } from './grid-keyboard'

export type RowIndex = (rowId: string) => number | undefined

const indexes = new WeakMap<readonly KeyRow[], RowIndex>()

/** Where each row stands; made when it is first asked for, since most keystrokes of a search never ask. */
export function rowIndex(rows: readonly KeyRow[]): RowIndex {
  const known = indexes.get(rows)
  if (known) return known
  let places: Map<string, number> | null = null
  const index: RowIndex = (rowId) => {
    places ??= new Map(rows.map((row, at) => [row.rowId, at]))
    return places.get(rowId)
  }
  indexes.set(rows, index)
  return index
}

interface Active extends Place {
  /** Key of the row; the place follows it when rows move. */
  readonly id: string | null
  /** The query under which it was chosen; another one begins at the first row. */
  readonly query: unknown
}

interface GridFocus {
  readonly place: Place
  /** Row by its id, for the rows shown. */
  readonly indexOf: RowIndex
  /** Makes a cell the tab stop and focuses it. */
  go(place: Place): void
  /** The cell got the focus by other means (a click). */
  took(place: Place): void
  readonly onFocus: () => void
  readonly onBlur: (into: EventTarget | null) => void
}

interface Parameters {
  readonly grid: RefObject<HTMLElement | null>
  readonly rows: readonly KeyRow[]
  readonly query: unknown
  /** Where the header is hidden, the tab stop cannot stand on it. */
  readonly hasHeader: boolean
  readonly scrollToRow: (row: number) => void
  /** The grid went away with the focus in it. */
  readonly onGone: () => void
}

function placeOf(
  active: Active,
  indexOf: RowIndex,
  rows: number,
  { query, hasHeader }: Pick<Parameters, 'query' | 'hasHeader'>,
): Place {
  if (rows === 0 || (active.row < 0 && hasHeader)) return { row: -1, column: active.column }
  if (active.row < 0) return { row: 0, column: active.column }
  if (active.query !== query) return { row: 0, column: active.column }
  const found = active.id === null ? undefined : indexOf(active.id)
  // A key that is gone leaves the focus to its neighbour.
  return { row: found ?? Math.min(active.row, rows - 1), column: active.column }
}

/** The cell, or the first one of the row, that an event happened in. */
export function placeAt(target: EventTarget): Place | null {
  if (!(target instanceof Element)) return null
  const cell = target.closest<HTMLElement>('[data-column]')
  const row = target.closest<HTMLElement>('[data-index]')
  if (!row) return null
  return { row: Number(row.dataset.index), column: Number(cell?.dataset.column ?? 0) }
}

/** Scrolls sideways just so far that the cell is whole; rows stand absolutely, so the browser cannot. */
function revealSideways(grid: HTMLElement, cell: HTMLElement): void {
  const outer = grid.getBoundingClientRect()
  const inner = cell.getBoundingClientRect()
  if (inner.left < outer.left) grid.scrollLeft -= outer.left - inner.left
  else if (inner.right > outer.left + grid.clientWidth)
    grid.scrollLeft += inner.right - outer.left - grid.clientWidth
}

export function useGridFocus({ grid, rows, query, hasHeader, scrollToRow, onGone }: Parameters): GridFocus {
  const [active, setActive] = useState<Active>({ id: null, row: 0, column: 0, query })
  const indexOf = rowIndex(rows)
  const place = placeOf(active, indexOf, rows.length, { query, hasHeader })
  const wanted = useRef(false)
  const has = useRef(false)
  const set = (next: Place) => setActive({ ...next, id: rows[next.row]?.rowId ?? null, query })

  useLayoutEffect(() => {
    const element = grid.current
    // A focused row that went away leaves the focus on the body: take it back.
    const lost = has.current && (document.activeElement === document.body || document.activeElement === null)
    if (!element || !(wanted.current || lost)) return
    wanted.current = false
    if (place.row >= 0) scrollToRow(place.row)
    const cell = element.querySelector<HTMLElement>(
      `[data-index="${place.row}"] > [data-column="${place.column}"]`,
    )
    if (!cell) return
    cell.focus({ preventScroll: true })
    revealSideways(element, cell)
  })

  const gone = useRef(onGone)
  useEffect(() => {
    gone.current = onGone
  }, [onGone])
  useEffect(() => () => void (has.current && gone.current()), [])

  return {
    place,
    indexOf,
    go(next) {
      wanted.current = true
      set(next)
    },
    took(next) {
      if (next.row !== place.row || next.column !== place.column) set(next)
    },
    onFocus() {
      has.current = true
    },
    onBlur(into) {
      // A window that loses the focus keeps its active element; React reports no blur for removed elements.
      has.current =
        (into instanceof Node && grid.current?.contains(into)) ||
        (into === null && grid.current?.contains(document.activeElement)) ||
        false
    },
  }
}
