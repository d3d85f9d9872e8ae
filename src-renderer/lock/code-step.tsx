// The verification code, where the person's sign-in needs one.
import { isolatedText } from '../../src-shared/neutral-text'
import type { Action } from '../bridge/use-action'
import { codeDigits, useSecretSubmit } from '../bridge/use-secret-submit'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { SecretField } from '../parts/secret-field'
import { attemptsText } from '../text/counts'
import styles from './lock.module.css'
import type { Person } from './password-step'

interface CodeStepProps {
  readonly person: Person
  readonly attemptsLeft: number
  readonly answer: Action<'lock.answerCode'>
  readonly onSignOut: () => void
}

export function CodeStep({ person, attemptsLeft, answer, onSignOut }: CodeStepProps) {
  const { field, isMissing, onEdit, submit } = useSecretSubmit(answer.isRunning, codeDigits, (code) =>
    answer.run({ code }),
  )
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <SecretField
        ref={field}
        kind="code"
        label="Verification code"
        autoFocus
        note={`Six digits for ${isolatedText(person.userName)}. ${attemptsText(attemptsLeft)}.`}
        error={isMissing ? 'Enter the code that your authenticator shows now.' : null}
        onEdit={onEdit}
      />
      <Alert failure={answer.failure} />
      <div className={styles.actions}>
        <Button type="submit" size="form" variant="filled" isPending={answer.isRunning}>
          Verify
        </Button>
        <Button size="form" variant="quiet" onPress={onSignOut}>
          Sign out
        </Button>
      </div>
    </form>
  )
}
