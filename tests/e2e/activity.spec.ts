// The console's log beside the journal on the real app: a key comes and goes, and both sources tell of it.
import { createSimpleKey, finishReveal, keysGrid, privateKeyFrame, selectKey } from '../app/steps'
import { expect, test } from './fixtures'

test('a key made and deleted here stands in its timeline and in the activity of its person, from both sources', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const { userName } = sandbox.account('PortalAdministrator')
  await createSimpleKey(page, 'Timeline bot')
  await privateKeyFrame(page).getByRole('button', { name: 'Show' }).click()
  await privateKeyFrame(page).getByRole('button', { name: 'Copy key to clipboard' }).click()
  await expect(privateKeyFrame(page).getByText(/Copied/)).toBeVisible()
  await finishReveal(page)
  const copied = page.getByRole('alertdialog', { name: 'Is the key stored?' })
  await copied.getByRole('button', { name: 'Yes, it is stored' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Close|Done)$/ })
    .click()

  await selectKey(page, 'Timeline bot')
  const timeline = page
    .getByRole('complementary', { name: 'Details' })
    .getByRole('region', { name: 'Timeline' })
  await timeline.getByRole('button', { name: 'Show timeline' }).click()
  const created = timeline.getByRole('listitem').filter({ hasText: 'Key created' })
  await expect(created).toHaveCount(1)
  await expect(created.getByText('Console', { exact: true })).toBeVisible()
  await expect(created.getByText('This computer', { exact: true })).toBeVisible()
  await expect(timeline).toContainText('Private key shown')
  await expect(timeline).not.toContainText('Signed in')

  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete key' })
  await question.getByRole('textbox', { name: 'Type the description to confirm' }).fill('Timeline bot')
  await question.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(keysGrid(page).getByRole('rowheader', { name: 'Timeline bot', exact: true })).toHaveCount(0)
  // Somebody else, meanwhile, with a message that means no good.
  await sandbox.control('POST', '/activity', {
    type: 'UserRecordModified',
    message: '<b>x</b>\u202Egnp.exe',
  })

  await page.getByRole('navigation', { name: 'Consoles' }).getByRole('button', { name: 'Activity' }).click()
  await expect(page.getByRole('heading', { name: 'Activity', exact: true })).toBeVisible()
  const entries = page.getByRole('region', { name: 'Entries' })
  const line = (text: string) => entries.getByRole('listitem').filter({ hasText: text })
  await expect(entries.getByRole('heading', { name: 'Today' })).toBeVisible()
  await line('User changed').getByText('Details').click()
  await expect(line('User changed')).toContainText('<b>x</b>[U+202E]gnp.exe')

  // Of the person: signing in as the console and as this computer tell it, and the key.
  await line('Key deleted').getByText('Details').click()
  await line('Key deleted').getByRole('button', { name: 'Only this person' }).click()
  await expect(line('User changed')).toHaveCount(0)
  await expect(line('Signed in')).toHaveCount(2)
  for (const act of ['Key created', 'Key deleted']) {
    await expect(line(act)).toHaveCount(1)
    await expect(line(act)).toContainText(userName)
    await expect(line(act).getByText('Console', { exact: true })).toBeVisible()
    await expect(line(act).getByText('This computer', { exact: true })).toBeVisible()
  }
  await line('Key deleted').getByText('Details').click()
  await expect(line('Key deleted')).toContainText(/Identity \d+ of type AK/)

  // Of the key, which is gone: its own lines, nothing of the person's.
  await line('Key deleted').getByRole('button', { name: 'Only this key' }).click()
  await expect(line('Signed in')).toHaveCount(0)
  await expect(line('Key created')).toHaveCount(1)
  await expect(line('Private key shown')).toHaveCount(1)
  await expect(page.getByText(/writes nothing down when a key is enabled/)).toBeVisible()
})
