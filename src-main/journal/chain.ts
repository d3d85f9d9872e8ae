// Checks the chain of the journal against itself and against the end that the credential store remembers (S-37).
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ChainVerdict } from '../../src-shared/journal'
import { hashOf, isGenuine, type JournalVault, noLine, openBody, readLine } from './journal-line'

/** Where the journal ended when the credential store was told last. */
export interface Head {
  readonly seq: number
  /** SHA-256 of the line's text. */
  readonly hash: string
}

/** So many lines are checked before other work gets its turn: a few milliseconds. */
const perTurn = 100

/**
 * @param texts the lines of the file, in order
 * @param head null: the store has none, or cannot say
 */
export async function checkChain(
  vault: JournalVault,
  texts: readonly string[],
  head: Head | null,
): Promise<ChainVerdict> {
  let expected = 1
  let prev = noLine
  let genuine = 0
  let broken: { seq: number; why: 'altered' | 'missing' | 'replaced' } | null = null
  const fail = (seq: number, why: NonNullable<typeof broken>['why']) => {
    broken ??= { seq, why }
  }
  for (const [index, text] of texts.entries()) {
    if (index % perTurn === perTurn - 1) await nextTurn()
    const line = readLine(text)
    if (line === null || !isGenuine(vault, line) || openBody(vault, line) === null) {
      fail(expected, 'altered')
      expected = (line?.seq ?? expected) + 1
      prev = hashOf(text)
      continue
    }
    genuine += 1
    // A genuine line elsewhere than in its place: others are gone, or they changed places.
    if (line.seq !== expected) fail(Math.min(expected, line.seq), 'missing')
    else if (line.prev !== prev) fail(line.seq, 'altered')
    prev = hashOf(text)
    if (head !== null && line.seq === head.seq && prev !== head.hash) fail(line.seq, 'replaced')
    expected = line.seq + 1
  }
  const count = genuine
  if (genuine === 0 && texts.length > 0) return { kind: 'broken', seq: 1, why: 'other-key', count }
  // TypeScript does not see that `fail` assigns it.
  const found = broken as { seq: number; why: 'altered' | 'missing' | 'replaced' } | null
  if (found !== null) return { kind: 'broken', ...found, count }
  if (head === null) return texts.length === 0 ? { kind: 'intact', count } : { kind: 'unanchored', count }
  if (expected <= head.seq) return { kind: 'broken', seq: expected, why: 'cut-off', count }
  return { kind: 'intact', count }
}
