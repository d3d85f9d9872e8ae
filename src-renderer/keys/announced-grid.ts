// Selecting, sorting and resizing, each read out as it happens.
import { useState } from 'react'
import type { ColumnId, Sort } from '../../src-shared/key-query'
import { columnOf, movedColumn, widthWithin } from './grid-columns'
import type { GridLayout } from './grid-layout'
import type { Selection } from './grid-selection'
import type { KeyList } from './key-list'
import { nameOf } from './key-name'
import { keysOf } from './selected-key'

export interface AnnouncedGrid {
  /** Text of the status region. */
  readonly announced: string
  select(next: Selection): void
  sortBy(column: ColumnId, direction?: Sort['direction']): void
  resize(column: ColumnId, px: number | null): void
  move(column: ColumnId, by: 1 | -1): void
  /** Another choice or order of columns. */
  choose(ids: readonly ColumnId[]): void
}

const labelOf = (column: ColumnId) => columnOf(column).label

/** @param shown the columns as they stand, left to right */
export function useAnnouncedGrid(
  list: KeyList,
  layout: GridLayout,
  shown: readonly ColumnId[],
): AnnouncedGrid {
  const [announced, announce] = useState('')
  return {
    announced,
    select(next) {
      list.setSelection(next)
      const count = next.ids.size
      if (count === 0) announce('Nothing selected')
      else if (count > 1) announce(`${count.toLocaleString()} selected`)
      // A selection that follows the focus is read with its row.
      else if (!next.follows) announce(`${nameOf(keysOf(list.recordsOf(next)))} selected`)
    },
    sortBy(column, direction) {
      const turns = layout.sort.column === column && layout.sort.direction === 'ascending'
      layout.sortBy(column, direction)
      announce(`Sorted by ${labelOf(column)}, ${direction ?? (turns ? 'descending' : 'ascending')}`)
    },
    resize(column, px) {
      layout.resize(column, px)
      const width = px === null ? 'usual width' : `${widthWithin(px)} pixels wide`
      announce(`${labelOf(column)}, ${width}`)
    },
    move(column, by) {
      const next = movedColumn(shown, column, by)
      layout.showColumns(next)
      announce(`${labelOf(column)}, column ${next.indexOf(column) + 1} of ${next.length}`)
    },
    choose(ids) {
      layout.showColumns(ids)
      announce(ids.length === 0 ? 'Usual columns' : `${ids.length} columns`)
    },
  }
}
