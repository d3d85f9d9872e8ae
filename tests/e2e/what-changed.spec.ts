// Acceptance: what others change on a console while the app looks on appears in What changed, in the right words.
import type { Page } from '@playwright/test'
import { outsideRequest, passwordToken, whoAmI } from '../app/outside-client'
import type { SandboxProcess } from '../app/sandbox-process'
import { keysGrid, selectKey } from '../app/steps'
import { expect, test } from './fixtures'

interface Login {
  readonly id: string
  readonly userUid: string
  readonly description: string
}

/** Another program, signed in as an administrator: changes keys by HTTP. */
async function somebodyElse(sandbox: SandboxProcess) {
  const { userName, password } = sandbox.account('PortalAdministrator')
  const bearer = await passwordToken(sandbox.url, userName, password)
  const { userUid } = await whoAmI(sandbox.url, bearer)
  const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) =>
    outsideRequest(sandbox.url, bearer, method, path, body)
  const logins = (await ask('GET', '/users/logins?limit=500')) as Login[]
  const pathOf = (description: string) => {
    const found = logins.find((one) => one.description === description)
    if (found === undefined) throw new Error(`the demo has no ${description}`)
    return `/users/${found.userUid}/logins/${found.id}`
  }
  return {
    create: (description: string) =>
      ask(
        'POST',
        `/users/${userUid}/logins/apikey?description=${encodeURIComponent(description)}&scopes=rest&isReadAccessOnly=true`,
      ),
    replace: (description: string, member: 'Description' | 'status', value: string) =>
      ask('PATCH', pathOf(description), [{ op: 'replace', path: `/${member}`, value }]),
    remove: (description: string) => ask('DELETE', pathOf(description)),
  }
}

const region = (page: Page) => page.getByRole('region', { name: 'What changed' })
const refresh = (page: Page) => page.getByRole('button', { name: 'Refresh', exact: true }).click()

test('changes made behind the app’s back: the sentence, the list, the way to a key, and seen', async ({
  app,
  sandbox,
}) => {
  test.setTimeout(90_000)
  const { page } = app
  await expect(region(page)).toHaveCount(0)
  // What is done here is no news.
  await selectKey(page, 'HaloPSA connector')
  await page.getByRole('button', { name: 'Disable', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Disabled')

  const other = await somebodyElse(sandbox)
  await other.create('Made by a script')
  await other.create('Made by a script, too')
  await other.replace('Grafana prod', 'status', 'disabled')
  await other.replace('Grafana lab', 'status', 'enabled')
  await other.replace('Zabbix prod', 'Description', 'Zabbix production')
  await other.remove('PRTG sensors')
  await sandbox.control('PUT', '/users/Bexley%20Clinics%5Cbexley_admin', { status: 'Disabled' })
  await sandbox.control('PUT', '/organizations/Corvid%20Legal', { isRestAccessEnabled: false })
  await refresh(page)
  await expect(region(page)).toContainText(
    /2 new, 1 gone, 1 disabled by someone else, 1 enabled again by someone else, 1 owner disabled, 2 with another status, 1 description changed by someone else since today .+ on Sandbox\./,
  )

  await region(page).getByRole('button', { name: 'Show changes' }).click()
  const dialog = page.getByRole('dialog', { name: 'What changed' })
  const line = (name: string) => dialog.getByRole('row').filter({ hasText: name })
  await expect(line('Made by a script, too')).toContainText('Made elsewhere')
  await expect(line('PRTG sensors')).toContainText('Gone')
  await expect(line('Grafana prod')).toContainText(/Disabled.*By someone else.*Enabled.*now.*Disabled/s)
  await expect(line('Zabbix production')).toContainText(/Zabbix prod\b.*now.*Zabbix production/s)
  await expect(line('Corvid case archive')).toContainText(/Enabled.*now.*REST off/s)
  await expect(line('Bexley board report')).toContainText('Owner disabled')
  await dialog.getByRole('button', { name: /Kind of change/ }).click()
  await page.getByRole('option', { name: 'New (2)' }).click()
  await expect(dialog.getByRole('row')).toHaveCount(3)

  await dialog.getByRole('button', { name: 'Made by a script: show in the list' }).click()
  await expect(dialog).toHaveCount(0)
  const row = keysGrid(page).getByRole('row', { selected: true })
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('Made by a script')
  await expect(row.locator(':focus').or(row.and(page.locator(':focus')))).toHaveCount(1)
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Made elsewhere')

  await region(page).getByRole('button', { name: 'Mark as seen' }).click()
  await expect(region(page)).toHaveCount(0)
  await refresh(page)
  await selectKey(page, 'Corvid case archive')
  await expect(page.getByRole('region', { name: 'Key doctor' })).toContainText(
    'REST access is off for Corvid Legal.',
  )
  await expect(region(page)).toHaveCount(0)
})
