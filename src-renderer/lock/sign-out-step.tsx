// Asks once before everybody on the lock screen is signed out and their lists are removed.
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import styles from './lock.module.css'
import type { Person } from './password-step'

interface SignOutStepProps {
  readonly people: readonly Person[]
  readonly onBack: () => void
}

export function SignOutStep({ people, onBack }: SignOutStepProps) {
  const signOut = useAction('lock.signOut')
  const what = people.length === 1 ? 'the saved list' : `the saved lists of ${people.length} consoles`
  return (
    <div className={styles.form}>
      <p className={styles.question}>
        Sign out and remove {what} from this computer? Keys on the console are not touched.
      </p>
      <Alert failure={signOut.failure} />
      <div className={styles.actions}>
        <Button
          size="form"
          variant="filled"
          autoFocus
          isPending={signOut.isRunning}
          onPress={() => {
            signOut.run({}).catch(() => undefined)
          }}
        >
          Sign out
        </Button>
        <Button size="form" variant="quiet" onPress={onBack}>
          Back
        </Button>
      </div>
    </div>
  )
}
