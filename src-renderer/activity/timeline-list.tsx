// The entries of a timeline, day by day: what happened, to which key, by whom, where, and who wrote it down.
import { type ReactNode, useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { shortNeutralText } from '../../src-shared/neutral-text'
import type { TimelineEntry } from '../../src-shared/timeline-entry'
import { wordsOf } from '../../src-shared/timeline-filter'
import { detailText } from '../journal/journal-words'
import { ConsoleText } from '../keys/console-text'
import { Badge, type Fact, Facts } from '../parts/facts'
import { Icon } from '../parts/icon'
import { ChevronDownIcon, ChevronRightIcon } from '../parts/icons'
import { clockText, momentText } from '../text/dates'
import { byDay, dayHeading, hintWords } from './activity-words'
import styles from './timeline.module.css'

interface TimelineListProps {
  readonly entries: readonly TimelineEntry[]
  /** For `Today`. */
  readonly now: number
  /** The heading above is one of the details pane: days are one level lower, and lines narrow. */
  readonly isNarrow?: boolean
  /** At the end of an entry's details. */
  readonly actionsOf?: (entry: TimelineEntry) => ReactNode
}

const shown = (text: string | null | undefined) => (text ? <ConsoleText text={text} most={200} /> : null)

function detailsOf(one: TimelineEntry): Fact[] {
  const { record, entry } = one
  const facts: (Fact | null)[] = [
    record && {
      label: 'The console’s words',
      value: record.message === '' ? 'None' : <ConsoleText text={record.message} />,
    },
    record && {
      label: 'Type',
      value: <ConsoleText text={`${record.type || 'None'} (${record.kind || 'no kind'})`} />,
    },
    record && { label: 'Console’s clock', value: momentText(record.at) },
    record && one.person === null && one.userUid !== null
      ? { label: 'User ID', value: <ConsoleText text={one.userUid} /> }
      : null,
    record && one.organization === null && one.organizationUid !== null
      ? { label: 'Organization ID', value: <ConsoleText text={one.organizationUid} /> }
      : null,
    one.keyId === null ? null : { label: 'Key ID', value: one.keyId },
    one.hint === null ? null : { label: 'Key', value: hintWords[one.hint] },
    entry && { label: 'This computer’s clock', value: momentText(entry.at) },
    entry && { label: 'Journal', value: `No. ${entry.seq.toLocaleString()}` },
    record && entry
      ? {
          label: 'Put together',
          value: 'Both wrote this down: same act, same person or key, at most two minutes apart.',
        }
      : null,
  ]
  return facts.filter((fact) => fact !== null)
}

interface EntryProps {
  readonly of: TimelineEntry
  readonly actions: ReactNode
  /** The place says which key and console it is; only a guess is said again. */
  readonly isOfOneKey: boolean
}

function Entry({ of, actions, isOfOneKey }: EntryProps) {
  const { record, entry, person, userUid, hint } = of
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const who = shown(person) ?? (userUid === null ? null : 'Unknown user')
  const parts = [
    { name: 'person', text: who },
    { name: 'console', text: isOfOneKey ? null : shown(of.console) },
    { name: 'organization', text: shown(of.organization) },
    { name: 'facts', text: entry === null ? null : shown(detailText(entry)) },
  ].filter((part) => part.text !== null)
  const words = wordsOf(of)
  const isGuess = hint === 'description' || hint === 'time'
  return (
    <li className={styles.entry}>
      <time className={styles.time} dateTime={of.at}>
        {clockText(of.at)}
      </time>
      <div className={styles.what}>
        <p>
          <strong>
            <ConsoleText text={words} most={100} />
          </strong>
          {of.key !== null && (!isOfOneKey || isGuess) && (
            <span className={styles.key}>
              {isGuess ? 'probably ' : ''}
              <ConsoleText text={of.key === '' ? 'No description' : of.key} most={120} />
            </span>
          )}
        </p>
        <div className={styles.facts}>
          {parts.map((part) => (
            <span key={part.name}>{part.text}</span>
          ))}
          <Button
            className={styles.toggle ?? ''}
            aria-label={`Details of ${shortNeutralText(words, 60)}, ${clockText(of.at)}`}
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : ''}
            onPress={() => setOpen(!isOpen)}
          >
            Details
            <Icon shape={isOpen ? ChevronDownIcon : ChevronRightIcon} size="small" />
          </Button>
        </div>
        {isOpen && (
          <div id={id} className={styles.opened}>
            <Facts facts={detailsOf(of)} />
            <div className={styles.actions}>{actions}</div>
          </div>
        )}
      </div>
      <span className={styles.sources}>
        {record !== null && <Badge>Console</Badge>}
        {entry !== null && <Badge tone="accent">This computer</Badge>}
      </span>
    </li>
  )
}

export function TimelineList({ entries, now, isNarrow = false, actionsOf }: TimelineListProps) {
  const Heading = isNarrow ? 'h4' : 'h2'
  return (
    <div className={styles.days} data-narrow={isNarrow ? '' : undefined}>
      {byDay(entries).map(({ day, entries: ofDay }) => (
        <section key={day} className={styles.day}>
          <Heading className={styles.heading}>{dayHeading(ofDay[0]?.at ?? '', now)}</Heading>
          <ol>
            {ofDay.map((one) => (
              <Entry key={one.id} of={one} actions={actionsOf?.(one)} isOfOneKey={isNarrow} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
