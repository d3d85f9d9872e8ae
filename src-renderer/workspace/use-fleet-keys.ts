// Keys that work in every place while no dialog or menu is open: Ctrl+1 to Ctrl+9, Ctrl+0 for all, Shift+F5.
import { useEffect, useRef } from 'react'
import { useRefreshAll } from '../keys/list-refresh'
import { useConsoles } from './consoles'
import type { Navigation } from './navigation'
import { consoleScope, everything } from './scope'
import { inTreeOrder } from './tree-model'

export function useFleetKeys({ goToScope }: Pick<Navigation, 'goToScope'>): void {
  const consoles = useConsoles()
  const refreshAll = useRefreshAll()
  const latest = useRef({ consoles, goToScope, refreshAll })
  useEffect(() => {
    latest.current = { consoles, goToScope, refreshAll }
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return
      if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return
      const now = latest.current
      const command = event.ctrlKey || event.metaKey
      if (event.key === 'F5' && event.shiftKey && !command) {
        event.preventDefault()
        now.refreshAll(now.consoles.filter(({ isShown }) => isShown))
        return
      }
      if (!command || event.shiftKey || !/^[0-9]$/.test(event.key)) return
      const number = Number(event.key)
      const console = inTreeOrder(now.consoles)[number - 1]
      if (number === 0 && now.consoles.length > 1) now.goToScope(everything)
      else if (console) now.goToScope(consoleScope(console.id))
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}
