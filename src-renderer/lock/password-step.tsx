// The password of the person that was signed in; with several consoles, at which of them.
import { lazy, Suspense } from 'react'
import type { Failure } from '../../src-shared/errors'
import type { LockState } from '../../src-shared/lock'
import { isolatedText } from '../../src-shared/neutral-text'
import { useAction } from '../bridge/use-action'
import { useSecretSubmit } from '../bridge/use-secret-submit'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { SecretField } from '../parts/secret-field'
import styles from './lock.module.css'

/** Most people have one console; for them the lock screen is there sooner without it. */
const Select = lazy(() => import('../parts/select').then((module) => ({ default: module.Select })))

export type Person = Extract<LockState, { kind: 'locked' }>['people'][number]

interface PasswordStepProps {
  readonly people: readonly Person[]
  readonly person: Person
  /** Why the step with the code has ended. */
  readonly codeFailure: Failure | null
  readonly onChoose: (connectionId: string) => void
  readonly onUnlock: () => void
  readonly onSignOut: () => void
}

export function PasswordStep({
  people,
  person,
  codeFailure,
  onChoose,
  onUnlock,
  onSignOut,
}: PasswordStepProps) {
  const unlock = useAction('lock.unlock')
  const withKey = useAction('lock.unlockWithKey')
  const unlockWith = (from: 'file' | 'clipboard') => {
    onUnlock()
    unlock.reset()
    withKey.run({ connectionId: person.connectionId, from }).catch(() => undefined)
  }
  const { field, isMissing, onEdit, submit } = useSecretSubmit(
    unlock.isRunning,
    (text) => text,
    (password) => {
      onUnlock()
      withKey.reset()
      return unlock.run({ connectionId: person.connectionId, password })
    },
  )

  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      {people.length > 1 && (
        <Suspense>
          <Select
            label="Console"
            options={people.map(({ connectionId, consoleName }) => ({
              value: connectionId,
              label: isolatedText(consoleName),
            }))}
            value={person.connectionId}
            onChange={onChoose}
          />
        </Suspense>
      )}
      <SecretField
        ref={field}
        kind="password"
        label="Password"
        autoFocus
        note={`${isolatedText(person.userName)}, ${isolatedText(person.consoleName)}`}
        error={isMissing ? 'Enter your password.' : null}
        onEdit={onEdit}
      />
      <Alert failure={unlock.failure ?? withKey.failure ?? codeFailure} />
      <div className={styles.actions}>
        <Button type="submit" size="form" variant="filled" isPending={unlock.isRunning}>
          Unlock
        </Button>
        <Button size="form" variant="quiet" onPress={onSignOut}>
          Sign out
        </Button>
      </div>
      <div className={styles.key}>
        <p>
          No password here, for example with single sign-on? A Simple or Advanced key of yours unlocks too.
          The key of this computer does not: it says nothing about who sits here.
        </p>
        <Button size="form" variant="link" isPending={withKey.isRunning} onPress={() => unlockWith('file')}>
          Key from file…
        </Button>
        <Button
          size="form"
          variant="link"
          isPending={withKey.isRunning}
          onPress={() => unlockWith('clipboard')}
        >
          Key from clipboard
        </Button>
      </div>
    </form>
  )
}
