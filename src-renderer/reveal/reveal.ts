// The reveal frame's script: asks its own origin to show, copy, save or test; masks again; blanks itself at the end.
import type { RevealFacts } from '../../src-shared/creation'
import { at, drawCleared, drawCopied, drawFacts, drawFailure, drawSaved, drawVerdict, say } from './outcomes'
import { type Refusal, refusalText } from './reveal-text'

type Format = 'xml' | 'pem'
const page = document.documentElement
const facts: RevealFacts & { readonly nonce: string } = JSON.parse(page.dataset.facts ?? '')
// The nonce stays in this script alone.
page.removeAttribute('data-facts')
const isSimple = facts.keyType === 'simple'
const maskMs = 30_000

/** Texts handed out so far: main gives each format once. */
const texts = new Map<Format, string>()
let isOver = false
let isOpen = false
let maskTimer = 0

const format = (): Format =>
  document.querySelector<HTMLInputElement>('[value=pem]')?.checked === true ? 'pem' : 'xml'

function over(): void {
  isOver = true
  texts.clear()
  mask()
  for (const control of document.querySelectorAll('button, input')) control.toggleAttribute('disabled', true)
  at('about').textContent = 'This private key is no longer available here.'
  at('hint').textContent = ''
}

/** The answer of main, or null: refused (and said so), or over. */
async function ask(action: 'show' | 'copy' | 'save' | 'test' | 'keep' | 'pulse'): Promise<Response | null> {
  const headers = { 'x-reveal-nonce': facts.nonce, 'x-reveal-format': format() }
  const answer = await fetch(`${location.href}/${action}`, { method: 'POST', headers }).catch(() => null)
  at('failed').hidden = true
  if (answer?.ok === true) return answer
  if (answer?.status !== 409) over()
  else {
    const refusal: Refusal = await answer.json()
    if (refusal.failure !== 'busy') drawFailure(refusalText(refusal))
  }
  return null
}

function draw(): void {
  const focused = document.activeElement
  at('envelope').classList.toggle('is-open', isOpen)
  at('letter').hidden = !isOpen
  at('closed').hidden = isOpen
  at('show-word').textContent = isOpen ? 'Hide' : 'Show'
  at(isOpen ? 'letter-head' : 'sealed').append(at('format'))
  // Moving an element takes the focus away from it.
  if (focused instanceof HTMLInputElement) focused.focus()
}

function mask(): void {
  isOpen = false
  clearTimeout(maskTimer)
  at('key').replaceChildren()
  draw()
}

/** Marks XML tags, or groups a Simple key by four: only what is drawn, never what is copied. */
function open(text: string): void {
  const parts = text.split(isSimple ? /(.{4})/ : /(<[^>]+>)/).filter((part) => part !== '')
  const spans = parts.map((part) => {
    const span = document.createElement('span')
    span.textContent = part
    span.className = isSimple ? 'four' : part.startsWith('<') ? 'tag' : ''
    return span
  })
  at('key').replaceChildren(...spans)
  isOpen = true
  draw()
  say('The private key is shown. It is hidden again after 30 seconds.')
  clearTimeout(maskTimer)
  maskTimer = window.setTimeout(mask, maskMs)
}

async function show(): Promise<void> {
  const wanted = format()
  if (!texts.has(wanted)) {
    const answer = await ask('show')
    if (answer === null) return mask()
    texts.set(wanted, await answer.text())
  }
  if (!isOver && wanted === format()) open(texts.get(wanted) ?? '')
}

async function copy(action: 'copy' | 'keep'): Promise<void> {
  const { seconds = null } = (await (await ask(action))?.json()) ?? {}
  if (seconds === null) return
  drawCopied(seconds, action === 'keep')
  if (action === 'keep') at('copy').focus()
}

async function save(): Promise<void> {
  const { saved = null } = (await (await ask('save'))?.json()) ?? {}
  if (saved !== null) drawSaved(saved)
}

async function test(): Promise<void> {
  at('test').setAttribute('aria-busy', 'true')
  const { verdict } = (await (await ask('test'))?.json()) ?? {}
  at('test').removeAttribute('aria-busy')
  if (verdict !== undefined) drawVerdict(verdict, facts.consoleName)
}

function hear(line: string): void {
  const { clipboard, theme } = JSON.parse(line)
  if (clipboard !== undefined) drawCleared(clipboard)
  if (theme === 'light' || theme === 'dark') page.dataset.theme = theme
  else if (theme !== undefined) page.removeAttribute('data-theme')
}

/** Open as long as this document lives: main learns of its end, and this document of main's. */
async function listen(): Promise<void> {
  const reader = (await ask('pulse'))?.body?.pipeThrough(new TextDecoderStream()).getReader()
  for (let rest = ''; reader !== undefined; ) {
    const { value, done } = await reader.read().catch(() => ({ value: '', done: true }))
    if (done) break
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach(hear)
  }
  over()
}

at('show').onclick = () => (isOpen ? mask() : show())
at('copy').onclick = () => copy('copy')
at('keep').onclick = () => copy('keep')
at('save').onclick = save
at('test').onclick = test
at('format').onchange = () => (isOpen ? show() : undefined)
for (const name of ['copy', 'cut', 'dragstart', 'contextmenu', 'selectstart'])
  document.addEventListener(name, (event) => event.preventDefault())
for (const name of ['blur', 'beforeprint', 'pagehide']) window.addEventListener(name, mask)
drawFacts(facts)
void listen()
