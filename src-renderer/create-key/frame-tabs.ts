// Lets the browser itself move the focus into the reveal frame, in both directions.
import type { KeyboardEvent } from 'react'

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
