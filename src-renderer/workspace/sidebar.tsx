// The sidebar: the mark, the places, the console tree, Lock now. On narrow windows the same as a menu.
import { useId, useMemo } from 'react'
import { Button } from 'react-aria-components/Button'
import { neutralText } from '../../src-shared/neutral-text'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { useConsoleDialogs } from '../consoles/use-console-dialogs'
import { rowsOfConsoles } from '../keys/view-lists'
import { IconButton } from '../parts/button'
import { classes } from '../parts/class-names'
import { Icon, type IconShape } from '../parts/icon'
import {
  ActivityIcon,
  AddIcon,
  JournalIcon,
  LockIcon,
  MenuIcon,
  SettingsIcon,
  SimpleKeyIcon,
} from '../parts/icons'
import { Wordmark } from '../parts/key-cut'
import { MenuButton, MenuItem, MenuSeparator } from '../parts/menu'
import { useShortcutText } from '../text/use-shortcut-text'
import { ConsoleTree } from './console-tree'
import { useConsoles } from './consoles'
import styles from './frame.module.css'
import { type Place, useNavigation } from './navigation'
import { consoleScope, everything } from './scope'
import { inTreeOrder, treeEntries } from './tree-model'
import { useTreeState } from './tree-state'

function useLockNow() {
  const { run } = useAction('lock.now')
  const shortcut = useShortcutText()
  return { lockNow: () => void run({}), shortcut: shortcut('lock') }
}

interface PlaceItemProps {
  readonly place: Place
  readonly icon: IconShape
  readonly word: string
  readonly count?: number | null
}

function PlaceItem({ place, icon, word, count = null }: PlaceItemProps) {
  const navigation = useNavigation()
  return (
    <li>
      <Button
        className={styles.item ?? ''}
        {...(navigation.place === place ? { 'aria-current': 'page' as const } : {})}
        onPress={() => navigation.go(place)}
      >
        <Icon shape={icon} />
        {word}
        {count !== null && <span className={styles.count}>{count.toLocaleString()}</span>}
      </Button>
    </li>
  )
}

/** Adds a console and goes there, where its sign-in waits. */
function useAddConsole(): () => void {
  const openDialog = useConsoleDialogs()
  const { goToScope } = useNavigation()
  return () => openDialog({ kind: 'add', onAdded: (id) => goToScope(consoleScope(id)) })
}

/** Consoles by name and number for Ctrl+1 to Ctrl+9. */
const shortcutOf = (index: number, modifier: string) => (index < 9 ? `${modifier}${index + 1}` : '')

export function Sidebar() {
  const { lockNow, shortcut } = useLockNow()
  const keysId = useId()
  const consoles = useConsoles()
  const { place, scope, goToScope } = useNavigation()
  const { open, setOpen } = useTreeState()
  const addConsole = useAddConsole()
  const lists = useMemo(() => rowsOfConsoles(consoles.filter(({ isShown }) => isShown)), [consoles])
  const entries = useMemo(() => treeEntries({ consoles, lists, open }), [consoles, lists, open])
  const anyShown = consoles.some(({ isShown }) => isShown)
  const total = lists.reduce((sum, { rows }) => sum + rows.length, 0)
  return (
    <nav className={styles.sidebar} aria-label="Consoles">
      <Wordmark className={styles.wordmark} />
      <ul className={styles.nav}>
        {consoles.length === 0 ? (
          <PlaceItem place="console" icon={AddIcon} word="Connect to a console" />
        ) : (
          <PlaceItem
            place="console"
            icon={SimpleKeyIcon}
            word="API keys"
            count={anyShown && lists.length > 0 ? total : null}
          />
        )}
        <PlaceItem place="activity" icon={ActivityIcon} word="Activity" />
        <PlaceItem place="journal" icon={JournalIcon} word="Journal" />
        <PlaceItem place="settings" icon={SettingsIcon} word="Settings" />
      </ul>
      {consoles.length > 0 && (
        <>
          <div className={styles.treeHead}>
            <h2>Consoles</h2>
            <IconButton icon={AddIcon} iconSize="small" label="Add console" onPress={addConsole} />
          </div>
          <ConsoleTree
            entries={entries}
            scope={place === 'console' ? scope : null}
            onChoose={goToScope}
            onOpen={setOpen}
            saysState={consoles.length > 1}
          />
        </>
      )}
      <ul className={classes(styles.nav, styles.foot)}>
        {anyShown && (
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
      </ul>
    </nav>
  )
}

export function PlacesMenu() {
  const { lockNow, shortcut } = useLockNow()
  const { platform } = useTopic('app')
  const addConsole = useAddConsole()
  const consoles = useConsoles()
  const { go, goToScope } = useNavigation()
  const anyShown = consoles.some(({ isShown }) => isShown)
  const [only] = consoles
  const modifier = platform === 'macos' ? '⌘' : 'Ctrl+'
  const nameOf = (console: (typeof consoles)[number]) => neutralText(console.connection.name)
  return (
    <MenuButton label="Consoles" icon={MenuIcon} iconOnly className={styles.onlyNarrow}>
      {only === undefined ? (
        <MenuItem label="Connect to a console" onAction={() => go('console')} />
      ) : consoles.length === 1 ? (
        <MenuItem
          label={only.isShown ? `API keys, ${nameOf(only)}` : nameOf(only)}
          onAction={() => goToScope(consoleScope(only.id))}
        />
      ) : (
        <>
          <MenuItem label="All consoles" onAction={() => goToScope(everything)} />
          {inTreeOrder(consoles).map((console, index) => (
            <MenuItem
              key={console.id}
              label={nameOf(console)}
              shortcut={shortcutOf(index, modifier)}
              onAction={() => goToScope(consoleScope(console.id))}
            />
          ))}
        </>
      )}
      {only !== undefined && <MenuItem label="Add console" icon={AddIcon} onAction={addConsole} />}
      <MenuSeparator />
      {anyShown && <MenuItem label="Lock now" icon={LockIcon} shortcut={shortcut} onAction={lockNow} />}
      <MenuItem label="Activity" icon={ActivityIcon} onAction={() => go('activity')} />
      <MenuItem label="Journal" icon={JournalIcon} onAction={() => go('journal')} />
      <MenuItem label="Settings" icon={SettingsIcon} onAction={() => go('settings')} />
    </MenuButton>
  )
}
