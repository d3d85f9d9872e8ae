// Killed while it reads a list, started without its console, given an older copy: what is shown is what was kept last.
import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { keysGrid } from '../app/steps'
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
