// The second step of a sign-in: the code of an authenticator, in one field that takes a paste.
import type { ReactNode } from 'react'
import type { Connection } from '../../src-shared/connection'
import { type Action, useAction } from '../bridge/use-action'
import { codeDigits, useSecretSubmit } from '../bridge/use-secret-submit'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { SecretField } from '../parts/secret-field'
import { attemptsText } from '../text/counts'
import { ConsoleIdentity } from './console-identity'
import styles from './sign-in.module.css'

interface CodeFormProps {
  readonly connection: Connection
  readonly userName: string
  readonly attemptsLeft: number
  readonly title: ReactNode
  /** Held outside, so that the form after the last attempt can say why this one ended. */
  readonly answer: Action<'session.answerCode'>
}

export function CodeForm({ connection, userName, attemptsLeft, title, answer }: CodeFormProps) {
  const cancel = useAction('session.cancelCode')

  const { field, isMissing, onEdit, submit } = useSecretSubmit(answer.isRunning, codeDigits, (code) =>
    answer.run({ connectionId: connection.id, code }),
  )

  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <header>
        {title}
        <p>Enter the code from your authenticator app.</p>
      </header>
      <ConsoleIdentity connection={connection} />
      <SecretField
        ref={field}
        kind="code"
        label="Verification code"
        autoFocus
        error={isMissing ? 'Enter the code that your authenticator shows now.' : null}
        note={`Six digits for ${userName}. ${attemptsText(attemptsLeft)}.`}
        onEdit={onEdit}
      />
      <Alert failure={answer.failure ?? cancel.failure} />
      <div className={styles.actions}>
        <Button type="submit" size="form" variant="filled" isPending={answer.isRunning}>
          Verify
        </Button>
        <Button
          size="form"
          variant="quiet"
          isPending={cancel.isRunning}
          onPress={() => {
            answer.reset()
            cancel.run({ connectionId: connection.id }).catch(() => undefined)
          }}
        >
          Back
        </Button>
      </div>
    </form>
  )
}
