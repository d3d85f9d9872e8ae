// Finds words in rows. While a person types, each search starts from the result of the one before it.
import { foldedText } from './neutral-text'

export interface Searchable {
  /** What only this row has, folded. */
  readonly haystack: string
  /** What it has in common with thousands of others, folded; the same text there is looked through once. */
  readonly common: string
}

type Fits = (row: Searchable) => boolean

export const wordsOf = (text: string) => foldedText(text).split(/\s+/).filter(Boolean)

function hasWord(word: string): Fits {
  const inCommon = new Map<string, boolean>()
  return ({ haystack, common }) => {
    if (haystack.includes(word)) return true
    let found = inCommon.get(common)
    if (found === undefined) {
      found = common.includes(word)
      inCommon.set(common, found)
    }
    return found
  }
}

/** Whether a row has all words. */
export function hasWords(words: readonly string[]): Fits {
  const tests = words.map(hasWord)
  const [only] = tests
  if (only === undefined) return () => true
  return tests.length === 1 ? only : (row) => tests.every((test) => test(row))
}

interface Earlier {
  readonly words: readonly string[]
  readonly conditions: readonly unknown[]
  readonly found: readonly Searchable[]
}

/** As many letters can be taken back without looking through all rows again. */
const kept = 16
const earlierIn = new WeakMap<readonly Searchable[], readonly Earlier[]>()

const isSame = (one: readonly unknown[], other: readonly unknown[]) =>
  one.length === other.length && one.every((item, index) => item === other[index])

/**
 * Rows that have all words and fit, in their order; an earlier array where it would hold the same.
 * @param conditions what `fits` depends on, compared by identity
 */
export function search<Row extends Searchable>(
  rows: readonly Row[],
  words: readonly string[],
  conditions: readonly unknown[],
  fits: (row: Row) => boolean,
): readonly Row[] {
  const earlier = earlierIn.get(rows) ?? []
  let from = rows
  for (const one of earlier) {
    if (!isSame(one.conditions, conditions)) continue
    // All that the new words let through has the old ones too.
    if (!one.words.every((word) => words.some((wanted) => wanted.includes(word)))) continue
    // Found in these rows, so they are of their kind.
    const found = one.found as readonly Row[]
    if (isSame(one.words, words)) return found
    if (found.length < from.length) from = found
  }
  const has = hasWords(words)
  const narrowed = from.filter((row) => has(row) && fits(row))
  // Where nothing was taken away, whatever is made of the rows can stay.
  const found = narrowed.length === from.length ? from : narrowed
  earlierIn.set(rows, [{ words, conditions, found }, ...earlier].slice(0, kept))
  return found
}
