// What a run leaves in the profile: only files of its owner, nothing of the list in plain text, nothing of a browser's memory.
import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type AppProcess, newProfile, removeProfile } from '../app/app-process'
import { filesWith } from '../app/leak-search'
import { connectAndTrust, createSimpleKey, keysGrid, privateKeyFrame, signIn } from '../app/steps'
import { expect, test } from './fixtures'

const description = 'Planted row 7f3a of Northgate'

/** At once, over the key that is not stored. */
async function end(app: AppProcess): Promise<void> {
  await app.electron.evaluate(({ app: electronApp }) => electronApp.exit(0)).catch(() => undefined)
  await app.ended()
}

/** `path mode` of everything below. */
function entriesBelow(
  folder: string,
): { readonly name: string; readonly isFolder: boolean; readonly mode: number }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
    const found = statSync(path.join(folder, name), { throwIfNoEntry: false })
    return { name, isFolder: found?.isDirectory() ?? false, mode: (found?.mode ?? 0) & 0o777 }
  })
}

test('a run leaves no text of the list and no key in the profile, in any encoding (S-36, S-35)', async ({
  app,
}) => {
  const rows = (await keysGrid(app.page).getByRole('rowheader').allInnerTexts()).map((row) => row.trim())
  const sealed = path.join(app.profile, 'sealed')
  await expect.poll(() => readdirSync(sealed).some((name) => name.startsWith('keys-'))).toBe(true)
  await createSimpleKey(app.page, description)
  await privateKeyFrame(app.page).getByRole('button', { name: 'Show' }).click()
  await expect.poll(() => readdirSync(sealed)).toContain('operations.sealed')
  const texts = [description, ...rows.filter((row) => row.length > 7)]
  expect(texts.length).toBeGreaterThan(4)
  await end(app)

  const plant = path.join(app.profile, 'plant')
  for (const text of texts) {
    expect(filesWith(app.profile, text), text).toEqual([])
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
      Buffer.from(Buffer.from(`..${text}..`).toString('base64')),
      Buffer.from(encodeURIComponent(text)),
    ]) {
      writeFileSync(plant, bytes)
      expect(filesWith(app.profile, text), 'positive control').toEqual([plant])
    }
    rmSync(plant)
  }

  const entries = entriesBelow(app.profile)
  const ofTheEngine = ['chromium', 'Crashpad']
  const own = entries.filter(({ name }) => !ofTheEngine.includes(name.split(path.sep)[0] ?? ''))
  expect(own.length).toBeGreaterThan(5)
  expect(own.filter(({ isFolder, mode }) => mode !== (isFolder ? 0o700 : 0o600))).toEqual([])
  // Whatever the browser engine writes lies behind a folder that nobody else can enter.
  expect(statSync(app.profile).mode & 0o777).toBe(0o700)
  for (const folder of ofTheEngine)
    expect(entries.find(({ name }) => name === folder)?.mode ?? 0o700, folder).toBe(0o700)
})

test('pages live in memory: no persistent partition, no cookies, no storage, no worker (S-36)', async ({
  app,
}) => {
  const sessions = await app.electron.evaluate(async ({ webContents }) =>
    Promise.all(
      webContents.getAllWebContents().map(async ({ session }) => ({
        isPersistent: session.isPersistent(),
        path: session.storagePath,
        cookies: (await session.cookies.get({})).length,
      })),
    ),
  )
  expect(sessions.length).toBeGreaterThan(0)
  for (const one of sessions) expect(one).toEqual({ isPersistent: false, path: null, cookies: 0 })
  const kept = await app.page.evaluate(async () => ({
    local: localStorage.length,
    tab: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    cookie: document.cookie,
    workers: (await navigator.serviceWorker?.getRegistrations().catch(() => []))?.length ?? 0,
    caches: (await caches.keys().catch(() => [])).length,
  }))
  expect(kept).toEqual({ local: 0, tab: 0, databases: 0, cookie: '', workers: 0, caches: 0 })
  // What a page put there all the same would be gone with the run.
  await app.page.evaluate(() => localStorage.setItem('planted', 'row-canary-9c41'))
  await end(app)
  expect(filesWith(app.profile, 'row-canary-9c41')).toEqual([])
})

test('a profile that cannot be written: the app works, says so, and keeps nothing (N-52, S-32)', async ({
  launch,
  sandbox,
}) => {
  const profile = newProfile()
  chmodSync(profile, 0o500)
  try {
    const app = await launch({ profile })
    await connectAndTrust(app.page, sandbox)
    await signIn(app.page, sandbox.account('PortalAdministrator'))
    await expect(app.page.getByText('Settings cannot be saved')).toBeVisible()
    await expect(app.page.getByText('Your profile folder cannot be written.').first()).toBeVisible()
    await end(app)
    expect(readdirSync(profile)).toEqual([])
  } finally {
    chmodSync(profile, 0o700)
    removeProfile(profile)
  }
})
