// The list as the screen shows it: inventory of one connection through search, filters and sort, and what is selected.
import { useCallback, useMemo, useState } from 'react'
import type { Inventory, KeyRecord } from '../../src-shared/key'
import {
  type Counts,
  createSorter,
  everyKey,
  isEverything,
  type KeyQuery,
  type KeyRow,
  prepareRows,
  queryRows,
  type Sort,
} from '../../src-shared/key-query'
import { kept, nothingSelected, type Selection } from './grid-selection'

export interface KeyList {
  readonly total: number
  readonly rows: readonly KeyRow[]
  readonly counts: Counts
  readonly query: KeyQuery
  readonly setQuery: (change: Partial<KeyQuery>) => void
  readonly clearQuery: () => void
  readonly isNarrowed: boolean
  /** Changes with search, filters and sort, not with the list's content. */
  readonly view: unknown
  readonly selection: Selection
  readonly setSelection: (next: Selection) => void
  /** Records of the selection. */
  readonly selected: readonly KeyRecord[]
  readonly recordsOf: (selection: Selection) => readonly KeyRecord[]
}

const none: readonly KeyRecord[] = []

export function useKeyList(inventory: Inventory | undefined, sort: Sort): KeyList {
  const keys = inventory?.keys ?? none
  const [query, setWhole] = useState(everyKey)
  const [selection, setSelection] = useState(nothingSelected)
  const sorter = useMemo(() => createSorter(prepareRows(keys)), [keys])
  const sorted = useMemo(() => sorter(sort), [sorter, sort])
  const { rows, counts } = useMemo(() => queryRows(sorted, query), [sorted, query])
  const view = useMemo(() => ({ query, sort }), [query, sort])
  // What is not shown is not selected: nothing happens to a key that nobody sees.
  const shown = useMemo(() => new Map(rows.map((row) => [row.key.id, row.key])), [rows])
  const visible = useMemo(() => kept(selection, (id) => shown.has(id)), [selection, shown])
  const recordsOf = useCallback(
    ({ ids }: Selection) =>
      ids.size < 50
        ? [...ids].flatMap((id) => shown.get(id) ?? [])
        : rows.filter((row) => ids.has(row.key.id)).map((row) => row.key),
    [shown, rows],
  )
  const selected = useMemo(() => recordsOf(visible), [recordsOf, visible])
  return {
    total: keys.length,
    rows,
    counts,
    query,
    setQuery: useCallback((change) => setWhole((before) => ({ ...before, ...change })), []),
    clearQuery: useCallback(() => setWhole(everyKey), []),
    isNarrowed: !isEverything(query),
    view,
    selection: visible,
    setSelection,
    selected,
    recordsOf,
  }
}
