// Signing in: password, verification code, refusals, staying signed in over a kill, signing out.
import { connectAndTrust, currentCode, enterPassword, keysGrid, keysHeading, signIn } from '../app/steps'
import { expect, test } from './fixtures'

test('password, then the code where MFA is on', async ({ launch, sandbox }) => {
  const { page } = await launch()
  await connectAndTrust(page, sandbox)
  const account = sandbox.account('PortalAdministrator', true)
  await enterPassword(page, account.userName, account.password)
  const code = page.getByRole('textbox', { name: 'Verification code' })
  await code.fill('000000')
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await code.fill(await currentCode(account.totpSecret ?? ''))
  await page.getByRole('button', { name: 'Verify', exact: true }).click()
  await expect(keysGrid(page)).toBeVisible()
})

test('a refused password of a company user names REST access as another cause', async ({
  launch,
  sandbox,
}) => {
  const { page } = await launch()
  await connectAndTrust(page, sandbox)
  await enterPassword(page, sandbox.account('CompanyOwner').userName, 'wrong password')
  await expect(page.getByRole('alert')).toContainText(/REST access/)
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveValue('')
})

test('still signed in after kill -9, and signed out after Sign out', async ({ launch, sandbox }) => {
  const first = await launch()
  await connectAndTrust(first.page, sandbox)
  await signIn(first.page, sandbox.account('PortalAdministrator'))
  await first.kill()

  const second = await launch()
  await expect(keysGrid(second.page)).toBeVisible()
  await second.page.getByRole('button', { name: 'Connection' }).click()
  await second.page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(second.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await second.close()

  const third = await launch()
  await expect(third.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('without "Stay signed in" a restart asks again', async ({ launch, sandbox }) => {
  const first = await launch()
  await connectAndTrust(first.page, sandbox)
  await first.page.getByRole('checkbox', { name: 'Stay signed in on this computer' }).uncheck({ force: true })
  await signIn(first.page, sandbox.account('PortalAdministrator'))
  await first.close()
  const second = await launch()
  await expect(second.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('a role without rights sees why and whom to ask', async ({ launch, sandbox }) => {
  const { page } = await launch()
  await connectAndTrust(page, sandbox)
  await signIn(page, sandbox.account('PortalOperator'))
  const create = page.getByRole('button', { name: 'New key' })
  await expect(create).toHaveAttribute('aria-disabled', 'true')
  await expect(create).toHaveAccessibleDescription(/Portal Administrator/)
  await expect(keysHeading(page)).toBeVisible()
  await expect(page.getByRole('contentinfo')).toContainText('Portal Operator, Northgate')
})

test('a sign-in that ends in the middle of work asks again and keeps the list', async ({ app, sandbox }) => {
  await sandbox.control('POST', '/tokens/expire', { refresh: true })
  await app.page.getByRole('button', { name: 'Refresh' }).click()
  await expect(app.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await signIn(app.page, sandbox.account('PortalAdministrator'))
})
