// Keys that were made but not safely handed over: the list at start, and each way out of it, against a real console.
import { expect, type Page } from '@playwright/test'
import type { AppProcess } from '../app/app-process'
import { whoAmI } from '../app/outside-client'
import type { SandboxProcess } from '../app/sandbox-process'
import {
  askForSimpleKey,
  createSimpleKey,
  keysGrid,
  next,
  privateKeyFrame,
  privateKeyText,
  wizard,
} from '../app/steps'
import { test } from './fixtures'

const region = (page: Page) => page.getByRole('region', { name: 'Needs attention' })
const rowOf = (page: Page, description: string) =>
  region(page).getByRole('listitem').filter({ hasText: description })
const question = (page: Page) => page.getByRole('alertdialog', { name: 'Revoke key' })
const inQuestion = (page: Page, name: string) => question(page).getByRole('button', { name, exact: true })

/** A create whose answer is lost behind the commit: the key exists, its private half is nowhere. */
async function makeOrphan(page: Page, sandbox: SandboxProcess, description: string): Promise<void> {
  const fault = { operationId: 'AddApiKeyLogin', drop: 'after-commit', times: 1 }
  await sandbox.control('POST', '/faults', fault)
  const dialog = await askForSimpleKey(page, description)
  await expect(page.getByRole('heading', { name: 'Nobody has this private key' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(rowOf(page, description)).toContainText('Orphan')
}

/** From the wizard that opened with the old settings to the text of the new private key. */
async function createAgain(page: Page, description: string): Promise<string> {
  const dialog = wizard(page)
  await expect(dialog.getByRole('textbox', { name: 'Description' })).toHaveValue(description)
  await next(dialog)
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Store the private key' })).toBeVisible()
  await privateKeyFrame(page).getByRole('button', { name: 'Show' }).click()
  return (await privateKeyText(page).innerText()).replace(/\s/g, '')
}

async function leaveAnyway(app: AppProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => app.electron.process().once('exit', () => resolve()))
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  const loss = app.page.getByRole('alertdialog', { name: 'The key will be lost' })
  await loss.getByRole('button', { name: 'Leave anyway' }).click()
  await ended
}

const creates = async (sandbox: SandboxProcess) =>
  ((await sandbox.control('GET', '/creates')) as { simple: number }).simple

/** How many keys of this description the list shows. */
async function inGrid(page: Page, description: string): Promise<number> {
  await page.getByRole('searchbox', { name: 'Search keys' }).fill(description)
  return keysGrid(page).getByRole('rowheader', { name: description, exact: true }).count()
}

test('an orphan is revoked and made anew: asked once, created only by Create, revealed (S-50)', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await makeOrphan(page, sandbox, 'Zabbix EU probe')
  await rowOf(page, 'Zabbix EU probe').getByRole('button', { name: 'Revoke and recreate' }).click()
  await expect(question(page)).toContainText('Zabbix EU probe')
  await expect(question(page)).toContainText(/Key id\s*\d+/)
  await expect(inQuestion(page, 'Cancel')).toBeFocused()
  await inQuestion(page, 'Revoke and recreate').click()
  await expect(wizard(page)).toBeVisible()
  await expect(region(page)).toHaveCount(0)
  expect(await creates(sandbox), 'nothing is created before Create').toBe(1)
  const secret = await createAgain(page, 'Zabbix EU probe')
  expect(await creates(sandbox)).toBe(2)
  expect(await whoAmI(sandbox.url, secret)).toMatchObject({ status: 200 })
})

test('the wizard that follows a revoke can be cancelled: nothing is created, the old key is gone', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await makeOrphan(page, sandbox, 'Changed my mind')
  await rowOf(page, 'Changed my mind').getByRole('button', { name: 'Revoke and recreate' }).click()
  await inQuestion(page, 'Revoke and recreate').click()
  await wizard(page).getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  await expect(wizard(page)).toHaveCount(0)
  expect(await creates(sandbox)).toBe(1)
  expect(await inGrid(page, 'Changed my mind')).toBe(0)
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true)
})

