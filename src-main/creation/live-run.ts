// A run in this process: its record and state, its private key while it is here, and what the page sees of it.
import type { Failure } from '../../src-shared/errors'
import type { KeyRecord, Verdict } from '../../src-shared/key'
import type { SecretCell } from '../log/secret-cell'
import type { Clock } from './clock'
import type { Run } from './creation-run'
import type { OperationRecord } from './operation-record'

/** What the page sees of a run beyond its state. */
export interface RunView {
  readonly frameUrl: string | null
  readonly deadlineAt: Date | null
  readonly shown: boolean
  readonly copied: { readonly clearsAt: Date | null } | null
  readonly saved: { readonly fileName: string; readonly folder: string } | null
  readonly tested: Verdict | null
  readonly failure: Failure | null
  /** All keys that may be the one of a doubtful create, where more than one may (N-77). */
  readonly candidates: readonly KeyRecord[]
}

export interface LiveRun {
  readonly opId: string
  record: OperationRecord
  run: Run
  cell: SecretCell | null
  view: RunView
  /** Monotonic time at which the create began; the wall clock may be moved (N-80). */
  readonly beganAt: number
  /** Ends the request that is under way. */
  readonly abort: AbortController
  /** Timers of this run; all end with it. */
  readonly timers: Map<string, () => void>
}

export const blankView: RunView = {
  frameUrl: null,
  deadlineAt: null,
  shown: false,
  copied: null,
  saved: null,
  tested: null,
  failure: null,
  candidates: [],
}

/** Counts as not created because no list showed its key, and lists are still compared with it (N-76). */
export const isWatched = ({ run, record }: LiveRun, clock: Clock): boolean =>
  run.state === 'not-created' && Date.parse(record.watchedUntil ?? '') > clock.now().getTime()
