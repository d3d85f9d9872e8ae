// Sort, columns, their widths and the open details pane: kept in the settings, written a moment after the last change.
import { useCallback, useEffect, useRef, useState } from 'react'
import { type ColumnId, columnIds, type Sort } from '../../src-shared/key-query'
import type { Settings } from '../../src-shared/settings'
import { useCall, useTopic } from '../bridge/bridge-context'
import { knownWidths, type Widths, widthWithin } from './grid-columns'

const quietMs = 500

export interface GridLayout {
  readonly sort: Sort
  readonly widths: Widths
  readonly detailsOpen: boolean
  /** As the person chose them; empty: the usual ones. */
  readonly columns: readonly string[]
  /** Without a direction, the same column again turns the order round. */
  sortBy(column: ColumnId, direction?: Sort['direction']): void
  resize(column: ColumnId, px: number | null): void
  showDetails(open: boolean): void
  showColumns(ids: readonly ColumnId[]): void
}

type Kept = Pick<GridLayout, 'sort' | 'widths' | 'detailsOpen' | 'columns'>

function fromSettings({ sort, widths, detailsOpen, columns }: Settings['grid']): Kept {
  const column = columnIds.find((id) => id === sort.column) ?? 'description'
  return { sort: { column, direction: sort.direction }, widths: knownWidths(widths), detailsOpen, columns }
}

export function useGridLayout(): GridLayout {
  const settings = useTopic('settings')
  const call = useCall()
  // This window is the only one that changes them, so the settings are read once.
  const [kept, setKept] = useState(() => fromSettings(settings.grid))
  const unsaved = useRef<Kept | null>(null)

  const save = useCallback(() => {
    const value = unsaved.current
    unsaved.current = null
    // A layout that could not be kept is no reason to disturb: it is right until the end of this run.
    if (value)
      call('settings.set', { name: 'grid', value: { ...value, columns: [...value.columns] } }).catch(
        () => undefined,
      )
  }, [call])
  useEffect(() => {
    if (unsaved.current !== kept) return
    const timer = setTimeout(save, quietMs)
    return () => clearTimeout(timer)
  }, [kept, save])
  useEffect(() => {
    // A window that closes takes the last change along.
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('pagehide', save)
      save()
    }
  }, [save])

  const change = useCallback((step: (before: Kept) => Kept) => {
    setKept((before) => {
      const next = step(before)
      unsaved.current = next
      return next
    })
  }, [])

  return {
    ...kept,
    sortBy: useCallback(
      (column, wanted) =>
        change((before) => {
          const same = before.sort.column === column
          const turned = same && before.sort.direction === 'ascending' ? 'descending' : 'ascending'
          return { ...before, sort: { column, direction: wanted ?? turned } }
        }),
      [change],
    ),
    resize: useCallback(
      (column, px) =>
        change((before) => {
          const { [column]: _before, ...others } = before.widths
          return { ...before, widths: px === null ? others : { ...others, [column]: widthWithin(px) } }
        }),
      [change],
    ),
    showColumns: useCallback((columns) => change((before) => ({ ...before, columns })), [change]),
    showDetails: useCallback((detailsOpen) => change((before) => ({ ...before, detailsOpen })), [change]),
  }
}
