// The status bar: the screen's own text, who is signed in, what is kept, connected or not.
import type { SessionState } from '../../src-shared/connection'
import { neutralText } from '../../src-shared/neutral-text'
import { roleLabel } from '../../src-shared/rights'
import { useTopic } from '../bridge/bridge-context'
import { ConsoleText } from '../keys/console-text'
import { Icon, type IconShape } from '../parts/icon'
import { ApprovedIcon, OfflineIcon, PersonIcon, StoreIcon, WarningIcon } from '../parts/icons'
import { Spinner } from '../parts/progress'
import { useNow } from '../text/use-now'
import { consoleState } from './console-state'
import { type Console, useConsoles } from './consoles'
import styles from './frame.module.css'
import { useNavigation } from './navigation'
import { covers } from './scope'
import { reachWord } from './session-words'

const userOf = (session: SessionState) =>
  session.sign.kind === 'active' || session.sign.kind === 'offline' ? session.sign.user : null

function OneConsole({ session }: Console) {
  const user = userOf(session)
  const reach = reachWord(session)
  return (
    <>
      {user !== null && (
        <span className={styles.user}>
          <ConsoleText text={user.userName} />, {roleLabel(user.role)},{' '}
          <ConsoleText text={user.organizationName} />
        </span>
      )}
      {reach !== null && (
        <span className={styles.state}>
          {reach === 'Connecting' ? (
            <Spinner />
          ) : (
            <Icon shape={reach === 'Connected' ? ApprovedIcon : OfflineIcon} />
          )}
          {reach}
        </span>
      )}
    </>
  )
}

function shapeOf(nobody: boolean, connected: number): IconShape {
  if (nobody) return PersonIcon
  return connected > 0 ? ApprovedIcon : OfflineIcon
}

/** How many consoles answer, and in one word what the only troubled one has; more are counted. */
function SeveralConsoles({ consoles }: { readonly consoles: readonly Console[] }) {
  const now = useNow()
  const states = consoles.map((console) => ({ console, state: consoleState(console, now) }))
  const troubled = states.filter(({ state }) => state.look !== null)
  const [first] = troubled
  const connected = consoles.filter(({ session }) => reachWord(session) === 'Connected').length
  const connecting = consoles.some(({ session }) => reachWord(session) === 'Connecting')
  const nobody = consoles.every(({ isShown }) => !isShown)
  return (
    <>
      {first !== undefined && (
        <span className={styles.state}>
          <Icon shape={WarningIcon} tone="warning" />
          {troubled.length === 1
            ? `${neutralText(first.console.connection.name)}: ${first.state.word}`
            : `${troubled.length} consoles need a look`}
        </span>
      )}
      <span className={styles.state}>
        {connecting ? <Spinner /> : <Icon shape={shapeOf(nobody, connected)} />}
        {nobody
          ? 'Not signed in'
          : connected === 0 && !connecting
            ? 'Offline'
            : `${connected} of ${consoles.length} connected`}
      </span>
    </>
  )
}

export function StatusBar({ onSlot }: { readonly onSlot: (element: HTMLElement | null) => void }) {
  const { vault } = useTopic('app')
  const { scope } = useNavigation()
  const consoles = useConsoles().filter(({ id }) => covers(scope, id))
  const [one] = consoles
  return (
    <footer className={styles.status}>
      <span ref={onSlot} className={styles.statusText} />
      <span className={styles.statusEnd}>
        {vault.kind === 'memory' && (
          <span className={styles.state}>
            <Icon shape={StoreIcon} tone="warning" />
            Nothing kept
          </span>
        )}
        {one && consoles.length === 1 && <OneConsole {...one} />}
        {consoles.length > 1 && <SeveralConsoles consoles={consoles} />}
      </span>
    </footer>
  )
}
