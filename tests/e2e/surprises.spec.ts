// What comes in between while a private key is open: a quit, an unexpected error, a crash; and that none of them loses or leaks it.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findingsIn, searchFor, textSecret } from '../app/leak-search'
import {
  connectAndTrust,
  createSimpleKey,
  keysGrid,
  privateKeyFrame,
  privateKeyText,
  signIn,
} from '../app/steps'
import { root } from '../rules/source-tree'
import { expect, test } from './fixtures'

test('quitting over a private key that is not stored asks first, however it is asked for (S-53)', async ({
  app,
}) => {
  const { page } = app
  await createSimpleKey(page, 'Not lost by quitting')
  const ticket = await page.getByTitle('Private key').getAttribute('src')
  for (let round = 0; round < 2; round += 1) {
    await app.electron.evaluate(({ app: electronApp }) => electronApp.quit())
    const question = page.getByRole('alertdialog')
    await expect(question).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(question).toHaveCount(0)
  }
  // The same ticket: nothing has ended. And the key can still be had.
  expect(await page.getByTitle('Private key').getAttribute('src')).toBe(ticket)
  await privateKeyFrame(page).getByRole('button', { name: 'Show' }).click()
  await expect(privateKeyText(page)).toBeVisible()
})

for (const kind of ['uncaught', 'unhandled'] as const)
  test(`an ${kind} error wipes the private key, says so in the list, logs its kind only, and the page is usable again (S-54)`, async ({
    app,
  }) => {
    const { page } = app
    await createSimpleKey(page, 'Surprised')
    await expect(privateKeyFrame(page).getByRole('button', { name: 'Show' })).toBeVisible()
    const ticket = await page.getByTitle('Private key').getAttribute('src')
    const restarted = page.waitForEvent('load')
    await app.electron.evaluate((_electron, how) => {
      const error = new RangeError('canary-of-a-surprise')
      if (how === 'uncaught')
        setTimeout(() => {
          throw error
        })
      else void Promise.reject(error)
    }, kind)
    await expect.poll(() => app.output()).toMatch(new RegExp(`"event":"main\\.${kind}","code":"RangeError"`))
    await expect.poll(() => app.output()).toMatch(/"from":"unrevealed","to":"orphan","kind":"surprise"/)
    expect(app.output()).not.toContain('canary-of-a-surprise')
    expect(app.output()).not.toContain('main.not-recovered')
    await restarted
    // The page has started anew, knows what happened, and works.
    await expect(page.getByTitle('Private key')).toHaveCount(0)
    const attention = page.getByRole('region', { name: 'Needs attention' })
    await expect(attention.getByText('Surprised')).toBeVisible()
    const status = await app.electron.evaluate(
      ({ BrowserWindow }, url) =>
        BrowserWindow.getAllWindows()[0]
          ?.webContents.session.fetch(url)
          .then((answer) => answer.status),
      ticket ?? '',
    )
    expect(status).toBe(410)
    // The list tells it; the next key begins with a draft of its own.
    await createSimpleKey(page, 'After the surprise')
    await privateKeyFrame(page).getByRole('button', { name: 'Show' }).click()
    await expect(privateKeyText(page)).toHaveText(/^[\x21-\x7e]{20,}$/)
  })

test('a crash of a page, of the frame and of the app while a private key is shown leaves it in no dump and no file (S-39)', async ({
  launch,
  sandbox,
  folder,
}) => {
  test.skip(process.platform !== 'linux', 'the places of dumps are those of Linux')
  // Home, temporary folder and profile in one place: whatever a crash writes, it writes there.
  const places = ['home', 'tmp'].map((name) => path.join(folder, name))
  for (const place of places) mkdirSync(place)
  const [home = '', tmp = ''] = places
  const env = { HOME: home, TMPDIR: tmp, XDG_CACHE_HOME: path.join(home, '.cache') }
  const app = await launch({ env })
  const { page } = app
  await connectAndTrust(page, sandbox)
  await signIn(page, sandbox.account('PortalAdministrator'))
  const off = await app.electron.evaluate(({ app: electronApp, netLog }) => ({
    reports: [
      process.report.reportOnFatalError,
      process.report.reportOnSignal,
      process.report.reportOnUncaughtException,
    ],
    netLog: netLog.currentlyLogging,
    dumps: electronApp.getPath('crashDumps'),
  }))
  expect(off).toMatchObject({ reports: [false, false, false], netLog: false })

  const showAndRead = async (description: string) => {
    await createSimpleKey(page, description)
    await privateKeyFrame(page).getByRole('button', { name: 'Show' }).click()
    return (await privateKeyText(page).innerText()).replace(/\s/g, '')
  }
  const first = await showAndRead('Shown in a crash')
  const crash = (which: 'page' | 'frame') =>
    app.electron.evaluate(({ BrowserWindow }, what) => {
      const main = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame
      const pid = (what === 'page' ? main : main?.frames[0])?.osProcessId
      // A signal for which systems write dumps; the first SIGSEGV from outside would be taken by V8.
      if (pid !== undefined) process.kill(pid, 'SIGABRT')
    }, which)
  await crash('frame')
  await expect.poll(() => app.output()).toMatch(/"from":"revealed","to":"unconfirmed"/)
  await crash('page')
  await expect.poll(() => app.output()).toMatch(/"event":"page\.gone"/)
  // The driver gives a crashed page up; the next key is shown in the next run.
  await app.close()

  const again = await launch({ env })
  await expect(keysGrid(again.page)).toBeVisible()
  await createSimpleKey(again.page, 'Shown in another crash')
  await privateKeyFrame(again.page).getByRole('button', { name: 'Show' }).click()
  const second = (await privateKeyText(again.page).innerText()).replace(/\s/g, '')
  await again.electron.evaluate(() => setTimeout(() => process.crash())).catch(() => undefined)
  await again.ended()

  const search = searchFor([textSecret('first', first), textSecret('second', second)])
  const everywhere = () =>
    [folder, app.profile, off.dumps].flatMap((place) => (existsSync(place) ? findingsIn(place, search) : []))
  const planted = path.join(tmp, 'dump.bin')
  writeFileSync(
    planted,
    Buffer.concat([Buffer.alloc(5000, 1), Buffer.from(`${first}\0${second}`, 'utf16le')]),
  )
  expect(everywhere()).toEqual(['tmp/dump.bin: first, second'])
  rmSync(planted)
  expect(everywhere()).toEqual([])
  const dumps = [folder, app.profile, off.dumps, root].flatMap((place) =>
    existsSync(place) ? readdirSync(place, { encoding: 'utf8', recursive: place !== root }) : [],
  )
  expect(dumps.length).toBeGreaterThan(10)
  expect(
    dumps.filter((name) => /\.dmp$|(^|\/)core(\.\d+)?$|\.heapsnapshot$|report\..*\.json$/.test(name)),
  ).toEqual([])
})
