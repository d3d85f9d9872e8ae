// One entry of `Needs attention`: what is known of the key, and the choices that settle it.
import type { AttentionEntry } from '../../src-shared/creation'
import type { Failure } from '../../src-shared/errors'
import { neutralText } from '../../src-shared/neutral-text'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Icon, type IconShape, type Tone } from '../parts/icon'
import { QuestionIcon, UnlinkedIcon, WaitIcon } from '../parts/icons'
import { timeText } from '../text/dates'
import styles from './attention.module.css'
import type { AttentionChoice } from './attention-dialog'
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
  if (entry.connectionRemoved)
    return `Asked for ${when} on ${neutralText(entry.consoleName)}, which is not connected any more. It can neither be checked nor revoked from here.`
  switch (entry.kind) {
    case 'orphan':
      return `Created ${when}, but its private key never left Keywright. Nobody holds it.`
    case 'unconfirmed':
      return `Created and handed out ${when}, but never confirmed as stored.`
    case 'in-doubt': {
      if (entry.candidates.length > 0)
        return `Asked for ${when}, without an answer. ${entry.candidates.length} new keys fit: only you can say which it is.`
      const until = entry.decidedAt === null ? '' : ` Decided by ${timeText(entry.decidedAt)} at the latest.`
      return `Asked for ${when}, without an answer so far. Nobody knows yet whether it exists.${until}`
    }
  }
}

interface EntryProps {
  readonly entry: AttentionEntry
  /** Null: the place tells which it is. */
  readonly consoleName: string | null
  /** Why the console cannot be asked now, or null. */
  readonly barred: string | null
  /** Why no new key could follow the revoked one, or null. */
  readonly notAgain: string | null
  /** Why the last try came to nothing; the entry stays. */
  readonly failure: Failure | null
  readonly now: number
  readonly isWorking: boolean
  readonly onAsk: (choice: AttentionChoice) => void
  readonly onHaveIt: () => void
  readonly onCheck: () => void
  /** Which of the candidates it is. */
  readonly onPick: () => void
}

export function Entry(props: EntryProps) {
  const { entry, consoleName, barred, notAgain, onAsk } = props
  const { shape, tone, word } = looks[entry.kind]
  // Of a removed connection only the reason is left to be said, whatever the kind.
  const kind = entry.connectionRemoved ? 'removed' : entry.kind
  return (
    <li>
      <Icon shape={shape} tone={tone} />
      <div>
        <div className={styles.what}>
          <b>
            <ConsoleText text={entry.description} />
          </b>
          <span className={styles[tone]}>{word}</span>
          {consoleName !== null && (
            <span className={styles.hint}>
              on <ConsoleText text={consoleName} />
            </span>
          )}
        </div>
        <p>{attentionText(entry, props.now)}</p>
      </div>
      <fieldset className={styles.actions} aria-label={`${word}: ${neutralText(entry.description)}`}>
        {kind === 'removed' && (
          <Button variant="quiet" onPress={() => onAsk('keep')}>
            Keep
          </Button>
        )}
        {kind === 'orphan' && (
          <>
            <Button variant="quiet" onPress={() => onAsk('keep')}>
              Keep
            </Button>
            <Button variant="danger" disabledReason={barred} onPress={() => onAsk('revoke')}>
              Revoke
            </Button>
            <Button disabledReason={notAgain} onPress={() => onAsk('recreate')}>
              Revoke and recreate
            </Button>
          </>
        )}
        {kind === 'unconfirmed' && (
          <>
            <Button variant="quiet" disabledReason={notAgain} onPress={() => onAsk('recreate')}>
              Revoke and recreate
            </Button>
            <Button variant="quiet" disabledReason={barred} onPress={() => onAsk('disable')}>
              Disable
            </Button>
            <Button isPending={props.isWorking} onPress={props.onHaveIt}>
              I have it
            </Button>
          </>
        )}
        {kind === 'in-doubt' && (
          <>
            <Button
              variant={entry.candidates.length > 0 ? 'quiet' : 'plain'}
              disabledReason={barred}
              isPending={props.isWorking}
              onPress={props.onCheck}
            >
              Check again
            </Button>
            {entry.candidates.length > 0 && (
              <Button disabledReason={barred} onPress={props.onPick}>
                Choose the key
              </Button>
            )}
          </>
        )}
      </fieldset>
      <div className={styles.failure}>
        <Alert failure={props.failure} />
      </div>
    </li>
  )
}
