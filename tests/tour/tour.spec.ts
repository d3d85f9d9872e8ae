// The main job from the first start to the deleted key, as a person does it.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { type AppProcess, launchApp, removeProfile } from '../app/app-process'
import { stubSaveDialog } from '../app/native'
import { type SandboxProcess, startSandboxProcess } from '../app/sandbox-process'
import {
  connectHeading,
  currentCode,
  enterAddress,
  enterPassword,
  finishReveal,
  keysGrid,
  next,
  openWizard,
  privateKeyFrame,
  privateKeyText,
  selectKey,
} from '../app/steps'
import { createRecorder } from './recorder'

let sandbox: SandboxProcess
let app: AppProcess
let folder: string

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tour-'))
  sandbox = await startSandboxProcess(['--seed', 'demo', '--data', path.join(folder, 'console')])
  app = await launchApp({ connect: sandbox.url })
})

test.afterAll(async () => {
  await app.close().catch(() => undefined)
  await sandbox.stop()
  removeProfile(app.profile)
  rmSync(folder, { recursive: true, force: true })
})

test('the guided tour', async () => {
  const { page } = app
  const { step } = createRecorder(() => page, 'tour')
  const frame = privateKeyFrame(page)
  const account = sandbox.account('PortalAdministrator', true)
  const created = 'Nightly usage report'
  const advanced = 'Ticket sync connector'
  const row = (name: string) => keysGrid(page).getByRole('row', { name: new RegExp(name) })

  await step('connect', async () => {
    await expect(connectHeading(page)).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Console address' })).toHaveValue(sandbox.url)
  })
  await step('certificate not trusted', async () => {
    await enterAddress(page, sandbox.url, 'EU-1 Frankfurt')
    await expect(page.getByRole('alertdialog', { name: 'Certificate not trusted' })).toContainText(
      sandbox.fingerprint256,
    )
  })
  await step('sign in', async () => {
    await page.getByRole('button', { name: 'Trust this certificate' }).click()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  })
  await step('verification code', async () => {
    await enterPassword(page, account.userName, account.password)
    await expect(page.getByRole('textbox', { name: 'Verification code' })).toBeVisible()
  })
  await step('keys', async () => {
    await page
      .getByRole('textbox', { name: 'Verification code' })
      .fill(await currentCode(account.totpSecret ?? ''))
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await expect(keysGrid(page).getByRole('row').nth(5)).toBeVisible()
    await selectKey(page, 'HaloPSA connector')
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('')
  })
  await step('new key menu', async () => {
    await page.getByRole('button', { name: 'New key' }).click()
    await expect(page.getByRole('menuitem', { name: 'Advanced key' })).toBeVisible()
  })
  await step('wizard type', async () => {
    await page.keyboard.press('Escape')
    await openWizard(page, 'Simple')
  })
  const dialog = page.getByRole('dialog', { name: 'Create key' })
  await step('wizard details', async () => {
    await next(dialog)
    await dialog.getByRole('textbox', { name: 'Description' }).fill(created)
  })
  await step('wizard review', async () => next(dialog))
  await step('reveal masked', async () => {
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Store the private key' })).toBeVisible()
    await expect(frame.getByRole('button', { name: 'Show' })).toBeVisible()
  })
  await step('reveal shown', async () => {
    await frame.getByRole('button', { name: 'Show' }).click()
    await expect(privateKeyText(page)).toBeVisible()
  })
  await step('reveal stored and tested', async () => {
    await frame.getByRole('button', { name: 'Copy key to clipboard' }).click()
    await expect(frame.getByText(/Copied/)).toBeVisible()
    await stubSaveDialog(app, path.join(folder, 'nightly-usage-report.txt'))
    await frame.getByRole('button', { name: 'Save to file' }).click()
    await expect(frame.getByText(/Saved/).first()).toBeVisible()
    await frame.getByRole('button', { name: 'Test' }).click()
    await expect(frame.getByText(/Works/)).toBeVisible()
  })
  await step('how to use this key', async () => {
    await finishReveal(page)
    await expect(page.getByRole('region', { name: 'How to use this key' })).toBeVisible()
  })
  await step('advanced key pair', async () => {
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Close|Done)$/ })
      .click()
    await openWizard(page, 'Advanced')
    await next(dialog)
    await dialog.getByRole('textbox', { name: 'Description' }).fill(advanced)
    await next(dialog)
    await expect(dialog.getByRole('region', { name: 'Public key' })).toContainText('3072 bits', {
      timeout: 30_000,
    })
  })
  await step('advanced key shown', async () => {
    await next(dialog)
    await dialog.getByRole('button', { name: 'Create', exact: true }).click()
    await frame.getByRole('button', { name: 'Show' }).click()
    await expect(privateKeyText(page)).toBeVisible()
  })
  await step('advanced key stored', async () => {
    await stubSaveDialog(app, path.join(folder, 'ticket-sync-connector.xml'))
    await frame.getByRole('button', { name: 'Save to file' }).click()
    await expect(frame.getByText(/Saved/).first()).toBeVisible()
    await finishReveal(page)
    await expect(page.getByRole('region', { name: 'How to use this key' })).toBeVisible()
  })
  await step('details of the new key', async () => {
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Close|Done)$/ })
      .click()
    await selectKey(page, advanced)
    await expect(row(advanced)).toContainText('Enabled')
  })
  await step('disable', async () => {
    await selectKey(page, created)
    await page.getByRole('button', { name: 'Disable', exact: true }).click()
    await expect(page.getByRole('alertdialog', { name: 'Disable key' })).toBeVisible()
  })
  await step('disabled', async () => {
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disable', exact: true }).click()
    await expect(row(created)).toContainText('Disabled')
  })
  await step('enabled with undo', async () => {
    await page.getByRole('button', { name: 'Enable', exact: true }).click()
    await expect(row(created)).toContainText('Enabled')
  })
  await step('edit', async () => {
    await page.getByRole('button', { name: 'Edit' }).click()
    const edit = page.getByRole('dialog', { name: 'Edit key' })
    await edit.getByRole('textbox', { name: 'Description' }).fill(`${created} 2`)
  })
  await step('edited', async () => {
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await expect(row(`${created} 2`)).toBeVisible()
  })
  await step('delete', async () => {
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByRole('textbox', { name: 'Type the description to confirm' }).fill(`${created} 2`)
  })
  await step('deleted', async () => {
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await expect(row(`${created} 2`)).toHaveCount(0)
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('')
  })
})
