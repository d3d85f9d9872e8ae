// axe on every screen, and injected separately inside the reveal frame: no violations, in light, dark and forced colours.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { clickMenu } from '../app/native'
import {
  connectAndTrust,
  createSimpleKey,
  enterAddress,
  enterPassword,
  keysGrid,
  next,
  openWizard,
  selectKey,
  signIn,
} from '../app/steps'
import { expect, test } from './fixtures'

/** axe's default mode opens a page, which Electron refuses; the reveal frame is another origin and is checked on its own. */
async function check(page: Page, screen: string): Promise<void> {
  const result = await new AxeBuilder({ page })
    .setLegacyMode()
    .exclude('iframe')
    // react-aria's invisible announcer speaks through short-lived, by then empty images.
    .exclude('[data-live-announcer]')
    .analyze()
  expect(
    result.violations.map(
      (one) => `${screen}: ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`,
    ),
  ).toEqual([])
}

/** Item of the application menu, and the dialog that it opens. */
const dialogs = {
  'palette…': 'Command palette',
  'Keyboard shortcuts': 'Keyboard shortcuts',
  'Export keys…': 'Export keys',
  'Add console…': 'Connect to a console',
}

const themes = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
} as const

for (const [theme, media] of Object.entries(themes)) {
  test(`no violations in ${theme}`, async ({ launch, sandbox }) => {
    test.setTimeout(180_000)
    const { page, ...app } = await launch()
    await page.emulateMedia(media)
    await check(page, 'connect')
    await enterAddress(page, sandbox.url)
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await check(page, 'certificate')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await connectAndTrust(page, sandbox)
    await check(page, 'sign in')
    await page.getByRole('radio', { name: 'Simple key' }).check({ force: true })
    await check(page, 'sign in with a key')
    await page.getByRole('radio', { name: 'Console account' }).check({ force: true })
    const withCode = sandbox.account('PortalAdministrator', true)
    await enterPassword(page, withCode.userName, withCode.password)
    await expect(page.getByRole('textbox', { name: 'Verification code' })).toBeVisible()
    await check(page, 'verification code')
    await page.getByRole('button', { name: /Back|Cancel|other account/i }).click()
    await signIn(page, sandbox.account('PortalAdministrator'))
    await check(page, 'keys')
    await sandbox.control('PUT', '/organizations/Corvid%20Legal', { isRestAccessEnabled: false })
    await page.getByRole('button', { name: 'Refresh', exact: true }).click()
    await page.getByRole('button', { name: 'Show changes' }).click()
    await check(page, 'what changed')
    await page.keyboard.press('Escape')
    await selectKey(page, 'Corvid case archive')
    await page.getByRole('button', { name: 'Why does this key not work?' }).click()
    await expect(page.getByRole('heading', { name: 'Key doctor' })).toBeFocused()
    await check(page, 'key doctor')
    await selectKey(page, 'Grafana prod')
    await page.keyboard.press('Enter')
    await check(page, 'details')
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await check(page, 'delete')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Edit' }).click()
    await check(page, 'edit')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await check(page, 'verify')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Connection', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Sign in without a password…' }).click()
    await expect(page.getByRole('button', { name: 'Set up' })).toBeVisible()
    await check(page, 'sign in without a password')
    await page.keyboard.press('Escape')
    for (const [item, dialog] of Object.entries(dialogs)) {
      await clickMenu({ ...app, page }, item)
      await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
      await check(page, dialog)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog', { name: dialog })).toHaveCount(0)
    }
    await page.getByRole('button', { name: 'Connection', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Edit connection' }).click()
    await expect(page.getByRole('dialog', { name: 'Edit connection' })).toBeVisible()
    await check(page, 'edit connection')
    await page.keyboard.press('Escape')
    await clickMenu({ ...app, page }, 'About')
    await check(page, 'about')
    await page.keyboard.press('Escape')
    await clickMenu({ ...app, page }, 'Journal')
    await expect(page.getByRole('table', { name: 'Journal' })).toBeVisible()
    await check(page, 'journal')
    await page.getByRole('button', { name: 'Activity' }).click()
    await expect(page.getByRole('region', { name: 'Entries' }).getByText('Details').first()).toBeVisible()
    await page.getByText('Details').first().click()
    await check(page, 'activity')
    await clickMenu({ ...app, page }, 'Settings')
    await check(page, 'settings')
    await clickMenu({ ...app, page }, 'Lock')
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible()
    await check(page, 'locked')
    await page.getByRole('textbox', { name: 'Password' }).fill('not the password')
    await page.getByRole('button', { name: 'Unlock' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await check(page, 'locked, refused')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await check(page, 'locked, sign out')
    await page.getByRole('button', { name: 'Back' }).click()
    const { password } = sandbox.account('PortalAdministrator')
    await page.getByRole('textbox', { name: 'Password' }).fill(password)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    await page.keyboard.press('Escape')
    if (!(await keysGrid(page).isVisible()))
      await page
        .getByRole('link', { name: /API keys/ })
        .or(page.getByRole('button', { name: /API keys/ }))
        .first()
        .click()
    const dialog = await openWizard(page, 'Advanced')
    await check(page, 'wizard type')
    await next(dialog)
    await dialog.getByRole('textbox', { name: 'Description' }).fill('Axe')
    await check(page, 'wizard details')
    await next(dialog)
    await expect(dialog.getByRole('region', { name: 'Public key' })).toBeVisible({ timeout: 30_000 })
    await check(page, 'wizard key pair')
    await next(dialog)
    await check(page, 'wizard review')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /Discard|Leave|Close/ })
      .click({ timeout: 2000 })
      .catch(() => undefined)
    await createSimpleKey(page, 'Axe simple')
    await check(page, 'reveal step')
    const frame = page.frames().find((one) => one.url().startsWith('app://reveal'))
    if (frame === undefined) throw new Error('no reveal frame')
    for (const state of ['masked', 'shown']) {
      const violations = await frame.evaluate(async (source) => {
        // The frame's policy refuses eval and inline script; the driver's own evaluation is outside of it.
        const run = new Function(`${source}; return axe.run(document)`) as () => Promise<{
          violations: { id: string }[]
        }>
        return (await run()).violations.map((one) => one.id)
      }, axe.source)
      expect(violations, state).toEqual([])
      if (state === 'masked') await frame.getByRole('button', { name: 'Show' }).click()
    }
  })
}
