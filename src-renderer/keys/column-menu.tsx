// The menu of a column header (right click, Shift+F10): order, place, width, and hiding it.
import { Menu, Popover } from 'react-aria-components/Menu'
import type { ColumnId, Sort } from '../../src-shared/key-query'
import { SortDownIcon, SortUpIcon } from '../parts/icons'
import { MenuItem, MenuSeparator } from '../parts/menu'
import menu from '../parts/menu.module.css'
import type { AnnouncedGrid } from './announced-grid'
import { columnOf, toggledColumn } from './grid-columns'
import { drawnWidth } from './grid-head'

const stepPx = 32

export interface OpenColumnMenu {
  readonly column: ColumnId
  readonly at: HTMLElement
}

interface ColumnMenuProps {
  /** Null while closed. */
  readonly open: OpenColumnMenu | null
  readonly shown: readonly ColumnId[]
  readonly sort: Sort
  readonly grid: Pick<AnnouncedGrid, 'sortBy' | 'resize' | 'move' | 'choose'>
  readonly onClose: () => void
  /** The column is not there any more, or stands elsewhere: the header of this place gets the focus. */
  readonly onMoved: (column: number) => void
}

export function ColumnMenu({ open, shown, sort, grid, onClose, onMoved }: ColumnMenuProps) {
  const column = open?.column ?? 'description'
  const place = shown.indexOf(column)
  const label = columnOf(column).label
  const isSorted = (direction: Sort['direction']) => sort.column === column && sort.direction === direction
  const move = (by: 1 | -1) => {
    grid.move(column, by)
    onMoved(place + by)
  }
  const widen = (byPx: number) => grid.resize(column, drawnWidth(open?.at ?? null) + byPx)
  return (
    <Popover
      className={menu.popover ?? ''}
      triggerRef={{ current: open?.at ?? null }}
      isOpen={open !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      placement="bottom start"
      offset={2}
      aria-label={label}
    >
      <Menu className={menu.menu ?? ''} aria-label={label} autoFocus="first" onClose={onClose}>
        <MenuItem
          label="Sort ascending"
          icon={SortUpIcon}
          isDisabled={isSorted('ascending')}
          onAction={() => grid.sortBy(column, 'ascending')}
        />
        <MenuItem
          label="Sort descending"
          icon={SortDownIcon}
          isDisabled={isSorted('descending')}
          onAction={() => grid.sortBy(column, 'descending')}
        />
        <MenuSeparator />
        <MenuItem
          label="Move left"
          shortcut="Alt+Shift+Left"
          isDisabled={place <= 0}
          onAction={() => move(-1)}
        />
        <MenuItem
          label="Move right"
          shortcut="Alt+Shift+Right"
          isDisabled={place < 0 || place === shown.length - 1}
          onAction={() => move(1)}
        />
        <MenuSeparator />
        <MenuItem label="Wider" shortcut="Alt+Right" onAction={() => widen(stepPx)} />
        <MenuItem label="Narrower" shortcut="Alt+Left" onAction={() => widen(-stepPx)} />
        <MenuItem label="Usual width" onAction={() => grid.resize(column, null)} />
        <MenuSeparator />
        <MenuItem
          label="Hide column"
          isDisabled={column === 'description'}
          onAction={() => {
            grid.choose(toggledColumn(shown, column, false))
            onMoved(Math.max(0, place - 1))
          }}
        />
      </Menu>
    </Popover>
  )
}
