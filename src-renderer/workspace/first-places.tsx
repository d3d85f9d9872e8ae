// Settings and the journal before the first console: the same screens in the same frame.
import { JournalScreen } from '../journal/journal-screen'
import { SettingsScreen } from '../settings/settings-screen'
import { Frame } from './frame'
import { Notices } from './notices'
import type { Place } from './sidebar'

interface FirstPlacesProps {
  readonly place: Exclude<Place, 'console'>
  readonly onGo: (place: Place) => void
}

export function FirstPlaces({ place, onGo }: FirstPlacesProps) {
  const isSettings = place === 'settings'
  return (
    <Frame
      session={null}
      consoleName={null}
      keyCount={null}
      isSignedIn={false}
      place={place}
      onGo={onGo}
      head={<h1>{isSettings ? 'Settings' : 'Journal'}</h1>}
    >
      <Notices isJournal={!isSettings} />
      {isSettings ? <SettingsScreen /> : <JournalScreen />}
    </Frame>
  )
}
