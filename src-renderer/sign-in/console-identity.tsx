// Which console the password goes to, and who vouches for it.
import type { Connection } from '../../src-shared/connection'
import { useTopic } from '../bridge/bridge-context'
import { addressText } from '../certificate/certificate-words'
import { Icon } from '../parts/icon'
import { ApprovedIcon } from '../parts/icons'
import styles from './sign-in.module.css'

export function ConsoleIdentity({ connection }: { readonly connection: Connection }) {
  const isReached =
    useTopic('sessions').find(({ connectionId }) => connectionId === connection.id)?.reach.kind === 'online'
  return (
    <div className={styles.identity}>
      <Icon shape={ApprovedIcon} tone="muted" />
      <div>
        <div className={styles.name}>{connection.name}</div>
        <div className={styles.sub}>{addressText(connection.origin)}</div>
        <div className={styles.sub}>
          {connection.pin === null
            ? isReached
              ? 'Certificate trusted by this computer'
              : 'Certificate not checked yet; nothing is sent before it is trusted'
            : 'Certificate trusted by you, for this console only'}
        </div>
      </div>
    </div>
  )
}