test('an unconfirmed key is listed at the next start at once, and can be revoked and made anew (S-50)', async ({
  app,
  sandbox,
  launch,
}) => {
  await createSimpleKey(app.page, 'PSA sync 9')
  await privateKeyFrame(app.page).getByRole('button', { name: 'Show' }).click()
  const first = (await privateKeyText(app.page).innerText()).replace(/\s/g, '')
  await leaveAnyway(app)
  const { page } = await launch()
  await expect(rowOf(page, 'PSA sync 9')).toContainText('Unconfirmed')
  await page.keyboard.press('Escape')
  await expect(rowOf(page, 'PSA sync 9')).toBeVisible()
  await rowOf(page, 'PSA sync 9').getByRole('button', { name: 'Revoke and recreate' }).click()
  await expect(question(page)).toContainText('integrations may use it already')
  await expect(inQuestion(page, 'Disable instead')).toBeVisible()
  await inQuestion(page, 'Revoke and recreate').click()
  const second = await createAgain(page, 'PSA sync 9')
  expect(await whoAmI(sandbox.url, first)).toMatchObject({ status: 401 })
  expect(await whoAmI(sandbox.url, second)).toMatchObject({ status: 200 })
  expect(second).not.toBe(first)
})

test('a revoke that the console refuses keeps the row, says why, and opens no wizard (N-83)', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await makeOrphan(page, sandbox, 'Still there')
  await sandbox.control('POST', '/faults', { operationId: 'DeleteUserLogin', status: 500, times: 1 })
  await rowOf(page, 'Still there').getByRole('button', { name: 'Revoke and recreate' }).click()
  await inQuestion(page, 'Revoke and recreate').click()
  await expect(question(page).getByRole('alert')).toBeVisible()
  await inQuestion(page, 'Cancel').click()
  await expect(question(page)).toHaveCount(0)
  await expect(rowOf(page, 'Still there')).toContainText('Orphan')
  await expect(rowOf(page, 'Still there').getByRole('alert')).toBeVisible()
  await expect(wizard(page)).toHaveCount(0)
  expect(await inGrid(page, 'Still there')).toBe(1)
  await rowOf(page, 'Still there').getByRole('button', { name: 'Revoke', exact: true }).click()
  await inQuestion(page, 'Revoke').click()
  await expect(region(page)).toHaveCount(0)
  expect(await inGrid(page, 'Still there')).toBe(0)
})

for (const [moment, at] of [
  ['before the console has deleted it', 'before'],
  ['behind the deletion', 'after'],
] as const) {
  test(`kill -9 in the middle of revoking, ${moment}: the next start asks again (S-50)`, async ({
    app,
    sandbox,
    launch,
  }) => {
    const description = `Cut ${at}`
    await makeOrphan(app.page, sandbox, description)
    await sandbox.control('POST', '/holds', { operationId: 'DeleteUserLogin', at })
    await rowOf(app.page, description).getByRole('button', { name: 'Revoke and recreate' }).click()
    await inQuestion(app.page, 'Revoke and recreate').click()
    const waiting = async () =>
      ((await sandbox.control('GET', '/holds')) as { holds: { waiting: number }[] }).holds[0]?.waiting
    await expect.poll(waiting).toBe(1)
    await app.kill()
    await sandbox.control('DELETE', '/holds')
    const { page } = await launch()
    await expect(rowOf(page, description)).toContainText('Orphan')
    expect(await creates(sandbox)).toBe(1)
    await rowOf(page, description).getByRole('button', { name: 'Revoke and recreate' }).click()
    await inQuestion(page, 'Revoke and recreate').click()
    await createAgain(page, description)
    expect(await creates(sandbox)).toBe(2)
    await expect(region(page)).toHaveCount(0)
  })
}
