// The actions on keys, always in place: what cannot be done now says why, in its description and next to New key.
import type { Ref } from 'react'
import { Toolbar } from 'react-aria-components/Toolbar'
import type { ShortcutId } from '../../src-shared/shortcuts'
import { Button } from '../parts/button'
import type { IconShape } from '../parts/icon'
import {
  AddIcon,
  AdvancedKeyIcon,
  DeleteIcon,
  DisabledIcon,
  EditIcon,
  EnableIcon,
  SimpleKeyIcon,
  VerifyIcon,
} from '../parts/icons'
import { MenuButton, MenuItem } from '../parts/menu'
import { useShortcutText } from '../text/use-shortcut-text'
import { useOpenWizard } from '../workspace/wizard-host'
import type { KeyAction } from './key-rules'
import styles from './key-toolbar.module.css'

export interface ActionLook {
  readonly action: KeyAction
  readonly label: string
  readonly icon: IconShape
  readonly shortcut: ShortcutId | null
}

/** In the order of the toolbar and of the row menu. */
export const actionLooks: readonly ActionLook[] = [
  { action: 'edit', label: 'Edit', icon: EditIcon, shortcut: 'edit' },
  { action: 'enable', label: 'Enable', icon: EnableIcon, shortcut: 'enable' },
  { action: 'disable', label: 'Disable', icon: DisabledIcon, shortcut: 'disable' },
  { action: 'verify', label: 'Verify', icon: VerifyIcon, shortcut: null },
  { action: 'remove', label: 'Delete', icon: DeleteIcon, shortcut: 'remove' },
]

interface KeyToolbarProps {
  /** Why no key can be created, or null. */
  readonly creating: string | null
  /** Stands next to New key; other reasons have a banner of their own. */
  readonly roleReason: string | null
  readonly whyNot: (action: KeyAction) => string | null
  readonly onAction: (action: KeyAction) => void
  readonly isPending: (action: KeyAction) => boolean
  readonly ref?: Ref<HTMLDivElement>
}

export function KeyToolbar({ creating, roleReason, whyNot, onAction, isPending, ref }: KeyToolbarProps) {
  const open = useOpenWizard()
  const shortcut = useShortcutText()
  return (
    <Toolbar ref={ref ?? null} className={styles.actions ?? ''} aria-label="Keys">
      <MenuButton label="New key" variant="filled" icon={AddIcon} disabledReason={creating}>
        <MenuItem
          label="Simple key (recommended)"
          icon={SimpleKeyIcon}
          shortcut={shortcut('new-simple-key')}
          onAction={() => open('simple')}
        />
        <MenuItem
          label="Advanced key"
          icon={AdvancedKeyIcon}
          shortcut={shortcut('new-advanced-key')}
          onAction={() => open('advanced')}
        />
      </MenuButton>
      {roleReason !== null && <span className={styles.reason}>{roleReason}</span>}
      <span className={styles.rule} />
      {actionLooks.map(({ action, label, icon }) => (
        <Button
          key={action}
          variant="quiet"
          icon={icon}
          className={styles.action}
          disabledReason={whyNot(action)}
          isPending={isPending(action)}
          onPress={() => onAction(action)}
        >
          <span className={styles.word}>{label}</span>
        </Button>
      ))}
    </Toolbar>
  )
}
