// Activity: what the consoles wrote down beside what this computer did, in one timeline. The frame draws the heading.
import { useRef } from 'react'
import type { TimelineEntry } from '../../src-shared/timeline-entry'
import type { TimelineScope } from '../../src-shared/timeline-filter'
import { Button } from '../parts/button'
import { EmptyState } from '../parts/empty-state'
import { Waiting } from '../parts/progress'
import { dateTimeText } from '../text/dates'
import { useNow } from '../text/use-now'
import { StatusBarText } from '../workspace/status-slot'
import { ActivityBar } from './activity-bar'
import { entriesText, notLogged } from './activity-words'
import styles from './timeline.module.css'
import { TimelineList } from './timeline-list'
import { TimelineNotes } from './timeline-notes'
import { useActivityFilter } from './use-activity-filter'
import { useTimeline } from './use-timeline'

interface ActivityScreenProps {
  /** What it is about: everything, or one console, person or key. Keep it the same object while it says the same. */
  readonly scope: TimelineScope
}

/** Arrow keys scroll it. */
const scrollable = { tabIndex: 0 }
const mostPeople = 200

/** Names that have occurred so far: once one is picked, only its own lines are read. */
function usePeople(entries: readonly TimelineEntry[]): string[] {
  const seen = useRef(new Map<string, string>())
  for (const { person } of entries)
    if (person !== null && seen.current.size < mostPeople) {
      const name = person.toLowerCase()
      if (!seen.current.has(name)) seen.current.set(name, person)
    }
  return [...seen.current.values()].sort((a, b) => a.localeCompare(b))
}

interface PickProps {
  readonly of: TimelineEntry
  readonly within: TimelineScope
  readonly onPick: (scope: TimelineScope) => void
}

function Picks({ of: { connectionId, keyId, key, person, userUid }, within, onPick }: PickProps) {
  if (connectionId === null) return null
  return (
    <>
      {keyId !== null && within.kind !== 'key' && (
        <Button
          variant="link"
          onPress={() =>
            onPick({
              kind: 'key',
              connectionId,
              key: { id: keyId, description: key ?? '', userUid, companyUid: null, createdAt: null },
            })
          }
        >
          Only this key
        </Button>
      )}
      {person !== null && within.kind !== 'person' && (
        <Button
          variant="link"
          onPress={() => onPick({ kind: 'person', connectionId, userUid, userName: person })}
        >
          Only this person
        </Button>
      )}
    </>
  )
}

export function ActivityScreen({ scope }: ActivityScreenProps) {
  const own = useActivityFilter(scope)
  const timeline = useTimeline(own.wanted)
  const people = usePeople(timeline.entries)
  const now = useNow()
  const { hasMore, isReading } = timeline
  const shown = timeline.entries.filter(own.isShown)
  const oldest = timeline.entries.at(-1)?.at ?? null
  const within = own.wanted.scope
  const saysNotLogged = within.kind === 'key' || own.filter.kind === 'keys'
  const back = oldest === null || !hasMore ? '' : `, back to ${dateTimeText(oldest)}`

  return (
    <div className={styles.screen}>
      <ActivityBar
        of={own}
        within={scope}
        people={people}
        isReading={isReading}
        onRefresh={timeline.refresh}
      />
      <TimelineNotes timeline={timeline} />
      {saysNotLogged && <p className={styles.remark}>{notLogged}</p>}
      <section className={styles.list} aria-label="Entries" {...scrollable}>
        {shown.length > 0 ? (
          <TimelineList
            entries={shown}
            now={now}
            actionsOf={(entry) => <Picks of={entry} within={within} onPick={own.pick} />}
          />
        ) : timeline.isFirst || isReading ? (
          <p className={styles.waiting}>
            <Waiting text="Reading the activity" />
          </p>
        ) : own.isNarrow ? (
          <EmptyState title="No entries match" actions={<Button onPress={own.clear}>Clear filters</Button>}>
            {hasMore && oldest !== null
              ? `Searched back to ${dateTimeText(oldest)}; there are older entries.`
              : undefined}
          </EmptyState>
        ) : (
          <EmptyState title="No activity yet" />
        )}
        {hasMore && (
          <div className={styles.more}>
            <Button onPress={timeline.older} isPending={isReading}>
              Show older
            </Button>
          </div>
        )}
      </section>
      <StatusBarText>
        {isReading ? 'Reading the activity' : `${entriesText(shown.length)}${back}`}
      </StatusBarText>
    </div>
  )
}
