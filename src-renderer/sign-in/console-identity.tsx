// Which console the password goes to, and who vouches for it.
import type { Connection } from '../../src-shared/connection'
import { addressText } from '../certificate/certificate-words'
import { Icon } from '../parts/icon'
import { ApprovedIcon } from '../parts/icons'
import styles from './sign-in.module.css'

export function ConsoleIdentity({ connection }: { readonly connection: Connection }) {
  return (
    <div className={styles.identity}>
      <Icon shape={ApprovedIcon} tone="muted" />
      <div>
        <div className={styles.name}>{connection.name}</div>
        <div className={styles.sub}>{addressText(connection.origin)}</div>
        <div className={styles.sub}>
          {connection.pin === null
            ? 'Certificate trusted by this computer'
            : 'Certificate trusted by you, for this console only'}
        </div>
      </div>
    </div>
  )
}
