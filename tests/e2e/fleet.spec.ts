// Several consoles in one view: rows that arrived, the truth about the rest, and everything switched off.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { AppProcess } from '../app/app-process'
import { type SandboxProcess, startSandboxProcess } from '../app/sandbox-process'
import { keysGrid } from '../app/steps'
import { test as base, expect } from './fixtures'

/** axe's default mode opens a page, which Electron refuses. */
async function check(page: Page, screen: string): Promise<void> {
  const result = await new AxeBuilder({ page }).setLegacyMode().exclude('[data-live-announcer]').analyze()
  expect(
    result.violations.map(
      (one) => `${screen}: ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`,
    ),
  ).toEqual([])
}

/** Pictures for people, where a folder for them is named. */
const shots = process.env.KEYWRIGHT_SHOTS

async function picture(page: Page, name: string): Promise<void> {
  if (shots === undefined) return
  mkdirSync(shots, { recursive: true })
  for (const [theme, media] of Object.entries({
    light: { colorScheme: 'light', forcedColors: 'none' },
    dark: { colorScheme: 'dark', forcedColors: 'none' },
    forced: { colorScheme: 'light', forcedColors: 'active' },
  } as const)) {
    await page.emulateMedia(media)
    await page.screenshot({ path: path.join(shots, `${name}-${theme}.png`) })
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null })
}

const test = base.extend<{ readonly fleet: readonly SandboxProcess[] }>({
  fleet: async ({ folder }, use) => {
    const names = ['a', 'b', 'c']
    const consoles = await Promise.all(
      names.map((name) => startSandboxProcess(['--seed', 'large=2000', '--data', path.join(folder, name)])),
    )
    await use(consoles)
    await Promise.all(consoles.map((one) => one.stop()))
  },
})

/** Adds a console and trusts its certificate, past the dialogs that connect.spec.ts tests. */
async function addConsole(page: Page, console: SandboxProcess, name: string): Promise<string> {
  const ask = (trust: { trust?: string }) =>
    page.evaluate((input) => window.bridge.call('connections.connect', input), {
      address: console.url,
      name,
      ...trust,
    })
  await ask({})
  const reply = await ask({ trust: console.fingerprint256 })
  if (!reply.ok || reply.value.kind !== 'connected')
    throw new Error(`not connected: ${JSON.stringify(reply)}`)
  return reply.value.connectionId
}

async function signInTo(page: Page, console: SandboxProcess, connectionId: string): Promise<void> {
  const { userName, password } = console.account('PortalAdministrator')
  const reply = await page.evaluate((input) => window.bridge.call('session.signIn', input), {
    connectionId,
    userName,
    password,
    stay: true,
  })
  if (!reply.ok) throw new Error(`not signed in: ${reply.failure.code}`)
}

/** The filter panel, the tree with companies, a narrow window, 400 % zoom: accessible, and nothing runs off sideways. */
async function lookAround({ page, electron }: AppProcess): Promise<void> {
  await entry(page, /^EU-1/).press('ArrowRight')
  await check(page, 'fleet')
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('searchbox', { name: 'Search company' }).fill('company 1')
  await picture(page, '7-filter')
  await check(page, 'filter')
  // The first one empties the search.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Filter' })).toBeHidden()
  await keysGrid(page).getByRole('columnheader', { name: 'Company' }).click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Move left' })).toBeVisible()
  await picture(page, '8-column-menu')
  await page.keyboard.press('Escape')
  const size = (width: number, height: number, zoom: number) =>
    electron.evaluate(
      ({ BrowserWindow }, input) => {
        const [window] = BrowserWindow.getAllWindows()
        window?.setMinimumSize(200, 200)
        window?.setContentSize(input.width, input.height)
        window?.webContents.setZoomFactor(input.zoom)
      },
      { width, height, zoom },
    )
  for (const [name, width, height, zoom] of [
    ['9-narrow', 700, 800, 1],
    ['10-zoom-400', 1280, 1024, 4],
  ] as const) {
    await size(width, height, zoom)
    await expect(page.getByRole('button', { name: 'Consoles', exact: true })).toBeVisible()
    await picture(page, name)
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    await check(page, name)
  }
  await page.getByRole('button', { name: 'Consoles', exact: true }).click()
  await page.getByRole('menuitem', { name: /^US-1/ }).click()
  await expect(page.getByRole('main').getByText('US-1', { exact: true }).first()).toBeVisible()
  await size(1280, 800, 1)
  await entry(page, /^All consoles/).click()
  await expect(count(page, /^[45],\d00 keys/)).toBeVisible()
}

