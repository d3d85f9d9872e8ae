// The reveal frame's script in jsdom: what it asks, what it shows and for how long, and that it blanks itself at the end.
import { fireEvent, screen, waitFor } from '@testing-library/dom'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import html from '../../../src-renderer/reveal/reveal.html?raw'

const secret = '310cfbbe3fc81274aZ3kQ9xV7bN2mW5r'
const simple = {
  keyType: 'simple',
  readOnly: true,
  bits: null,
  length: 32,
  consoleName: 'EU-1',
  nonce: 'n0nce',
}
const advanced = { ...simple, keyType: 'advanced', bits: 3072, length: null }

let asked: { action: string; nonce: string | null; format: string | null }[]
let answers: Record<string, () => Response>
let pulse: ReadableStreamDefaultController<Uint8Array>

beforeEach(() => {
  asked = []
  answers = {
    show: () => new Response(secret),
    copy: () => Response.json({ seconds: 60 }),
    keep: () => Response.json({ seconds: 300 }),
    save: () => Response.json({ saved: { fileName: 'a.txt', folder: '/home/pia/Documents' } }),
    test: () =>
      Response.json({
        verdict: { kind: 'works', userName: 'NG\\pia', readOnly: true, at: '2026-01-12T09:00:00Z' },
      }),
    pulse: () =>
      new Response(
        new ReadableStream({
          start(controller) {
            pulse = controller
          },
        }),
      ),
  }
  vi.stubGlobal('fetch', async (url: string, { headers }: { headers: Record<string, string> }) => {
    const action = url.slice(url.lastIndexOf('/') + 1)
    const { 'x-reveal-nonce': nonce = null, 'x-reveal-format': format = null } = headers
    asked.push({ action, nonce, format })
    return answers[action]?.() ?? new Response('gone', { status: 410 })
  })
  vi.useFakeTimers({ shouldAdvanceTime: true })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.resetModules()
})

