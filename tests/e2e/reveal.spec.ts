// The main promise: one private key, revealed once; the same text shown, copied and saved; nowhere else.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { AppProcess } from '../app/app-process'
import { filesWith, leaksIn } from '../app/leak-search'
import { readClipboard, stubSaveDialog } from '../app/native'
import { advancedToken, whoAmI } from '../app/outside-client'
import {
  createAdvancedKey,
  createSimpleKey,
  finishReveal,
  keysGrid,
  privateKeyFrame,
  privateKeyText,
} from '../app/steps'
import { expect, test } from './fixtures'

const frameUrl = async (app: AppProcess) =>
  (await app.page.getByTitle('Private key').getAttribute('src')) ?? 'no frame'

/** Every frame of the window but the reveal frame, as HTML. */
const otherFrames = async (app: AppProcess) => {
  const frames = app.page.frames().filter((frame) => !frame.url().startsWith('app://reveal'))
  return (await Promise.all(frames.map((frame) => frame.content()))).join('\n')
}

/** Status of a request to the reveal origin from the main process's point of view: a fresh hidden frame would be refused too. */
const status = (app: AppProcess, url: string) =>
  app.electron.evaluate(async ({ BrowserWindow }, target) => {
    const session = BrowserWindow.getAllWindows()[0]?.webContents.session
    return session === undefined ? 0 : (await session.fetch(target)).status
  }, url)

test('Simple key: shown, copied, saved, tested, done; then never again', async ({ app, folder, sandbox }) => {
  const { page } = app
  await createSimpleKey(page, 'Nightly billing export')
  const frame = privateKeyFrame(page)
  const url = await frameUrl(app)
  expect(url).toMatch(/^app:\/\/reveal\//)

  await test.step('masked until Show', async () => {
    await expect(frame.getByRole('button', { name: 'Show' })).toBeVisible()
    await expect(privateKeyText(page)).toHaveCount(0)
  })
  await frame.getByRole('button', { name: 'Show' }).click()
  const shown = (await privateKeyText(page).innerText()).replace(/\s/g, '')
  expect(shown).toMatch(/^[\x21-\x7e]{20,}$/)

  await frame.getByRole('button', { name: 'Copy key to clipboard' }).click()
  await expect(frame.getByText(/Copied/)).toBeVisible()
  expect(await readClipboard(app)).toBe(shown)

  const file = path.join(folder, 'key.txt')
  await stubSaveDialog(app, file)
  await frame.getByRole('button', { name: 'Save to file' }).click()
  await expect(frame.getByText(/Saved/).first()).toBeVisible()
  expect(readFileSync(file, 'utf8').trim()).toBe(shown)
  expect(statSync(file).mode & 0o777).toBe(0o600)

  await frame.getByRole('button', { name: 'Test' }).click()
  await expect(frame.getByText(/Works/)).toBeVisible()
  expect(await whoAmI(sandbox.url, shown)).toMatchObject({ status: 200 })

  await test.step('the secret is in the reveal frame and nowhere else', async () => {
    writeFileSync(path.join(app.profile, 'planted.txt'), Buffer.from(shown, 'utf16le'))
    expect(filesWith(app.profile, shown)).toEqual([path.join(app.profile, 'planted.txt')])
    writeFileSync(path.join(app.profile, 'planted.txt'), '')
    expect(filesWith(app.profile, shown)).toEqual([])
    expect(leaksIn(await otherFrames(app), shown)).toBe(false)
    expect(leaksIn(app.output(), shown)).toBe(false)
    expect(leaksIn(sandbox.output(), shown)).toBe(false)
  })
  await test.step('a second load of the frame is refused for ever', async () => {
    expect(await status(app, url)).toBe(410)
  })

  await finishReveal(page)
  await expect(page.getByRole('region', { name: 'How to use this key' })).toBeVisible()
  expect(leaksIn(await otherFrames(app), shown)).toBe(false)
  expect(await status(app, url)).toBe(410)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Close|Done)$/ })
    .click()
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('Nightly billing export')
  await expect(keysGrid(page).getByRole('rowheader', { name: 'Nightly billing export' })).toBeVisible()
  expect(filesWith(app.profile, shown)).toEqual([])
})

for (const [format, name] of [
  ['XML', 'key.xml'],
  ['PEM', 'key.pem'],
] as const) {
  test(`Advanced key as ${format}: shown, copied and saved are the same key, and it signs in`, async ({
    app,
    folder,
    sandbox,
  }) => {
    const { page } = app
    const fingerprint = await createAdvancedKey(page, `Connector ${format}`, '3072')
    const frame = privateKeyFrame(page)
    if (format === 'PEM') await frame.getByRole('radio', { name: 'PEM' }).check({ force: true })
    await frame.getByRole('button', { name: 'Show' }).click()
    const shown = (await privateKeyText(page).innerText()).replace(/\s/g, '')
    await frame.getByRole('button', { name: 'Copy key to clipboard' }).click()
    await expect(frame.getByText(/Copied/)).toBeVisible()
    const copied = await readClipboard(app)
    expect(copied.replace(/\s/g, '')).toBe(shown)
    await stubSaveDialog(app, path.join(folder, name))
    await frame.getByRole('button', { name: 'Save to file' }).click()
    await expect(frame.getByText(/Saved/).first()).toBeVisible()
    const saved = readFileSync(path.join(folder, name), 'utf8')
    expect(saved.replace(/\s/g, '')).toBe(shown)
    expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600)

    const bearer = await advancedToken(sandbox.url, saved)
    expect(await whoAmI(sandbox.url, bearer ?? '')).toMatchObject({ status: 200 })
    await finishReveal(page)
    await expect(page.getByRole('region', { name: 'How to use this key' })).toBeVisible()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Close|Done)$/ })
      .click()

    await page.getByRole('searchbox', { name: 'Search keys' }).fill(`Connector ${format}`)
    await keysGrid(page)
      .getByRole('rowheader', { name: `Connector ${format}` })
      .click()
    await page.keyboard.press('Enter')
    await expect(page.getByText(fingerprint).first()).toBeVisible()
    expect(filesWith(app.profile, saved.slice(60, 160))).toEqual([])
    expect(leaksIn(sandbox.output(), saved.slice(60, 160))).toBe(false)
  })
}

