// The list as the screen shows it: lists of the consoles in view through search, filters and sort, and what is selected.
import { useCallback, useMemo, useState } from 'react'
import { createSorter } from '../../src-shared/key-order'
import {
  type Counts,
  countRows,
  everyKey,
  isEverything,
  type KeyQuery,
  type KeyRow,
  queryRows,
  type Sort,
} from '../../src-shared/key-query'
import type { ConsoleRows } from '../../src-shared/key-rows'
import { useNow } from '../text/use-now'
import { rowIndex } from './grid-focus'
import { kept, nothingSelected, type Selection } from './grid-selection'
import { type SelectedKey, selectedOf } from './selected-key'

export interface KeyList {
  readonly total: number
  readonly rows: readonly KeyRow[]
  /** How many rows stand behind each filter; counted when asked for. */
  readonly counts: () => Counts
  readonly query: KeyQuery
  readonly setQuery: (change: Partial<KeyQuery>) => void
  readonly clearQuery: () => void
  readonly isNarrowed: boolean
  /** Changes with scope, search, filters and sort, not with the lists' content. */
  readonly view: unknown
  /** Of row ids. */
  readonly selection: Selection
  readonly setSelection: (next: Selection) => void
  readonly selected: readonly SelectedKey[]
  readonly recordsOf: (selection: Selection) => readonly SelectedKey[]
}

const quarterHourMs = 15 * 60_000

/**
 * @param lists stay the same object while nothing in them changes
 * @param scope its name: another one forgets the selection, and the filters that only made sense there
 */
export function useKeyList(lists: readonly ConsoleRows[], sort: Sort, scope: string): KeyList {
  const now = useNow(quarterHourMs)
  const [query, setWhole] = useState(everyKey)
  const [selection, setSelection] = useState(nothingSelected)
  const [shownScope, setShownScope] = useState(scope)
  if (shownScope !== scope) {
    setShownScope(scope)
    setSelection(nothingSelected)
    setWhole({ ...query, consoles: everyKey.consoles, companies: everyKey.companies })
  }
  const sorter = useMemo(() => createSorter(lists), [lists])
  const sorted = useMemo(() => sorter(sort), [sorter, sort])
  const rows = useMemo(() => queryRows(sorted, query, now), [sorted, query, now])
  const view = useMemo(() => ({ query, sort, scope }), [query, sort, scope])
  // What is not shown is not selected: nothing happens to a key that nobody sees.
  const visible = useMemo(() => {
    const indexOf = rowIndex(rows)
    return kept(selection, (id) => indexOf(id) !== undefined)
  }, [selection, rows])
  const recordsOf = useCallback(
    ({ ids }: Selection) => {
      if (ids.size >= 50) return rows.filter((row) => ids.has(row.rowId)).map(selectedOf)
      const indexOf = rowIndex(rows)
      return [...ids].flatMap((id) => {
        const row = rows[indexOf(id) ?? -1]
        return row ? [selectedOf(row)] : []
      })
    },
    [rows],
  )
  const selected = useMemo(() => recordsOf(visible), [recordsOf, visible])
  return {
    total: sorted.length,
    rows,
    counts: useCallback(() => countRows(sorted, query, now), [sorted, query, now]),
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
