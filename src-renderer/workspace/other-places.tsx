// The places beside the keys, each with its heading; loaded when somebody goes there.
import { lazy, Suspense } from 'react'
import type { TimelineScope } from '../../src-shared/timeline-filter'
import type { Place } from './navigation'

const ActivityScreen = lazy(() =>
  import('../activity/activity-screen').then((module) => ({ default: module.ActivityScreen })),
)
const JournalScreen = lazy(() =>
  import('../journal/journal-screen').then((module) => ({ default: module.JournalScreen })),
)
const SettingsScreen = lazy(() =>
  import('../settings/settings-screen').then((module) => ({ default: module.SettingsScreen })),
)

export type OtherPlace = Exclude<Place, 'console'>

export const headings: Readonly<Record<OtherPlace, string>> = {
  activity: 'Activity',
  journal: 'Journal',
  settings: 'Settings',
}

const everywhere: TimelineScope = { kind: 'all' }

export function OtherPlaceScreen({ place }: { readonly place: OtherPlace }) {
  return (
    <Suspense>
      {place === 'activity' && <ActivityScreen scope={everywhere} />}
      {place === 'journal' && <JournalScreen />}
      {place === 'settings' && <SettingsScreen />}
    </Suspense>
  )
}
