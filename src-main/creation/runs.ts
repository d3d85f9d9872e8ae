// Owns all runs of this profile: carries the machine's decisions out, records them, and publishes both topics.
import { type Cell, createCell, type ReadableCell } from '../../src-shared/cell'
import type { AttentionEntry, Creation } from '../../src-shared/creation'
import type { Failure } from '../../src-shared/errors'
import type { Verdict } from '../../src-shared/key'
import type { Log } from '../log/log'
import type { SecretCell } from '../log/secret-cell'
import type { Clock } from './clock'
import { step } from './creation-machine'
import {
  type Effect,
  isOpenState,
  isSettledState,
  type Run,
  type RunEvent,
  type RunState,
} from './creation-run'
import type { OperationRecord, OperationRecords } from './operation-record'
import { quietMs } from './reconcile'

/** What the page sees of a run beyond its state. */
export interface RunView {
  readonly frameUrl: string | null
  readonly deadlineAt: Date | null
  readonly shown: boolean
  readonly copied: { readonly clearsAt: Date | null } | null
  readonly saved: { readonly fileName: string; readonly folder: string } | null
  readonly tested: Verdict | null
  readonly failure: Failure | null
}

export interface LiveRun {
  readonly opId: string
  record: OperationRecord
  run: Run
  cell: SecretCell | null
  view: RunView
  /** Ends the request that is under way. */
  readonly abort: AbortController
  /** Timers of this run; all end with it. */
  readonly timers: Map<string, () => void>
}

interface Happened {
  readonly refused: boolean
  readonly effects: readonly Effect[]
  /** The new state is on the disk. Rejects with `storage-failed`. */
  readonly recorded: Promise<void>
}

export interface Runs {
  readonly creation: ReadableCell<Creation | null>
  readonly attention: ReadableCell<AttentionEntry[]>
  add(live: LiveRun, isShown: boolean): void
  get(opId: string): LiveRun | undefined
  all(): LiveRun[]
  /** The one that holds the wizard (I3), except `besides`. */
  open(besides?: LiveRun): LiveRun | undefined
  happen(live: LiveRun, event: RunEvent): Happened
  /** Changes facts of the record and flushes it. */
  note(live: LiveRun, change: Partial<OperationRecord>): Promise<void>
  show(live: LiveRun, change: Partial<RunView>): void
  /** Makes this the run of the topic `creation`; null: none. */
  present(opId: string | null): void
  presented(): string | null
}

interface Deps {
  readonly records: OperationRecords
  readonly clock: Clock
  readonly log: Log
  /** A run has come to a new state; `did` is the event that brought it there. */
  readonly reached: (live: LiveRun, did: RunEvent['do']) => void
  /** Carried out at once, after the state has changed and before it is recorded. */
  readonly act: (live: LiveRun, effect: Effect) => void
}

export const blankView: RunView = {
  frameUrl: null,
  deadlineAt: null,
  shown: false,
  copied: null,
  saved: null,
  tested: null,
  failure: null,
}

const phases: Readonly<Record<RunState, Creation['phase']>> = {
  intent: 'preparing',
  creating: 'creating',
  ambiguous: 'in-doubt',
  unrevealed: 'unrevealed',
  revealed: 'revealed',
  created: 'created',
  delivered: 'delivered',
  unconfirmed: 'unconfirmed',
  orphan: 'orphan',
  // Without a frame: the page waits for the outcome of the call.
  revoking: 'unrevealed',
  revoked: 'deleted',
  disabled: 'unconfirmed',
  dismissed: 'orphan',
  'not-created': 'not-created',
}

const attentionKinds: Partial<Record<RunState, AttentionEntry['kind']>> = {
  orphan: 'orphan',
  unconfirmed: 'unconfirmed',
  ambiguous: 'in-doubt',
}

const keyTypeOf = (record: OperationRecord) => (record.kind === 'simple' ? 'simple' : 'advanced')

