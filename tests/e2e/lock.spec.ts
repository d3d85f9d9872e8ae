// The app lock on the real app: what is gone while it is locked, every way it falls, and every way out.
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { AppProcess } from '../app/app-process'
import { heapArgs, mainHeap, pageHeap, plantInMain, plantInPage } from '../app/heap'
import { searchFor, textSecret } from '../app/leak-search'
import { clickMenu, readClipboard } from '../app/native'
import {
  askForSimpleKey,
  connectAndTrust,
  createSimpleKey,
  currentCode,
  keysGrid,
  privateKeyFrame,
  signIn,
} from '../app/steps'
import { expect, test } from './fixtures'

const lockHeading = (page: Page) => page.getByRole('heading', { name: 'Locked' })
const password = (page: Page) => page.getByRole('textbox', { name: 'Password' })

async function lock(app: AppProcess): Promise<void> {
  await clickMenu(app, 'Lock')
  await expect(lockHeading(app.page)).toBeVisible()
}

async function unlock(page: Page, secret: string): Promise<void> {
  await password(page).fill(secret)
  await page.getByRole('button', { name: 'Unlock' }).click()
}

test('hides everything, sends nothing, and opens for the same person (S-26)', async ({ app, sandbox }) => {
  const { page } = app
  const account = sandbox.account('PortalAdministrator')
  // As from the keyboard: keys of the page driver do not reach the menu.
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({
      type: 'keyDown',
      keyCode: 'L',
      modifiers: ['control'],
    }),
  )
  await expect(lockHeading(page)).toBeVisible()
  await expect(password(page)).toBeFocused()
  await expect(page.locator('body')).toContainText('By you')
  await sandbox.control('DELETE', '/requests')
  const snapshot = await page.evaluate(() => window.bridge.snapshot())
  expect(snapshot).not.toContain('HaloPSA connector')
  expect(JSON.parse(snapshot)).toMatchObject({
    changed: { sessions: [], connections: [] },
    inventory: { order: [], lists: [] },
  })
  const refused = await page.evaluate(async () => {
    const reply = await window.bridge.call('settings.set', { name: 'theme', value: 'dark' })
    return reply.ok ? 'done' : reply.failure.code
  })
  expect(refused).toBe('locked')
  // A reload, going back and the menu's commands stay on the lock screen.
  await page.reload()
  await expect(lockHeading(page)).toBeVisible()
  await page.goBack().catch(() => null)
  await clickMenu(app, 'Journal')
  await expect(lockHeading(page)).toBeVisible()
  expect(await sandbox.control('GET', '/requests')).toMatchObject({ requests: [] })

  await unlock(page, 'not the password')
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(password(page)).toBeFocused()
  await unlock(page, account.password)
  await expect(keysGrid(page)).toBeVisible()
  await expect(page.getByRole('rowheader', { name: 'HaloPSA connector' })).toBeVisible()
})

test('falls with the computer, with sleep, and without activity (S-26)', async ({ app, sandbox }) => {
  const { page } = app
  const account = sandbox.account('PortalAdministrator')
  for (const [event, text] of [
    ['lock-screen', 'With this computer'],
    ['suspend', 'went to sleep'],
    ['user-did-resign-active', 'With this computer'],
  ] as const) {
    await app.electron.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name as 'suspend'), event)
    await expect(page.locator('body')).toContainText(text)
    await unlock(page, account.password)
    await expect(keysGrid(page)).toBeVisible()
  }
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('navigation', { name: 'Settings' }).getByText('Security').click()
  await page.getByRole('button', { name: /Lock when idle/ }).click()
  await page.getByRole('option', { name: 'After 2 minutes' }).click()
  await app.electron.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 121
    // Nor may the app have been opened since.
    const later = performance.now.bind(performance)
    performance.now = () => later() + 121_000
  })
  await expect(page.locator('body')).toContainText('After 2 minutes without activity')
  await app.electron.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 0
  })
  await unlock(page, account.password)
  // Back where the person was.
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
})

test('survives kill -9 and opens for the same person only (S-26)', async ({ app, launch, sandbox }) => {
  await lock(app)
  await app.kill()
  await sandbox.control('DELETE', '/requests')
  const second = await launch()
  await expect(lockHeading(second.page)).toBeVisible()
  await expect(second.page.locator('body')).toContainText('It was locked when Keywright closed.')
  await expect(password(second.page)).toBeFocused()
  expect(await sandbox.control('GET', '/requests')).toMatchObject({ requests: [] })
  await unlock(second.page, sandbox.account('PortalAdministrator').password)
  await expect(keysGrid(second.page)).toBeVisible()
  await second.close()
  // Unlocked, it starts as ever.
  const third = await launch()
  await expect(keysGrid(third.page)).toBeVisible()
})

test('unlocks with a second factor (S-26)', async ({ launch, sandbox }) => {
  const app = await launch()
  const account = sandbox.account('PortalAdministrator', true)
  await connectAndTrust(app.page, sandbox)
  await signIn(app.page, account)
  await lock(app)
  await unlock(app.page, account.password)
  const code = app.page.getByRole('textbox', { name: 'Verification code' })
  await expect(code).toBeFocused()
  await code.fill('000000')
  await app.page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(app.page.getByRole('alert')).toBeVisible()
  await code.fill(await currentCode(account.totpSecret ?? ''))
  await app.page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(keysGrid(app.page)).toBeVisible()
})

/** The moment until which the private key can be stored, as the main process has it. */
const deadlineOf = (page: Page) =>
  page.evaluate(async () => JSON.parse(await window.bridge.snapshot()).changed.creation?.deadlineAt ?? null)

