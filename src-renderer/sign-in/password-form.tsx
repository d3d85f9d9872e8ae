// User name and password. The password stays in its input element until it is sent, and is gone from there right after.
import { type ReactNode, type SyntheticEvent, useRef, useState } from 'react'
import type { Connection, SessionState } from '../../src-shared/connection'
import type { Failure } from '../../src-shared/errors'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { SecretField } from '../parts/secret-field'
import { TextField } from '../parts/text-field'
import { ConsoleIdentity } from './console-identity'
import styles from './sign-in.module.css'
import { StaySignedIn, useStay } from './stay-signed-in'

type Reason = Extract<SessionState['sign'], { kind: 'signed-out' }>['reason']

const intro: Readonly<Record<Reason, string>> = {
  never: 'Use your console account.',
  'signed-out': 'Use your console account.',
  over: 'Your sign-in has ended. Sign in again to go on where you were.',
  'revoked-elsewhere': 'Your sign-in was ended from elsewhere. Sign in again to go on where you were.',
}

interface PasswordFormProps {
  readonly connection: Connection
  readonly reason: Reason
  /** The heading: level 1 on a screen, the dialog's title in a dialog. */
  readonly title: ReactNode
  readonly ways: ReactNode
  /** Why the step with the code has ended. */
  readonly codeFailure: Failure | null
  /** Sent again: what came before is old news. */
  readonly onSignIn: () => void
  /** Leads people who have no password to the keys. */
  readonly onOtherWay: () => void
  /** In a dialog: closes it without signing in. */
  readonly onLater?: () => void
}

export function PasswordForm(props: PasswordFormProps) {
  const { connection, reason, title, ways, codeFailure, onSignIn, onOtherWay, onLater } = props
  const known = connection.userName
  const [userName, setUserName] = useState(known ?? '')
  const stay = useStay(true)
  const [missing, setMissing] = useState<'user' | 'password' | null>(null)
  const user = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const signIn = useAction('session.signIn')

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const field = password.current
    if (field === null || signIn.isRunning) return
    if (userName.trim() === '' || field.value === '') {
      const first = userName.trim() === '' ? 'user' : 'password'
      setMissing(first)
      ;(first === 'user' ? user.current : field)?.focus()
      return
    }
    setMissing(null)
    onSignIn()
    const answer = signIn.run({
      connectionId: connection.id,
      userName: userName.trim(),
      password: field.value,
      stay: stay.isKept,
    })
    field.value = ''
    answer
      .then((outcome) => {
        if (outcome.kind === 'failed') password.current?.focus()
      })
      .catch(() => undefined)
  }

  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <header>
        {title}
        <p>{intro[reason]}</p>
      </header>
      <Alert failure={codeFailure} />
      <ConsoleIdentity connection={connection} />
      {ways}
      <TextField
        label="User name"
        value={userName}
        onChange={setUserName}
        inputRef={user}
        autoFocus={known === null}
        autoComplete="username"
        maxLength={512}
        error={missing === 'user' ? 'Enter your user name.' : null}
        note="Provider accounts: DOMAIN\user."
      />
      <SecretField
        ref={password}
        kind="password"
        label="Password"
        autoFocus={known !== null}
        error={missing === 'password' ? 'Enter your password.' : null}
        onEdit={() => setMissing(null)}
      />
      <StaySignedIn stay={stay} kept={(store) => `The session is kept in the credential store: ${store}.`} />
      <Alert failure={signIn.failure} />
      <p className={styles.sub}>
        If your console uses single sign-on, a password does not work here.{' '}
        <Button variant="link" onPress={onOtherWay}>
          Use a key instead
        </Button>
      </p>
      <div className={styles.actions}>
        <Button type="submit" size="form" variant="filled" isPending={signIn.isRunning}>
          Sign in
        </Button>
        {onLater !== undefined && (
          <Button size="form" variant="quiet" onPress={onLater}>
            Not now
          </Button>
        )}
      </div>
    </form>
  )
}
