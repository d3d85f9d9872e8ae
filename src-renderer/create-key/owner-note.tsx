// Whose key it will be, and what that means for how long it works.
import type { SignedInUser } from '../../src-shared/connection'
import { roleLabel } from '../../src-shared/rights'
import { ConsoleText } from '../keys/console-text'
import { Icon } from '../parts/icon'
import { PersonIcon } from '../parts/icons'
import styles from './wizard.module.css'

interface OwnerNoteProps {
  readonly user: SignedInUser | null
  /** `warning`: in the first step, where another account can still be chosen. */
  readonly tells: 'warning' | 'owner'
}

export function OwnerNote({ user, tells }: OwnerNoteProps) {
  if (user === null) return null
  const name = (
    <span className={styles.person}>
      <ConsoleText text={user.userName} />
    </span>
  )
  return (
    <div className={styles.note}>
      <Icon shape={PersonIcon} size="small" />
      {tells === 'warning' ? (
        <p>
          This key stops working if your account is disabled. It will belong to {name}. For a lasting
          integration, sign in with a service account.
        </p>
      ) : (
        <p>
          Belongs to {name} (you), {roleLabel(user.role)}.
        </p>
      )}
    </div>
  )
}
