// Finds the best of many entries for what was typed: exact, beginnings, words, parts, letters in order. Pure; a longer query looks only at what the shorter one left.
import { foldedText } from '../../src-shared/neutral-text'

export interface Entry<T> {
  readonly value: T
  /** What is shown, folded. */
  readonly name: string
  /** What it is found by besides, folded. */
  readonly more: string
}

export interface Found<T> {
  readonly hits: readonly { readonly value: T; readonly rank: number }[]
  /** How many there are in all. */
  readonly total: number
}

export const entryOf = <T>(value: T, name: string, more = ''): Entry<T> => ({
  value,
  name: foldedText(name),
  more: foldedText(more),
})

/** Shorter queries would find their letters in almost everything. */
const leastForLetters = 3

interface Query {
  readonly whole: string
  readonly words: readonly string[]
  /** Without spaces; null: too short to look for single letters. */
  readonly letters: string | null
}

function queryOf(text: string): Query {
  const words = foldedText(text).split(/\s+/).filter(Boolean)
  const letters = words.join('')
  return { whole: words.join(' '), words, letters: letters.length < leastForLetters ? null : letters }
}

const isWordSign = (code: number) => (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || code >= 128

/** Does `part` stand at the beginning of a word? */
function beginsWord(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
    if (at === 0 || !isWordSign(text.charCodeAt(at - 1))) return true
  return false
}

function hasLetters(text: string, letters: string): boolean {
  let at = -1
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1)
    if (at < 0) return false
  }
  return true
}

/** 0 is best; -1: not found. */
export function rankOf({ name, more }: Pick<Entry<unknown>, 'name' | 'more'>, query: Query): number {
  const { whole, words, letters } = query
  if (words.every((word) => name.includes(word))) {
    if (name === whole) return 0
    if (name.startsWith(whole)) return 1
    if (beginsWord(name, whole)) return 2
    if (words.every((word) => beginsWord(name, word))) return 3
    return name.includes(whole) ? 4 : 5
  }
  if (words.every((word) => name.includes(word) || more.includes(word))) return 6
  return letters !== null && hasLetters(name, letters) ? 7 : -1
}

/**
 * A search over `entries`, for one person typing: it remembers what the last query left.
 * @returns for a query the best `most` hits, of equal rank the shorter first, then in the given order
 */
export function createSearch<T>(entries: readonly Entry<T>[]): (text: string, most: number) => Found<T> {
  let last = ''
  let left: readonly Entry<T>[] = entries

  return (text, most) => {
    const query = queryOf(text)
    if (query.words.length === 0) {
      last = ''
      left = entries
      return { hits: [], total: 0 }
    }
    // Letters count from a certain length on: what a shorter query left may lack those.
    const mayNarrow = last !== '' && query.whole.startsWith(last) && queryOf(last).letters !== null
    const among = mayNarrow ? left : entries
    const found: Entry<T>[] = []
    const best: { entry: Entry<T>; rank: number }[] = []
    const isBefore = (rank: number, entry: Entry<T>, other: { entry: Entry<T>; rank: number }) =>
      rank !== other.rank ? rank < other.rank : entry.name.length < other.entry.name.length
    for (const entry of among) {
      const rank = rankOf(entry, query)
      if (rank < 0) continue
      found.push(entry)
      const worst = best[best.length - 1]
      if (best.length === most && (worst === undefined || !isBefore(rank, entry, worst))) continue
      let at = best.length
      for (
        let other = best[at - 1];
        other !== undefined && isBefore(rank, entry, other);
        other = best[at - 1]
      )
        at -= 1
      best.splice(at, 0, { entry, rank })
      if (best.length > most) best.pop()
    }
    last = query.whole
    left = found
    return { hits: best.map(({ entry, rank }) => ({ value: entry.value, rank })), total: found.length }
  }
}
