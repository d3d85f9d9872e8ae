// The event log: JSON lines with stable names and listed fields, for support. No text of a console, no secrets (S-38).
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { neutralValue } from './neutral-value'
import { createPace, type Pace } from './pace'

export interface Log {
  /** `name`: `noun.verb`. Fields that are not in {@link logFields}, and lines beyond a pace, are left out and counted. Never throws. */
  event(name: string, fields?: Readonly<Record<string, string | number | boolean>>): void
  /** A new trace id, which a failure shown to the person shares with its log line. */
  trace(): string
}

/** Fields that may be logged. None holds text of a console, an address with query, a body, a header or a file's content. */
const logFields = [
  'action',
  'attempt',
  'bytes',
  'call',
  'chrome',
  'code',
  'connectionId',
  'count',
  'electron',
  'exitCode',
  'fileName',
  'from',
  'generation',
  'kind',
  'method',
  'mode',
  'ms',
  'name',
  'node',
  'operation',
  'opId',
  'packaged',
  'phase',
  'platform',
  'reason',
  'requestId',
  'retryAfterSeconds',
  'route',
  'runtime',
  'status',
  'to',
  'topic',
  'trace',
  'version',
  'why',
] as const

interface Deps {
  readonly dir: string
  readonly now: () => Date
  /** Milliseconds, monotonic. */
  readonly clock: () => number
  /** 32 bits of randomness as 8 hex digits. */
  readonly newTrace: () => string
  /** Development only: the same lines on standard error. Packaged builds pass nothing and stay silent. */
  readonly echo?: (line: string) => void
}

const fileLimit = 1024 * 1024
const files = 5

/** Of each event: more than any use of the app writes, too little for a page in a loop to push the rest out. */
const perEvent = { burst: 500, perSecond: 20 }

const sizeOf = (file: string) => {
  try {
    return statSync(file).size
  } catch {
    return 0
  }
}

export function createLog({ dir, now, clock, newTrace, echo }: Deps): Log {
  const allowed = new Set<string>(logFields)
  const file = path.join(dir, 'keywright.jsonl')
  const older = (index: number) => path.join(dir, `keywright.${index}.jsonl`)
  const paces = new Map<string, { readonly pace: Pace; skipped: number }>()
  let size = -1

  /** How many of this event were left out before this one; null: this one is left out, too. */
  function skippedBefore(name: string): number | null {
    const own = paces.get(name) ?? { pace: createPace({ ...perEvent, clock }), skipped: 0 }
    paces.set(name, own)
    if (own.pace.take() !== 'granted') {
      own.skipped += 1
      return null
    }
    const { skipped } = own
    own.skipped = 0
    return skipped
  }

  function rotate(): void {
    for (let index = files - 1; index >= 1; index -= 1) {
      try {
        renameSync(index === 1 ? file : older(index - 1), older(index))
      } catch {
        // Not there yet.
      }
    }
    size = 0
  }

  function write(line: string): void {
    try {
      if (size < 0) {
        mkdirSync(dir, { recursive: true, mode: 0o700 })
        size = sizeOf(file)
      }
      if (size + line.length > fileLimit) rotate()
      appendFileSync(file, line, { mode: 0o600 })
      size += Buffer.byteLength(line)
    } catch {
      // A full or unwritable disk must not stop the app; the notice `profile-not-writable` says so to the person.
      size = -1
    }
  }

  return {
    event(name, fields = {}) {
      const skipped = skippedBefore(name)
      if (skipped === null) return
      const entry: Record<string, string | number | boolean> = { at: now().toISOString(), event: name }
      let dropped = 0
      for (const [key, value] of Object.entries(fields)) {
        if (allowed.has(key)) entry[key] = neutralValue(value)
        else dropped += 1
      }
      if (dropped > 0) entry.dropped = dropped
      if (skipped > 0) entry.skipped = skipped
      const line = `${JSON.stringify(entry)}\n`
      write(line)
      echo?.(line)
    },
    trace: newTrace,
  }
}