test.describe(() => {
  test.use({ provokesPolicy: true })

  test('the page around the frame cannot read it, the frame is another process and ends with its element', async ({
    app,
  }) => {
    const { page } = app
    await createSimpleKey(page, 'Isolation proof')
    const frame = privateKeyFrame(page)
    await frame.getByRole('button', { name: 'Show' }).click()
    await expect(privateKeyText(page)).toBeVisible()
    const reach = await page.evaluate(async () => {
      const element = document.querySelector<HTMLIFrameElement>('iframe[title="Private key"]')
      const url = element?.src ?? ''
      return {
        document: element?.contentDocument ?? null,
        fetched: await fetch(url).then(
          () => 'answered',
          () => 'refused',
        ),
      }
    })
    expect(reach).toEqual({ document: null, fetched: 'refused' })

    const pids = await app.electron.evaluate(({ BrowserWindow }) => {
      const main = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame
      return { main: main?.osProcessId ?? 0, frames: main?.frames.map((one) => one.osProcessId) ?? [] }
    })
    expect(pids.frames).toHaveLength(1)
    expect(pids.frames[0]).not.toBe(pids.main)

    await page.evaluate(() => document.querySelector('iframe[title="Private key"]')?.remove())
    await expect
      .poll(() => {
        try {
          process.kill(pids.frames[0] ?? 0, 0)
          return 'alive'
        } catch {
          return 'gone'
        }
      })
      .toBe('gone')
  })
})

test('Done needs a store action and the tick; after Copy alone it asks once more', async ({ app }) => {
  const { page } = app
  await createSimpleKey(page, 'Done rules')
  const done = page.getByRole('button', { name: 'Done' })
  const tick = page.getByRole('checkbox', { name: 'I have stored this key in a safe place' })
  await tick.check({ force: true })
  await expect(done).toHaveAttribute('aria-disabled', 'true')
  await privateKeyFrame(page).getByRole('button', { name: 'Copy key to clipboard' }).click()
  await expect(done).not.toHaveAttribute('aria-disabled', 'true')
  await done.click()
  const question = page.getByRole('alertdialog', { name: 'Is the key stored?' })
  await question.getByRole('button', { name: 'Go back' }).click()
  await expect(page.getByRole('heading', { name: 'Store the private key' })).toBeVisible()
  await done.click()
  await question.getByRole('button', { name: 'Yes, it is stored' }).click()
  await expect(page.getByRole('region', { name: 'How to use this key' })).toBeVisible()
})

test('closing the window during a reveal asks first; leaving anyway closes it and is reported at the next start', async ({
  app,
  launch,
}) => {
  const { page } = app
  await createSimpleKey(page, 'Left behind')
  const ended = new Promise<void>((resolve) => app.electron.process().once('exit', () => resolve()))
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  const question = page.getByRole('alertdialog', { name: 'The key will be lost' })
  await expect(question.getByRole('button', { name: 'Go back' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Store the private key' })).toBeVisible()
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await question.getByRole('button', { name: 'Leave anyway' }).click()
  await ended
  const again = await launch()
  await expect(again.page.getByRole('region', { name: 'Needs attention' })).toContainText('Left behind')
})

test('an own public key: private keys are refused before they go anywhere; nothing to reveal', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const { generateKeyPairSync } = await import('node:crypto')
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
  await page.getByRole('button', { name: 'New key' }).click()
  await page.getByRole('menuitem', { name: 'Advanced key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create key' })
  await dialog.getByRole('button', { name: 'Next' }).click()
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Own pair')
  await dialog.getByRole('button', { name: 'Next' }).click()
  await dialog.getByRole('radio', { name: 'Use my own public key' }).check({ force: true })
  const field = dialog.getByRole('textbox', { name: 'Public key' })
  await field.fill(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  await expect(dialog.getByText(/That is a private key/)).toBeVisible()
  await expect(field).toHaveValue('')
  await field.fill(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString())
  await expect(dialog.getByRole('region', { name: 'Public key' })).toContainText('2048 bits')
  await dialog.getByRole('button', { name: 'Next' }).click()
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Key created' })).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  expect(await advancedToken(sandbox.url, pem)).not.toBeNull()
})

test('Tab and Shift+Tab cross the frame', async ({ app }) => {
  const { page } = app
  await createSimpleKey(page, 'Tab order')
  const inFrame = () => page.evaluate(() => document.activeElement?.tagName === 'IFRAME')
  const cross = async (key: string) => {
    const seen: boolean[] = []
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press(key)
      seen.push(await inFrame())
    }
    return seen
  }
  for (const key of ['Tab', 'Shift+Tab']) {
    const seen = await cross(key)
    expect(seen, key).toContain(true)
    expect(seen, key).toContain(false)
  }
})
