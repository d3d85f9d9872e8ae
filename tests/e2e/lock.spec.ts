// The app lock on the real app: what is gone while it is locked, every way it falls, and every way out.
import type { Page } from '@playwright/test'
import type { AppProcess } from '../app/app-process'
import { clickMenu, readClipboard } from '../app/native'
import { createSimpleKey, currentCode, keysGrid, privateKeyFrame } from '../app/steps'
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
  await lock(app)
  await expect(password(page)).toBeFocused()
  await expect(page.locator('body')).toContainText('By you')
  await sandbox.control('DELETE', '/requests')
  const snapshot = await page.evaluate(() => window.bridge.snapshot())
  expect(snapshot).not.toContain('HaloPSA connector')
  expect(JSON.parse(snapshot).changed).toMatchObject({ inventory: [], sessions: [], connections: [] })
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
  ] as const) {
    await app.electron.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name as 'suspend'), event)
    await expect(page.locator('body')).toContainText(text)
    await unlock(page, account.password)
    await expect(keysGrid(page)).toBeVisible()
  }
  await app.electron.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 601
  })
  await expect(page.locator('body')).toContainText('After 10 minutes without activity')
})

test('survives kill -9 and asks for the second factor (S-26)', async ({ app, launch, sandbox }) => {
  await lock(app)
  await app.kill()
  const second = await launch()
  await expect(lockHeading(second.page)).toBeVisible()
  await expect(second.page.locator('body')).toContainText('It was locked when Keywright closed.')
  await unlock(second.page, sandbox.account('PortalAdministrator').password)
  await expect(keysGrid(second.page)).toBeVisible()
})

test('with a second factor', async ({ launch, sandbox }) => {
  const { connectAndTrust, signIn } = await import('../app/steps')
  const app = await launch()
  const account = sandbox.account('PortalAdministrator', true)
  await connectAndTrust(app.page, sandbox)
  await signIn(app.page, account)
  await lock(app)
  await unlock(app.page, account.password)
  const code = app.page.getByRole('textbox', { name: 'Verification code' })
  await code.fill('000000')
  await app.page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(app.page.getByRole('alert')).toBeVisible()
  await code.fill(await currentCode(account.totpSecret ?? ''))
  await app.page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(keysGrid(app.page)).toBeVisible()
})

test('an unrevealed private key waits for the unlock, a revealed one ends (N-75)', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const account = sandbox.account('PortalAdministrator')
  await createSimpleKey(page, 'Waiting')
  await expect(privateKeyFrame(page).getByRole('button', { name: 'Show' })).toBeVisible()
  await lock(app)
  await unlock(page, account.password)
  await expect(page.getByRole('heading', { name: 'Store the private key' })).toBeVisible()
  await privateKeyFrame(page).getByRole('button', { name: 'Copy key to clipboard' }).click()
  await expect.poll(() => readClipboard(app)).not.toBe('')
  await lock(app)
  await expect(page.locator('body')).toContainText('The clipboard was cleared.')
  expect(await readClipboard(app)).toBe('')
  await unlock(page, account.password)
  await expect(page.getByRole('region', { name: 'Needs attention' })).toContainText('Waiting')
})

test('whoever cannot unlock can sign out, which removes the list', async ({ app, sandbox }) => {
  const { page } = app
  await lock(app)
  await sandbox.stop()
  await unlock(page, sandbox.account('PortalAdministrator').password)
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(keysGrid(page)).toBeHidden()
})
