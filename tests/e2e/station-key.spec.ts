// Signing in without a password (issue acceptance: set up, sign out, kill, start, sign in, replace, withdraw), and where its
// private half is: in the credential store, and in no file, output or heap. The search finds a planted copy first.
import { createPrivateKey, randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { serviceNameOf } from '../../src-main/storage/paths'
import type { AppProcess } from '../app/app-process'
import { heapArgs, mainHeap, pageHeap, plantInMain, plantInPage } from '../app/heap'
import { findingsIn, rsaSecrets, searchFor, textSecret } from '../app/leak-search'
import { clickMenu, stubOpenDialog, stubSaveDialog } from '../app/native'
import {
  connectAndTrust,
  createSimpleKey,
  finishReveal,
  keysGrid,
  privateKeyFrame,
  signIn,
} from '../app/steps'
import { expect, test } from './fixtures'

const keytar = createRequire(import.meta.url)('keytar') as {
  getPassword(service: string, account: string): Promise<string | null>
}

/** Asks the credential store as any program of this user could. Answers the private halves as PEM, by id of their keys. */
async function halvesInStore({ profile }: AppProcess): Promise<Map<string, string>> {
  const service = serviceNameOf({ packaged: false, userData: profile })
  const { account } = JSON.parse(readFileSync(path.join(profile, 'installation.json'), 'utf8')) as {
    account: string
  }
  const get = async (name: string) =>
    (await keytar.getPassword(service, `${account}/${name}`))?.slice(1) ?? null
  const envelope = JSON.parse((await get('connection/station-keys')) ?? '{"record":{"entries":[]}}') as {
    record: { entries: { opId: string; keyId: string }[] }
  }
  const halves = new Map<string, string>()
  for (const { opId, keyId } of envelope.record.entries) {
    const key = Buffer.from((await get(`private/${opId}`)) ?? '', 'base64')
    const pem = createPrivateKey({ key, format: 'der', type: 'pkcs8' }).export({
      format: 'pem',
      type: 'pkcs8',
    })
    halves.set(keyId, String(pem))
  }
  return halves
}

async function menu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Connection', exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Sign in without a password' })
const withoutPassword = (page: Page) => page.getByRole('button', { name: 'Sign in without a password' })

