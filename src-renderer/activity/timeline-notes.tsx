// What a timeline lacks: consoles that could not be asked or refused, and remarks about those that were read. Each once.
import { ConsoleText } from '../keys/console-text'
import { Banner } from '../parts/banner'
import { Button } from '../parts/button'
import { InfoIcon, WarningIcon } from '../parts/icons'
import { errorText } from '../text/error-text'
import { awayWords, remarksOf } from './activity-words'
import styles from './timeline.module.css'
import type { SourceNote, Timeline } from './use-timeline'

interface TimelineNotesProps {
  readonly timeline: Timeline
}

function whyMissing({ away, failure }: SourceNote): string | null {
  if (failure !== null) {
    const { title, meaning, next } = errorText(failure)
    return `${title}. ${meaning} ${next}`
  }
  return away === null ? null : awayWords[away]
}

function titleOf(notes: readonly SourceNote[]): string {
  if (notes.every(({ connectionId }) => connectionId === null)) return 'The journal is missing here'
  return notes.length === 1 ? 'One log is missing here' : `${notes.length} logs are missing here`
}

export function TimelineNotes({ timeline: { notes, retry } }: TimelineNotesProps) {
  const missing = notes.filter((note) => whyMissing(note) !== null)
  const remarks = notes.flatMap((note) =>
    whyMissing(note) === null ? remarksOf(note).map((remark) => ({ note, remark })) : [],
  )
  return (
    <>
      {missing.length > 0 && (
        <Banner title={titleOf(missing)} tone="warning" icon={WarningIcon}>
          <ul className={styles.notes}>
            {missing.map((note) => (
              <li key={note.connectionId ?? 'journal'}>
                <strong>
                  <ConsoleText text={note.name} />
                </strong>
                : {whyMissing(note)}
                {note.sourceId !== null && note.failure?.code !== 'forbidden' && (
                  <Button
                    variant="link"
                    label={`Try again: ${note.name}`}
                    isPending={note.isReading}
                    onPress={() => retry(note.sourceId ?? '')}
                  >
                    Try again
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {remarks.length > 0 && (
        <Banner title="About these logs" tone="quiet" icon={InfoIcon}>
          <ul className={styles.notes}>
            {remarks.map(({ note, remark }) => (
              <li key={`${note.connectionId} ${remark}`}>
                <strong>
                  <ConsoleText text={note.name} />
                </strong>
                : {remark}
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  )
}
