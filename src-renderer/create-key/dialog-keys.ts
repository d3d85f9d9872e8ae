// Keys of the wizard: Enter does what the filled button does, Ctrl+Enter too from anywhere, Escape is the wizard's own.
import { type RefObject, useEffect, useRef } from 'react'

export interface DialogKeys {
  /** What the filled button does. */
  readonly onEnter?: () => void
  readonly onEscape: () => void
}

/** Elements that use Enter themselves. */
const own = 'button, a, textarea, summary, iframe, [role="button"]'

export function useDialogKeys(root: RefObject<HTMLElement | null>, keys: DialogKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const dialog = root.current?.closest('[role="dialog"]')
      const target = event.target
      // Questions stand in dialogs of their own; their keys are none of ours.
      if (!(target instanceof Element) || dialog?.contains(target) !== true) return
      if (event.isComposing || event.repeat) return
      const { onEnter, onEscape } = latest.current
      if (event.key === 'Escape') {
        event.preventDefault()
        onEscape()
      } else if (event.key === 'Enter' && onEnter !== undefined) {
        if (!event.ctrlKey && !event.metaKey && target.closest(own) !== null) return
        event.preventDefault()
        onEnter()
      }
    }
    // On the way down: radios and switches keep their keys from those above them.
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [root])
}
