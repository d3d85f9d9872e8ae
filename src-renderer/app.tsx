// Chooses the screen from the topics, and holds what may open over any of them: About, and the dialogs about consoles.
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTopic } from './bridge/bridge-context'
import { useMenuCommand } from './bridge/use-menu-command'
import { ConnectScreen } from './connect/connect-screen'
import { ConsoleDialogs } from './consoles/console-dialogs'
import { afterPaint } from './parts/after-paint'
import { useAppearance } from './settings/use-appearance'
import { type Navigation, NavigationContext, type Place } from './workspace/navigation'
import { TreeStateContext } from './workspace/tree-state'
import { useRememberedScope } from './workspace/use-remembered-scope'

export const loadWorkspace = () => import('./workspace/workspace')
const Workspace = lazy(() => loadWorkspace().then((module) => ({ default: module.Workspace })))
const FirstPlaces = lazy(() =>
  import('./workspace/first-places').then((module) => ({ default: module.FirstPlaces })),
)
const AboutDialog = lazy(() =>
  import('./settings/about-dialog').then((module) => ({ default: module.AboutDialog })),
)
// It has no part in the first screen, so it comes after it.
const PaletteHost = lazy(() =>
  import('./palette/palette-host').then((module) => ({ default: module.PaletteHost })),
)

/** Kept over a lock, which ends this page; never more than the name of a place. */
const placeKey = 'place'
const isPlace = (name: string | null): name is Place =>
  name === 'activity' || name === 'journal' || name === 'settings'
function lastPlace(): Place {
  const name = sessionStorage.getItem(placeKey)
  return isPlace(name) ? name : 'console'
}

/** Where the person is, and the way elsewhere. */
function usePlaces(): Navigation & { readonly tree: ReturnType<typeof useRememberedScope> } {
  const [place, setPlace] = useState<Place>(lastPlace)
  const [wantedRow, setWantedRow] = useState<string | null>(null)
  const tree = useRememberedScope()
  const go = (next: Place) => {
    sessionStorage.setItem(placeKey, next)
    setPlace(next)
  }
  const goToScope: Navigation['goToScope'] = (scope) => {
    go('console')
    tree.setScope(scope)
  }
  return {
    place,
    scope: tree.scope,
    wantedRow,
    go,
    goToScope,
    goToKey(scope, rowId) {
      goToScope(scope)
      setWantedRow(rowId)
    },
    tookRow: () => setWantedRow(null),
    tree,
  }
}

/** False until the first screen has been drawn. */
function useIsDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false)
  useEffect(() => afterPaint(() => setDrawn(true)), [])
  return isDrawn
}

export function App() {
  const hasConsoles = useTopic('connections').length > 0
  const isLocked = useTopic('lock').kind === 'locked'
  const navigation = usePlaces()
  const { place, go, tree } = navigation
  const [about, setAbout] = useState(false)
  const isDrawn = useIsDrawn()
  useAppearance()
  useMenuCommand('settings', () => go('settings'))
  useMenuCommand('journal', () => go('journal'))
  useMenuCommand('about', () => setAbout(true))

  // The main process brings the lock screen; until it is there, nothing is to be seen.
  if (isLocked) return null
  return (
    <NavigationContext value={navigation}>
      <TreeStateContext value={tree}>
        <ConsoleDialogs>
          <Suspense>
            {hasConsoles ? (
              <Workspace />
            ) : place !== 'console' ? (
              <FirstPlaces place={place} />
            ) : (
              <ConnectScreen />
            )}
          </Suspense>
          <Suspense>{isDrawn && <PaletteHost />}</Suspense>
          <Suspense>{about && <AboutDialog onClose={() => setAbout(false)} />}</Suspense>
        </ConsoleDialogs>
      </TreeStateContext>
    </NavigationContext>
  )
}
