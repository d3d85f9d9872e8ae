// Owns all runs of this profile: carries the machine's decisions out, records them, and publishes both topics.
import { type Cell, createCell, type ReadableCell } from '../../src-shared/cell'
import type { AttentionEntry, Creation } from '../../src-shared/creation'
import type { Log } from '../log/log'
import type { Clock } from './clock'
import { step } from './creation-machine'
import { type Effect, isOpenState, isSettledState, type RunEvent } from './creation-run'
import { isWatched, type LiveRun, type RunView } from './live-run'
import type { OperationRecord, OperationRecords } from './operation-record'
import { attentionOf, creationOf } from './run-topics'

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
  /** Everything that was to be recorded until now is on the disk, or could not be written. Never rejects. */
  written(): Promise<void>
}

interface Deps {
  readonly records: OperationRecords
  readonly clock: Clock
  readonly log: Log
  /** The ids of the connections that exist. */
  readonly known: ReadableCell<readonly { readonly id: string }[]>
  /** A run has come to a new state; `did` is the event that brought it there. */
  readonly reached: (live: LiveRun, did: RunEvent['do']) => void
  /** Carried out at once, after the state has changed and before it is recorded. */
  readonly act: (live: LiveRun, effect: Effect) => void
}

export function createRuns({ records, clock, log, known, reached, act }: Deps): Runs {
  const runs = new Map<string, LiveRun>()
  const creation: Cell<Creation | null> = createCell<Creation | null>(null)
  const attention = createCell<AttentionEntry[]>([])
  let presented: string | null = null

  function publish(): void {
    const shown = presented === null ? undefined : runs.get(presented)
    const next = shown === undefined ? null : creationOf(shown)
    if (JSON.stringify(next) !== JSON.stringify(creation.get())) creation.set(next)
    const ids = new Set(known.get().map(({ id }) => id))
    const list = [...runs.values()].flatMap((live) => attentionOf(live, ids.has(live.record.connectionId)))
    if (JSON.stringify(list) !== JSON.stringify(attention.get())) attention.set(list)
  }
  // A removed connection changes what can be done about its entries.
  known.watch(publish)

  /** A settled run needs no record, unless its clipboard may still have to be cleared or its key may still appear. */
  const isNeeded = (live: LiveRun) =>
    !isSettledState(live.run.state) || live.record.copiedHmac !== null || isWatched(live, clock)

  const writing = new Set<Promise<void>>()
  function keep(live: LiveRun): Promise<void> {
    const isKept = isNeeded(live)
    if (!isKept && presented !== live.opId) runs.delete(live.opId)
    const write = isKept ? records.put(live.record) : records.remove(live.opId)
    writing.add(write)
    const done = () => void writing.delete(write)
    write.then(done, done)
    return write
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
      if (before !== undefined && !isNeeded(before)) runs.delete(before.opId)
      publish()
    },
    presented: () => presented,
    async written() {
      await Promise.allSettled(writing)
    },
  }
}
