// Tells the credential store where the journal ends, shortly after it moved: a cut-off end is noticed by it (S-37).
import { z } from 'zod'
import type { Log } from '../log/log'
import type { Credentials } from '../vault/credentials'
import type { Head } from './chain'

export interface JournalHead {
  /** null: none is kept, or the store cannot say. Never rejects. */
  read(): Promise<Head | null>
  /** Remembers the newest end, a moment later: a burst is one write, and nobody waits for a slow store. */
  moved(head: Head): void
  /** The newest end is kept, or the store refused. Never rejects. */
  written(): Promise<void>
}

interface Deps {
  readonly credentials: Pick<Credentials, 'read' | 'write'>
  /** Runs later; returns what cancels it. */
  readonly after: (ms: number, run: () => void) => () => void
  readonly log: Log
}

const Stored = z.object({ seq: z.int(), hash: z.string() })
/** Beside the connections, whose names are UUIDs. */
const recordName = 'journal'
const delayMs = 500

export function createJournalHead({ credentials, after, log }: Deps): JournalHead {
  let newest: Head | null = null
  let kept: Head | null = null
  let cancel: (() => void) | null = null
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    const head = newest
    if (head === null || head === kept) return
    try {
      await credentials.write(recordName, { seq: head.seq, hash: head.hash })
      kept = head
    } catch {
      log.event('journal.end-not-kept')
    }
  }

  function writeSoon(): Promise<void> {
    cancel?.()
    cancel = null
    writing = writing.then(write)
    return writing
  }

  return {
    async read() {
      try {
        const parsed = Stored.safeParse(await credentials.read(recordName))
        return parsed.success ? parsed.data : null
      } catch {
        return null
      }
    },
    moved(head) {
      newest = head
      cancel ??= after(delayMs, () => void writeSoon())
    },
    written: writeSoon,
  }
}
