// Creating keys: one run at a time from the wizard's Create to a settled end. The entry point of this folder.
import type { ReadableCell } from '../../src-shared/cell'
import type { AttentionEntry, Creation, CreationDraft, GeneratedPair } from '../../src-shared/creation'
import { AppError } from '../../src-shared/errors'
import type { PublicKey } from '../../src-shared/key'
import type { Connections } from '../connections/connections'
import type { ConsoleApi } from '../console/console-api'
import { failureShape } from '../inventory/failure-shape'
import type { InventoryStore } from '../inventory/inventory'
import type { KeyChanges } from '../inventory/key-changes'
import type { Journal } from '../journal/journal'
import type { Log } from '../log/log'
import type { SecretCell } from '../log/secret-cell'
import { makePair } from '../private-key/rsa'
import type { Sessions } from '../session/session-parts'
import { failpoint } from '../storage/failpoint'
import type { LineFile } from '../storage/line-file'
import type { ShowSaveDialog } from '../storage/save-as'
import type { SealedFiles } from '../storage/sealed-file'
import { createAttention, type SettleChoice } from './attention'
import type { SecretClipboard } from './clipboard'
import type { Clock } from './clock'
import { isOpenState } from './creation-run'
import { createFrameHost } from './frame-host'
import { watchLateCommits } from './late-commits'
import type { LiveRun } from './live-run'
import { createOperationRecords } from './operation-record'
import { createPairs } from './pairs'
import { readPublicKeyText } from './public-key-text'
import { createReconciler } from './reconciler'
import { type Resumed, resumeRuns } from './resume'
import type { Reveal } from './reveal'
import { createRunJournal } from './run-journal'
import { createRuns, type Runs } from './runs'
import { createStart } from './start'
import type { VerifyKey } from './verify-key'

interface Settlement {
  readonly connectionId: string
  readonly opId: string
  readonly choice: SettleChoice
  /** For `keep`. */
  readonly reason: string
}

export interface Creations {
  readonly creation: ReadableCell<Creation | null>
  readonly attention: ReadableCell<AttentionEntry[]>
  generatePair(connectionId: string, bits: 2048 | 3072 | 4096): Promise<GeneratedPair>
  forgetPair(pairId: string): void
  /** Throws `public-key-invalid`. */
  readPublicKey(text: string): PublicKey
  /**
   * Resolves once the create is recorded and under way. Throws before anything was sent: `busy`, `description-in-use`
   * (detail.proposal), `invalid-input`, `public-key-invalid`, `reveal-spent` (pair gone), `storage-failed`, and what
   * prevents reading the owner's keys.
   */
  start(draft: CreationDraft): Promise<{ opId: string }>
  stopWaiting(opId: string): void
  /** Throws `invalid-input` (detail.reason `done`) when nothing is stored yet, `storage-failed`. */
  done(opId: string, copyIsStored: boolean): Promise<void>
  /** Throws why the key could not be deleted; it then needs attention. */
  deleteKey(opId: string): Promise<void>
  leave(opId: string): Promise<void>
  dismiss(opId: string): void
  /** Throws the network's failures. */
  check(connectionId: string, opId: string): Promise<void>
  /** Says which of several candidates the create made. Throws `changed-meanwhile` and the network's failures. */
  pick(connectionId: string, opId: string, keyId: string | null): Promise<void>
  settle(wanted: Settlement): Promise<void>
  /** True while closing the window or signing out would lose something. */
  isOpen(connectionId?: string): boolean
  /** At start, once the vault is open: runs of former starts become entries, left-over clipboards are cleared. */
  resume(): Promise<Resumed>
  /** Before the program ends, after the person agreed or (`log-off`) the system insists. Never rejects. */
  endForQuit(why?: 'quit' | 'log-off'): Promise<void>
  /**
   * The app is locked: revealed private keys end, unrevealed ones wait for {@link unlock} without a frame, the clipboard
   * is cleared. Never rejects.
   */
  lock(): Promise<{ clipboardCleared: boolean }>
  /** An unexpected error: every cell of this process is wiped (S-54), and what lived by one ends. Never throws. */
  surprised(): void
  /** Frames open again, doubtful creates are checked. Never rejects. */
  unlock(): Promise<void>
  /** Before a connection is removed or after its sign-out: clears the clipboard and the unused pair. */
  signedOut(): Promise<void>
}

export interface CreationsDeps {
  readonly api: Pick<
    ConsoleApi,
    | 'createSimpleKey'
    | 'createAdvancedKey'
    | 'asyncAction'
    | 'asyncResult'
    | 'forgetAsyncResult'
    | 'listUserLogins'
  >
  readonly sessions: Pick<Sessions, 'asUser' | 'cell'>
  readonly connections: Pick<Connections, 'get' | 'cell'>
  readonly journal: Pick<Journal, 'record' | 'append'>
  readonly inventory: Pick<InventoryStore, 'apply' | 'cell'>
  readonly keyChanges: Pick<KeyChanges, 'setEnabled' | 'remove'>
  readonly reveal: Reveal
  readonly clipboard: SecretClipboard
  readonly verify: VerifyKey
  readonly sealedFiles: SealedFiles
  /** Name of the sealed file (paths.operationsFile). */
  readonly operationsFile: string
  readonly lines: LineFile
  readonly showSaveDialog: ShowSaveDialog
  readonly clock: Clock
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** UUIDv4. */
  readonly newId: () => string
  readonly log: Log
}

