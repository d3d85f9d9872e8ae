// Creates whose answer is lost, late or empty, on the real app: one create at the console each time, and the truth on the screen.
import type { Page } from '@playwright/test'
import { askForSimpleKey, privateKeyFrame, wizard } from '../app/steps'
import { expect, test } from './fixtures'

const operationId = 'AddApiKeyLogin'
const orphan = 'Nobody has this private key'
const doubt = 'Was the key created?'
const reveal = 'Store the private key'

const heading = (page: Page, name: string) => page.getByRole('heading', { name })
const attention = (page: Page) => page.getByRole('region', { name: 'Needs attention' })

interface Case {
  readonly what: string
  readonly fault?: object
  readonly options?: object
  /** The step in which the wizard ends up. */
  readonly title: string
  readonly committed: number
  readonly entry: RegExp | null
}

const cases: readonly Case[] = [
  {
    what: 'cut after the commit',
    fault: { operationId, drop: 'after-commit', times: 1 },
    title: orphan,
    committed: 1,
    entry: /Orphan/,
  },
  {
    what: 'cut before the commit',
    fault: { operationId, drop: 'before-commit', times: 1 },
    title: doubt,
    committed: 0,
    entry: /In doubt/,
  },
  {
    what: '500 after the commit',
    fault: { operationId, status: 500, committed: true, times: 1 },
    title: orphan,
    committed: 1,
    entry: /Orphan/,
  },
  {
    what: 'an answer without the key text',
    options: { 'create-parameters': 'empty' },
    title: orphan,
    committed: 1,
    entry: /Orphan/,
  },
  {
    what: 'queued (202)',
    options: { writes: 'async', 'async-ms': 600 },
    title: reveal,
    committed: 1,
    entry: null,
  },
]

for (const { what, fault, options, title, committed, entry } of cases) {
  test(`${what}: one create, and the truth (N-20, N-24, N-31)`, async ({ app, sandbox }) => {
    const { page } = app
    await sandbox.control('DELETE', '/requests')
    if (fault !== undefined) await sandbox.control('POST', '/faults', fault)
    if (options !== undefined) await sandbox.control('PUT', '/options', options)
    await askForSimpleKey(page, what)
    await expect(heading(page, title)).toBeVisible()
    if (entry !== null) {
      await wizard(page).getByRole('button', { name: 'Close' }).click()
      await expect(attention(page)).toContainText(entry)
    } else await expect(privateKeyFrame(page).getByRole('button', { name: 'Show' })).toBeVisible()
    expect(await sandbox.control('GET', '/creates')).toMatchObject({ simple: committed })
    const { requests } = (await sandbox.control('GET', '/requests')) as {
      requests: { operationId: string | null }[]
    }
    expect(requests.filter((request) => request.operationId === operationId)).toHaveLength(1)
    await sandbox.control('PUT', '/options', { writes: 'direct' })
  })
}

test('a commit that comes late is found, not repeated (N-76)', async ({ app, sandbox }) => {
  const { page } = app
  await sandbox.control('DELETE', '/requests')
  await sandbox.control('POST', '/holds', { operationId, at: 'before' })
  await askForSimpleKey(page, 'Late')
  await page.getByRole('button', { name: 'Stop waiting' }).click()
  await expect(heading(page, doubt)).toBeVisible()
  await expect(wizard(page)).toContainText('It will not be sent again.')
  await wizard(page).getByRole('button', { name: 'Close' }).click()
  await expect(attention(page)).toContainText('In doubt')
  // The console commits now, long after anybody waits for it.
  await sandbox.control('DELETE', '/holds')
  await expect.poll(() => sandbox.control('GET', '/creates')).toMatchObject({ simple: 1 })
  await attention(page).getByRole('button', { name: 'Check again' }).click()
  await expect(attention(page)).toContainText('Orphan')
  const { requests } = (await sandbox.control('GET', '/requests')) as {
    requests: { operationId: string | null }[]
  }
  expect(requests.filter((request) => request.operationId === operationId)).toHaveLength(1)
})