test('an unrevealed private key waits for the unlock, a revealed one ends (N-75)', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const account = sandbox.account('PortalAdministrator')
  await createSimpleKey(page, 'Waiting')
  await expect(privateKeyFrame(page).getByRole('button', { name: 'Show' })).toBeVisible()
  const deadline = await deadlineOf(page)
  expect(deadline).not.toBeNull()
  await lock(app)
  // Neither closing the window nor signing out can lose it meanwhile.
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect(page.getByRole('alert')).toContainText('not stored yet')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('alert').last()).toContainText('Unlock to store it')
  await page.getByRole('button', { name: 'Back' }).click()
  await unlock(page, account.password)
  await expect(page.getByRole('heading', { name: 'Store the private key' })).toBeVisible()
  await expect(page.getByRole('alertdialog')).toBeHidden()
  expect(await deadlineOf(page)).toBe(deadline)
  await privateKeyFrame(page).getByRole('button', { name: 'Copy key to clipboard' }).click()
  await expect.poll(() => readClipboard(app)).not.toBe('')
  await lock(app)
  await expect(page.locator('body')).toContainText('The clipboard was cleared.')
  expect(await readClipboard(app)).toBe('')
  await unlock(page, account.password)
  await expect(page.getByRole('region', { name: 'Needs attention' })).toContainText('Waiting')
  await expect(page.getByRole('region', { name: 'Needs attention' })).toContainText(
    'never confirmed as stored',
  )
})

test('a create that is under way goes on, and its key can be stored after the unlock (N-75)', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await sandbox.control('POST', '/holds', { operationId: 'AddApiKeyLogin', at: 'before' })
  await askForSimpleKey(page, 'Slow create')
  await expect
    .poll(() => sandbox.control('GET', '/holds'), 'the console has the request')
    .toMatchObject({
      holds: [{ waiting: 1 }],
    })
  await lock(app)
  await sandbox.control('DELETE', '/holds')
  const creates = async () => {
    const { requests } = (await sandbox.control('GET', '/requests')) as {
      requests: { operationId: string | null; status: number }[]
    }
    return requests.filter((one) => one.operationId === 'AddApiKeyLogin').map(({ status }) => status)
  }
  await expect.poll(creates).toEqual([200])
  await unlock(page, sandbox.account('PortalAdministrator').password)
  await expect(page.getByRole('heading', { name: 'Store the private key' })).toBeVisible()
  await expect(privateKeyFrame(page).getByRole('button', { name: 'Show' })).toBeVisible()
  expect(await creates()).toEqual([200])
})

test('whoever cannot unlock can sign out, which removes the list', async ({ app, sandbox }) => {
  const { page } = app
  const saved = () => readdirSync(path.join(app.profile, 'sealed')).filter((name) => name.startsWith('keys-'))
  await expect.poll(saved).toHaveLength(1)
  await lock(app)
  await sandbox.stop()
  await unlock(page, sandbox.account('PortalAdministrator').password)
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeEnabled()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(keysGrid(page)).toBeHidden()
  expect(saved()).toEqual([])
})

/** What only the list of keys holds. */
const rowText = 'HaloPSA connector'
const pagePid = (app: AppProcess) =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId())

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('no row, no token and nothing of the page is in memory while locked (S-26, P11)', async ({
  launch,
  sandbox,
}) => {
  test.setTimeout(180_000)
  const app = await launch({ args: heapArgs })
  const { page } = app
  const account = sandbox.account('PortalAdministrator')
  await connectAndTrust(page, sandbox)
  await signIn(page, account)
  await expect(page.getByRole('rowheader', { name: rowText })).toBeVisible()
  const { canaries } = (await sandbox.control('GET', '/canaries')) as {
    canaries: { kind: string; text: string }[]
  }
  const tokens = (kind: string) =>
    canaries
      .filter((one) => one.kind === kind)
      .map(({ text }) => textSecret(`${kind} token`, text.slice(text.lastIndexOf('.') + 1)))
  const search = searchFor([textSecret('row', rowText), ...tokens('access'), ...tokens('refresh')])
  const before = await pagePid(app)
  if (before === undefined) throw new Error('no page')

  await test.step('before the lock the search finds them', async () => {
    expect(search(await pageHeap(app))).toEqual(['row'])
    expect(search(await mainHeap(app))).toEqual(['access token', 'refresh token', 'row'])
  })
  await lock(app)
  await test.step('the page is another process, and the old one has ended', async () => {
    expect(await pagePid(app)).not.toBe(before)
    await expect.poll(() => isAlive(before), { timeout: 30_000 }).toBe(false)
  })
  await test.step('heaps of the lock screen and of the main process', async () => {
    const plant = randomBytes(24).toString('base64url')
    const withPlant = searchFor([textSecret('plant', plant)])
    await plantInPage(app, plant)
    await plantInMain(app, plant)
    const [pageBytes, mainBytes] = [await pageHeap(app), await mainHeap(app)]
    expect([withPlant(pageBytes), withPlant(mainBytes)]).toEqual([['plant'], ['plant']])
    expect(search(pageBytes)).toEqual([])
    expect(search(mainBytes)).toEqual([])
  })
  await test.step('and all is back after the unlock', async () => {
    await unlock(page, account.password)
    await expect(page.getByRole('rowheader', { name: rowText })).toBeVisible()
    expect(search(await pageHeap(app))).toEqual(['row'])
  })
})

test('the lock screen is as large as the page was, and the page as it was before', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const zoom = () =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel())
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomLevel(2),
  )
  await lock(app)
  await expect.poll(zoom).toBe(2)
  await unlock(page, sandbox.account('PortalAdministrator').password)
  await expect(keysGrid(page)).toBeVisible()
  await expect.poll(zoom).toBe(2)
})
