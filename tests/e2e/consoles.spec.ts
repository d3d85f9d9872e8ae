// Consoles from a file, in the real app: refused with its line, shown before, added without trust, marked, and exported again.
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stubOpenDialog, stubSaveDialog } from '../app/native'
import { keysHeading, signIn } from '../app/steps'
import { expect, test } from './fixtures'

test('a list of consoles: refused with its line, previewed, added without trust, marked and exported', async ({
  launch,
  sandbox,
  folder,
}) => {
  const app = await launch()
  const { page } = app
  const shots = process.env.KEYWRIGHT_SHOTS
  const shoot = async (name: string) => {
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`) })
  }
  const file = path.join(folder, 'consoles.json')
  const list = (second: string) =>
    `{"format": "keywright-connections", "version": 1, "connections": [
{"name": "Frankfurt", "origin": "${sandbox.url}", "group": "Europe", "tag": "production", "color": "teal", "certificateSha256": "${sandbox.fingerprint256}"},
{"name": "Boston", "origin": "${second}"}
]}`
  writeFileSync(file, list('http://boston.example:1280'))
  chmodSync(file, 0o644)
  await stubOpenDialog(app, file)
  await shoot('1-first-run')
  await page.getByRole('button', { name: 'Import connections…' }).click()
  const refused = page.getByRole('alertdialog', { name: 'Import connections' })
  await expect(refused).toContainText('Line 3, column 30: the address is not encrypted (http)')
  await shoot('2-refused')

  writeFileSync(file, list('https://boston.example:1280'))
  await refused.getByRole('button', { name: 'Choose another file…' }).click()
  const preview = page.getByRole('dialog', { name: 'Import connections' })
  await expect(preview.getByRole('list', { name: 'Consoles to add' }).getByRole('listitem')).toHaveCount(2)
  await shoot('3-preview')
  await preview.getByRole('button', { name: 'Add 2 consoles' }).click()
  await expect(preview.getByRole('status')).toHaveText('2 consoles added.')
  await shoot('4-result')
  await preview.getByRole('button', { name: 'Close' }).click()

  // The fingerprint in the file was the right one, and is no trust all the same.
  await page.getByRole('treeitem', { name: /^Frankfurt/ }).click()
  await page.getByRole('button', { name: 'Check certificate' }).click()
  const question = page.getByRole('alertdialog', { name: 'Certificate not trusted' })
  await expect(question).toContainText(sandbox.fingerprint256)
  await shoot('5-certificate')
  const log = (await sandbox.control('GET', '/requests')) as { requests: unknown[] }
  expect(log.requests).toEqual([])
  await question.getByRole('button', { name: 'Trust this certificate' }).click()
  const account = sandbox.accounts.find(
    ({ role, totpSecret }) => role === 'PortalAdministrator' && !totpSecret,
  )
  if (account === undefined) throw new Error('no account')
  await signIn(page, account)
  await expect(keysHeading(page)).toBeVisible()

  await page.getByRole('button', { name: 'Connection' }).click()
  await page.getByRole('menuitem', { name: 'Edit connection' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit connection' })
  await expect(edit.getByRole('radio', { name: 'Production' })).toBeChecked()
  await edit.getByRole('combobox', { name: 'Group' }).fill('Central')
  await shoot('6-edit')
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(edit).toBeHidden()

  const saved = path.join(folder, 'saved.json')
  await stubSaveDialog(app, saved)
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Arrange consoles…' }).click()
  await page.getByRole('button', { name: 'Move Boston up' }).click()
  await expect(page.getByRole('status', { name: 'Order' })).toHaveText('Boston is now number 1 of 2.')
  await shoot('7-arrange')
  await page.getByRole('button', { name: 'Export connections…' }).last().click()
  const exporting = page.getByRole('dialog', { name: 'Export connections' })
  await exporting.getByRole('button', { name: 'Save to file…' }).click()
  await expect(exporting.getByRole('status')).toContainText('2 consoles saved to saved.json')
  expect(statSync(saved).mode & 0o777).toBe(0o600)
  const text = readFileSync(saved, 'utf8')
  expect(JSON.parse(text)).toMatchObject({
    connections: [
      { name: 'Boston' },
      { name: 'Frankfurt', group: 'Central', certificateSha256: sandbox.fingerprint256 },
    ],
  })
  expect(text).not.toContain(account.userName)
})