function creationOf({ record, run, view }: LiveRun): Creation {
  return {
    opId: record.opId,
    connectionId: record.connectionId,
    phase: phases[run.state],
    keyType: keyTypeOf(record),
    description: record.description,
    readOnly: record.readOnly,
    scopes: record.scopes,
    startedAt: record.startedAt,
    keyId: record.keyId,
    publicKey: record.publicKey,
    frameUrl: view.frameUrl,
    deadlineAt: view.deadlineAt?.toISOString() ?? null,
    shown: view.shown,
    copied: view.copied && { clearsAt: view.copied.clearsAt?.toISOString() ?? null },
    saved: view.saved,
    tested: view.tested,
    failure: view.failure,
  }
}

function attentionOf({ record, run }: LiveRun): AttentionEntry[] {
  const kind = run.state === 'revoking' ? run.revokeFrom : attentionKinds[run.state]
  if (kind === undefined || kind === null) return []
  const decidedAt =
    kind === 'in-doubt' ? new Date(Date.parse(record.startedAt) + quietMs).toISOString() : null
  return [
    {
      opId: record.opId,
      connectionId: record.connectionId,
      kind,
      keyType: keyTypeOf(record),
      description: record.description,
      readOnly: record.readOnly,
      scopes: record.scopes,
      userName: record.userName,
      keyId: record.keyId,
      startedAt: record.startedAt,
      decidedAt,
    },
  ]
}

export function createRuns({ records, log, reached, act }: Deps): Runs {
  const runs = new Map<string, LiveRun>()
  const creation: Cell<Creation | null> = createCell<Creation | null>(null)
  const attention = createCell<AttentionEntry[]>([])
  let presented: string | null = null

  function publish(): void {
    const shown = presented === null ? undefined : runs.get(presented)
    const next = shown === undefined ? null : creationOf(shown)
    if (JSON.stringify(next) !== JSON.stringify(creation.get())) creation.set(next)
    const list = [...runs.values()].flatMap(attentionOf)
    if (JSON.stringify(list) !== JSON.stringify(attention.get())) attention.set(list)
  }

  /** A settled run needs no record, unless its clipboard may still have to be cleared after a crash. */
  async function keep(live: LiveRun): Promise<void> {
    const { run, record } = live
    if (!isSettledState(run.state) || record.copiedHmac !== null) return records.put(record)
    if (presented !== live.opId) runs.delete(live.opId)
    return records.remove(live.opId)
  }

  function endTimers(live: LiveRun): void {
    for (const cancel of live.timers.values()) cancel()
    live.timers.clear()
  }

  return {
    creation,
    attention,
    add(live, isShown) {
      runs.set(live.opId, live)
      if (isShown) presented = live.opId
      publish()
    },
    get: (opId) => runs.get(opId),
    all: () => [...runs.values()],
    open: (besides) => [...runs.values()].find((one) => one !== besides && isOpenState(one.run.state)),
    happen(live, event) {
      const { run, effects, refused } = step(live.run, event)
      if (refused) return { refused, effects, recorded: Promise.resolve() }
      const from = live.run.state
      live.run = run
      live.record = { ...live.record, state: run.state, revokeFrom: run.revokeFrom }
      if (from !== run.state) {
        log.event('creation.state', { opId: live.opId, from, to: run.state, kind: event.do })
        reached(live, event.do)
      }
      if (isSettledState(run.state)) endTimers(live)
      for (const effect of effects) act(live, effect)
      publish()
      if (from === run.state) return { refused, effects, recorded: Promise.resolve() }
      const recorded = keep(live)
      // Whoever depends on it awaits it; everybody else only loses what the next start would have known.
      recorded.catch(() => log.event('creation.not-recorded', { opId: live.opId, phase: run.state }))
      return { refused, effects, recorded }
    },
    async note(live, change) {
      live.record = { ...live.record, ...change }
      publish()
      await keep(live)
    },
    show(live, change) {
      live.view = { ...live.view, ...change }
      publish()
    },
    present(opId) {
      const before = presented === null ? undefined : runs.get(presented)
      presented = opId
      if (before !== undefined && isSettledState(before.run.state) && before.record.copiedHmac === null)
        runs.delete(before.opId)
      publish()
    },
    presented: () => presented,
  }
}
