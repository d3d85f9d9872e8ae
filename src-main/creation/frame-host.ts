// What a run does when its reveal frame asks: flush the line first, then copy, save or test; and how its frame is made.
import path from 'node:path'
import { AppError } from '../../src-shared/errors'
import type { Verdict } from '../../src-shared/key'
import type { Log } from '../log/log'
import type { SecretCell } from '../log/secret-cell'
import type { KeyFormat } from '../private-key/rsa-private'
import { copiedBy } from '../storage/copied-folder'
import { failpoint } from '../storage/failpoint'
import type { LineFile } from '../storage/line-file'
import { createSaveAs, type SaveFilter, type ShowSaveDialog } from '../storage/save-as'
import type { SecretClipboard } from './clipboard'
import type { Clock } from './clock'
import { fileNameOf } from './file-name'
import type { LiveRun } from './live-run'
import type { RevealLine } from './operation-record'
import type { ReleaseKind, Reveal, RevealHost, Take } from './reveal'
import type { RunJournal } from './run-journal'
import type { Runs } from './runs'

/** From the moment the private key can be shown (security-spec section 3). */
export const deadlineMs = 10 * 60_000

interface Deps {
  readonly runs: () => Runs
  readonly reveal: Reveal
  readonly lines: LineFile
  readonly runJournal: Pick<RunJournal, 'releasing' | 'note'>
  readonly clipboard: SecretClipboard
  readonly showSaveDialog: ShowSaveDialog
  readonly test: (live: LiveRun, cell: SecretCell) => Promise<Verdict>
  readonly consoleName: (connectionId: string) => string
  readonly isLocked: () => boolean
  readonly clock: Clock
  readonly log: Log
}

const filters: Readonly<Record<KeyFormat | 'text', SaveFilter[]>> = {
  text: [{ name: 'Text', extensions: ['txt'] }],
  xml: [{ name: 'XML', extensions: ['xml'] }],
  pem: [{ name: 'PEM', extensions: ['pem'] }],
}

