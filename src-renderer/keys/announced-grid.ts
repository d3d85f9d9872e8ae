// Selecting, sorting and resizing, each read out as it happens.
import { useState } from 'react'
import type { ColumnId } from '../../src-shared/key-query'
import { columns, widthWithin } from './grid-columns'
import type { GridLayout } from './grid-layout'
import type { Selection } from './grid-selection'
import type { KeyList } from './key-list'
import { nameOf } from './key-name'

interface AnnouncedGrid {
  /** Text of the status region. */
  readonly announced: string
  select(next: Selection): void
  sortBy(column: ColumnId): void
  resize(column: ColumnId, px: number | null): void
}

function labelOf(column: ColumnId): string {
  return columns.find((one) => one.id === column)?.label ?? column
}

export function useAnnouncedGrid(list: KeyList, layout: GridLayout): AnnouncedGrid {
  const [announced, announce] = useState('')
  return {
    announced,
    select(next) {
      list.setSelection(next)
      const count = next.ids.size
      if (count === 0) announce('Nothing selected')
      else if (count > 1) announce(`${count.toLocaleString()} selected`)
      // A selection that follows the focus is read with its row.
      else if (!next.follows) announce(`${nameOf(list.recordsOf(next))} selected`)
    },
    sortBy(column) {
      const turns = layout.sort.column === column && layout.sort.direction === 'ascending'
      layout.sortBy(column)
      announce(`Sorted by ${labelOf(column)}, ${turns ? 'descending' : 'ascending'}`)
    },
    resize(column, px) {
      layout.resize(column, px)
      const width = px === null ? 'usual width' : `${widthWithin(px)} pixels wide`
      announce(`${labelOf(column)}, ${width}`)
    },
  }
}
