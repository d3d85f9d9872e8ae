// Checks the chain of the journal against itself and against the ends that are remembered elsewhere (S-37).
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Finding } from '../../src-shared/journal'
import { hashOf, isGenuine, type JournalVault, noLine, readLine } from './journal-line'

/** Where the journal ended at some time. */
export interface Head {
  readonly seq: number
  /** SHA-256 of the line's text. */
  readonly hash: string
}

export interface ChainCheck {
  /** Where it breaks first; null: nowhere. */
  readonly finding: Finding | null
  readonly lines: number
  /** Lines that are as they were written. */
  readonly genuine: number
}

/** So many lines are checked before other work gets its turn: a few milliseconds. */
const perTurn = 100

function createCheck(vault: JournalVault, heads: readonly Head[]) {
  let finding: Finding | null = null
  let lines = 0
  let genuine = 0
  let expected = 1
  let prev = noLine
  /** So far no line is genuine, but each follows from the one before: written here once, under a key that is gone. */
  let isForeign = true

  function fail(seq: number, why: Finding['why']): void {
    finding ??= { seq, why }
  }

  /** False: another line with this number is remembered. */
  const isRemembered = (seq: number, hash: string) =>
    heads.every((head) => head.seq !== seq || head.hash === hash)

  return {
    take(text: string): void {
      lines += 1
      const line = readLine(text)
      const isNext = line !== null && line.seq === expected && line.prev === prev
      if (line === null || !isGenuine(vault, line)) {
        fail(expected, 'altered')
        prev = hashOf(text)
        isForeign &&= isNext && isRemembered(expected, prev)
        expected += 1
        return
      }
      // The first line of our own goes on from theirs, which nobody could have made up afterwards.
      if (genuine === 0 && lines > 1 && isForeign && isNext) finding = { seq: 1, why: 'other-key' }
      genuine += 1
      if (line.seq < expected) {
        // Out of place. Was it the one that seemed to be missing?
        if (finding?.why === 'missing' && finding.seq === line.seq) finding = { seq: line.seq, why: 'moved' }
        fail(line.seq, 'moved')
      } else if (line.seq > expected) {
        // The app itself goes on with a gap after the end was cut off; otherwise the line before it would be another.
        fail(expected, line.prev === prev ? 'cut-off' : 'missing')
      } else if (line.prev !== prev) fail(line.seq, 'replaced')
      prev = hashOf(text)
      expected = Math.max(expected, line.seq + 1)
      if (!isRemembered(line.seq, prev)) fail(line.seq, 'replaced')
    },

    result(): ChainCheck {
      if (lines > 0 && genuine === 0 && isForeign) finding = { seq: 1, why: 'other-key' }
      const furthest = Math.max(0, ...heads.map(({ seq }) => seq))
      if (expected <= furthest) fail(expected, 'cut-off')
      return { finding, lines, genuine }
    },
  }
}

/**
 * @param batches the lines of the file, in order
 * @param heads where it is known to have ended; it may have gone on since
 */
export async function checkChain(
  vault: JournalVault,
  batches: AsyncIterable<readonly string[]>,
  heads: readonly Head[],
): Promise<ChainCheck> {
  const check = createCheck(vault, heads)
  let taken = 0
  for await (const texts of batches)
    for (const text of texts) {
      check.take(text)
      taken += 1
      if (taken % perTurn === 0) await nextTurn()
    }
  return check.result()
}
