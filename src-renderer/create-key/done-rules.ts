// When a reveal may end with Done, what is still missing, and what the countdown says.
import type { Creation } from '../../src-shared/creation'

type Stored = Pick<Creation, 'copied' | 'saved'>

/** What Done still needs, as one sentence for its description; null when it may be pressed (decisions D27). */
export function missingForDone(creation: Stored, ticked: boolean): string | null {
  const stored = creation.copied !== null || creation.saved !== null
  if (!stored && !ticked) return 'Copy or save the key first, then tick the box.'
  if (!stored) return 'Copy or save the key first.'
  return ticked ? null : 'Tick the box once the key is stored.'
}

/** After Copy alone nobody knows whether it was pasted anywhere, so Done asks once more. */
export function asksOnceMore(creation: Stored): boolean {
  return creation.saved === null
}

/** Whole seconds until `at`, never below 0. */
export function secondsUntil(at: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(at) - now) / 1000))
}

/** `9:41` */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

interface Warning {
  readonly text: string
  /** Only the loss of a secret interrupts a screen reader (features.md 4.8). */
  readonly urgent: boolean
}

/** What is announced as the deadline comes near; null while there is time enough. */
export function deadlineWarning(seconds: number): Warning | null {
  if (seconds > 120) return null
  if (seconds > 30) return { text: '2 minutes left to store the key.', urgent: false }
  return { text: '30 seconds left to store the key. Then it is destroyed.', urgent: true }
}
