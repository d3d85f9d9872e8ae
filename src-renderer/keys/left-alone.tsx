// In a dialog over several keys: which of the selection stay as they are, and why, one line per console.
import text from '../parts/text.module.css'
import { keysText } from '../text/counts'
import type { LeftAlone } from './several-rules'

export function LeftAloneLines({ left }: { readonly left: readonly LeftAlone[] }) {
  return left.map(({ console, count, reason }) => (
    <p key={console} className={text.hint}>
      {keysText(count)} on {console} {count === 1 ? 'stays as it is' : 'stay as they are'}. {reason}
    </p>
  ))
}
