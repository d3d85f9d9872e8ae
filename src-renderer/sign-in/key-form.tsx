// Signing in with a key: the main process reads it from a file or the clipboard, so it never passes through this page.
import type { ReactNode } from 'react'
import type { Connection } from '../../src-shared/connection'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { ConsoleIdentity } from './console-identity'
import styles from './sign-in.module.css'
import { StaySignedIn, useStay } from './stay-signed-in'
import type { Way } from './ways'

interface KeyFormProps {
  readonly connection: Connection
  readonly way: Exclude<Way, 'password'>
  readonly title: ReactNode
  readonly ways: ReactNode
  /** In a dialog: closes it without signing in. */
  readonly onLater?: () => void
}

const words = {
  'simple-key': {
    intro: 'Use the text of a Simple key of yours. It is read here and sent to this console only.',
    kept: (store: string) => `The key itself is then kept in the credential store: ${store}.`,
  },
  'advanced-key': {
    intro:
      'Use the private half of an Advanced key of yours, as XML or PEM. It does not leave this computer.',
    kept: (store: string) => `The session is kept in the credential store: ${store}. The key is not.`,
  },
} as const

export function KeyForm({ connection, way, title, ways, onLater }: KeyFormProps) {
  // A Simple key lives until somebody disables it: it is kept only for who asks for it.
  const stay = useStay(way === 'advanced-key')
  const signIn = useAction('session.signInWithKey')
  const read = (from: 'file' | 'clipboard') => {
    signIn.run({ connectionId: connection.id, way, from, stay: stay.isKept }).catch(() => undefined)
  }
  return (
    <div className={styles.form}>
      <header>
        {title}
        <p>{words[way].intro}</p>
      </header>
      <ConsoleIdentity connection={connection} />
      {ways}
      <StaySignedIn stay={stay} kept={words[way].kept} />
      <Alert failure={signIn.failure} />
      <div className={styles.actions}>
        <Button size="form" variant="filled" isPending={signIn.isRunning} onPress={() => read('file')}>
          From file…
        </Button>
        <Button size="form" isPending={signIn.isRunning} onPress={() => read('clipboard')}>
          From clipboard
        </Button>
        {onLater !== undefined && (
          <Button size="form" variant="quiet" onPress={onLater}>
            Not now
          </Button>
        )}
      </div>
    </div>
  )
}
