// The canary suite (S-65): after all that can be done with private keys, every place is searched; each search finds a plant.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { AppProcess } from '../app/app-process'
import { heapArgs, mainHeap, pageHeap, plantInMain, plantInPage } from '../app/heap'
import { findingsIn, rsaSecrets, type Secret, searchFor, textSecret } from '../app/leak-search'
import { readClipboard, stubOpenDialog, stubSaveDialog } from '../app/native'
import { whoAmI } from '../app/outside-client'
import type { Account, SandboxProcess } from '../app/sandbox-process'
import {
  connectAndTrust,
  createAdvancedKey,
  createSimpleKey,
  currentCode,
  finishReveal,
  keysGrid,
  privateKeyFrame,
  privateKeyText,
  selectKey,
  signIn,
} from '../app/steps'
import { expect, test } from './fixtures'

interface Canary {
  readonly kind: string
  readonly text: string
}

const issued = async (sandbox: SandboxProcess) =>
  ((await sandbox.control('GET', '/canaries')) as { canaries: Canary[] }).canaries

/** Typed as by a keyboard: filling the field would leave the driver's own copy in the page. */
async function typeSignIn(page: Page, account: Account): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).click()
  await page.keyboard.insertText(account.userName)
  await page.getByRole('textbox', { name: 'Password' }).click()
  await page.keyboard.insertText(account.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page
    .getByRole('textbox', { name: 'Verification code' })
    .fill(await currentCode(account.totpSecret ?? ''))
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(keysGrid(page)).toBeVisible()
}

/** Shows, copies, saves and tests what the reveal step holds. */
async function useEveryRelease(app: AppProcess, file: string, formats: readonly string[]): Promise<void> {
  const frame = privateKeyFrame(app.page)
  for (const format of formats) {
    if (format !== '') await frame.getByRole('radio', { name: format }).check({ force: true })
    // Another format takes the place of the text that is open.
    if (format === formats[0]) await frame.getByRole('button', { name: 'Show' }).click()
    await expect(privateKeyText(app.page)).toContainText(format === 'PEM' ? 'BEGIN PRIVATE KEY' : /\S{20}/)
    await frame.getByRole('button', { name: 'Copy key to clipboard' }).click()
    await expect(frame.getByText(/Copied/).first()).toBeVisible()
    await stubSaveDialog(app, `${file}${format}`)
    await frame.getByRole('button', { name: 'Save to file' }).click()
    await expect(frame.getByText(/Saved/).first()).toBeVisible()
  }
  await frame.getByRole('button', { name: 'Test' }).click()
  await expect(frame.getByText(/Works/).first()).toBeVisible()
}

const framePids = (app: AppProcess) =>
  app.electron.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.frames.map((one) => one.osProcessId) ?? [],
  )

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Done, the process of the frame gone with everything it held, the examples closed. */
async function finish(app: AppProcess): Promise<void> {
  const pids = await framePids(app)
  expect(pids).toHaveLength(1)
  await finishReveal(app.page)
  await expect(app.page.getByRole('region', { name: 'How to use this key' })).toBeVisible()
  await expect.poll(() => pids.filter(isAlive), 'the process of the reveal frame').toEqual([])
  await app.page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Close|Done)$/ })
    .click()
}

/** Reads the saved private key back and signs in with it. */
async function verifyFile(app: AppProcess, description: string, file: string): Promise<void> {
  const { page } = app
  await selectKey(page, description)
  await stubOpenDialog(app, file)
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Verify key' })
  await dialog.getByRole('button', { name: 'From file…' }).click()
  await expect(dialog.getByText(/^Works\./)).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
}

async function exportJournal(app: AppProcess, file: string): Promise<void> {
  const { page } = app
  await stubSaveDialog(app, file)
  await page.getByRole('navigation', { name: 'Consoles' }).getByRole('button', { name: 'Journal' }).click()
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: /CSV/ }).click()
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8').includes('Canary pair')).toBe(true)
  await page.getByRole('button', { name: /API keys/ }).click()
}

