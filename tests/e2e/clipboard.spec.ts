// The real clipboard of an X11 desktop, looked at from another program: what is on it, for how long, and what is left alone.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { AppProcess } from '../app/app-process'
import { newProfile, removeProfile } from '../app/app-process'
import {
  connectAndTrust,
  createSimpleKey,
  finishReveal,
  keysGrid,
  privateKeyFrame,
  privateKeyText,
  signIn,
} from '../app/steps'
import { ownX, readX } from '../app/x-clipboard'
import { expect, test } from './fixtures'

/** Ten seconds is the shortest time that can be chosen. */
function impatientProfile(): string {
  const profile = newProfile()
  mkdirSync(profile, { recursive: true })
  const settings = { schema: 1, settings: { clipboardSeconds: 10 }, connections: [], window: null }
  writeFileSync(path.join(profile, 'settings.json'), JSON.stringify(settings))
  return profile
}

const frameButton = (app: AppProcess, name: string) => privateKeyFrame(app.page).getByRole('button', { name })
const cleared = (app: AppProcess, kind: string) =>
  expect
    .poll(() => app.output().includes(`"event":"clipboard.cleared","kind":"${kind}"`), { timeout: 30_000 })
    .toBe(true)

/** A new key, shown and copied; answers its text. */
async function copyNewKey(app: AppProcess, description: string): Promise<string> {
  await createSimpleKey(app.page, description)
  await frameButton(app, 'Show').click()
  const secret = (await privateKeyText(app.page).innerText()).replace(/\s/g, '')
  await frameButton(app, 'Copy key to clipboard').click()
  await expect(privateKeyFrame(app.page).getByText(/Copied/)).toBeVisible()
  return secret
}

/** As a clipboard manager does: the text outlives the program that copied it. */
async function takeOver(secret: string) {
  expect(readX()).toBe(secret)
  const manager = await ownX(secret)
  expect(manager.isOwner()).toBe(true)
  return manager
}

async function done(app: AppProcess): Promise<void> {
  await finishReveal(app.page)
  const question = app.page.getByRole('alertdialog', { name: 'Is the key stored?' })
  await question.getByRole('button', { name: 'Yes, it is stored' }).click()
  await expect(app.page.getByRole('region', { name: 'How to use this key' })).toBeVisible()
  await app.page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Close|Done)$/ })
    .click()
}

test('a copied key is on the clipboard and not in PRIMARY, and is taken away after its time (S-46, N-62, D18)', async ({
  launch,
  sandbox,
}) => {
  const profile = impatientProfile()
  try {
    const app = await launch({ profile })
    await connectAndTrust(app.page, sandbox)
    await signIn(app.page, sandbox.account('PortalAdministrator'))
    const secret = await copyNewKey(app, 'Copied once')
    expect(readX()).toBe(secret)
    // The runtime of tests writes text alone; the marks of newer ones are shown by unit tests.
    expect(readX('clipboard', 'TARGETS')).toContain('STRING')
    expect(readX('primary')).toBe('')
    const manager = await takeOver(secret)
    await cleared(app, 'cleared')
    expect(readX()).toBe('')
    await expect.poll(manager.isOwner).toBe(false)
    await expect(
      privateKeyFrame(app.page).getByText('Copied. The key is no longer on the clipboard.'),
    ).toBeVisible()
  } finally {
    removeProfile(profile)
  }
})

test('what another program copied meanwhile stays, in the clipboard and in PRIMARY (S-46, N-58)', async ({
  launch,
  sandbox,
}) => {
  const profile = impatientProfile()
  try {
    const app = await launch({ profile })
    await connectAndTrust(app.page, sandbox)
    await signIn(app.page, sandbox.account('PortalAdministrator'))
    await copyNewKey(app, 'Overtaken')
    const other = await ownX('shopping list')
    const marked = await ownX('marked elsewhere', 'primary')
    await cleared(app, 'not-ours')
    expect(readX()).toBe('shopping list')
    expect(readX('primary')).toBe('marked elsewhere')
    await app.electron.evaluate(({ app: electronApp }) => electronApp.exit(0)).catch(() => undefined)
    await app.ended()
    expect(readX()).toBe('shopping list')
    await other.release()
    await marked.release()
  } finally {
    removeProfile(profile)
  }
})

test('a sign-out and a quit take a copied key away, even from a program that keeps clipboards (S-46, S-25)', async ({
  app,
  sandbox,
}) => {
  const first = await copyNewKey(app, 'Copied before the sign-out')
  await done(app)
  const manager = await takeOver(first)
  await app.page.getByRole('button', { name: 'Connection' }).click()
  await app.page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(app.page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => readX()).toBe('')
  await expect.poll(manager.isOwner).toBe(false)

  await signIn(app.page, sandbox.account('PortalAdministrator'))
  const second = await copyNewKey(app, 'Copied before the quit')
  await done(app)
  const again = await takeOver(second)
  await app.electron.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => undefined)
  await app.ended()
  expect(readX()).toBe('')
  await expect.poll(again.isOwner).toBe(false)
})

test('what kill -9 leaves on the clipboard is taken away at the next start, which says so (S-46, N-59)', async ({
  app,
  launch,
}) => {
  const secret = await copyNewKey(app, 'Copied before the crash')
  const manager = await takeOver(secret)
  await app.kill()
  expect(readX(), 'it is still there').toBe(secret)
  const next = await launch()
  await expect(next.page.getByText('The clipboard was cleared')).toBeVisible()
  expect(readX()).toBe('')
  await expect.poll(manager.isOwner).toBe(false)
  await expect(keysGrid(next.page)).toBeVisible()
})
