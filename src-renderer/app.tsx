// Chooses the screen from the topics, and holds what may open over any of them: About, and the dialogs about consoles.
import { lazy, Suspense, useState } from 'react'
import type { SessionState } from '../src-shared/connection'
import { useTopic } from './bridge/bridge-context'
import { useMenuCommand } from './bridge/use-menu-command'
import { ConnectScreen } from './connect/connect-screen'
import { ConsoleDialogs } from './consoles/console-dialogs'
import { useAppearance } from './settings/use-appearance'
import type { Place } from './workspace/sidebar'

export const loadWorkspace = () => import('./workspace/workspace')
const Workspace = lazy(() => loadWorkspace().then((module) => ({ default: module.Workspace })))
const FirstPlaces = lazy(() =>
  import('./workspace/first-places').then((module) => ({ default: module.FirstPlaces })),
)
const AboutDialog = lazy(() =>
  import('./settings/about-dialog').then((module) => ({ default: module.AboutDialog })),
)

const unknownSession = (connectionId: string): SessionState => ({
  connectionId,
  sign: { kind: 'restoring' },
  reach: { kind: 'unknown' },
  stationKey: null,
})

/** Kept over a lock, which ends this page; never more than the name of a place. */
const placeKey = 'place'
const isPlace = (name: string | null): name is Place => name === 'journal' || name === 'settings'
function lastPlace(): Place {
  const name = sessionStorage.getItem(placeKey)
  return isPlace(name) ? name : 'console'
}

export function App() {
  // One console for now; the list keeps its order.
  const connection = useTopic('connections')[0]
  const sessions = useTopic('sessions')
  const isLocked = useTopic('lock').kind === 'locked'
  const [place, setPlaceHere] = useState<Place>(lastPlace)
  const setPlace = (next: Place) => {
    sessionStorage.setItem(placeKey, next)
    setPlaceHere(next)
  }
  const [about, setAbout] = useState(false)
  useAppearance()
  useMenuCommand('settings', () => setPlace('settings'))
  useMenuCommand('journal', () => setPlace('journal'))
  useMenuCommand('about', () => setAbout(true))

  const session =
    connection === undefined
      ? null
      : (sessions.find((one) => one.connectionId === connection.id) ?? unknownSession(connection.id))
  // The main process brings the lock screen; until it is there, nothing is to be seen.
  if (isLocked) return null
  return (
    <ConsoleDialogs>
      <Suspense>
        {connection !== undefined && session !== null ? (
          <Workspace
            key={connection.id}
            connection={connection}
            session={session}
            place={place}
            onGo={setPlace}
          />
        ) : place !== 'console' ? (
          <FirstPlaces place={place} onGo={setPlace} />
        ) : (
          <ConnectScreen />
        )}
      </Suspense>
      <Suspense>{about && <AboutDialog onClose={() => setAbout(false)} />}</Suspense>
    </ConsoleDialogs>
  )
}
