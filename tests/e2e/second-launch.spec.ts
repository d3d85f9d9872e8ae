// What happens beside an open reveal: a second launch with hostile arguments, a changed certificate, a sign-out.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { AppProcess } from '../app/app-process'
import { stubSaveDialog } from '../app/native'
import { createSimpleKey, finishReveal, privateKeyFrame } from '../app/steps'
import { root } from '../rules/source-tree'
import { expect, test } from './fixtures'

/** Starts the app once more on the same profile, and answers how that process ended. */
async function launchAgain(app: AppProcess, ...args: string[]): Promise<number | null> {
  const binary = await app.electron.evaluate(() => process.execPath)
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const second = spawn(binary, [root, `--user-data-dir=${app.profile}`, ...flags, ...args], {
    stdio: 'ignore',
  })
  const [code] = await once(second, 'exit')
  return code
}

const windows = (app: AppProcess) =>
  app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((one) => one.webContents.getURL()),
  )

const hostile = [
  'keywright://reveal/key',
  'https://evil.example/',
  'app://reveal/stolen',
  '--load-extension=/tmp',
  '--app=https://evil.example/',
]

test('a second launch ends at once and changes nothing, whatever its arguments (S-12)', async ({ app }) => {
  const before = await windows(app)
  expect(await launchAgain(app, ...hostile)).toBe(0)
  expect(await windows(app)).toEqual(before)
  expect(before).toHaveLength(1)
  const registered = await app.electron.evaluate(({ app: electronApp }) =>
    ['keywright', 'app', 'https'].filter((scheme) => electronApp.isDefaultProtocolClient(scheme)),
  )
  expect(registered).toEqual([])
})

test('a second launch, a changed certificate and a sign-out leave an open reveal as it is (N-79)', async ({
  app,
  sandbox,
  folder,
}) => {
  const { page } = app
  await createSimpleKey(page, 'Undisturbed')
  const frame = privateKeyFrame(page)
  const ticket = await page.getByTitle('Private key').getAttribute('src')
  expect(await launchAgain(app, ...hostile)).toBe(0)
  await sandbox.control('POST', '/certificate', { key: 'new' })
  const refused = await page.evaluate(async () => {
    const connectionId = JSON.parse(await window.bridge.snapshot()).changed.connections[0].id
    const reply = await window.bridge.call('session.signOut', { connectionId })
    return reply.ok ? 'signed out' : reply.failure.code
  })
  expect(refused).toBe('busy')
  expect(await page.getByTitle('Private key').getAttribute('src')).toBe(ticket)
  await stubSaveDialog(app, path.join(folder, 'key.txt'))
  await frame.getByRole('button', { name: 'Save to file' }).click()
  await expect(frame.getByText(/Saved/).first()).toBeVisible()
  await finishReveal(page)
  await expect(page.getByRole('region', { name: 'How to use this key' })).toBeVisible()
})
