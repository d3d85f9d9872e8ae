// Region `Needs attention`: keys that were made but not safely handed over, and what can be done about each.
import { useId, useRef, useState } from 'react'
import type { AttentionEntry } from '../../src-shared/creation'
import type { Failure } from '../../src-shared/errors'
import { neutralText } from '../../src-shared/neutral-text'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Icon, type IconShape, type Tone } from '../parts/icon'
import { QuestionIcon, UnlinkedIcon, WaitIcon, WarningIcon } from '../parts/icons'
import { keysText } from '../text/counts'
import { timeText } from '../text/dates'
import { useNow } from '../text/use-now'
import { afterPaint } from './after-paint'
import styles from './attention.module.css'
import { type AttentionChoice, AttentionDialog } from './attention-dialog'
import { ConsoleText } from './console-text'
import { momentText } from './moment'

type Kind = AttentionEntry['kind']

const looks: Readonly<Record<Kind, { shape: IconShape; tone: Tone; word: string }>> = {
  orphan: { shape: UnlinkedIcon, tone: 'danger', word: 'Orphan' },
  unconfirmed: { shape: QuestionIcon, tone: 'warning', word: 'Unconfirmed' },
  'in-doubt': { shape: WaitIcon, tone: 'info', word: 'In doubt' },
}

export function attentionText(entry: AttentionEntry, now: number): string {
  const when = momentText(entry.startedAt, now)
  switch (entry.kind) {
    case 'orphan':
      return `Created ${when}, but its private key never left Keywright. Nobody holds it.`
    case 'unconfirmed':
      return `Created and handed out ${when}, but never confirmed as stored.`
    case 'in-doubt': {
      const until = entry.decidedAt === null ? '' : ` Decided by ${timeText(entry.decidedAt)} at the latest.`
      return `Asked for ${when}, without an answer so far. Nobody knows yet whether it exists.${until}`
    }
  }
}

interface EntryProps {
  readonly entry: AttentionEntry
  /** Why the console cannot be asked now, or null. */
  readonly barred: string | null
  readonly onChoice: (choice: AttentionChoice) => void
  readonly onFailure: (failure: Failure | null) => void
  readonly onSettled: (message: string) => void
  readonly now: number
}

function Entry({ entry, barred, onChoice, onFailure, onSettled, now }: EntryProps) {
  const check = useAction('attention.check')
  const settle = useAction('attention.settle')
  const { shape, tone, word } = looks[entry.kind]

  async function checkAgain() {
    const outcome = await check.run({ connectionId: entry.connectionId, opId: entry.opId })
    onFailure(outcome.kind === 'failed' ? outcome.failure : null)
  }

  async function haveIt() {
    const { connectionId, opId } = entry
    const outcome = await settle.run({ connectionId, opId, choice: 'have-it', reason: '' })
    if (outcome.kind === 'failed') onFailure(outcome.failure)
    else onSettled(`${neutralText(entry.description)} is confirmed as stored.`)
  }

  return (
    <li>
      <Icon shape={shape} tone={tone} />
      <div>
        <div className={styles.what}>
          <b>
            <ConsoleText text={entry.description} />
          </b>
          <span className={styles[tone]}>{word}</span>
        </div>
        <p>{attentionText(entry, now)}</p>
      </div>
      <fieldset className={styles.actions} aria-label={`${word}: ${neutralText(entry.description)}`}>
        {entry.kind === 'orphan' && (
          <>
            <Button variant="quiet" onPress={() => onChoice('keep')}>
              Keep
            </Button>
            <Button variant="danger" disabledReason={barred} onPress={() => onChoice('revoke')}>
              Revoke
            </Button>
          </>
        )}
        {entry.kind === 'unconfirmed' && (
          <>
            <Button variant="quiet" disabledReason={barred} onPress={() => onChoice('disable')}>
              Disable
            </Button>
            <Button isPending={settle.isRunning} onPress={() => void haveIt()}>
              I have it
            </Button>
          </>
        )}
        {entry.kind === 'in-doubt' && (
          <Button disabledReason={barred} isPending={check.isRunning} onPress={() => void checkAgain()}>
            Check again
          </Button>
        )}
      </fieldset>
    </li>
  )
}

const shownAtFirst = 3

interface AttentionProps {
  readonly connectionId: string
  readonly barred: string | null
  /** Something was settled: the text is read out. */
  readonly onSettled: (message: string) => void
  /** The last entry went away with the focus on it. */
  readonly onGone: () => void
}

export function Attention({ connectionId, barred, onSettled, onGone }: AttentionProps) {
  const entries = useTopic('attention').filter((one) => one.connectionId === connectionId)
  const now = useNow()
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const [all, setAll] = useState(false)
  const [asked, setAsked] = useState<{ entry: AttentionEntry; choice: AttentionChoice } | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const close = () => setAsked(null)
  function settled(message: string) {
    close()
    setFailure(null)
    onSettled(message)
    // The entry and its buttons are gone; so is the region after the last one. Behind a closing dialog's own focusing.
    afterPaint(() => {
      if (heading.current) heading.current.focus()
      else onGone()
    })
  }
  if (entries.length === 0) return null
  const shown = all ? entries : entries.slice(0, shownAtFirst)
  return (
    <section className={styles.attention} aria-labelledby={id}>
      <header>
        <Icon shape={WarningIcon} tone="warning" />
        <h2 id={id} ref={heading} tabIndex={-1}>
          Needs attention
        </h2>
        <span className={styles.hint}>
          {keysText(entries.length)} {entries.length === 1 ? 'was' : 'were'} made but not safely handed over
        </span>
        {entries.length > shownAtFirst && (
          <Button variant="quiet" className={styles.all} aria-expanded={all} onPress={() => setAll(!all)}>
            {all ? 'Show fewer' : 'Show all'}
          </Button>
        )}
      </header>
      <ul>
        {shown.map((entry) => (
          <Entry
            key={entry.opId}
            entry={entry}
            barred={barred}
            now={now}
            onFailure={setFailure}
            onSettled={settled}
            onChoice={(choice) => {
              setFailure(null)
              setAsked({ entry, choice })
            }}
          />
        ))}
      </ul>
      <Alert failure={failure} />
      {asked && (
        <AttentionDialog entry={asked.entry} choice={asked.choice} onClose={close} onSettled={settled} />
      )}
    </section>
  )
}
