// The header row of the key grid: sorts by click, Enter or Space; changes widths and moves columns by
// dragging, by keys, and from its menu.
import { memo, type PointerEvent, useRef } from 'react'
import type { ColumnId, Sort } from '../../src-shared/key-query'
import { SortDownIcon, SortUpIcon } from '../parts/icons'
import type { Column } from './grid-columns'
import styles from './key-grid.module.css'

interface GridHeadProps {
  readonly columns: readonly Column[]
  readonly sort: Sort
  readonly activeColumn: number | null
  /** `px` null: back to the width that the grid chooses. */
  readonly onResize: (column: ColumnId, px: number | null) => void
}

interface Drag {
  readonly column: ColumnId
  readonly fromX: number
  readonly fromPx: number
}

/** Width of a header cell as it is drawn, in px. */
export function drawnWidth(cell: Element | null): number {
  return cell?.getBoundingClientRect().width ?? 0
}

export const GridHead = memo(function GridHead({ columns, sort, activeColumn, onResize }: GridHeadProps) {
  const drag = useRef<Drag | null>(null)
  const begin = (column: ColumnId) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { column, fromX: event.clientX, fromPx: drawnWidth(event.currentTarget.parentElement) }
  }
  const go = (event: PointerEvent<HTMLElement>) => {
    if (drag.current) onResize(drag.current.column, drag.current.fromPx + event.clientX - drag.current.fromX)
  }
  const end = () => {
    drag.current = null
  }
  return (
    <div role="row" className={styles.head} aria-rowindex={1} data-index={-1}>
      {columns.map(({ id, label }, index) => {
        const sorted = sort.column === id
        const Arrow = sort.direction === 'ascending' ? SortUpIcon : SortDownIcon
        return (
          <div
            key={id}
            role="columnheader"
            className={styles.heading}
            aria-colindex={index + 1}
            aria-sort={sorted ? sort.direction : 'none'}
            aria-description="Enter sorts. Alt with Left or Right changes the width, with Shift too it moves the column. Shift F10 opens its menu."
            data-column={index}
            tabIndex={activeColumn === index ? 0 : -1}
          >
            <span className={styles.label}>{label}</span>
            {sorted && <Arrow className={styles.arrow ?? ''} aria-hidden />}
            <span
              className={styles.handle}
              data-handle=""
              aria-hidden
              onPointerDown={begin(id)}
              onPointerMove={go}
              onPointerUp={end}
              onPointerCancel={end}
              onDoubleClick={() => onResize(id, null)}
            />
          </div>
        )
      })}
    </div>
  )
})
