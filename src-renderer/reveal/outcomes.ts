// Draws what succeeded and what failed in the reveal frame. Never sees the private key.
import type { RevealFacts } from '../../src-shared/creation'
import type { Verdict } from '../../src-shared/key'
import { type SavedPlace, savedText, spokenSeconds, verdictText } from './reveal-text'

export const at = (id: string) => document.getElementById(id) ?? document.body

/** Said to screen readers; the countdown that is drawn would be said every second. */
export function say(text: string): void {
  at('status').textContent = text
}

function row(id: string, text: string): HTMLElement {
  const line = at(id)
  line.hidden = false
  const place = line.querySelector('.fill')
  if (place !== null) place.textContent = text
  at('envelope').classList.add('has-outcomes')
  return line
}

export const drawFailure = (text: string) => row('failed', text)

/** When the clipboard will be cleared, on the clock of `performance.now`; 0: no countdown. */
let clearsAt = 0

function drawCountdown(): void {
  if (clearsAt === 0) return
  const seconds = Math.max(0, Math.ceil((clearsAt - performance.now()) / 1000))
  at('countdown').setAttribute('value', String(seconds))
  at('copied-text').textContent = `Copied. The clipboard will be cleared in ${seconds} s.`
}
setInterval(drawCountdown, 1000)

export function drawCopied(seconds: number, isKept: boolean): void {
  clearsAt = performance.now() + seconds * 1000
  at('countdown').setAttribute('max', String(seconds))
  at('countdown').hidden = false
  at('keep').hidden = isKept
  row('copied', '')
  drawCountdown()
  say(`The key is on the clipboard, which will be cleared in ${spokenSeconds(seconds)}.`)
}

/** Ours is gone from the clipboard, or could not be taken away. */
export function drawCleared(outcome: string): void {
  if (clearsAt === 0) return
  clearsAt = 0
  at('countdown').hidden = true
  at('keep').hidden = true
  const gone = 'The key is no longer on the clipboard.'
  const failed = 'The clipboard could not be cleared. Copy something else over it.'
  at('copied-text').textContent = outcome === 'failed' ? failed : `Copied. ${gone}`
  say(outcome === 'failed' ? failed : gone)
}

export function drawSaved(saved: SavedPlace): void {
  const text = savedText(saved)
  row('saved', text).title = saved.folder
  say(text)
}

export function drawVerdict(verdict: Verdict, consoleName: string): void {
  const text = verdictText(verdict, consoleName)
  row('tested', text).classList.toggle('is-doubtful', verdict.kind !== 'works')
  say(`Test: ${text.charAt(0).toLowerCase()}${text.slice(1)}`)
}

export function drawFacts({ keyType, readOnly, bits, length }: RevealFacts): void {
  const isSimple = keyType === 'simple'
  const size = isSimple ? `${length} characters` : `RSA ${bits} bits`
  const access = readOnly ? 'read-only' : 'read and write'
  at('about').textContent = isSimple
    ? `Simple key, ${access}. One line, ${size}.`
    : `Advanced key, ${access}. ${size}, made on this computer.`
  at('letter-title').textContent = `Private key, ${size}`
  at('format').hidden = isSimple
  // It scrolls, so it must be reachable by keyboard.
  at('text').tabIndex = 0
}
