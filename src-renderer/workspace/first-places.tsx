// Settings and the journal before the first console: the same screens in the same frame.
import { JournalScreen } from '../journal/journal-screen'
import { SettingsScreen } from '../settings/settings-screen'
import { Frame } from './frame'
import type { Place } from './navigation'
import { Notices } from './notices'

export function FirstPlaces({ place }: { readonly place: Exclude<Place, 'console'> }) {
  const isSettings = place === 'settings'
  return (
    <Frame head={<h1>{isSettings ? 'Settings' : 'Journal'}</h1>}>
      <Notices isJournal={!isSettings} />
      {isSettings ? <SettingsScreen /> : <JournalScreen />}
    </Frame>
  )
}