test('set up, sign out, kill, start, sign in, replace, withdraw; the private half is in the credential store and nowhere else', async ({
  launch,
  sandbox,
}) => {
  test.setTimeout(180_000)
  const account = sandbox.account('PortalAdministrator')
  const first = await launch({ args: heapArgs })
  await connectAndTrust(first.page, sandbox)
  await signIn(first.page, account)
  await menu(first.page, 'Sign in without a password…')
  await dialogOf(first.page).getByRole('button', { name: 'Set up' }).click()
  await expect(dialogOf(first.page).getByText(/^Set up\. The key has signed in/)).toBeVisible({
    timeout: 30_000,
  })
  await dialogOf(first.page).getByRole('button', { name: 'Close' }).click()

  const [[id, pem] = ['', ''], ...more] = await halvesInStore(first)
  expect(more).toEqual([])
  const plant = randomBytes(36).toString('base64url')
  const search = searchFor([textSecret('plant', plant), ...rsaSecrets('station key', pem)])
  await test.step('the search knows it, as the store has it', () => {
    expect(search(pem.replace(/-----[^-]+-----|\s/g, ''))).toContain('station key, PEM')
  })
  await test.step('it is in no heap once it has signed in', async () => {
    await plantInPage(first, plant)
    expect(search(await pageHeap(first))).toEqual(['plant'])
    await plantInMain(first, plant)
    expect(search(await mainHeap(first))).toEqual(['plant'])
  })
  await test.step('its row is marked, and deleting it says what follows', async () => {
    await first.page.getByRole('searchbox', { name: 'Search keys' }).fill('Keywright on')
    await keysGrid(first.page)
      .getByRole('rowheader', { name: /^Keywright on / })
      .click()
    await expect(first.page.getByText('This computer’s key')).toBeVisible()
    await first.page.getByRole('button', { name: 'Delete', exact: true }).click()
    const asked = first.page.getByRole('alertdialog', { name: 'Delete key' })
    await expect(asked).toContainText('This is the key of this computer')
    await asked.getByRole('button', { name: 'Cancel' }).click()
  })

  await menu(first.page, 'Sign out')
  await expect(first.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await first.kill()

  const second = await launch({ args: heapArgs })
  await expect(withoutPassword(second.page)).toBeVisible()
  await withoutPassword(second.page).click()
  await expect(keysGrid(second.page)).toBeVisible()
  await second.kill()

  const third = await launch({ args: heapArgs })
  await expect(keysGrid(third.page)).toBeVisible()
  await test.step('it is in no file: profile with logs and journal, temporary folder, home; and in no output', async () => {
    for (const root of [third.profile, process.env.TMPDIR, process.env.HOME, process.env.XDG_RUNTIME_DIR]) {
      if (root === undefined) throw new Error('a folder of the session is missing')
      const file = path.join(root, 'planted')
      writeFileSync(file, `x${Buffer.from(`y${plant}`).toString('base64')}`)
      // The profile stands in the temporary folder.
      expect(findingsIn(root, search)).toEqual(['planted: plant'])
      rmSync(file)
    }
    expect(search(first.output() + second.output() + third.output())).toEqual([])
    expect(search(JSON.stringify(await sandbox.control('GET', '/requests')))).toEqual([])
    expect(search(await mainHeap(third))).toEqual([])
  })

  await menu(third.page, 'Sign in without a password…')
  await dialogOf(third.page).getByRole('button', { name: 'Replace' }).click()
  await expect(dialogOf(third.page).getByText(/^Replaced\. The new key has signed in/)).toBeVisible({
    timeout: 30_000,
  })
  const after = await halvesInStore(third)
  expect(after.size).toBe(1)
  expect(after.has(id)).toBe(false)

  await dialogOf(third.page).getByRole('button', { name: 'Withdraw' }).click()
  await expect(dialogOf(third.page).getByText(/^Withdrawn\./)).toBeVisible()
  await dialogOf(third.page).getByRole('button', { name: 'Close' }).click()
  await expect(third.page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible()
  await expect(withoutPassword(third.page)).toBeHidden()
  expect((await halvesInStore(third)).size).toBe(0)
  await signIn(third.page, account)
  await expect(keysGrid(third.page).getByText(/^Keywright on /)).toHaveCount(0)
})

test('a Simple key from a file signs in and unlocks; the key of somebody else does not', async ({
  app,
  folder,
}) => {
  const { page } = app
  const file = path.join(folder, 'simple.txt')
  await createSimpleKey(page, 'For signing in')
  await stubSaveDialog(app, file)
  await privateKeyFrame(page).getByRole('button', { name: 'Save to file' }).click()
  await expect(privateKeyFrame(page).getByText(/Saved/).first()).toBeVisible()
  await finishReveal(page)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Close|Done)$/ })
    .click()
  await menu(page, 'Sign out')
  await page.getByRole('radio', { name: 'Simple key' }).check({ force: true })
  await stubOpenDialog(app, file)
  await page.getByRole('button', { name: 'From file…' }).click()
  await expect(keysGrid(page)).toBeVisible()

  await clickMenu(app, 'Lock')
  const locked = page.getByRole('heading', { name: 'Locked' })
  await expect(locked).toBeVisible()
  writeFileSync(file.replace('simple', 'wrong'), 'x'.repeat(128))
  await stubOpenDialog(app, file.replace('simple', 'wrong'))
  await page.getByRole('button', { name: 'Key from file…' }).click()
  await expect(page.getByRole('alert')).toContainText('The key was refused')
  await stubOpenDialog(app, file)
  await page.getByRole('button', { name: 'Key from file…' }).click()
  await expect(keysGrid(page)).toBeVisible()
})
