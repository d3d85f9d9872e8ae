// At start: turns the records of former runs into what they mean now, and clears what a crash left on the clipboard.
import type { Log } from '../log/log'
import type { LineFile } from '../storage/line-file'
import type { SecretClipboard } from './clipboard'
import type { Clock } from './clock'
import { type Run, startRun } from './creation-run'
import { blankView, type LiveRun } from './live-run'
import { type OperationRecord, type OperationRecords, revealedOperations } from './operation-record'
import type { Runs } from './runs'

interface Deps {
  readonly runs: () => Runs
  readonly records: OperationRecords
  readonly lines: LineFile
  readonly clipboard: SecretClipboard
  readonly clock: Clock
  readonly log: Log
}

/** What the record says of the run that wrote it. */
const runOf = (record: OperationRecord): Run => ({
  ...startRun(record.kind),
  state: record.state,
  revokeFrom: record.revokeFrom,
  cell: false,
  copied: record.copiedHmac !== null,
})

/** Of a former process only the wall clock knows; one that was set back since makes the run as young as can be. */
const beganAt = ({ startedAt }: OperationRecord, clock: Clock) =>
  clock.monotonic() - Math.max(0, clock.now().getTime() - Date.parse(startedAt))

const liveOf = (record: OperationRecord, clock: Clock): LiveRun => ({
  opId: record.opId,
  record,
  beganAt: beganAt(record, clock),
  run: runOf(record),
  cell: null,
  view: blankView,
  abort: new AbortController(),
  timers: new Map(),
})

export interface Resumed {
  /** Something of ours was still on the clipboard. */
  readonly clipboardCleared: boolean
  /** Saves that the end of the program cut off. Told at every start until the entry of the key is settled. */
  readonly cutOffSaves: readonly { readonly fileName: string; readonly folder: string }[]
}

export async function resumeRuns(deps: Deps): Promise<Resumed> {
  const { runs, records, lines, clipboard, clock, log } = deps
  const found = await records.load()
  // Where nobody can say what was shown, everything counts as shown.
  const revealed = await revealedOperations(lines).catch(() => null)
  let clipboardCleared = false
  for (const record of found) {
    const live = liveOf(record, clock)
    runs().add(live, false)
    if (record.copiedHmac !== null) {
      const outcome = await clipboard.clearLeft(record.copiedHmac)
      if (outcome === 'cleared') clipboardCleared = true
      if (outcome !== 'failed') live.record = { ...live.record, copiedHmac: null }
    }
    const line = revealed === null || revealed.has(record.opId)
    runs().happen(live, { do: 'restart', line })
    await runs()
      .note(live, {})
      .catch(() => log.event('creation.not-recorded', { opId: live.opId }))
  }
  log.event('creation.resumed', { count: found.length })
  return { clipboardCleared, cutOffSaves: found.flatMap(({ saving }) => saving ?? []) }
}
