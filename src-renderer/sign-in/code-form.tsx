// The second step of a sign-in: the code of an authenticator, in one field that takes a paste.
import { type ReactNode, type SyntheticEvent, useRef, useState } from 'react'
import type { Connection } from '../../src-shared/connection'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { SecretField } from '../parts/secret-field'
import { ConsoleIdentity } from './console-identity'
import styles from './sign-in.module.css'

interface CodeFormProps {
  readonly connection: Connection
  readonly userName: string
  readonly attemptsLeft: number
  readonly title: ReactNode
}

export function CodeForm({ connection, userName, attemptsLeft, title }: CodeFormProps) {
  const [missing, setMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const answer = useAction('session.answerCode')
  const cancel = useAction('session.cancelCode')

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const input = field.current
    if (input === null || answer.isRunning) return
    // Authenticators show `123 456`; the console wants the digits.
    const code = input.value.replace(/\s/g, '').slice(0, 16)
    input.value = ''
    if (code === '') {
      setMissing(true)
      input.focus()
      return
    }
    setMissing(false)
    answer
      .run({ connectionId: connection.id, code })
      .then((outcome) => {
        if (outcome.kind === 'failed') field.current?.focus()
      })
      .catch(() => undefined)
  }

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
        error={missing ? 'Enter the code that your authenticator shows now.' : null}
        note={`Six digits for ${userName}. ${attemptsLeft === 1 ? 'Last attempt' : `${attemptsLeft} attempts left`}.`}
        onEdit={() => setMissing(false)}
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
            cancel.run({ connectionId: connection.id }).catch(() => undefined)
          }}
        >
          Back
        </Button>
      </div>
    </form>
  )
}
