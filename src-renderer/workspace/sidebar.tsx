// The sidebar: the mark, the console with its keys, Settings. On narrow windows the same places as a menu.
import { useId } from 'react'
import { Button } from 'react-aria-components/Button'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { classes } from '../parts/class-names'
import { Icon } from '../parts/icon'
import {
  AddIcon,
  ChevronDownIcon,
  ChevronRightIcon,
  JournalIcon,
  LockIcon,
  MenuIcon,
  SettingsIcon,
} from '../parts/icons'
import { Wordmark } from '../parts/key-cut'
import { MenuButton, MenuItem, MenuSeparator } from '../parts/menu'
import text from '../parts/text.module.css'
import styles from './frame.module.css'

export type Place = 'console' | 'journal' | 'settings'

function useLockNow() {
  const { run } = useAction('lock.now')
  const { platform } = useTopic('app')
  return { lockNow: () => void run({}), shortcut: platform === 'macos' ? '⌘L' : 'Ctrl+L' }
}

export interface PlacesProps {
  /** Null before the first console. */
  readonly consoleName: string | null
  /** Number of keys in the last list; null: none was read, or nobody is signed in. */
  readonly keyCount: number | null
  readonly isSignedIn: boolean
  readonly place: Place
  readonly onGo: (place: Place) => void
}

export function Sidebar({ consoleName, keyCount, isSignedIn, place, onGo }: PlacesProps) {
  const { lockNow, shortcut } = useLockNow()
  const keysId = useId()
  const current = place === 'console' ? ('page' as const) : undefined
  return (
    <nav className={styles.sidebar} aria-label="Consoles">
      <Wordmark className={styles.wordmark} />
      <h2>Consoles</h2>
      <ul className={styles.nav}>
        {consoleName === null ? (
          <li>
            <Button className={styles.item ?? ''} onPress={() => onGo('console')}>
              <Icon shape={AddIcon} size="small" />
              Connect to a console
            </Button>
          </li>
        ) : isSignedIn ? (
          <>
            <li className={classes(styles.item, styles.open)}>
              <Icon shape={ChevronDownIcon} size="small" />
              <span className={text.truncate}>{consoleName}</span>
            </li>
            <li>
              <Button
                className={classes(styles.item, styles.sub)}
                {...(current === undefined ? {} : { 'aria-current': current })}
                onPress={() => onGo('console')}
              >
                API keys
                {keyCount !== null && <span className={styles.count}>{keyCount.toLocaleString()}</span>}
              </Button>
            </li>
          </>
        ) : (
          <li>
            <Button
              className={styles.item ?? ''}
              {...(current === undefined ? {} : { 'aria-current': current })}
              onPress={() => onGo('console')}
            >
              <Icon shape={ChevronRightIcon} size="small" />
              <span className={text.truncate}>{consoleName}</span>
            </Button>
          </li>
        )}
      </ul>
      <ul className={classes(styles.nav, styles.foot)}>
        {isSignedIn && (
          <li>
            <Button className={styles.item ?? ''} aria-describedby={keysId} onPress={lockNow}>
              <Icon shape={LockIcon} />
              Lock now
              <span id={keysId} className={styles.count} aria-hidden="true">
                {shortcut}
              </span>
            </Button>
          </li>
        )}
        <li>
          <Button
            className={styles.item ?? ''}
            {...(place === 'journal' ? { 'aria-current': 'page' as const } : {})}
            onPress={() => onGo('journal')}
          >
            <Icon shape={JournalIcon} />
            Journal
          </Button>
        </li>
        <li>
          <Button
            className={styles.item ?? ''}
            {...(place === 'settings' ? { 'aria-current': 'page' as const } : {})}
            onPress={() => onGo('settings')}
          >
            <Icon shape={SettingsIcon} />
            Settings
          </Button>
        </li>
      </ul>
    </nav>
  )
}

export function PlacesMenu({ consoleName, isSignedIn, onGo }: PlacesProps) {
  const { lockNow, shortcut } = useLockNow()
  const console =
    consoleName === null ? 'Connect to a console' : isSignedIn ? `API keys, ${consoleName}` : consoleName
  return (
    <MenuButton label="Consoles" icon={MenuIcon} iconOnly className={styles.onlyNarrow}>
      <MenuItem label={console} onAction={() => onGo('console')} />
      <MenuSeparator />
      {isSignedIn && <MenuItem label="Lock now" icon={LockIcon} shortcut={shortcut} onAction={lockNow} />}
      <MenuItem label="Journal" icon={JournalIcon} onAction={() => onGo('journal')} />
      <MenuItem label="Settings" icon={SettingsIcon} onAction={() => onGo('settings')} />
    </MenuButton>
  )
}
