// The screens off the main road, for the contact sheet: warnings, states, settings, narrow windows and large text.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { type AppProcess, launchApp, newProfile, removeProfile } from '../app/app-process'
import { clickMenu } from '../app/native'
import { type SandboxProcess, startSandboxProcess } from '../app/sandbox-process'
import {
  askForSimpleKey,
  connectAndTrust,
  createSimpleKey,
  enterAddress,
  enterPassword,
  keysGrid,
  privateKeyFrame,
  selectKey,
  signIn,
} from '../app/steps'
import { createRecorder } from './recorder'

let sandbox: SandboxProcess
let app: AppProcess
let folder: string
const profile = newProfile()

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'gallery-'))
  sandbox = await startSandboxProcess(['--seed', 'demo', '--data', path.join(folder, 'console')])
  app = await launchApp({ profile })
})

test.afterAll(async () => {
  await app.close().catch(() => undefined)
  await sandbox.stop()
  removeProfile(profile)
  rmSync(folder, { recursive: true, force: true })
})

const resize = (width: number, height: number) =>
  app.electron.evaluate(
    ({ BrowserWindow }, size) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height)
    },
    { width, height },
  )

const connectionMenu = async (page: Page, item: string) => {
  await page.getByRole('button', { name: 'Connection' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** A create whose answer is lost, before or behind the console's work, and the wizard closed again. */
async function loseKey(drop: 'after-commit' | 'before-commit', description: string, heading: string) {
  await sandbox.control('POST', '/faults', { operationId: 'AddApiKeyLogin', drop, times: 1 })
  const dialog = await askForSimpleKey(app.page, description)
  await expect(app.page.getByRole('heading', { name: heading })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
}

test('the gallery', async () => {
  const { step } = createRecorder(() => app.page, 'gallery')
  const { page } = app

  await step('not a console', async () => {
    await enterAddress(page, 'https://127.0.0.1:9')
    await expect(page.getByRole('alert').first()).toBeVisible()
  })
  await step('password refused', async () => {
    await connectAndTrust(page, sandbox)
    await enterPassword(page, sandbox.account('CompanyOwner').userName, 'not the password')
    await expect(page.getByRole('alert').first()).toBeVisible()
  })
  await step('no rights', async () => {
    await signIn(page, sandbox.account('PortalOperator'))
    await expect(page.getByRole('button', { name: 'New key' })).toHaveAttribute('aria-disabled', 'true')
  })
  await step('rest access off for a company', async () => {
    await connectionMenu(page, 'Sign out')
    await signIn(page, sandbox.account('PortalAdministrator'))
    await expect(page.getByRole('region', { name: 'REST access is off' })).toBeVisible()
  })
  await step('no match', async () => {
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('nothing like this')
    await expect(page.getByRole('button', { name: 'Clear filters' })).toBeVisible()
  })
  await step('verify', async () => {
    await selectKey(page, 'HaloPSA connector')
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
  })
  await step('edit connection', async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('')
    await connectionMenu(page, 'Edit connection')
    await expect(page.getByRole('dialog')).toBeVisible()
  })
  await step('remove connection', async () => {
    await page.keyboard.press('Escape')
    await connectionMenu(page, 'Remove connection')
    await expect(page.getByRole('alertdialog')).toBeVisible()
  })
  await step('about', async () => {
    await page.keyboard.press('Escape')
    await clickMenu(app, 'About')
    await expect(page.getByRole('dialog', { name: /About/ })).toBeVisible()
  })
  await step('settings', async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Settings' }).click()
    await expect(page.getByRole('heading', { name: 'Appearance' })).toBeVisible()
  })
  await step('settings, security', async () => {
    await page.getByRole('navigation', { name: 'Settings' }).getByText('Security').click()
    await expect(page.getByRole('heading', { name: 'Private keys' })).toBeVisible()
  })
  await step('the key will be lost', async () => {
    await page.getByRole('button', { name: /API keys/ }).click()
    await createSimpleKey(page, 'Interrupted report')
    await privateKeyFrame(page).getByRole('button', { name: 'Show' }).click()
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await expect(page.getByRole('alertdialog', { name: 'The key will be lost' })).toBeVisible()
  })
  await page.getByRole('button', { name: 'Leave anyway' }).click()
  await app.close().catch(() => undefined)
  app = await launchApp({ profile })
  const attention = () => app.page.getByRole('region', { name: 'Needs attention' })
  await expect(attention()).toBeVisible()
  await loseKey('after-commit', 'Zabbix EU probe', 'Nobody has this private key')
  await loseKey('before-commit', 'Nightly export', 'Was the key created?')
  await step('needs attention', async () => {
    await expect(attention().getByRole('listitem')).toHaveCount(3)
  })
  await step('revoke and recreate', async () => {
    await attention().getByRole('button', { name: 'Revoke and recreate' }).first().click()
    await expect(app.page.getByRole('alertdialog', { name: 'Revoke key' })).toBeVisible()
  })
  await step('needs attention, a failure, as at 200 percent', async () => {
    await sandbox.control('POST', '/faults', { operationId: 'DeleteUserLogin', status: 500, times: 1 })
    const question = app.page.getByRole('alertdialog', { name: 'Revoke key' })
    await question.getByRole('button', { name: 'Revoke and recreate' }).click()
    await expect(question.getByRole('alert')).toBeVisible()
    await question.getByRole('button', { name: 'Cancel' }).click()
    await resize(640, 400)
    await expect(attention().getByRole('alert')).toBeVisible()
  })
  await step('revoke and recreate, narrow', async () => {
    await resize(480, 640)
    await attention().getByRole('button', { name: 'Revoke and recreate' }).first().click()
    await expect(app.page.getByRole('alertdialog', { name: 'Revoke key' })).toBeVisible()
  })
  await step('made anew: the same settings', async () => {
    await resize(1280, 800)
    const question = app.page.getByRole('alertdialog', { name: 'Revoke key' })
    await question.getByRole('button', { name: 'Revoke and recreate' }).click()
    await expect(app.page.getByRole('dialog', { name: 'Create key' })).toBeVisible()
  })
  await app.page.getByRole('button', { name: 'Cancel' }).click()
  await app.page.getByRole('button', { name: 'Discard' }).click()
  await step('journal', async () => {
    await app.page.getByRole('button', { name: 'Journal' }).click()
    await app.page.getByRole('button', { name: 'Verify chain' }).click()
    await expect(app.page.getByText(/entries are intact/)).toBeVisible()
  })
  await step('journal, narrow', async () => {
    await resize(640, 400)
    await expect(app.page.getByRole('table', { name: 'Journal' })).toBeVisible()
  })
  await resize(1280, 800)
  await step('locked', async () => {
    await app.page.getByRole('button', { name: 'Lock now' }).click()
    await expect(app.page.getByRole('heading', { name: 'Locked' })).toBeVisible()
  })
  await step('locked, wrong password', async () => {
    await resize(640, 480)
    await app.page.getByRole('textbox', { name: 'Password' }).fill('not the password')
    await app.page.getByRole('button', { name: 'Unlock' }).click()
    await expect(app.page.getByRole('alert').first()).toBeVisible()
  })
  await app.page
    .getByRole('textbox', { name: 'Password' })
    .fill(sandbox.account('PortalAdministrator').password)
  await app.page.getByRole('button', { name: 'Unlock' }).click()
  await resize(1280, 800)
  await app.page.getByRole('button', { name: /API keys/ }).click()
  await expect(keysGrid(app.page)).toBeVisible()
  await step('narrow window', async () => {
    await resize(720, 800)
    await selectKey(app.page, 'HaloPSA connector')
    await app.page.getByRole('searchbox', { name: 'Search keys' }).fill('')
  })
  // Text at twice its size in a window of 1280 × 800 leaves room for 640 × 400.
  await step('as at 200 percent', async () => {
    await resize(640, 400)
    await expect(keysGrid(app.page)).toBeVisible()
  })
  await resize(1280, 800)
  await step('certificate changed', async () => {
    await sandbox.control('POST', '/certificate', { key: 'new' })
    await app.page.getByRole('button', { name: 'Refresh' }).click()
    await expect(app.page.getByRole('alertdialog', { name: 'Certificate changed' })).toBeVisible()
  })
  await step('review certificate', async () => {
    await app.page.getByRole('alertdialog').getByRole('button', { name: 'Review certificate' }).click()
    await app.page
      .getByRole('dialog', { name: 'Review certificate' })
      .getByRole('checkbox')
      .check({ force: true })
  })
  await app.page.getByRole('button', { name: 'Trust the new certificate' }).click()
  await expect(keysGrid(app.page)).toBeVisible()
  await app.close()
  await sandbox.stop()
  app = await launchApp({ profile })
  await step('console down, the saved list', async () => {
    await expect(app.page.getByRole('region', { name: 'You are offline' })).toBeVisible()
  })
})
