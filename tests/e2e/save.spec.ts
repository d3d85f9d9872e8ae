// Saving a private key from the real app: mode, links, files that are there, and an end in the middle of it.
import { existsSync, lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { AppProcess } from '../app/app-process'
import { stubSaveDialog } from '../app/native'
import { connectAndTrust, createSimpleKey, privateKeyFrame, signIn } from '../app/steps'
import { root } from '../rules/source-tree'
import { expect, test } from './fixtures'

const frame = (app: AppProcess) => privateKeyFrame(app.page)

async function saveTo(app: AppProcess, file: string): Promise<void> {
  await stubSaveDialog(app, file)
  await frame(app).getByRole('button', { name: 'Save to file' }).click()
}

test('a saved key is a new file for its owner alone, also under umask 000, over nothing and through no link (S-47, N-64, N-65)', async ({
  launch,
  sandbox,
  folder,
}) => {
  const before = process.umask(0)
  const app = await launch()
  process.umask(before)
  await connectAndTrust(app.page, sandbox)
  await signIn(app.page, sandbox.account('PortalAdministrator'))
  await createSimpleKey(app.page, 'Saved with care')
  const refused = frame(app).getByRole('alert')

  writeFileSync(path.join(folder, 'old.txt'), 'precious')
  await saveTo(app, path.join(folder, 'old.txt'))
  await expect(refused).toContainText('a file of that name is there already')
  expect(readFileSync(path.join(folder, 'old.txt'), 'utf8')).toBe('precious')

  symlinkSync(path.join(folder, 'target.txt'), path.join(folder, 'link.txt'))
  await saveTo(app, path.join(folder, 'link.txt'))
  await expect(refused).toContainText('a file of that name is there already')
  expect(existsSync(path.join(folder, 'target.txt'))).toBe(false)
  expect(lstatSync(path.join(folder, 'link.txt')).isSymbolicLink()).toBe(true)

  await saveTo(app, path.join(folder, 'x'.repeat(300)))
  await expect(refused).toContainText('the system does not take this name')

  await saveTo(app, path.join(folder, 'Dropbox', 'key.txt'))
  await expect(refused).toContainText('Nothing was saved')
  const kept = path.join(folder, 'key.txt')
  await saveTo(app, kept)
  await expect(
    frame(app)
      .getByText(`Saved to key.txt in ${path.basename(folder)}.`)
      .first(),
  ).toBeVisible()
  expect(statSync(kept).mode & 0o777).toBe(0o600)
  expect(readFileSync(kept, 'utf8')).toMatch(/^\S{20,}$/)
})

test('kill -9 in the middle of a save: the next start names the place of the part (S-47, N-66)', async ({
  launch,
  sandbox,
  folder,
}) => {
  const entry = path.join(root, 'out-test', 'main', 'index.js')
  const app = await launch({ entry, env: { KEYWRIGHT_FAILPOINT: 'in-save' } })
  await connectAndTrust(app.page, sandbox)
  await signIn(app.page, sandbox.account('PortalAdministrator'))
  await createSimpleKey(app.page, 'Cut off in saving')
  const half = path.join(folder, 'half.txt')
  await saveTo(app, half).catch(() => undefined)
  await app.ended()
  expect(existsSync(half)).toBe(true)
  const next = await launch()
  const notice = next.page.getByText(`A part of the key may be in half.txt in ${folder}.`)
  await expect(notice).toBeVisible()
  await expect(next.page.getByRole('region', { name: 'Needs attention' })).toContainText('Unconfirmed')
})
