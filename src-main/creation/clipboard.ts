// Puts a private key on the clipboard and takes it away again: by timer, on demand, after a crash; only if still ours.
import { timingSafeEqual } from 'node:crypto'
import { AppError } from '../../src-shared/errors'
import type { Log } from '../log/log'
import type { Clock } from './clock'
import type { SystemClipboard } from './system-clipboard'

/** `Keep 5 minutes longer`. */
const keepMs = 5 * 60_000

type ClearOutcome =
  | 'cleared'
  /** Something else is on the clipboard, or nothing; it stays as it is. */
  | 'not-ours'
  | 'failed'

export interface SecretClipboard {
  /** Replaces what was copied before. Throws `clipboard-failed`; then nothing of ours is on the clipboard. */
  copy(text: Buffer): Promise<{ clearsAt: Date }>
  /** Five minutes from now; null when nothing of ours is there any more. */
  keep(): { clearsAt: Date } | null
  /** Clears at once if it is still ours. Never throws. */
  clear(): Promise<ClearOutcome>
  /** What a crash left behind: `hmac` as hex from the operation record (decisions D18). Never throws. */
  clearLeft(hmac: string): Promise<ClearOutcome>
  /** HMAC that belongs in the record before {@link copy}. */
  hmacOf(text: Buffer): string
  /** Calls `listener` when something of ours left the clipboard or could not be cleared. */
  onCleared(listener: (outcome: ClearOutcome) => void): void
}

interface Deps {
  readonly system: SystemClipboard
  readonly clock: Clock
  /** Seconds of the setting `clipboardSeconds`, read at each copy. */
  readonly seconds: () => number
  readonly hmac: (bytes: Buffer) => Buffer
  readonly log: Log
}

export function createSecretClipboard({ system, clock, seconds, hmac, log }: Deps): SecretClipboard {
  let ours: { mark: Buffer; cancel: () => void } | null = null
  const listeners = new Set<(outcome: ClearOutcome) => void>()

  const isMark = (text: string, mark: Buffer) => {
    if (text === '') return false
    const bytes = Buffer.from(text, 'utf8')
    const found = hmac(bytes)
    bytes.fill(0)
    return found.length === mark.length && timingSafeEqual(found, mark)
  }

  /** Is it what we wrote? With a marker nothing is read: some systems tell the person about every reading. */
  const holds = async (mark: Buffer) =>
    system.marks ? system.hasMarker() : isMark(await system.readText(), mark)

  async function clearIf(mark: Buffer): Promise<ClearOutcome> {
    try {
      const selection = system.marks ? null : await system.readSelection()
      if (selection !== null && isMark(selection, mark)) await system.clearSelection()
      if (!(await holds(mark))) return 'not-ours'
      await system.clear()
      return (await holds(mark)) ? 'failed' : 'cleared'
    } catch {
      return 'failed'
    }
  }

  async function clearOurs(): Promise<ClearOutcome> {
    const was = ours
    if (was === null) return 'not-ours'
    was.cancel()
    ours = null
    const outcome = await clearIf(was.mark)
    log.event('clipboard.cleared', { kind: outcome })
    for (const listener of listeners) listener(outcome)
    return outcome
  }

  function keepFor(mark: Buffer, ms: number): { clearsAt: Date } {
    ours?.cancel()
    ours = { mark, cancel: clock.after(ms, () => void clearOurs()) }
    return { clearsAt: new Date(clock.now().getTime() + ms) }
  }

  return {
    async copy(text) {
      const mark = hmac(text)
      // From here on the timer runs: a write that fails half-way may still have left something.
      const kept = keepFor(mark, seconds() * 1000)
      try {
        await system.writeSecret(text)
        // Locked, signed out or quitting meanwhile: whoever cleared the clipboard did so before this write landed.
        if (ours === null || !ours.mark.equals(mark)) {
          await clearIf(mark)
          throw new AppError('clipboard-failed', { reason: 'ended' })
        }
        if (!(await holds(mark))) throw new AppError('clipboard-failed', { reason: 'not-there' })
        const selection = system.marks ? null : await system.readSelection()
        if (selection !== null && isMark(selection, mark)) await system.clearSelection()
        return kept
      } catch (error) {
        await clearOurs()
        throw new AppError('clipboard-failed', {}, error)
      }
    },
    keep: () => (ours === null ? null : keepFor(ours.mark, keepMs)),
    clear: clearOurs,
    clearLeft: (mark) => clearIf(Buffer.from(mark, 'hex')),
    hmacOf: (text) => hmac(text).toString('hex'),
    onCleared(listener) {
      listeners.add(listener)
    },
  }
}