export function createCreations(deps: CreationsDeps): Creations {
  const { reveal, clipboard, clock, log } = deps
  const records = createOperationRecords(deps.sealedFiles, deps.operationsFile)
  const pairs = createPairs({ makePair, newId: deps.newId, clock })
  const failureOf = (error: unknown) => failureShape(error, 'create-key', log)

  function wipe(live: LiveRun): void {
    live.cell?.wipe()
    live.cell = null
    for (const name of ['deadline', 'cell']) {
      live.timers.get(name)?.()
      live.timers.delete(name)
    }
  }

  const runJournal = createRunJournal({
    journal: deps.journal,
    consoleName: (connectionId) =>
      deps.connections.cell.get().find(({ id }) => id === connectionId)?.name ?? null,
  })
  const runs: Runs = createRuns({
    records,
    clock,
    log,
    known: deps.connections.cell,
    reached(live, did) {
      runJournal.reached(live, did)
      lateCommits.exclude(live)
    },
    act(live, effect) {
      if (effect === 'wipe') wipe(live)
      else if (effect === 'open-frame') frames.open(live)
      else if (effect === 'end-frame') frames.close(live)
      else if (effect === 'clear-clipboard') void clipboard.clear()
      else if (effect === 'reconcile') reconciler.begin(live)
      // send, flush-line, release and revoke belong to whoever asked for them.
    },
  })
  let isLocked = false
  const own = {
    ...deps,
    runs: () => runs,
    runJournal,
    isLocked: () => isLocked,
    isKnown: (connectionId: string) => deps.connections.cell.get().some(({ id }) => id === connectionId),
    consoleName: (connectionId: string) => deps.connections.get(connectionId).name,
  }
  const lateCommits = watchLateCommits(own)
  const frames = createFrameHost({
    ...own,
    test: (live: LiveRun, cell: SecretCell) => deps.verify.held(live.record, cell),
  })
  const reconciler = createReconciler({ ...own, failureOf })
  const attention = createAttention(own)
  const start = createStart({ ...own, pairs, failureOf })

  clipboard.onCleared((outcome) => {
    if (outcome !== 'failed') for (const live of runs.all()) forgetCopy(live)
    reveal.tell({ clipboard: outcome })
  })

  function forgetCopy(live: LiveRun): void {
    if (live.view.copied !== null) runs.show(live, { copied: { clearsAt: null } })
    if (live.record.copiedHmac !== null)
      runs.note(live, { copiedHmac: null }).catch(() => log.event('creation.not-recorded'))
  }

  function runOf(opId: string, connectionId?: string): LiveRun {
    const live = runs.get(opId)
    const isThere = connectionId === undefined || live?.record.connectionId === connectionId
    if (live === undefined || !isThere) throw new AppError('not-found')
    return live
  }

  return {
    creation: runs.creation,
    attention: runs.attention,
    generatePair: (_connectionId, bits) => pairs.generate(bits),
    forgetPair: (pairId) => pairs.forget(pairId),
    readPublicKey: readPublicKeyText,
    start,

    stopWaiting(opId) {
      const live = runOf(opId)
      runs.happen(live, { do: 'stop-waiting' })
      live.abort.abort()
    },
    async done(opId, copyIsStored) {
      if (__FAILPOINTS__) failpoint('before-done')
      const { refused, recorded } = runs.happen(runOf(opId), { do: 'done', copyIsStored })
      if (refused) throw new AppError('invalid-input', { reason: 'done' })
      await recorded
    },
    deleteKey: (opId) => attention.discard(runOf(opId)),
    async leave(opId) {
      const { refused, recorded } = runs.happen(runOf(opId), { do: 'leave' })
      if (refused) throw new AppError('invalid-input', { reason: 'leave' })
      await recorded
    },
    dismiss(opId) {
      const live = runs.get(opId)
      if (live !== undefined && isOpenState(live.run.state)) throw new AppError('busy')
      if (runs.presented() === opId) runs.present(null)
    },
    check: (connectionId, opId) => reconciler.check(runOf(opId, connectionId)),
    pick: (connectionId, opId, keyId) => reconciler.pick(runOf(opId, connectionId), keyId),
    settle: ({ connectionId, opId, choice, reason }) =>
      attention.settle(runOf(opId, connectionId), choice, reason),
    isOpen: (connectionId) =>
      runs
        .all()
        .some(
          ({ run, record }) =>
            isOpenState(run.state) && (connectionId === undefined || record.connectionId === connectionId),
        ),
    resume: () => resumeRuns({ ...own, records }),

    async endForQuit(why = 'quit') {
      for (const live of runs.all()) runs.happen(live, { do: why })
      for (const live of runs.all()) live.abort.abort()
      pairs.forgetAll()
      await Promise.allSettled([runs.written(), clipboard.clear()])
    },
    surprised() {
      pairs.forgetAll()
      for (const live of runs.all()) runs.happen(live, { do: 'surprise' })
    },
    async lock() {
      isLocked = true
      // First: runs that end clear it as well, and only the first is told that something was there.
      const clearing = clipboard.clear()
      const recorded = runs.all().map((live) => runs.happen(live, { do: 'lock' }).recorded)
      pairs.forgetAll()
      const outcome = await clearing
      await Promise.allSettled(recorded)
      return { clipboardCleared: outcome === 'cleared' }
    },
    async unlock() {
      isLocked = false
      for (const live of runs.all()) {
        if (!frames.endIfOver(live)) runs.happen(live, { do: 'unlock' })
        void reconciler.check(live).catch(() => {})
      }
    },
    async signedOut() {
      pairs.forgetAll()
      await clipboard.clear()
    },
  }
}
