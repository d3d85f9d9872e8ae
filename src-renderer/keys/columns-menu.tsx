// The menu Columns: which columns the grid shows. Their order and width are changed in the header and its menu.
import {
  type Selection as Chosen,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Text,
} from 'react-aria-components/Menu'
import type { ColumnId } from '../../src-shared/key-query'
import { IconButton } from '../parts/button'
import { Icon } from '../parts/icon'
import { CheckIcon, ColumnsIcon, UndoIcon } from '../parts/icons'
import menu from '../parts/menu.module.css'
import styles from './columns-menu.module.css'
import { allColumns, toggledColumn } from './grid-columns'

interface ColumnsMenuProps {
  /** As they stand, left to right. */
  readonly shown: readonly ColumnId[]
  /** An empty list brings the usual ones back. */
  readonly onChange: (ids: readonly ColumnId[]) => void
}

export function ColumnsMenu({ shown, onChange }: ColumnsMenuProps) {
  const chosen = new Set<string>(shown)
  const change = (keys: Chosen) => {
    const next = keys === 'all' ? new Set(allColumns.map(({ id }) => id)) : keys
    const changed = allColumns.find(({ id }) => next.has(id) !== chosen.has(id))
    if (changed) onChange(toggledColumn(shown, changed.id, next.has(changed.id)))
  }
  return (
    <MenuTrigger>
      <IconButton icon={ColumnsIcon} label="Columns" />
      <Popover className={menu.popover ?? ''} placement="bottom end" offset={4}>
        <Menu className={menu.menu ?? ''} aria-label="Columns" disabledKeys={['description']}>
          <MenuSection
            aria-label="Shown columns"
            selectionMode="multiple"
            selectedKeys={chosen}
            onSelectionChange={change}
          >
            {allColumns.map(({ id, label }) => (
              <MenuItem key={id} id={id} textValue={label} className={menu.item ?? ''}>
                <span className={styles.mark}>
                  <Icon shape={CheckIcon} size="small" />
                </span>
                <Text slot="label">{label}</Text>
              </MenuItem>
            ))}
          </MenuSection>
          <MenuSection aria-label="All columns" className={styles.rest ?? ''}>
            <MenuItem textValue="Usual columns" className={menu.item ?? ''} onAction={() => onChange([])}>
              <Icon shape={UndoIcon} size="small" />
              <Text slot="label">Usual columns</Text>
            </MenuItem>
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
