// The menu of a row (Shift+F10, the Menu key, right click): the toolbar's actions where the hand is.
import { Menu, Popover } from 'react-aria-components/Menu'
import { InfoIcon, QuestionIcon } from '../parts/icons'
import { MenuItem, MenuSeparator } from '../parts/menu'
import menu from '../parts/menu.module.css'
import { useShortcutText } from '../text/use-shortcut-text'
import type { KeyAction } from './key-rules'
import { actionLooks } from './key-toolbar'

interface RowMenuProps {
  /** The cell that it belongs to; null while closed. */
  readonly at: HTMLElement | null
  readonly whyNot: (action: KeyAction) => string | null
  readonly onAction: (action: KeyAction) => void
  readonly onDetails: () => void
  /** Null: the key works, or there are several. */
  readonly onWhy: (() => void) | null
  readonly onClose: () => void
}

export function RowMenu({ at, whyNot, onAction, onDetails, onWhy, onClose }: RowMenuProps) {
  const text = useShortcutText()
  return (
    <Popover
      className={menu.popover ?? ''}
      triggerRef={{ current: at }}
      isOpen={at !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      placement="bottom start"
      offset={2}
      aria-label="Key"
    >
      <Menu className={menu.menu ?? ''} aria-label="Key" autoFocus="first" onClose={onClose}>
        <MenuItem label="Details" icon={InfoIcon} shortcut={text('details')} onAction={onDetails} />
        {onWhy !== null && (
          <MenuItem label="Why does this key not work?" icon={QuestionIcon} onAction={onWhy} />
        )}
        <MenuSeparator />
        {actionLooks.map(({ action, label, icon, shortcut }) => (
          <MenuItem
            key={action}
            label={label}
            icon={icon}
            {...(shortcut === null ? {} : { shortcut: text(shortcut) })}
            isDisabled={whyNot(action) !== null}
            onAction={() => onAction(action)}
          />
        ))}
      </Menu>
    </Popover>
  )
}
