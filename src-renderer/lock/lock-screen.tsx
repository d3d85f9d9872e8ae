// Locked: why and since when, who can unlock it by signing in, and the way out for everybody else.
import { useEffect, useState } from 'react'
import type { LockState } from '../../src-shared/lock'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { useMenuCommand } from '../bridge/use-menu-command'
import { Banner } from '../parts/banner'
import { WarningIcon } from '../parts/icons'
import { LongCut, Wordmark } from '../parts/key-cut'
import { Waiting } from '../parts/progress'
import { useAppearance } from '../settings/use-appearance'
import { timeText } from '../text/dates'
import { waitsForUnlock } from '../text/key-errors'
import { CodeStep } from './code-step'
import styles from './lock.module.css'
import { PasswordStep } from './password-step'
import { SignOutStep } from './sign-out-step'

type Locked = Extract<LockState, { kind: 'locked' }>

const minutesText = (minutes: number) => (minutes === 1 ? '1 minute' : `${minutes} minutes`)

function reasonText({ why, since, minutes, clipboardCleared }: Locked): string {
  const at = timeText(since)
  const reason: Readonly<Record<Locked['why'], string>> = {
    idle: `After ${minutesText(minutes)} without activity, at ${at}.`,
    system: `With this computer, at ${at}.`,
    suspend: `When this computer went to sleep, at ${at}.`,
    asked: `By you, at ${at}.`,
    restart: 'It was locked when Keywright closed.',
  }
  return `${reason[why]}${clipboardCleared ? ' The clipboard was cleared.' : ''}`
}

/** The window was asked to close over a private key that nobody has stored. */
function KeyWaits() {
  const { title, meaning, next } = waitsForUnlock({})
  return (
    <div role="alert">
      <Banner tone="warning" icon={WarningIcon} title={title}>
        {meaning} {next}
      </Banner>
    </div>
  )
}

export function LockScreen() {
  const lock = useTopic('lock')
  const answer = useAction('lock.answerCode')
  const [chosen, setChosen] = useState<string | null>(null)
  const [isLeaving, setLeaving] = useState(false)
  const [keyWaits, setKeyWaits] = useState(false)
  useAppearance()
  useMenuCommand('leave-requested', () => setKeyWaits(true))
  useEffect(() => {
    document.title = 'Keywright'
  }, [])
  // Unlocked: the main process brings the other page.
  if (lock.kind === 'open') return null
  const personAt = (connectionId: string | null) =>
    lock.people.find((one) => one.connectionId === connectionId)
  const person = personAt(lock.code?.connectionId ?? chosen) ?? lock.people[0]
  const leave = () => setLeaving(true)
  return (
    <main className={styles.lock}>
      <div className={styles.upper}>
        <Wordmark />
        <h1>Locked</h1>
        <p>{reasonText(lock)}</p>
      </div>
      <LongCut className={styles.cut} />
      <div className={styles.lower}>
        {keyWaits && <KeyWaits />}
        {person === undefined ? (
          <Waiting text="Reading who is signed in" />
        ) : isLeaving ? (
          <SignOutStep people={lock.people} onBack={() => setLeaving(false)} />
        ) : lock.code !== null ? (
          <CodeStep person={person} attemptsLeft={lock.code.attemptsLeft} answer={answer} onSignOut={leave} />
        ) : (
          <PasswordStep
            key={person.connectionId}
            people={lock.people}
            person={person}
            codeFailure={answer.failure}
            onChoose={setChosen}
            onUnlock={answer.reset}
            onSignOut={leave}
          />
        )}
      </div>
    </main>
  )
}