const entry = (page: Page, name: RegExp) =>
  page.getByRole('tree', { name: 'Consoles' }).getByRole('treeitem', { name })
const look = (page: Page) => page.getByRole('region', { name: 'Consoles that need a look' })
const count = (page: Page, text: RegExp) => page.getByRole('status').filter({ hasText: text })

test('three consoles, one throttling, one switched off halfway: the rows that arrived and the truth about the rest; then all off', async ({
  launch,
  fleet: [eu, us, lab],
}) => {
  test.setTimeout(240_000)
  if (!eu || !us || !lab) throw new Error('three consoles are needed')
  const first = await launch()
  const { page } = first
  const ids = [
    await addConsole(page, eu, 'EU-1'),
    await addConsole(page, us, 'US-1'),
    await addConsole(page, lab, 'Lab'),
  ]
  await expect(entry(page, /^All consoles/)).toBeVisible()
  await expect(look(page).getByRole('listitem')).toHaveCount(3)
  await picture(page, '1-nobody')

  // US-1 wants to be left alone; Lab is slow, so that it can be caught in the middle.
  await us.control('POST', '/faults', { operationId: 'GetLogins', throttle: { retryAfter: 25 }, times: 1 })
  await lab.control('PUT', '/options', { 'page-cap': 100, 'slow-ms': 300 })
  await signInTo(page, eu, ids[0] ?? '')
  await signInTo(page, us, ids[1] ?? '')
  await signInTo(page, lab, ids[2] ?? '')
  await expect(entry(page, /^Lab.*Reading [1-9][\d,]* of 2,000/)).toBeVisible()
  await lab.control('POST', '/holds', { operationId: 'GetLogins', at: 'before' })
  await expect(entry(page, /^EU-1 ?2,000 keys ?Connected/)).toBeVisible()
  await expect(entry(page, /^US-1.*Waits until/)).toBeVisible()
  await expect(look(page).getByRole('listitem').filter({ hasText: 'US-1' })).toContainText('asked too often')
  await expect(page.getByRole('progressbar', { name: 'Reading Lab' })).toBeVisible()
  await picture(page, '2-reading')

  await lab.stop()
  const line = look(page).getByRole('listitem').filter({ hasText: 'Lab' })
  await expect(line).toContainText(/of its keys are shown; there are more|of its keys could be read/)
  await expect(count(page, /^[2-5],\d00 keys/)).toBeVisible()
  await picture(page, '3-halfway')

  // Each problem is shown once; the others work.
  await expect(line).toHaveCount(1)
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('Billing export 00001')
  await expect(keysGrid(page).getByRole('row').filter({ hasText: 'EU-1' })).toHaveCount(1)
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('')

  // The throttled one goes on by itself.
  await expect(entry(page, /^US-1 ?2,000 keys ?Connected/)).toBeVisible({ timeout: 60_000 })
  await picture(page, '4-two-of-three')
  await lookAround(first)

  // A filter over all, then a mixed action: each console is asked for its own keys.
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('Billing export 00008')
  await keysGrid(page).getByRole('rowheader', { name: 'Billing export 00008' }).first().click()
  await page.keyboard.press('Control+a')
  await page.getByRole('button', { name: 'Disable', exact: true }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Disable key' })
  await expect(dialog).toContainText('EU-1')
  await expect(dialog).toContainText('US-1')
  await picture(page, '5-mixed')
  await dialog.getByRole('button', { name: 'Disable', exact: true }).click()
  await expect(keysGrid(page).getByRole('row').filter({ hasText: 'Disabled' })).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(
    keysGrid(page)
      .getByRole('row')
      .filter({ hasText: /US-1.*Enabled/ }),
  ).toHaveCount(1)
  await expect(
    keysGrid(page)
      .getByRole('row')
      .filter({ hasText: /EU-1.*Enabled/ }),
  ).toHaveCount(1)

  // Consoles off: the app opens with the last rows and says so.
  await first.close()
  await eu.stop()
  await us.stop()
  const { page: later } = await launch()
  await expect(count(later, /^4,000 keys/)).toBeVisible()
  await expect(count(later, /saved cop(y|ies)/)).toBeVisible()
  await expect(entry(later, /^EU-1.*(Offline|Unreachable)/)).toBeVisible()
  const create = later.getByRole('button', { name: 'New key' })
  await expect(create).toHaveAccessibleDescription(/offline/i)
  await keysGrid(later).getByRole('rowheader').first().click()
  for (const name of ['Edit', 'Enable', 'Disable', 'Delete', 'Verify']) {
    const button = later.getByRole('button', { name, exact: true })
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    await expect(button).toHaveAccessibleDescription(/offline/i)
  }
  await picture(later, '6-all-off')
})
