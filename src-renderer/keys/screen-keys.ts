// Keys that work anywhere on the keys screen while no dialog or menu is open (features.md 4.7).

import { type RefObject, useEffect, useRef } from 'react'
import { isPress, type ShortcutId } from '../../src-shared/shortcuts'

interface ScreenKeys {
  readonly find: () => void
  readonly refresh: () => void
  readonly toggleDetails: () => void
  /** F6 goes round them; the ones that are not there are passed over. */
  readonly panes: readonly Pane[]
}

interface Pane {
  readonly element: () => Element | null | undefined
  readonly focus: () => void
}

/** A pane without a place on the screen, as the list behind the details of a narrow window, is passed over. */
function isSeen(pane: Pane): boolean {
  const element = pane.element()
  if (!element) return false
  // Missing where nothing is laid out.
  return typeof element.checkVisibility !== 'function' || element.checkVisibility()
}

function nextPane(panes: readonly Pane[], step: 1 | -1): Pane | undefined {
  const present = panes.filter(isSeen)
  const at = present.findIndex((pane) => pane.element()?.contains(document.activeElement))
  if (at < 0) return step > 0 ? present[0] : present.at(-1)
  return present[(at + step + present.length) % present.length]
}

const commands = [
  'find',
  'refresh',
  'toggle-details',
  'next-pane',
  'previous-pane',
] as const satisfies readonly ShortcutId[]
type ScreenCommand = (typeof commands)[number]

/** What a key press does on this screen; null leaves it to others. */
export const screenCommandOf = (event: KeyboardEvent): ScreenCommand | null =>
  commands.find((id) => isPress(id, event)) ?? null

function runnerOf(command: ScreenCommand, keys: ScreenKeys): () => void {
  switch (command) {
    case 'find':
      return keys.find
    case 'refresh':
      return keys.refresh
    case 'toggle-details':
      return keys.toggleDetails
    case 'next-pane':
      return () => nextPane(keys.panes, 1)?.focus()
    case 'previous-pane':
      return () => nextPane(keys.panes, -1)?.focus()
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
      const command = screenCommandOf(event)
      if (command === null) return
      event.preventDefault()
      runnerOf(command, latest.current)()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [root])
}