async function start(facts: object = simple): Promise<void> {
  document.documentElement.dataset.facts = JSON.stringify(facts)
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  document.body.replaceChildren(...parsed.body.childNodes)
  for (const script of document.querySelectorAll('script')) script.remove()
  await import('../../../src-renderer/reveal/reveal')
  await waitFor(() => expect(asked).toHaveLength(1))
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const region = () => screen.queryByRole('region', { name: 'Private key text' })
const shown = async () => {
  press('Show')
  await waitFor(() => expect(region()).not.toBeNull())
}

it('starts masked, says what it holds, and keeps its nonce to itself', async () => {
  await start()
  expect(region()).toBeNull()
  expect(screen.getByRole('img', { name: 'Private key, hidden' })).toBeTruthy()
  expect(screen.getByText('Simple key, read-only. One line, 32 characters.')).toBeTruthy()
  expect(screen.queryByRole('radiogroup')).toBeNull()
  expect(document.documentElement.outerHTML).not.toContain('n0nce')
  expect(asked[0]).toEqual({ action: 'pulse', nonce: 'n0nce', format: 'xml' })
})

it('shows the whole text, once from main, and hides it again', async () => {
  await start()
  await shown()
  expect(region()?.textContent).toBe(secret)
  press('Hide')
  expect(region()).toBeNull()
  expect(document.body.textContent).not.toContain(secret.slice(0, 8))
  await shown()
  expect(region()?.textContent).toBe(secret)
  expect(asked.filter(({ action }) => action === 'show')).toHaveLength(1)
})

it.each([
  ['30 seconds', () => vi.advanceTimersByTime(30_000)],
  ['losing the focus', () => fireEvent.blur(window)],
  ['printing', () => window.dispatchEvent(new Event('beforeprint'))],
])('is masked again after %s', async (_name, happen) => {
  await start()
  await shown()
  happen()
  expect(region()).toBeNull()
  expect(document.body.textContent).not.toContain(secret.slice(0, 8))
})

it.each(['copy', 'cut', 'dragstart', 'contextmenu', 'selectstart'])('prevents %s', async (name) => {
  await start()
  await shown()
  const event = new Event(name, { bubbles: true, cancelable: true })
  document.getElementById('key')?.dispatchEvent(event)
  expect(event.defaultPrevented).toBe(true)
})

it('never speaks the text', async () => {
  await start()
  await shown()
  const said = screen.getByRole('status').textContent ?? ''
  expect(said).toContain('is shown')
  expect(said).not.toContain(secret.slice(0, 4))
})

it('asks for the chosen format, and changes it while open', async () => {
  await start(advanced)
  const pem = screen.getByRole('radio', { name: 'PEM' })
  expect(screen.getByText('Advanced key, read-only. RSA 3072 bits, made on this computer.')).toBeTruthy()
  fireEvent.click(pem)
  press('Copy key to clipboard')
  await screen.findByText(/Copied/)
  expect(asked.at(-1)).toEqual({ action: 'copy', nonce: 'n0nce', format: 'pem' })
  answers.show = () => new Response(`<RSAKeyValue><D>${asked.length}</D></RSAKeyValue>`)
  await shown()
  const first = region()?.textContent
  fireEvent.click(screen.getByRole('radio', { name: 'XML' }))
  await waitFor(() => expect(region()?.textContent).not.toBe(first))
  fireEvent.click(pem)
  await waitFor(() => expect(region()?.textContent).toBe(first))
  expect(asked.filter(({ action }) => action === 'show').map(({ format }) => format)).toEqual(['pem', 'xml'])
})

it('counts down, keeps it longer, and says when it is gone', async () => {
  await start()
  press('Copy key to clipboard')
  await screen.findByText('Copied. The clipboard will be cleared in 60 s.')
  await vi.advanceTimersByTimeAsync(12_000)
  screen.getByText(/cleared in 4[789] s\.$/)
  press('Keep 5 minutes longer')
  await screen.findByText(/cleared in (300|299) s\.$/)
  expect(screen.queryByRole('button', { name: 'Keep 5 minutes longer' })).toBeNull()
  pulse.enqueue(new TextEncoder().encode('{"clipboard":"clea'))
  pulse.enqueue(new TextEncoder().encode('red"}\n{"theme":"dark"}\n'))
  await screen.findByText('Copied. The key is no longer on the clipboard.')
  expect(document.documentElement.dataset.theme).toBe('dark')
})

it.each([
  ['OneDrive', 'This folder is copied to OneDrive: the key will be there too.'],
  ['network', 'This folder is on another computer: others may read it there.'],
])('warns when the folder of the file is copied: %s (S-47)', async (copiedBy, warning) => {
  await start()
  answers.save = () => Response.json({ saved: { fileName: 'a.txt', folder: 'C:\\Keys\\Shared', copiedBy } })
  press('Save to file')
  await screen.findByText(`Saved to a.txt in Shared. ${warning}`, { selector: '#saved *' })
})

it('says what was saved and tested, and what failed', async () => {
  await start()
  press('Save to file')
  await screen.findByText('Saved to a.txt in Documents.', { selector: '#saved *' })
  press('Test')
  await screen.findByText('Works: EU-1 accepted it as NG\\pia.')
  answers.save = () =>
    Response.json({ failure: 'save-failed', detail: { reason: 'exists' } }, { status: 409 })
  press('Save to file')
  expect((await screen.findByRole('alert')).textContent).toMatch(/^Nothing was saved: a file of that name/)
  answers.save = () => Response.json({ saved: null })
  press('Save to file')
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  answers.test = () =>
    Response.json({ verdict: { kind: 'cannot-be-checked', why: 'unreachable', at: '2026-01-12T09:00:00Z' } })
  press('Test')
  await screen.findByText('Not checked: the console cannot be reached.')
})

it.each([
  ['main ends the reveal', () => pulse.close()],
  [
    'main answers 410',
    () => {
      answers.copy = () => new Response('gone', { status: 410 })
      press('Copy key to clipboard')
    },
  ],
])('blanks itself when %s', async (_name, happen) => {
  await start()
  await shown()
  happen()
  await screen.findByText('This private key is no longer available here.')
  expect(region()).toBeNull()
  expect(document.body.textContent).not.toContain(secret.slice(0, 8))
  for (const button of screen.getAllByRole<HTMLButtonElement>('button')) expect(button.disabled).toBe(true)
})
