// Which key does what in the console tree: a pure table after the tree view pattern of the ARIA practices.
import { foldedText } from '../../src-shared/neutral-text'
import type { TreeEntry } from './tree-model'

export type TreeCommand =
  | { readonly kind: 'go'; readonly to: number }
  | { readonly kind: 'set-open'; readonly isOpen: boolean }
  | { readonly kind: 'choose' }

function parentOf(entries: readonly TreeEntry[], at: number): number {
  const level = entries[at]?.level ?? 1
  return entries.findLastIndex((entry, index) => index < at && entry.level < level)
}

function towards(entries: readonly TreeEntry[], at: number): TreeCommand | null {
  const entry = entries[at]
  if (!entry || entry.isOpen === null) return null
  if (!entry.isOpen) return { kind: 'set-open', isOpen: true }
  const next = entries[at + 1]
  return next && next.level > entry.level ? { kind: 'go', to: at + 1 } : null
}

function outwards(entries: readonly TreeEntry[], at: number): TreeCommand | null {
  if (entries[at]?.isOpen) return { kind: 'set-open', isOpen: false }
  const parent = parentOf(entries, at)
  return parent < 0 ? null : { kind: 'go', to: parent }
}

/** The next entry, from behind `at` round to it, whose name begins with the letter. */
function beginning(letter: string, names: readonly string[], at: number): TreeCommand | null {
  const wanted = foldedText(letter)
  for (let step = 1; step <= names.length; step += 1) {
    const index = (at + step) % names.length
    if (foldedText(names[index] ?? '').startsWith(wanted)) return { kind: 'go', to: index }
  }
  return null
}

/**
 * @param at index of the focused entry
 * @param names what each entry is called
 */
export function treeCommand(
  key: string,
  entries: readonly TreeEntry[],
  at: number,
  names: readonly string[],
): TreeCommand | null {
  const last = entries.length - 1
  switch (key) {
    case 'ArrowDown':
      return { kind: 'go', to: Math.min(at + 1, last) }
    case 'ArrowUp':
      return { kind: 'go', to: Math.max(at - 1, 0) }
    case 'Home':
      return { kind: 'go', to: 0 }
    case 'End':
      return { kind: 'go', to: last }
    case 'ArrowRight':
      return towards(entries, at)
    case 'ArrowLeft':
      return outwards(entries, at)
    case 'Enter':
    case ' ':
      return { kind: 'choose' }
    default:
      return [...key].length === 1 ? beginning(key, names, at) : null
  }
}
