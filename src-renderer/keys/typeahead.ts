// Typing in the grid jumps to the next description that begins with the typed text.
import type { KeyRow } from '../../src-shared/key-query'
import { foldedText } from '../../src-shared/neutral-text'

const forgetAfterMs = 1000

interface Typeahead {
  /** True while a further character, a space too, belongs to the text. */
  isOpen(): boolean
  /** Row to go to after this character, or null when none begins so. */
  next(character: string, rows: readonly KeyRow[], fromRow: number): number | null
}

/** @param now Milliseconds of any clock that only goes forward. */
export function createTypeahead(now: () => number): Typeahead {
  let text = ''
  let at = Number.NEGATIVE_INFINITY
  const isOpen = () => text !== '' && now() - at < forgetAfterMs
  return {
    isOpen,
    next(character, rows, fromRow) {
      // The same letter again goes through all rows that begin with it.
      const repeats = isOpen() && text === character
      text = isOpen() && !repeats ? text + character : character
      at = now()
      const wanted = foldedText(text)
      const first = Math.max(fromRow, 0) + (text.length === 1 ? 1 : 0)
      for (let step = 0; step < rows.length; step += 1) {
        const index = (first + step) % rows.length
        // The haystack begins with the folded description.
        if (rows[index]?.haystack.startsWith(wanted)) return index
      }
      return null
    },
  }
}
