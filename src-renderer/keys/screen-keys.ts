// Keys that work anywhere on the keys screen while no dialog or menu is open (features.md 4.7).
import { type RefObject, useEffect, useRef } from 'react'

interface ScreenKeys {
  readonly find: () => void
  readonly refresh: () => void
  readonly toggleDetails: () => void
  /** F6 goes round them; the ones that are not there are null. */
  readonly panes: readonly Pane[]
}

interface Pane {
  readonly element: () => Element | null | undefined
  readonly focus: () => void
}

function nextPane(panes: readonly Pane[], step: 1 | -1): Pane | undefined {
  const present = panes.filter((pane) => pane.element())
  const at = present.findIndex((pane) => pane.element()?.contains(document.activeElement))
  if (at < 0) return step > 0 ? present[0] : present.at(-1)
  return present[(at + step + present.length) % present.length]
}

function commandOf(event: KeyboardEvent, keys: ScreenKeys): (() => void) | null {
  const command = event.ctrlKey || event.metaKey
  if (event.altKey) return null
  if (command) {
    if (event.shiftKey) return null
    const letter = event.key.toLowerCase()
    return letter === 'f' ? keys.find : letter === 'r' ? keys.refresh : null
  }
  switch (event.key) {
    case 'F4':
      return keys.toggleDetails
    case 'F5':
      return keys.refresh
    case 'F6':
      return () => nextPane(keys.panes, event.shiftKey ? -1 : 1)?.focus()
    default:
      return null
  }
}

/** @param root The screen; while it is hidden its keys do nothing. */
export function useScreenKeys(root: RefObject<HTMLElement | null>, keys: ScreenKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || root.current?.closest('[hidden]')) return
      if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return
      const run = commandOf(event, latest.current)
      if (!run) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [root])
}
