// The timeline of one key for the details pane: on demand, since it asks the console; once open it follows the selection.
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { createCell } from '../../src-shared/cell'
import { DetailsSection } from '../keys/details-section'
import { Button } from '../parts/button'
import type { KeyTimelineProps } from './key-timeline-lines'

const KeyTimelineLines = lazy(() =>
  import('./key-timeline-lines').then((module) => ({ default: module.KeyTimelineLines })),
)

/** As long as the app runs: whoever looks at one timeline looks at the next, too. */
const isOpen = createCell(false)

export function KeyTimeline({ connectionId, of }: KeyTimelineProps) {
  const open = useSyncExternalStore(isOpen.watch, isOpen.get)
  return (
    <DetailsSection
      title="Timeline"
      action={
        <Button variant="link" aria-expanded={open} onPress={() => isOpen.set(!open)}>
          {open ? 'Hide timeline' : 'Show timeline'}
        </Button>
      }
    >
      {open && (
        <Suspense>
          <KeyTimelineLines key={`${connectionId} ${of.id}`} connectionId={connectionId} of={of} />
        </Suspense>
      )}
    </DetailsSection>
  )
}
