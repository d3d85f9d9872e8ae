// Sign in, as a screen, or as a dialog over a wizard whose session ended.
import { type ReactNode, useState } from 'react'
import type { Connection, SessionState } from '../../src-shared/connection'
import { useAction } from '../bridge/use-action'
import { DialogFrame, DialogTitle } from '../parts/dialog'
import { CodeForm } from './code-form'
import { KeyForm } from './key-form'
import { PasswordForm } from './password-form'
import styles from './sign-in.module.css'
import { type Way, Ways } from './ways'

interface SignInProps {
  readonly connection: Connection
  readonly sign: Extract<SessionState['sign'], { kind: 'signed-out' | 'code-needed' }>
}

interface FormProps extends SignInProps {
  readonly title: ReactNode
  readonly onLater?: () => void
}

function SignInForm({ connection, sign, title, onLater }: FormProps) {
  const [way, setWay] = useState<Way>('password')
  // Outlives its form: the last wrong code ends the step.
  const answer = useAction('session.answerCode')
  if (sign.kind === 'code-needed')
    return (
      <CodeForm
        connection={connection}
        userName={sign.userName}
        attemptsLeft={sign.attemptsLeft}
        title={title}
        answer={answer}
      />
    )
  const choose = (next: Way) => {
    answer.reset()
    setWay(next)
  }
  const common = {
    connection,
    title,
    ways: <Ways connection={connection} way={way} onChange={choose} />,
    ...(onLater === undefined ? {} : { onLater }),
  }
  return way === 'password' ? (
    <PasswordForm
      {...common}
      reason={sign.reason}
      onOtherWay={() => choose('simple-key')}
      codeFailure={answer.failure}
      onSignIn={answer.reset}
    />
  ) : (
    <KeyForm key={way} {...common} way={way} />
  )
}

export function SignInScreen(props: SignInProps) {
  return (
    <div className={styles.pane}>
      <SignInForm {...props} title={<h1 className={styles.title}>Sign in</h1>} />
    </div>
  )
}

/** Over an open wizard: what was typed there stays. Not now leaves it readable; its next step then says what is missing. */
export function SignInAbove(props: SignInProps) {
  const [later, setLater] = useState(false)
  if (later) return null
  const close = () => setLater(true)
  return (
    <DialogFrame onClose={close}>
      <div className={styles.inDialog}>
        <SignInForm
          {...props}
          title={<DialogTitle className={styles.title ?? ''}>Sign in</DialogTitle>}
          onLater={close}
        />
      </div>
    </DialogFrame>
  )
}
