// Answers of writes by X-Request-id, for five minutes and in memory only: some hold the text of a key.
import type { Clock } from '../clock'
import type { Answer } from './exchange'
import { conflict } from './refusal'

const keptMs = 300_000

interface Kept {
  /** What was asked: method, path, query, body. */
  readonly input: string
  readonly answer: Promise<Answer>
  readonly atMs: number
}

export interface Idempotency {
  /** Runs the work, or answers what the same request got before. Refused work is not kept. */
  once(userUid: string, requestId: string, input: string, work: () => Promise<Answer>): Promise<Answer>
}

export function createIdempotency(clock: Clock): Idempotency {
  const kept = new Map<string, Kept>()
  return {
    async once(userUid, requestId, input, work) {
      const now = clock.now()
      for (const [key, one] of kept) if (now - one.atMs >= keptMs) kept.delete(key)
      const key = `${userUid} ${requestId.toLowerCase()}`
      const known = kept.get(key)
      if (known !== undefined) {
        if (known.input !== input) throw conflict('The request id was used for another request.')
        return known.answer
      }
      const answer = work()
      kept.set(key, { input, answer, atMs: now })
      answer.catch(() => kept.delete(key))
      return answer
    },
  }
}