export function createFrameHost({ runs, reveal, lines, runJournal, clipboard, clock, log, ...deps }: Deps) {
  /** One flush per run, however many releases ask at once. */
  const flushes = new WeakMap<LiveRun, Promise<void>>()

  const isRevealed = (live: LiveRun) => live.run.state === 'revealed'

  async function flush(live: LiveRun, kind: ReleaseKind): Promise<void> {
    if (runs().happen(live, { do: 'release-asked' }).refused) throw new AppError('reveal-spent')
    const line: RevealLine = { event: 'reveal', opId: live.opId, at: clock.now().toISOString(), kind }
    try {
      await lines.append(line)
      if (__FAILPOINTS__) failpoint('after-line')
      await runJournal.releasing(live, kind)
    } catch (error) {
      runs().happen(live, { do: 'line-failed' })
      throw error
    }
    const { refused, recorded } = runs().happen(live, { do: 'line-flushed' })
    if (refused) throw new AppError('reveal-spent')
    // The line is what counts; a record that could not follow it makes nothing worse.
    await recorded.catch(() => {})
  }

  const overAt = new WeakMap<LiveRun, number>()

  /** Timers can be late, for example after the computer slept. */
  function endIfOver(live: LiveRun): boolean {
    const at = overAt.get(live)
    const isOver = live.timers.has('deadline') && at !== undefined && clock.monotonic() >= at
    if (isOver) runs().happen(live, { do: 'deadline' })
    return isOver
  }

  async function beforeRelease(live: LiveRun, kind: ReleaseKind): Promise<void> {
    if (endIfOver(live)) throw new AppError('reveal-spent')
    if (isRevealed(live)) return
    const running = flushes.get(live) ?? flush(live, kind)
    flushes.set(live, running)
    try {
      await running
    } finally {
      flushes.delete(live)
    }
  }

  async function copy(live: LiveRun, take: Take): Promise<{ seconds: number }> {
    const text = await take()
    try {
      await runs().note(live, { copiedHmac: clipboard.hmacOf(text) })
      if (!isRevealed(live)) throw new AppError('reveal-spent')
      const { clearsAt } = await clipboard.copy(text)
      runJournal.note('private-key.copied', live)
      runs().happen(live, { do: 'stored', by: 'copy' })
      runs().show(live, { copied: { clearsAt } })
      return { seconds: secondsTo(clearsAt) }
    } catch (error) {
      runs().happen(live, { do: 'store-failed' })
      throw error
    } finally {
      text.fill(0)
    }
  }

  const secondsTo = (at: Date) => Math.max(0, Math.round((at.getTime() - clock.now().getTime()) / 1000))

  /** The dialog first: somebody who cancels it has released nothing. */
  async function save(live: LiveRun, take: Take, format: KeyFormat) {
    const isSimple = live.record.kind === 'simple'
    const wanted = isSimple ? 'text' : format
    const request = { suggestedName: `${fileNameOf(live.record.description)}.${isSimple ? 'txt' : format}` }
    const file = await deps.showSaveDialog({ ...request, filters: filters[wanted] })
    if (file === null) return null
    const text = await take()
    try {
      // On the disk before the file is: whoever ends the program in between can be told where a part of it lies.
      await runs().note(live, { saving: { fileName: path.basename(file), folder: path.dirname(file) } })
      if (!isRevealed(live)) throw new AppError('reveal-spent')
      const saveAs = createSaveAs({ showSaveDialog: async () => file })
      const saved = await saveAs.save({ ...request, filters: filters[wanted], bytes: text })
      if (saved.kind !== 'saved') return null
      const { fileName, folder } = saved
      runJournal.note('private-key.saved', live, { fileName, folder })
      runs().happen(live, { do: 'stored', by: 'save' })
      runs().show(live, { saved: { fileName, folder } })
      return { fileName, folder, copiedBy: copiedBy(folder, process.platform) }
    } catch (error) {
      runs().happen(live, { do: 'store-failed' })
      throw error
    } finally {
      text.fill(0)
      await runs()
        .note(live, { saving: undefined })
        .catch(() => log.event('creation.not-recorded', { opId: live.opId }))
    }
  }

  async function test(live: LiveRun): Promise<Verdict> {
    if (live.cell === null) throw new AppError('reveal-spent')
    const verdict = await deps.test(live, live.cell)
    runJournal.note('private-key.tested', live, { kind: verdict.kind })
    runs().show(live, { tested: verdict })
    return verdict
  }

  function keepClipboard(live: LiveRun): { seconds: number } | null {
    const kept = clipboard.keep()
    if (kept === null) return null
    runs().show(live, { copied: { clearsAt: kept.clearsAt } })
    return { seconds: secondsTo(kept.clearsAt) }
  }

  function hostOf(live: LiveRun): RevealHost {
    return {
      beforeRelease: (kind) => beforeRelease(live, kind),
      shown() {
        runs().show(live, { shown: true })
        runJournal.note('private-key.shown', live)
      },
      copy: (take) => copy(live, take),
      save: (take, format) => save(live, take, format),
      test: () => test(live),
      keepClipboard: () => keepClipboard(live),
      frameGone: () => void runs().happen(live, { do: 'frame-gone' }),
    }
  }

  return {
    endIfOver,
    /** Issues a ticket; the first one of a run starts its deadline. While the app is locked none is issued. */
    open(live: LiveRun): void {
      const { cell, record } = live
      if (cell === null) throw new AppError('internal', { reason: 'no-cell' })
      if (!live.timers.has('deadline')) {
        overAt.set(live, clock.monotonic() + deadlineMs)
        live.timers.set(
          'deadline',
          clock.after(deadlineMs, () => void runs().happen(live, { do: 'deadline' })),
        )
        live.view = { ...live.view, deadlineAt: new Date(clock.now().getTime() + deadlineMs) }
      }
      if (deps.isLocked()) return
      const isSimple = record.kind === 'simple'
      const facts = {
        keyType: isSimple ? 'simple' : 'advanced',
        readOnly: record.readOnly,
        bits: record.publicKey?.bits ?? null,
        length: isSimple ? cell.use((bytes) => bytes.length) : null,
        consoleName: deps.consoleName(record.connectionId),
      } as const
      const frameUrl = reveal.issue(cell, facts, hostOf(live))
      log.event('reveal.issued', { opId: live.opId, attempt: live.run.framesLost + 1 })
      live.view = { ...live.view, frameUrl }
    },
    /** Everything behind the ticket is 410 from now on. */
    close(live: LiveRun): void {
      reveal.end()
      live.view = { ...live.view, frameUrl: null }
    },
  }
}
