// The lines of a key's timeline, read from the journal and the console once the selection rests.
import { useEffect, useMemo, useState } from 'react'
import type { KeyRecord } from '../../src-shared/key'
import type { TimelineScope } from '../../src-shared/timeline-filter'
import { Button } from '../parts/button'
import { Waiting } from '../parts/progress'
import text from '../parts/text.module.css'
import { useNow } from '../text/use-now'
import { notLogged } from './activity-words'
import styles from './timeline.module.css'
import { TimelineList } from './timeline-list'
import { TimelineNotes } from './timeline-notes'
import type { Wanted } from './timeline-sources'
import { useTimeline } from './use-timeline'

export interface KeyTimelineProps {
  readonly connectionId: string
  readonly of: KeyRecord
}

/** Arrow keys run through a list faster than a console answers. */
const restMs = 400

/** Mount it anew for another key. */
export function KeyTimelineLines({ connectionId, of: key }: KeyTimelineProps) {
  const now = useNow()
  const [isRested, setRested] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), restMs)
    return () => clearTimeout(timer)
  }, [])
  const { id, description, userUid, companyUid, createdAt } = key
  const wanted = useMemo<Wanted>(() => {
    const of = { id, description, userUid, companyUid, createdAt }
    const scope: TimelineScope = { kind: 'key', connectionId, key: of }
    return { scope, from: null, to: null, person: null }
  }, [connectionId, id, description, userUid, companyUid, createdAt])
  const timeline = useTimeline(wanted, isRested)
  const { entries, isFirst, isReading, hasMore } = timeline
  return (
    <>
      <TimelineNotes timeline={timeline} />
      {entries.length > 0 && <TimelineList entries={entries} now={now} isNarrow />}
      {entries.length === 0 &&
        (isFirst || isReading ? (
          <Waiting text="Reading the timeline" />
        ) : (
          <p>
            Neither this computer nor the console’s log knows anything of this key{hasMore ? ' so far' : ''}.
          </p>
        ))}
      {hasMore && (
        <div className={styles.more}>
          <Button onPress={timeline.older} isPending={isReading}>
            Show older
          </Button>
        </div>
      )}
      <p className={text.hint}>{notLogged}</p>
    </>
  )
}
