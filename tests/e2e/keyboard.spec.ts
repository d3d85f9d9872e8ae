// Keyboard only, from the first screen to a saved export: two consoles, filter, select, disable, palette, shortcut sheet.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { stubSaveDialog } from '../app/native'
import { type SandboxProcess, startSandboxProcess } from '../app/sandbox-process'
import { keysGrid, keysHeading } from '../app/steps'
import { expect, test } from './fixtures'

/** A mouse would make the test pass without the way that it is about. */
async function forbidMouse(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const name of ['pointerdown', 'mousedown'])
      window.addEventListener(name, () => document.body.setAttribute('data-mouse', 'used'), true)
  })
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? ''
  })

/** Tab until the focus is on something of this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let count = 0; count < 40; count += 1) {
    if (name.test(await focused(page))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${name}`)
}

/** Fills the form that has the focus in its address, trusts, and signs in. */
async function connectByKeyboard(page: Page, sandbox: SandboxProcess, name: string): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Console address' })).toBeFocused()
  await page.keyboard.type(sandbox.url)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  const question = page.getByRole('alertdialog', { name: 'Certificate not trusted' })
  await expect(question).toBeVisible()
  await tabTo(page, /^Trust this certificate$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'User name' })).toBeFocused()
  const { userName, password } = sandbox.account('PortalAdministrator')
  await page.keyboard.press('Control+A')
  await page.keyboard.type(userName)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('textbox', { name: 'Password' })).toBeFocused()
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(keysHeading(page)).toBeVisible()
  await expect(keysGrid(page)).toBeVisible()
}

async function palette(page: Page, words: string, option: RegExp): Promise<void> {
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: /^Search keys, consoles/ })
  await expect(field).toBeFocused()
  await page.keyboard.type(words)
  await expect(page.getByRole('option', { selected: true })).toHaveAccessibleName(option)
  await page.keyboard.press('Enter')
  await expect(field).toBeHidden()
}

test('keyboard only: connect two consoles, filter, select, disable with confirmation, export', async ({
  launch,
  sandbox,
  folder,
}) => {
  test.setTimeout(120_000)
  const second = await startSandboxProcess(['--seed', 'demo', '--data', path.join(folder, 'second')])
  try {
    const app = await launch()
    const { page } = app
    await forbidMouse(page)
    await connectByKeyboard(page, sandbox, 'EU-1')

    // The sheet says what there is; Escape gives the focus back.
    await page.keyboard.press('Control+/')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expect(sheet.getByRole('rowheader', { name: 'Command palette' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(sheet).toBeHidden()

    await palette(page, 'add console', /^Add console/)
    await connectByKeyboard(page, second, 'US-1')
    await palette(page, 'all consoles', /^All consoles/)
    await expect(page.getByRole('status').filter({ hasText: /80 keys/ })).toBeVisible()

    // A key of one console by the palette, wherever the list stands.
    await palette(page, 'grafana prod', /Grafana prod/)
    await expect(keysGrid(page).getByRole('row', { name: /Grafana prod/, selected: true })).toHaveCount(1)

    await page.keyboard.press('Control+f')
    await expect(page.getByRole('searchbox', { name: 'Search keys' })).toBeFocused()
    await page.keyboard.type('grafana prod us-1')
    await expect(page.getByRole('status').filter({ hasText: /1 of 80 keys/ })).toBeVisible()
    await page.keyboard.press('F6')
    for (
      let count = 0;
      count < 5 && !(await keysGrid(page).evaluate((grid) => grid.contains(document.activeElement)));
      count += 1
    )
      await page.keyboard.press('F6')
    await page.keyboard.press('Space')
    await expect(keysGrid(page).getByRole('row', { selected: true })).toHaveCount(1)
    await page.keyboard.press('Control+d')
    const disable = page.getByRole('alertdialog', { name: 'Disable key' })
    await expect(disable).toContainText('Grafana prod')
    await expect(disable.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await tabTo(page, /^Disable$/)
    await page.keyboard.press('Enter')
    await expect(keysGrid(page).getByRole('row', { name: /Grafana prod/ })).toContainText('Disabled')

    await page.keyboard.press('Control+f')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('grafana')
    await expect(page.getByRole('status').filter({ hasText: /4 of 80 keys/ })).toBeVisible()
    const file = path.join(folder, 'keys.csv')
    await stubSaveDialog(app, file)
    await page.keyboard.press('Control+Shift+E')
    const dialog = page.getByRole('dialog', { name: 'Export keys' })
    await expect(dialog.getByRole('radio', { name: 'CSV' })).toBeFocused()
    await expect(dialog).toContainText('4 keys, ')
    await page.keyboard.press('Enter')
    await expect(dialog.getByRole('status')).toContainText('Saved 4 keys as keys.csv')
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()

    const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n')
    expect(lines[0]).toMatch(/^\uFEFFConsole,Description,.*,Read at,Complete$/)
    expect(
      lines.filter((line) => line.startsWith('US-1,Grafana prod,') && line.includes(',Disabled,')),
    ).toHaveLength(1)
    expect(
      lines.filter((line) => line.startsWith('EU-1,Grafana prod,') && line.includes(',Enabled,')),
    ).toHaveLength(1)
    expect(lines).toHaveLength(5)
    expect(await page.evaluate(() => document.body.hasAttribute('data-mouse'))).toBe(false)
  } finally {
    await second.stop()
  }
})
