// Opens the palette and the shortcut sheet over any screen, by menu and by keyboard, unless a dialog is open already.
import { lazy, Suspense, useEffect, useState } from 'react'
import { rowIdOf } from '../../src-shared/key-rows'
import { isPress, type ShortcutId } from '../../src-shared/shortcuts'
import { type MenuCommand, sendCommand, useMenuCommand } from '../bridge/use-menu-command'
import { type Navigation, useNavigation } from '../workspace/navigation'
import { consoleScope, covers } from '../workspace/scope'
import { useAppCommands } from './app-commands'
import { hasDialog } from './has-dialog'
import type { Target } from './results'

const Palette = lazy(() => import('./palette').then((module) => ({ default: module.Palette })))
const ShortcutSheet = lazy(() =>
  import('./shortcut-sheet').then((module) => ({ default: module.ShortcutSheet })),
)

/** The page answers these itself, so that they work wherever the focus is; the menu has them for the mouse. */
const own = ['palette', 'shortcuts', 'export'] as const satisfies readonly (MenuCommand & ShortcutId)[]

function usePageKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const command = own.find((name) => isPress(name, event))
      if (command === undefined) return
      event.preventDefault()
      if (!hasDialog()) sendCommand(command)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

const recentMost = 5

/** Where a result of the palette leads; commands have run already. */
function goTo(target: Target, navigation: Navigation): void {
  switch (target.kind) {
    case 'command':
      return
    case 'key': {
      const { connectionId, key } = target
      // As little of the view changes as shows the key.
      const scope = covers(navigation.scope, connectionId) ? navigation.scope : consoleScope(connectionId)
      const isOther = scope.kind === 'company' && scope.companyUid !== (key.companyUid ?? '')
      navigation.goToKey(isOther ? consoleScope(connectionId) : scope, rowIdOf(connectionId, key.id))
      return
    }
    case 'console':
      navigation.goToScope(consoleScope(target.connection.id))
      return
    case 'company':
      navigation.goToScope({
        kind: 'company',
        connectionId: target.connectionId,
        companyUid: target.uid,
      })
  }
}

export function PaletteHost() {
  const navigation = useNavigation()
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null)
  // Not kept anywhere: the names of keys belong into no file of a page.
  const [recent, setRecent] = useState<readonly string[]>([])
  const show = (what: 'palette' | 'shortcuts') => () => {
    if (!hasDialog()) setOpen(what)
  }
  useMenuCommand('palette', show('palette'))
  useMenuCommand('shortcuts', show('shortcuts'))
  usePageKeys()
  useAppCommands()
  const close = () => setOpen(null)
  return (
    <Suspense>
      {open === 'palette' && (
        <Palette
          recent={recent}
          onClose={close}
          onChoose={(target, id) => {
            setRecent((before) => [id, ...before.filter((one) => one !== id)].slice(0, recentMost))
            goTo(target, navigation)
          }}
        />
      )}
      {open === 'shortcuts' && <ShortcutSheet onClose={close} />}
    </Suspense>
  )
}
