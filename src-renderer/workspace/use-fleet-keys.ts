// What works in every place, by menu, palette and keyboard while no dialog or menu is open: consoles 1 to 9, reading all.
import { useEffect, useRef } from 'react'
import { isPress, shortcuts } from '../../src-shared/shortcuts'
import { useMenuCommands } from '../bridge/use-menu-command'
import { useRefreshAll } from '../keys/list-refresh'
import { type Console, useConsoles } from './consoles'
import type { Navigation } from './navigation'
import { consoleScope } from './scope'
import { inTreeOrder } from './tree-model'

/** The number in the name of a console's menu command; NaN for other commands. */
const numberIn = (command: string) => Number(/^console-(\d)$/.exec(command)?.[1] ?? Number.NaN)

export function useFleetKeys({ goToScope }: Pick<Navigation, 'goToScope'>): void {
  const consoles = useConsoles()
  const refresh = useRefreshAll()
  const refreshAll = () => refresh(consoles.filter(({ isShown }) => isShown))
  const goTo = (console: Console | undefined) => {
    if (console) goToScope(consoleScope(console.id))
    return console !== undefined
  }
  const numbered = (number: number) => inTreeOrder(consoles)[number - 1]

  /** Answers whether the press was one of these. */
  function act(event: KeyboardEvent): boolean {
    if (isPress('refresh-all', event)) {
      refreshAll()
      return true
    }
    if (!isPress('consoles', event)) return false
    return goTo(numbered(1 + shortcuts.consoles.keys.findIndex((keys) => keys.endsWith(event.key))))
  }

  useMenuCommands((name) => {
    if (name === 'refresh-all') refreshAll()
    else goTo(numbered(numberIn(name)))
  })
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return
      if (latest.current(event)) event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
