// One row of the key grid. Memoized: scrolling and moving the focus draw only the rows that change.
import { memo, type ReactNode, useLayoutEffect, useRef } from 'react'
import type { KeyRow } from '../../src-shared/key-query'
import { dateText } from '../text/dates'
import { ConsoleText } from './console-text'
import styles from './key-grid.module.css'
import { AccessWord, StatusWordMark, TypeWord } from './key-words'

interface CellProps {
  readonly role: 'rowheader' | 'gridcell'
  readonly column: number
  /** The cell is the grid's one tab stop. */
  readonly active: boolean
  readonly className: string | undefined
  readonly children: ReactNode
}

function Cell({ role, column, active, className, children }: CellProps) {
  return (
    <div
      role={role}
      className={className}
      aria-colindex={column + 1}
      data-column={column}
      tabIndex={active ? 0 : -1}
    >
      {children}
    </div>
  )
}

interface GridRowProps {
  readonly row: KeyRow
  readonly index: number
  /** Distance from the top of the scrolled area, in px. */
  readonly start: number
  readonly selected: boolean
  /** Column of the grid's one tab stop, when it is in this row. */
  readonly activeColumn: number | null
}

export const GridRow = memo(function GridRow({ row, index, start, selected, activeColumn }: GridRowProps) {
  const element = useRef<HTMLDivElement>(null)
  // Set through the object model: the content policy forbids style attributes.
  useLayoutEffect(() => {
    element.current?.style.setProperty('transform', `translateY(${start}px)`)
  }, [start])
  const cell = (column: number) => ({ column, active: activeColumn === column })
  const { key } = row
  return (
    <div
      ref={element}
      role="row"
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      data-off={key.status.word === 'enabled' ? undefined : ''}
    >
      <Cell role="rowheader" className={styles.description} {...cell(0)}>
        {row.description.trim() === '' ? (
          <span className={styles.absent}>No description</span>
        ) : (
          <ConsoleText text={key.description} />
        )}
      </Cell>
      <Cell role="gridcell" className={styles.type} {...cell(1)}>
        <TypeWord type={key.type} />
      </Cell>
      <Cell role="gridcell" className={styles.access} {...cell(2)}>
        <AccessWord access={row.access} />
      </Cell>
      <Cell role="gridcell" className={styles.owner} {...cell(3)}>
        {row.owner === '' ? <span className={styles.absent}>Unknown</span> : <bdi>{row.owner}</bdi>}
      </Cell>
      <Cell role="gridcell" className={styles.company} {...cell(4)}>
        {row.company === '' ? <span className={styles.absent}>None</span> : <bdi>{row.company}</bdi>}
      </Cell>
      <Cell role="gridcell" className={styles.status} {...cell(5)}>
        <StatusWordMark word={key.status.word} />
      </Cell>
      <Cell role="gridcell" className={styles.created} {...cell(6)}>
        {row.created === null || key.createdAt === null ? (
          <span className={styles.absent}>Unknown</span>
        ) : (
          <time dateTime={key.createdAt}>{dateText(key.createdAt)}</time>
        )}
      </Cell>
    </div>
  )
})
