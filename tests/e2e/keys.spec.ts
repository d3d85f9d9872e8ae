// The keys screen: list, search, details, edit, disable, enable with undo, delete, verify, offline.
import { clickMenu, stubOpenDialog } from '../app/native'
import { keysGrid, selectKey } from '../app/steps'
import { expect, test } from './fixtures'

const rows = (page: import('@playwright/test').Page) => keysGrid(page).getByRole('row')

test('lists keys only, counts them, searches and sorts by keyboard', async ({ app, sandbox }) => {
  const { page } = app
  await expect(page.getByRole('status').filter({ hasText: /\d+ keys/ })).toBeVisible()
  await expect(keysGrid(page).getByText('TOTP')).toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('grafana')
  await expect(page.getByRole('status').filter({ hasText: /\d+ of \d+ keys/ })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('no such key')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(rows(page).nth(1)).toBeVisible()
  expect(sandbox.output()).not.toContain('Bearer')
})

test('edit, disable with confirmation, enable with undo, delete', async ({ app }) => {
  const { page } = app
  await selectKey(page, 'Grafana lab')
  await page.getByRole('button', { name: 'Edit' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit key' })
  await edit.getByRole('textbox', { name: 'Description' }).fill('Grafana laboratory')
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(edit).toBeHidden()

  await selectKey(page, 'Grafana prod')
  await page.getByRole('button', { name: 'Disable', exact: true }).click()
  const disable = page.getByRole('alertdialog', { name: 'Disable key' })
  await expect(disable).toContainText('Grafana prod')
  await disable.getByRole('button', { name: 'Disable', exact: true }).click()
  await expect(keysGrid(page).getByRole('row', { name: /Grafana prod/ })).toContainText('Disabled')
  await page.getByRole('button', { name: 'Enable', exact: true }).click()
  await expect(keysGrid(page).getByRole('row', { name: /Grafana prod/ })).toContainText('Enabled')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(keysGrid(page).getByRole('row', { name: /Grafana prod/ })).toContainText('Disabled')

  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const remove = page.getByRole('alertdialog', { name: 'Delete key' })
  await remove.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(keysGrid(page).getByRole('rowheader', { name: 'Grafana prod', exact: true })).toHaveCount(0)
})

test('deleting an enabled key asks for its description and offers Disable instead', async ({ app }) => {
  const { page } = app
  await selectKey(page, 'Grafana prod')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const remove = page.getByRole('alertdialog', { name: 'Delete key' })
  await expect(remove.getByRole('button', { name: 'Disable instead' })).toBeVisible()
  const confirm = remove.getByRole('button', { name: 'Delete', exact: true })
  await expect(confirm).toHaveAttribute('aria-disabled', 'true')
  await remove.getByRole('textbox', { name: 'Type the description to confirm' }).fill('Grafana prod')
  await confirm.click()
  await expect(keysGrid(page).getByRole('rowheader', { name: 'Grafana prod', exact: true })).toHaveCount(0)
})

test('REST access off is said: whose, what follows, who can change it', async ({ app }) => {
  const region = app.page.getByRole('region', { name: 'REST access is off' })
  await expect(region).toContainText('Ellis Dental')
})

test('verify refuses a file that is not this key, without sending it', async ({ app, folder, sandbox }) => {
  const { page } = app
  const { generateKeyPairSync } = await import('node:crypto')
  const { writeFileSync } = await import('node:fs')
  const file = `${folder}/other.pem`
  writeFileSync(
    file,
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  )
  await stubOpenDialog(app, file)
  await selectKey(page, 'HaloPSA connector')
  await sandbox.control('DELETE', '/requests')
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Verify key' })
  await dialog.getByRole('button', { name: 'From file…' }).click()
  await expect(dialog.getByRole('status')).toContainText(/not this key|another key/i)
  const log = (await sandbox.control('GET', '/requests')) as { requests: { operationId?: string }[] }
  expect(log.requests.filter((one) => one.operationId === 'OAuth2IssueToken')).toEqual([])
})

test('console down: the saved list with its age, changes refused with the reason', async ({
  app,
  launch,
  sandbox,
}) => {
  await expect(keysGrid(app.page).getByRole('row').nth(1)).toBeVisible()
  await app.close()
  await sandbox.stop()
  const { page } = await launch()
  await expect(keysGrid(page).getByRole('row').nth(1)).toBeVisible()
  await expect(page.getByText(/saved|copy from|offline/i).first()).toBeVisible()
  const create = page.getByRole('button', { name: 'New key' })
  await expect(create).toHaveAttribute('aria-disabled', 'true')
  await expect(create).toHaveAccessibleDescription(/offline|reach/i)
})

test('the window comes back as it was: size, sort', async ({ launch, app }) => {
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1100, 700))
  await keysGrid(app.page).getByRole('columnheader', { name: 'Created' }).click()
  await expect(keysGrid(app.page).getByRole('columnheader', { name: 'Created' })).toHaveAttribute(
    'aria-sort',
    /ascending|descending/,
  )
  await app.close()
  const again = await launch()
  await expect(keysGrid(again.page).getByRole('columnheader', { name: 'Created' })).toHaveAttribute(
    'aria-sort',
    /ascending|descending/,
  )
  const size = await again.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getSize(),
  )
  expect(size).toEqual([1100, 700])
})

test('About says version and runtime; it opens from the application menu', async ({ app }) => {
  await clickMenu(app, 'About')
  await expect(app.page.getByRole('dialog', { name: /About/ })).toContainText(/Electron/)
})
