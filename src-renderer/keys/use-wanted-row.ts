// A row that another part of the app leads to: selected and focused as soon as it is shown.
import { useEffect, useRef } from 'react'
import { useNavigation } from '../workspace/navigation'
import { rowIndex } from './grid-focus'
import { only } from './grid-selection'
import type { KeyList } from './key-list'

export function useWantedRow(list: KeyList, focusRow: (rowId: string) => void): void {
  const { wantedRow, tookRow } = useNavigation()
  const focus = useRef(focusRow)
  useEffect(() => {
    focus.current = focusRow
  })
  const { rows, isNarrowed, clearQuery, setSelection } = list
  useEffect(() => {
    if (wantedRow === null) return
    if (rowIndex(rows)(wantedRow) !== undefined) {
      setSelection(only(wantedRow))
      focus.current(wantedRow)
      tookRow()
    } else if (isNarrowed) clearQuery()
    else tookRow()
  }, [wantedRow, tookRow, rows, isNarrowed, clearQuery, setSelection])
}
