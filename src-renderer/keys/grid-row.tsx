// One row of the key grid. Memoized: scrolling and moving the focus draw only the rows that change.
import { memo, useLayoutEffect, useRef } from 'react'
import { type KeyRow, markWords } from '../../src-shared/key-query'
import { cellOf } from './grid-cells'
import type { Column } from './grid-columns'
import styles from './key-grid.module.css'

interface GridRowProps {
  readonly row: KeyRow
  readonly columns: readonly Column[]
  readonly index: number
  /** Distance from the top of the scrolled area, in px. */
  readonly start: number
  readonly selected: boolean
  /** Column of the grid's one tab stop, when it is in this row. */
  readonly activeColumn: number | null
  /** Midnight or later of the present day, in ms: for ages. */
  readonly today: number
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, columns, index, start, selected, activeColumn, today } = props
  const element = useRef<HTMLDivElement>(null)
  // Set through the object model: the content policy forbids style attributes.
  useLayoutEffect(() => {
    element.current?.style.setProperty('transform', `translateY(${start}px)`)
  }, [start])
  return (
    <div
      ref={element}
      role="row"
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      data-off={row.key.status.word === 'enabled' ? undefined : ''}
    >
      {columns.map(({ id }, column) => (
        <div
          key={id}
          role={id === 'description' ? 'rowheader' : 'gridcell'}
          className={styles[id]}
          aria-colindex={column + 1}
          data-column={column}
          // Not in the name, which is the description alone.
          aria-description={id === 'description' && row.mark !== null ? markWords[row.mark] : undefined}
          tabIndex={activeColumn === column ? 0 : -1}
        >
          {cellOf(id, row, today)}
        </div>
      ))}
    </div>
  )
})
