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
/** The same in the reveal frame. */
const inFrame = (app: AppProcess, code: string) =>
  app.electron.evaluate(async ({ BrowserWindow }, script) => {
    const frame = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.frames[0]
    return String(await frame?.executeJavaScript(script))
  }, code)
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

/** Addresses of the window's page and of the frames in it. */
const windowUrls = (app: AppProcess) =>
  app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().flatMap(({ webContents }) => [
      webContents.getURL(),
      ...webContents.mainFrame.frames.map((frame) => frame.url),
    ]),
  )

/** What a selection of X11 holds. */
function selection(name: string): string {
  try {
    return execFileSync('xclip', ['-o', '-selection', name], {
      timeout: 2000,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return ''
  }
}

/** A frame that goes before its pulse is noticed only by its silence, much later. */
async function pulseBegan(app: AppProcess): Promise<void> {
  const count = (event: string) => app.output().split(`"event":"${event}"`).length
  await expect.poll(() => count('reveal.watched')).toBe(count('reveal.issued'))
}

/** Kills the process of the live frame, as a crash would; answers its ticket. */
async function crashFrame(app: AppProcess): Promise<string> {
  await expect.poll(() => ticketUrl(app)).not.toBe('none')
  const url = await ticketUrl(app)
  await expect.poll(() => framePid(app, url)).toBeGreaterThan(0)
  await pulseBegan(app)
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

test('a reload after a release ends the reveal: no second one, told in the list (N-75)', async ({ app }) => {
  const { page } = app
  await createSimpleKey(page, 'Reloaded too late')
  await privateKeyFrame(page).getByRole('button', { name: 'Show' }).click()
  await expect(privateKeyText(page)).toBeVisible()
  const url = await frameUrl(page)
  await page.reload()
  await expect.poll(() => app.output()).toMatch(/"from":"revealed","to":"unconfirmed","kind":"frame-gone"/)
  await expect(page.getByTitle('Private key')).toHaveCount(0)
  await expect(
    page.getByRole('region', { name: 'Needs attention' }).getByText('Reloaded too late'),
  ).toBeVisible()
  const status = await app.electron.evaluate(
    ({ BrowserWindow }, ticket) =>
      BrowserWindow.getAllWindows()[0]
        ?.webContents.session.fetch(ticket)
        .then((answer) => answer.status),
    url,
  )
  expect(status).toBe(410)
})

test.describe(() => {
  test.use({ provokesPolicy: true })

  test('the window cannot be led elsewhere while a private key waits, and a frame that is gives way to a new one (N-75, S-05)', async ({
    app,
  }) => {
    await createSimpleKey(app.page, 'Led nowhere')
    await expect(privateKeyFrame(app.page).getByRole('button', { name: 'Show' })).toBeVisible()
    const url = await ticketUrl(app)
    const go = (where: string, target: string) =>
      `try { ${where}.href = ${JSON.stringify(target)} } catch {} ''`
    const tries = ['https://127.0.0.1:1/', 'app://lock/lock/lock.html', 'data:text/html,x', url]
    for (const target of tries)
      for (const [who, run] of [
        ['page', () => inPage(app, go('location', target))],
        ['frame', () => inFrame(app, go('top.location', target))],
      ] as const) {
        await run()
        await app.page.waitForTimeout(200)
        expect([who, target, await windowUrls(app)]).toEqual([who, target, ['app://main/index.html', url]])
      }
    expect(app.output()).not.toMatch(/"event":"reveal\.frame-gone"/)

    // The page can only end its frame by that, which it could do anyway; nothing was handed out, so a new one comes.
    let before = url
    const ways = [
      ...['https://127.0.0.1:1/', 'app://main/index.html'].map(
        (target) =>
          `document.querySelector('iframe[title="Private key"]').src = ${JSON.stringify(target)}; ''`,
      ),
      // Chromium asks nobody about a blank page; the window's own page is back at once.
      go('location', 'about:blank'),
    ]
    for (const way of ways) {
      await pulseBegan(app)
      await inPage(app, way)
      await expect
        .poll(async () => {
          const [page, frame, ...more] = await windowUrls(app)
          const isNew = frame !== undefined && frame !== before && frame.startsWith('app://reveal/')
          return page === 'app://main/index.html' && isNew && more.length === 0
        })
        .toBe(true)
      before = await ticketUrl(app)
    }
    // Asked past the driver, which waits for ever for navigations that were stopped.
    const press =
      "[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Show')?.click(); ''"
    await inFrame(app, press)
    await expect
      .poll(() =>
        inFrame(app, "document.querySelector('[aria-label=\"Private key text\"]')?.innerText ?? ''"),
      )
      .toMatch(/^[\x21-\x7e\s]{20,}$/)
  })
})

test('shortcuts, right click and dragging in the frame open nothing and take nothing along (N-61)', async ({
  app,
}) => {
  test.skip(process.platform !== 'linux', 'reads the selections of X11')
  const { page } = app
  await createSimpleKey(page, 'Nothing by shortcut')
  const frame = privateKeyFrame(page)
  await frame.getByRole('button', { name: 'Show' }).click()
  const shown = (await privateKeyText(page).innerText()).replace(/\s/g, '')
  const url = await frameUrl(page)
  const text = privateKeyText(page)
  const box = await text.boundingBox()
  if (box === null) throw new Error('the text is not drawn')
  await text.click({ button: 'right' })
  await page.mouse.move(box.x + 5, box.y + 5)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width - 5, box.y + 5, { steps: 4 })
  await page.mouse.move(box.x, box.y - 200, { steps: 4 })
  await page.mouse.up()
  const selected = await frame.locator('html').evaluate(() => getSelection()?.toString() ?? '')
  expect(selected).toBe('')
  for (const keys of [
    'Control+A',
    'Control+C',
    'Control+X',
    'Control+Insert',
    'Control+P',
    'Control+S',
    'Control+U',
    'Control+F',
    'Control+R',
    'F5',
    'F12',
    'Control+G',
  ])
    await page.keyboard.press(keys)
  await page.waitForTimeout(500)
  expect(await frameUrl(page)).toBe(url)
  expect(await windowUrls(app)).toEqual(['app://main/index.html', url])
  expect(app.output()).not.toMatch(/"event":"reveal\.frame-gone"/)
  const outside = [await readClipboard(app), ...['primary', 'clipboard'].map(selection)]
  for (const one of outside) expect(one).not.toContain(shown.slice(0, 6))
  // On paper there would be nothing of it, whatever asked for it.
  await page.emulateMedia({ media: 'print' })
  expect(await frame.locator('body').evaluate((body) => getComputedStyle(body).display)).toBe('none')
  await page.emulateMedia({ media: null })
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
  const primary = () => selection('primary')
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
