// The verification code, where the person's sign-in needs one.
import { type SyntheticEvent, useRef, useState } from 'react'
import { isolatedText } from '../../src-shared/neutral-text'
import type { Action } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { SecretField } from '../parts/secret-field'
import styles from './lock.module.css'
import type { Person } from './password-step'

interface CodeStepProps {
  readonly person: Person
  readonly attemptsLeft: number
  readonly answer: Action<'lock.answerCode'>
  readonly onSignOut: () => void
}

export function CodeStep({ person, attemptsLeft, answer, onSignOut }: CodeStepProps) {
  const [isMissing, setMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const input = field.current
    if (input === null || answer.isRunning) return
    const code = input.value.replace(/\s/g, '').slice(0, 16)
    input.value = ''
    setMissing(code === '')
    if (code === '') return input.focus()
    answer
      .run({ code })
      .then((outcome) => {
        if (outcome.kind === 'failed') field.current?.focus()
      })
      .catch(() => undefined)
  }

  const left = attemptsLeft === 1 ? 'Last attempt' : `${attemptsLeft} attempts left`
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <SecretField
        ref={field}
        kind="code"
        label="Verification code"
        autoFocus
        note={`Six digits for ${isolatedText(person.userName)}. ${left}.`}
        error={isMissing ? 'Enter the code that your authenticator shows now.' : null}
        onEdit={() => setMissing(false)}
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
