// What a person does in the app, by accessible names only (docs/ui-contract.md).
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test'
import { generate } from 'otplib'
import type { Account, SandboxProcess } from './sandbox-process'

export const connectHeading = (page: Page) => page.getByRole('heading', { name: 'Connect to a console' })
export const keysHeading = (page: Page) => page.getByRole('heading', { name: 'API keys', exact: true })
export const keysGrid = (page: Page) => page.getByRole('grid', { name: 'API keys' })
export const wizard = (page: Page) => page.getByRole('dialog', { name: 'Create key' })
export const privateKeyFrame = (page: Page): FrameLocator => page.frameLocator('iframe[title="Private key"]')
export const privateKeyText = (page: Page): Locator =>
  privateKeyFrame(page).getByRole('region', { name: 'Private key text' })

export async function enterAddress(page: Page, address: string, name = 'Sandbox'): Promise<void> {
  await page.getByRole('textbox', { name: 'Console address' }).fill(address)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
}

export async function connectAndTrust(page: Page, sandbox: SandboxProcess): Promise<void> {
  await enterAddress(page, sandbox.url)
  const question = page.getByRole('alertdialog', { name: 'Certificate not trusted' })
  await expect(question).toContainText(sandbox.fingerprint256)
  await question.getByRole('button', { name: 'Trust this certificate' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
}

export async function enterPassword(page: Page, userName: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill(userName)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** The code that an authenticator shows now. */
export const currentCode = (totpSecret: string) => generate({ secret: totpSecret })

export async function signIn(page: Page, account: Account): Promise<void> {
  await enterPassword(page, account.userName, account.password)
  if (account.totpSecret !== undefined) {
    await page.getByRole('textbox', { name: 'Verification code' }).fill(await currentCode(account.totpSecret))
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
  }
  await expect(keysHeading(page)).toBeVisible()
  await expect(keysGrid(page)).toBeVisible()
  await listIsRead(page)
}

/** Rows are there while the list is still being read; from now on it is whole, or told why not. */
export async function listIsRead(page: Page): Promise<void> {
  const refresh = page.getByRole('button', { name: 'Refresh', exact: true })
  await expect(refresh).not.toHaveAttribute('aria-disabled', 'true')
}

export async function selectKey(page: Page, description: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search keys' }).fill(description)
  await keysGrid(page).getByRole('rowheader', { name: description, exact: true }).click()
}

export async function openWizard(page: Page, kind: 'Simple' | 'Advanced'): Promise<Locator> {
  await page.getByRole('button', { name: 'New key' }).click()
  await page
    .getByRole('menuitem', { name: kind === 'Simple' ? 'Simple key (recommended)' : 'Advanced key' })
    .click()
  await expect(wizard(page)).toBeVisible()
  return wizard(page)
}

export const next = (dialog: Locator) => dialog.getByRole('button', { name: 'Next', exact: true }).click()

/** Goes from the keys screen through the wizard of a Simple key and presses Create; waits for nothing after it. */
export async function askForSimpleKey(page: Page, description: string): Promise<Locator> {
  const dialog = await openWizard(page, 'Simple')
  await next(dialog)
  await dialog.getByRole('textbox', { name: 'Description' }).fill(description)
  await next(dialog)
  await dialog.getByRole('button', { name: 'Create', exact: true }).click({ noWaitAfter: true })
  return dialog
}

/** Goes from the keys screen to the open reveal step of a new Simple key. */
export async function createSimpleKey(page: Page, description: string): Promise<void> {
  await askForSimpleKey(page, description)
  await expect(page.getByRole('heading', { name: 'Store the private key' })).toBeVisible()
}

/** Goes to the open reveal step of a new Advanced key with a pair made on this computer; returns its fingerprint. */
export async function createAdvancedKey(
  page: Page,
  description: string,
  bits: '2048' | '3072' | '4096',
): Promise<string> {
  const dialog = await openWizard(page, 'Advanced')
  await next(dialog)
  await dialog.getByRole('textbox', { name: 'Description' }).fill(description)
  await next(dialog)
  await dialog
    .getByRole('radiogroup', { name: 'Key size' })
    .getByRole('radio', { name: bits })
    .check({ force: true })
  const publicKey = dialog.getByRole('region', { name: 'Public key' })
  await expect(publicKey).toContainText(`${bits} bits`, { timeout: 30_000 })
  const fingerprint = /(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/.exec(
    (await publicKey.innerText()).replace(/\s/g, ''),
  )?.[0]
  if (fingerprint === undefined) throw new Error('no fingerprint is displayed')
  await next(dialog)
  await dialog.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Store the private key' })).toBeVisible()
  return fingerprint
}

/** Copies, ticks, answers the question about a copy alone, and closes the examples. */
export async function finishReveal(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'I have stored this key in a safe place' }).check({ force: true })
  await page.getByRole('button', { name: 'Done' }).click()
}
