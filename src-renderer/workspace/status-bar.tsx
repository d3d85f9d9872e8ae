// The status bar: the screen's own text, who is signed in, what is kept, connected or not.
import type { SessionState } from '../../src-shared/connection'
import { roleLabel } from '../../src-shared/rights'
import { useTopic } from '../bridge/bridge-context'
import { ConsoleText } from '../keys/console-text'
import { Icon } from '../parts/icon'
import { ApprovedIcon, OfflineIcon, StoreIcon } from '../parts/icons'
import { Spinner } from '../parts/progress'
import styles from './frame.module.css'
import { reachWord } from './session-words'

interface StatusBarProps {
  readonly session: SessionState | null
  readonly onSlot: (element: HTMLElement | null) => void
}

const userOf = (session: SessionState | null) =>
  session?.sign.kind === 'active' || session?.sign.kind === 'offline' ? session.sign.user : null

export function StatusBar({ session, onSlot }: StatusBarProps) {
  const { vault } = useTopic('app')
  const user = userOf(session)
  const reach = session === null ? null : reachWord(session)
  return (
    <footer className={styles.status}>
      <span ref={onSlot} className={styles.statusText} />
      <span className={styles.statusEnd}>
        {user !== null && (
          <span className={styles.user}>
            <ConsoleText text={user.userName} />, {roleLabel(user.role)},{' '}
            <ConsoleText text={user.organizationName} />
          </span>
        )}
        {vault.kind === 'memory' && (
          <span className={styles.state}>
            <Icon shape={StoreIcon} tone="warning" />
            Nothing kept
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
      </span>
    </footer>
  )
}
