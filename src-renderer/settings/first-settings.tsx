// Settings before the first console: the same screen in the same frame.
import { Frame } from '../workspace/frame'
import { Notices } from '../workspace/notices'
import type { Place } from '../workspace/sidebar'
import { SettingsScreen } from './settings-screen'

export function FirstSettings({ onGo }: { readonly onGo: (place: Place) => void }) {
  return (
    <Frame
      session={null}
      consoleName={null}
      keyCount={null}
      isSignedIn={false}
      place="settings"
      onGo={onGo}
      head={<h1>Settings</h1>}
    >
      <Notices />
      <SettingsScreen />
    </Frame>
  )
}
