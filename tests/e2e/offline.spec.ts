// Killed while it reads a list, started without its console, given an older copy: what is shown is what was kept last.
import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { connectAndTrust, keysGrid, listIsRead, signIn } from '../app/steps'
import { root } from '../rules/source-tree'
import { expect, test } from './fixtures'

test('kill -9 while a list is read: the next start has the last list without its console, and no older copy of it (N-55)', async ({
  app,
  launch,
  sandbox,
  folder,
}) => {
  test.setTimeout(120_000)
  const sealed = path.join(app.profile, 'sealed')
  const listName = () => readdirSync(sealed).find((name) => /^keys-.*\.sealed$/.test(name))
  await expect.poll(listName).toBeDefined()
  const listFile = path.join(sealed, listName() ?? '')
  const older = path.join(folder, 'older')
  copyFileSync(listFile, older)

  // Another program switches an owner off; the next reading is kept.
  await sandbox.control('PUT', '/users/Corvid%20Legal%5Ccorvid_owner', { status: 'Disabled' })
  await app.page.getByRole('button', { name: 'Refresh', exact: true }).click()
  await expect.poll(() => readdirSync(sealed).some((name) => name.startsWith('changes-'))).toBe(true)
  await expect.poll(() => readFileSync(listFile).equals(readFileSync(older))).toBe(false)

  await sandbox.control('POST', '/holds', { operationId: 'GetLogins', at: 'before' })
  await app.page.getByRole('button', { name: 'Refresh', exact: true }).click()
  const waiting = async () =>
    ((await sandbox.control('GET', '/holds')) as { holds: { waiting: number }[] }).holds[0]?.waiting
  await expect.poll(waiting).toBeGreaterThan(0)
  await app.kill()
  await sandbox.stop()

  const next = await launch()
  const row = (text: string) => keysGrid(next.page).getByRole('row').filter({ hasText: text })
  await expect(row('Corvid restore checks')).toContainText('Owner off')
  expect(readdirSync(sealed).filter((name) => name.includes('corrupt') || name.includes('.tmp'))).toEqual([])
  // Ends in order, so that the credential store knows which copy is the newest.
  await next.close()

  copyFileSync(older, listFile)
  const last = await launch()
  await expect(last.page.getByText('A saved list could not be read')).toBeVisible()
  expect(readdirSync(sealed).some((name) => name.startsWith('keys-') && name.includes('corrupt'))).toBe(true)
})

/** Where a list is written, on the test build: before the new file is in its place, and before the credential store knows it. */
for (const { where, failpoint, shows } of [
  { where: 'inside the write of a list', failpoint: 'in-write:keys-', shows: 'Enabled' },
  { where: 'right after it', failpoint: 'after-write:keys-', shows: 'Owner off' },
])
  test(`kill -9 ${where}: the next start has a whole list, and tells once what changed (N-55)`, async ({
    launch,
    sandbox,
  }) => {
    const entry = path.join(root, 'out-test', 'main', 'index.js')
    const first = await launch({ entry })
    const sealed = path.join(first.profile, 'sealed')
    await connectAndTrust(first.page, sandbox)
    await signIn(first.page, sandbox.account('PortalAdministrator'))
    await expect.poll(() => readdirSync(sealed).some((name) => name.startsWith('keys-'))).toBe(true)
    await first.close()

    // Another program switches an owner off; the reading of that is cut off while it is kept.
    await sandbox.control('PUT', '/users/Corvid%20Legal%5Ccorvid_owner', { status: 'Disabled' })
    await sandbox.control('POST', '/holds', { operationId: 'GetLogins', at: 'before' })
    const cut = await launch({ entry, env: { KEYWRIGHT_FAILPOINT: failpoint } })
    const ended = cut.ended()
    await sandbox.control('DELETE', '/holds')
    await ended

    await sandbox.control('POST', '/holds', { operationId: 'GetLogins', at: 'before' })
    const next = await launch({ entry })
    const row = keysGrid(next.page).getByRole('row').filter({ hasText: 'Corvid restore checks' })
    await expect(row).toContainText(shows)
    await expect(next.page.getByText('A saved list could not be read')).toHaveCount(0)
    await sandbox.control('DELETE', '/holds')
    await listIsRead(next.page)
    await expect(row).toContainText('Owner off')
    await expect(next.page.getByRole('region', { name: 'What changed' })).toContainText(
      /^What changed1 owner disabled since/,
    )
    // What the cut left behind is cleared before anything new is written.
    await next.page.getByRole('button', { name: 'Refresh', exact: true }).click()
    await expect.poll(() => readdirSync(sealed).filter((name) => /corrupt|\.tmp$/.test(name))).toEqual([])
    await next.close()
  })
