// The journal on the real app: entries of real work, a file changed behind its back, and the export.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { stubSaveDialog } from '../app/native'
import { createSimpleKey, privateKeyFrame } from '../app/steps'
import { parseCsv } from '../doubles/csv-reader'
import { expect, test } from './fixtures'

const openJournal = async (page: Page) => {
  await page.getByRole('navigation', { name: 'Consoles' }).getByRole('button', { name: 'Journal' }).click()
  await expect(page.getByRole('table', { name: 'Journal' })).toBeVisible()
}
const row = (page: Page, what: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: what, exact: true }) })

test('says what was done, newest first, filtered and exported (S-37)', async ({ app, folder }) => {
  const { page } = app
  await createSimpleKey(page, 'Entered')
  await privateKeyFrame(page).getByRole('button', { name: 'Show' }).click()
  await page.getByRole('button', { name: 'Delete this key' }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Delete/ })
    .click()
  await expect(page.getByRole('dialog', { name: 'Create key' })).toBeHidden()
  await openJournal(page)
  for (const what of ['Certificate trusted', 'Signed in', 'Key created', 'Private key shown'])
    await expect(row(page, what).first()).toBeVisible()
  await expect(row(page, 'Key revoked')).toContainText('Entered')
  await expect(row(page, 'Certificate trusted')).toContainText('SHA-256')

  await page.getByRole('searchbox', { name: 'Search journal' }).fill('entered shown')
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('searchbox', { name: 'Search journal' }).fill('nothing of this')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(row(page, 'Signed in')).toBeVisible()

  await page.getByRole('button', { name: 'Verify chain' }).click()
  await expect(page.getByRole('status', { name: 'Chain' })).toHaveText(/^All \d+ entries are intact/)

  const file = path.join(folder, 'journal.csv')
  await stubSaveDialog(app, file)
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: /CSV/ }).click()
  await expect(page.getByRole('status', { name: 'Export' })).toContainText('journal.csv')
  const [head = [], ...rows] = parseCsv(readFileSync(file, 'utf8').slice(1))
  const cells = (name: string) => rows.map((row) => row[head.indexOf(name)])
  expect(cells('seq')).toEqual(rows.map((_, index) => String(index + 1)))
  expect(rows.map((row) => `${row[head.indexOf('event')]} ${row[head.indexOf('key')]}`)).toEqual(
    expect.arrayContaining(['key.created Entered', 'private-key.released Entered', 'key.revoked Entered']),
  )
  // Nothing stands in the file in plain text.
  expect(cells('key')).toContain('Entered')
  expect(readFileSync(path.join(app.profile, 'journal.jsonl'), 'utf8')).not.toContain('Entered')
})

test('names the first entry that was changed while the app was closed (N-56)', async ({ launch, app }) => {
  await app.close()
  const file = path.join(app.profile, 'journal.jsonl')
  const lines = readFileSync(file, 'utf8').split('\n')
  expect(lines.length).toBeGreaterThan(4)
  lines[2] = (lines[2] ?? '').replace(/"body":"(.)/, (_, c) => `"body":"${c === 'A' ? 'B' : 'A'}`)
  writeFileSync(file, lines.join('\n'))

  const { page } = await launch()
  await expect(page.getByRole('region', { name: 'The journal is not as it was written' })).toBeVisible()
  await openJournal(page)
  const chain = page.getByRole('status', { name: 'Chain' })
  await expect(chain.getByRole('region', { name: 'Entry 3 was altered' })).toBeVisible()
  await expect(chain).not.toContainText('Checked at')
  await expect(row(page, 'Unreadable entry')).toContainText('The chain breaks here: 3')
  await page.getByRole('button', { name: 'Verify chain' }).click()
  await expect(chain).toContainText('Checked at')
  await expect(chain.getByRole('region', { name: 'Entry 3 was altered' })).toBeVisible()
  await expect(row(page, 'Journal found changed')).toContainText('altered, from entry 3 on')
  // The file goes on and is never rewritten.
  const now = readFileSync(file, 'utf8').split('\n')
  expect(now.slice(0, lines.length - 1)).toEqual(lines.slice(0, -1))
})
