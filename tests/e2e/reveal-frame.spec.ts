// The reveal frame's life on the real runtime: broken frames, the selection of X11, masking, and nothing leaving by hand.
import { execFileSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import type { AppProcess } from '../app/app-process'
import { readClipboard } from '../app/native'
import { createSimpleKey, privateKeyFrame, privateKeyText } from '../app/steps'
import { expect, test } from './fixtures'

const frameUrl = async (page: Page) => (await page.getByTitle('Private key').getAttribute('src')) ?? ''

/** Asks the page through the main process: the driver counts a page whose frame has crashed as crashed itself. */
const inPage = (app: AppProcess, code: string) =>
  app.electron.evaluate(
    ({ BrowserWindow }, script): Promise<string> =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script) ?? Promise.resolve('no window'),
    code,
  )
const ticketUrl = (app: AppProcess) =>
  inPage(app, `document.querySelector('iframe[title="Private key"]')?.src ?? 'none'`)
/** Process of the frame once its document is there; 0 before. */
const framePid = (app: AppProcess, url: string) =>
  app.electron.evaluate(({ BrowserWindow }, wanted) => {
    try {
      const frames = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.frames ?? []
      return frames.find((frame) => frame.url === wanted)?.osProcessId ?? 0
    } catch {
      // Frames that have just crashed cannot be asked.
      return 0
    }
  }, url)

/** Kills the process of the live frame, as a crash would; answers its ticket. */
async function crashFrame(app: AppProcess): Promise<string> {
  await expect.poll(() => ticketUrl(app)).not.toBe('none')
  const url = await ticketUrl(app)
  await expect.poll(() => framePid(app, url)).toBeGreaterThan(0)
  // A crash before the frame's pulse is noticed only by its silence, much later.
  const count = (event: string) => app.output().split(`"event":"${event}"`).length
  await expect.poll(() => count('reveal.watched')).toBe(count('reveal.issued'))
  process.kill(await framePid(app, url), 'SIGKILL')
  return url
}

/** Ends an open reveal, and with it the app. */
async function leave(app: AppProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => app.electron.process().once('exit', () => resolve()))
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await app.page.getByRole('button', { name: 'Leave anyway' }).click()
  await ended
}

test('a frame that breaks before any release is replaced; three times', async ({ app }) => {
  await createSimpleKey(app.page, 'Broken frames')
  const seen = new Set<string>()
  for (let round = 0; round < 4; round += 1) {
    const url = await crashFrame(app)
    seen.add(url)
    await expect.poll(() => ticketUrl(app)).not.toBe(url)
  }
  expect(seen.size).toBe(4)
  expect(await ticketUrl(app)).toBe('none')
  expect(app.output()).toMatch(/"from":"unrevealed","to":"orphan","kind":"frame-gone"/)
})

test('a frame that breaks after a release ends the reveal', async ({ app }) => {
  const { page } = app
  await createSimpleKey(page, 'Crashed after Show')
  await privateKeyFrame(page).getByRole('button', { name: 'Show' }).click()
  await expect(privateKeyText(page)).toBeVisible()
  await crashFrame(app)
  await expect.poll(() => ticketUrl(app)).toBe('none')
  expect(app.output()).toMatch(/"from":"revealed","to":"unconfirmed","kind":"frame-gone"/)
  expect(await inPage(app, 'document.body.innerText')).toContain('Crashed after Show')
})

test('a reload of the page before any release brings the reveal back under a new ticket', async ({ app }) => {
  const { page } = app
  await createSimpleKey(page, 'Reloaded')
  const url = await frameUrl(page)
  await page.reload()
  await expect.poll(() => frameUrl(page)).not.toBe(url)
  await privateKeyFrame(page).getByRole('button', { name: 'Show' }).click()
  await expect(privateKeyText(page)).toHaveText(/^[\x21-\x7e]{20,}$/)
  await leave(app)
})

test('keyboard, mouse and selection take nothing out of the frame; it masks when the focus leaves', async ({
  app,
}) => {
  test.skip(process.platform !== 'linux', 'reads the selections of X11')
  const { page } = app
  await createSimpleKey(page, 'Nothing by hand')
  const frame = privateKeyFrame(page)
  await frame.getByRole('button', { name: 'Show' }).click()
  const shown = (await privateKeyText(page).innerText()).replace(/\s/g, '')
  const primary = () => {
    try {
      return execFileSync('xclip', ['-o', '-selection', 'primary'], {
        timeout: 2000,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
    } catch {
      return ''
    }
  }
  await privateKeyText(page).dblclick()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+C')
  expect(await readClipboard(app)).not.toContain(shown.slice(0, 8))
  expect(primary()).not.toContain(shown.slice(0, 4))

  await frame.getByRole('button', { name: 'Copy key to clipboard' }).click()
  await expect(frame.getByText(/Copied/)).toBeVisible()
  expect(await readClipboard(app)).toBe(shown)
  // This runtime fills the primary selection along with the clipboard; it is emptied at once.
  expect(primary()).not.toContain(shown.slice(0, 4))

  await page.getByRole('checkbox', { name: 'I have stored this key in a safe place' }).focus()
  await expect(privateKeyText(page)).toHaveCount(0)
  await leave(app)
})