test('no secret is anywhere but in the saved key files: profile, temp, home, logs, journal, output, exports, requests, heaps (S-65)', async ({
  launch,
  sandbox,
  folder,
}) => {
  test.setTimeout(240_000)
  const account = sandbox.account('PortalAdministrator', true)
  const saved = path.join(folder, 'saved')
  const exported = path.join(folder, 'exported')
  for (const place of [saved, exported]) mkdirSync(place)
  const app = await launch({ args: heapArgs })
  await connectAndTrust(app.page, sandbox)
  await typeSignIn(app.page, account)

  await createSimpleKey(app.page, 'Canary line')
  await useEveryRelease(app, path.join(saved, 'simple'), [''])
  await finish(app)
  await createAdvancedKey(app.page, 'Canary pair', '2048')
  await useEveryRelease(app, path.join(saved, 'advanced'), ['XML', 'PEM'])
  await finish(app)
  await verifyFile(app, 'Canary line', path.join(saved, 'simple'))
  for (const format of ['XML', 'PEM'])
    await verifyFile(app, 'Canary pair', path.join(saved, `advanced${format}`))
  await exportJournal(app, path.join(exported, 'journal.csv'))

  const canaries = await issued(sandbox)
  // Of a token its signature: its head and its facts are the same in every token of the person.
  const all = (kind: string, name: string): Secret[] =>
    canaries
      .filter((one) => one.kind === kind)
      .map((one) => textSecret(name, one.text.slice(one.text.lastIndexOf('.') + 1)))
  const pem = readFileSync(path.join(saved, 'advancedPEM'), 'utf8')
  const plant = randomBytes(36).toString('base64url')
  const secrets = [
    textSecret('plant', plant),
    ...all('key', 'Simple key'),
    ...rsaSecrets('Advanced key', pem),
    textSecret('password', account.password),
    ...all('access', 'access token'),
    ...all('refresh', 'refresh token'),
    ...all('mfa', 'MFA token'),
    ...all('code', 'challenge'),
  ]
  const search = searchFor(secrets)

  await test.step('the search knows the secrets: the saved files hold them', () => {
    for (const kind of ['key', 'access', 'refresh', 'mfa', 'code'])
      expect(all(kind, kind), kind).not.toEqual([])
    expect(search(readFileSync(path.join(saved, 'simple')))).toEqual(['Simple key'])
    const parts = ['Advanced key, D', 'Advanced key, P', 'Advanced key, Q']
    expect(search(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'))).toEqual(parts)
    const xml = readFileSync(path.join(saved, 'advancedXML'))
    expect(search(xml)).toEqual(expect.arrayContaining(parts))
    expect(search(pem)).toContain('Advanced key, PEM')
  })

  await test.step('files: profile, exports, temporary folder, home', () => {
    const disguised = {
      [path.join(app.profile, 'planted-utf16')]: Buffer.from(plant, 'utf16le'),
      [path.join(app.profile, 'logs', 'planted-base64')]: Buffer.from(
        `x${Buffer.from(`y${plant}`).toString('base64')}`,
      ),
      [path.join(exported, 'planted-half')]: Buffer.from(plant.slice(3, 30)),
    }
    for (const [file, content] of Object.entries(disguised)) writeFileSync(file, content)
    expect(findingsIn(app.profile, search)).toEqual(['logs/planted-base64: plant', 'planted-utf16: plant'])
    expect(findingsIn(exported, search)).toEqual(['planted-half: plant'])
    for (const file of Object.keys(disguised)) rmSync(file)
    expect(findingsIn(app.profile, search)).toEqual([])
    for (const place of ['TMPDIR', 'HOME', 'XDG_RUNTIME_DIR']) {
      const root = process.env[place]
      if (root === undefined) throw new Error(`${place} is not a folder of the session`)
      const file = path.join(root, 'planted')
      writeFileSync(file, plant)
      expect(findingsIn(root, search, [saved]), place).toEqual(['planted: plant'])
      rmSync(file)
    }
  })

  await test.step('what was printed, and what was asked of the console', async () => {
    expect(search(app.output())).toEqual([])
    await app.electron.evaluate((_, text) => console.log(text), plant)
    await expect.poll(() => search(app.output())).toEqual(['plant'])
    const requests = async () => search(JSON.stringify(await sandbox.control('GET', '/requests')))
    expect(await requests()).toEqual([])
    await whoAmI(`${sandbox.url}/${plant}`, 'nobody').catch(() => undefined)
    expect(await requests()).toEqual(['plant'])
    expect(search(sandbox.output())).toEqual([])
  })

  await test.step('heap of the page', async () => {
    await plantInPage(app, plant)
    expect(search(await pageHeap(app))).toEqual(['plant'])
  })

  await test.step('heap of the main process after Done: tokens of the sign-in only', async () => {
    await plantInMain(app, plant)
    const found = search(await mainHeap(app))
    expect(found).toContain('plant')
    expect(found).toContain('access token')
    const allowed = ['plant', 'access token', 'refresh token']
    expect(found.filter((name) => !allowed.includes(name))).toEqual([])
  })

  await test.step('after the sign-out no token is left either, and the clipboard is empty', async () => {
    await app.page.getByRole('button', { name: 'Connection' }).click()
    await app.page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(app.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    expect(search(await mainHeap(app))).toEqual(['plant'])
    expect(search(await pageHeap(app))).toEqual(['plant'])
    expect(await readClipboard(app)).toBe('')
    expect(findingsIn(app.profile, search)).toEqual([])
  })
})

test('crashes of the frame and of the whole app while a key is shown leave no dump with it (S-39)', async ({
  launch,
  sandbox,
}) => {
  const app = await launch()
  await connectAndTrust(app.page, sandbox)
  await signIn(app.page, sandbox.account('PortalAdministrator'))
  const reports = () =>
    app.electron.evaluate(({ app: electronApp }) => ({
      report: process.report.reportOnFatalError || process.report.reportOnUncaughtException,
      dumps: electronApp.getPath('crashDumps'),
    }))
  expect((await reports()).report).toBe(false)
  await createSimpleKey(app.page, 'Crashing')
  await privateKeyFrame(app.page).getByRole('button', { name: 'Show' }).click()
  await expect(privateKeyText(app.page)).toBeVisible()
  const frame = app.page.frames().find((one) => one.url().startsWith('app://reveal'))
  if (frame === undefined) throw new Error('no reveal frame')
  // A real fault inside: the first process of a sandbox ignores signals that ask for one.
  const session = await app.page.context().newCDPSession(frame)
  session.send('Page.crash').catch(() => undefined)
  await expect.poll(() => app.output()).toMatch(/"to":"unconfirmed","kind":"frame-gone"/)
  const child = app.electron.process()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGSEGV')
  await ended

  const plant = randomBytes(36).toString('base64url')
  const keys = (await issued(sandbox)).filter(({ kind }) => kind === 'key')
  expect(keys).toHaveLength(1)
  const search = searchFor([textSecret('plant', plant), ...keys.map(({ text }) => textSecret('key', text))])
  for (const place of ['TMPDIR', 'HOME', 'XDG_RUNTIME_DIR']) {
    const root = process.env[place]
    if (root === undefined) throw new Error(`${place} is not a folder of the session`)
    const file = path.join(root, 'planted.dmp')
    writeFileSync(file, Buffer.concat([randomBytes(1000), Buffer.from(plant, 'utf16le'), randomBytes(1000)]))
    expect(findingsIn(root, search), place).toEqual(['planted.dmp: plant'])
    rmSync(file)
  }
  expect(findingsIn(app.profile, search)).toEqual([])
  expect(search(app.output())).toEqual([])
})
