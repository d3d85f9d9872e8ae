// Tells the credential store where the journal ends, shortly after it moved: a cut-off end is noticed by it (S-37).
import { z } from 'zod'
import { Finding } from '../../src-shared/journal'
import type { Log } from '../log/log'
import type { Credentials } from '../vault/credentials'
import type { Head } from './chain'

/** What the credential store says. */
export type Anchor =
  /** `finding`: what a check found once stays found. */
  | { readonly kind: 'known'; readonly head: Head; readonly finding: Finding | null }
  | { readonly kind: 'absent' }
  | { readonly kind: 'no-answer' }

export interface JournalHead {
  /** Never rejects; can take as long as an unlock prompt is open. */
  read(): Promise<Anchor>
  /** Nothing is written before this: what the store says is evidence until it was compared with the file. */
  release(): void
  /** Remembers the newest end, a moment later; at once where `isUrgent`, and the first of a run. Nobody waits for the store. */
  moved(head: Head, isUrgent: boolean): void
  found(finding: Finding): void
  /** The newest end is kept, or the store refused, or it takes too long. Never rejects. */
  written(): Promise<void>
}

interface Deps {
  readonly credentials: Pick<Credentials, 'read' | 'write'>
  /** Runs later; returns what cancels it. */
  readonly after: (ms: number, run: () => void) => () => void
  readonly log: Log
}

const Stored = z.object({ seq: z.int(), hash: z.string(), finding: Finding.nullable() })
/** Beside the connections, whose names are UUIDs. */
const recordName = 'journal'
const delayMs = 500
/** After a failure: a store that hangs or is locked is not asked for every entry. */
const retryMs = 30_000
/** The end of the program waits no longer for the store. */
const patienceMs = 1_000

export function createJournalHead({ credentials, after, log }: Deps): JournalHead {
  let newest: Head | null = null
  let finding: Finding | null = null
  let isKept = true
  let isFirst = true
  let isReleased = false
  let isResting = false
  let cancel: (() => void) | null = null
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    if (newest === null || isKept || !isReleased || isResting) return
    isKept = true
    isFirst = false
    try {
      await credentials.write(recordName, { ...newest, finding })
    } catch {
      isKept = false
      isResting = true
      log.event('journal.end-not-kept')
      after(retryMs, () => {
        isResting = false
        soon()
      })
    }
  }

  function writeNow(): Promise<void> {
    cancel?.()
    cancel = null
    writing = writing.then(write)
    return writing
  }

  function soon(): void {
    if (isReleased && !isResting) cancel ??= after(delayMs, () => void writeNow())
  }

  return {
    async read() {
      try {
        const record = await credentials.read(recordName)
        if (record === null) return { kind: 'absent' }
        const { seq, hash, finding: known } = Stored.parse(record)
        finding = known
        return { kind: 'known', head: { seq, hash }, finding: known }
      } catch (error) {
        return { kind: error instanceof z.ZodError ? 'absent' : 'no-answer' }
      }
    },
    release() {
      isReleased = true
      void writeNow()
    },
    moved(head, isUrgent) {
      newest = head
      isKept = false
      if (isUrgent || isFirst) void writeNow()
      else soon()
    },
    found(next) {
      finding = next
      isKept = false
      soon()
    },
    async written() {
      let stop = () => {}
      const late = new Promise<void>((resolve) => {
        stop = after(patienceMs, resolve)
      })
      await Promise.race([writeNow(), late])
      stop()
    },
  }
}
