// A button that opens a menu, and its items.
import { type ReactNode, useState } from 'react'
import {
  MenuItem as AriaMenuItem,
  Keyboard,
  Menu,
  MenuTrigger,
  Popover,
  Separator,
  Text,
} from 'react-aria-components/Menu'
import { Button, type ButtonVariant, IconButton } from './button'
import { classes } from './class-names'
import { Icon, type IconShape } from './icon'
import { ChevronDownIcon } from './icons'
import styles from './menu.module.css'

interface MenuButtonProps {
  /** Text of the button, and name of the menu. */
  readonly label: string
  readonly variant?: ButtonVariant
  readonly icon?: IconShape
  /** Draws the icon alone; the label is then the accessible name. */
  readonly iconOnly?: boolean
  readonly disabledReason?: string | null
  /** Which end of the button the menu is aligned to. */
  readonly align?: 'start' | 'end'
  readonly className?: string | undefined
  /** `MenuItem` and `MenuSeparator`. */
  readonly children: ReactNode
}

export function MenuButton(props: MenuButtonProps) {
  const { label, variant = 'quiet', icon, disabledReason = null, align = 'start', className } = props
  const [open, setOpen] = useState(false)
  return (
    <MenuTrigger isOpen={open && disabledReason === null} onOpenChange={setOpen}>
      {props.iconOnly === true && icon !== undefined ? (
        <IconButton
          icon={icon}
          label={label}
          variant={variant}
          disabledReason={disabledReason}
          className={className}
        />
      ) : (
        <Button
          icon={icon}
          iconAfter={ChevronDownIcon}
          variant={variant}
          disabledReason={disabledReason}
          className={className}
        >
          {label}
        </Button>
      )}
      <Popover
        className={styles.popover ?? ''}
        placement={align === 'start' ? 'bottom start' : 'bottom end'}
        offset={4}
      >
        <Menu className={styles.menu ?? ''} aria-label={label}>
          {props.children}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

interface MenuItemProps {
  readonly label: string
  readonly onAction: () => void
  readonly icon?: IconShape
  /** Read as the description, for example `Ctrl+N`. */
  readonly shortcut?: string
  readonly tone?: 'danger'
  readonly isDisabled?: boolean
}

export function MenuItem({ label, onAction, icon, shortcut, tone, isDisabled }: MenuItemProps) {
  return (
    <AriaMenuItem
      textValue={label}
      onAction={onAction}
      isDisabled={isDisabled ?? false}
      className={classes(styles.item, tone === 'danger' && styles.danger)}
    >
      {icon !== undefined && <Icon shape={icon} />}
      <Text slot="label">{label}</Text>
      {shortcut !== undefined && <Keyboard className={styles.keys ?? ''}>{shortcut}</Keyboard>}
    </AriaMenuItem>
  )
}

export function MenuSeparator() {
  return <Separator className={styles.separator ?? ''} />
}
