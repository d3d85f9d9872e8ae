// Lets Tab and Shift+Tab cross the reveal frame inside a dialog that keeps the focus, in both directions.
import type { FocusEvent, KeyboardEvent, RefObject } from 'react'

/**
 * A dialog's focus trap moves the focus by script. Into a frame of another origin a script can only focus the frame
 * as a whole, so that Shift+Tab would jump over its controls; the browser's own step goes to its last control.
 * Around the elements next to the frame the trap does not see the key.
 */
export function passTabsToFrame(key: 'Tab' | 'Shift+Tab') {
  return {
    onKeyDown(event: KeyboardEvent) {
      if (event.key === 'Tab' && event.shiftKey === (key === 'Shift+Tab')) event.nativeEvent.stopPropagation()
    },
  }
}

interface FrameGuardProps {
  /** Last control of the dialog. */
  readonly last: RefObject<HTMLElement | null>
}

/**
 * Stands before the frame and only passes the focus on. Without it there is nothing before the frame's first control:
 * Shift+Tab would leave the document, be brought back into the frame by the trap, and never get out.
 */
export function FrameGuard({ last }: FrameGuardProps) {
  const stop = {
    tabIndex: 0,
    onFocus(event: FocusEvent<HTMLElement>) {
      const cameRound = last.current !== null && last.current === event.relatedTarget
      const heading = event.currentTarget.parentElement?.querySelector<HTMLElement>('[data-step-heading]')
      ;(cameRound ? heading : last.current)?.focus()
    },
  }
  return <span {...stop} />
}
