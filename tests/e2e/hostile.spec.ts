// A hostile console and the whole app: it stays usable, and what the console writes is only text (N-22 to N-32, N-67, N-68).
import type { Page } from '@playwright/test'
import type { SandboxProcess } from '../app/sandbox-process'
import { askForSimpleKey, createSimpleKey, keysGrid, privateKeyFrame } from '../app/steps'
import { expect, test } from './fixtures'

const picture = (page: Page, name: string) =>
  page.screenshot({ path: test.info().outputPath(`${name}.png`), animations: 'disabled', caret: 'initial' })
const fault = (sandbox: SandboxProcess, operationId: string, order: object) =>
  sandbox.control('POST', '/faults', { operationId, ...order })
const refresh = (page: Page) => page.getByRole('button', { name: 'Refresh', exact: true }).click()
const notRefreshed = (page: Page) =>
  page.getByRole('region', { name: /^(The list could not be refreshed|You are offline)$/ })
const incomplete = (page: Page) => page.getByRole('region', { name: 'The list is incomplete' })

/** Planted in every place where a listed identity could hold a secret. */
const planted = `${'c0ffee'.repeat(6)}PLANTED`
const uid = '00000000-0000-4000-8000-000000000001'
let lastId = 9000
const row = (description: string, change: object = {}) => {
  lastId += 1
  return {
    id: lastId,
    userUid: uid,
    userName: 'NG-VSPC\\mallory',
    companyId: '00000000-0000-4000-8000-000000000002',
    companyName: 'Mallory & Sons',
    identityProviderName: 'AK',
    description,
    isReadAccessOnly: true,
    scopes: ['rest'],
    status: 'enabled',
    parameters: planted,
    identifierInProvider: planted,
    creationDate: '2026-03-04T05:06:07Z',
    ...change,
  }
}
const spoofed = '\u202Egpj.exe\u202C Nightly \u2066export'
const rows = [
  row('<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'),
  row('{{7*7}} javascript:window.pwned=1', { companyName: '<svg onload=window.pwned=1>' }),
  row(spoofed, { userName: 'NG-VSPC\\\u202Eyrollam' }),
  row('שלום 5 (EU)', { companyName: 'חברה בע"מ', userName: 'NG-VSPC\\דוד', status: 'disabledDueToCompany' }),
  row(`Z${'\u0301\u0323'.repeat(900)}algo climbs`),
  row('Gra\u200Bfa\u2060na\u{E0041}\uFEFF prod'),
  row('g\u0440\u0430f\u0430na prod (Cyrillic letters)'),
  row(`Unbroken ${'W'.repeat(4000)}`, {
    companyName: 'C'.repeat(500),
    userName: `NG-VSPC\\${'u'.repeat(400)}`,
  }),
  row('two\r\nlines\u2028and\ttabs\u0000\u001B[31m'),
  row('', { companyName: '', userName: '' }),
  row('Unknown words', {
    status: 'constructor',
    scopes: ['__proto__', '<b>all</b>', '\u202Etser'],
    creationDate: '0001-01-01T00:00:00Z',
  }),
  row('Year 9999', { status: 'disabledDueToWeather', creationDate: '9999-12-31T23:59:59.9999999Z' }),
  row('Private half listed', {
    identityProviderName: 'AA',
    parameters: `<RSAKeyValue><Modulus>${planted}</Modulus><Exponent>AQAB</Exponent><P>${planted}</P></RSAKeyValue>`,
  }),
]
const listing = (some: readonly object[]) => ({
  status: 200,
  body: { data: some, meta: { pagingInfo: { total: some.length, count: some.length, offset: 0 } } },
})
const ill = `It failed. <script>window.pwned=1</script>\u001B[2J\r\n2026-01-01 journal.verified ok \u202Eyltneuqesnoc ${'x'.repeat(300_000)}`

/** The page is whole, ran nothing of the console's, and holds nothing of what was planted. */
async function isInert(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
  const seen = await page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    text: document.body.textContent ?? '',
    foreign: document.querySelectorAll(
      '#root img, #root script, #root iframe:not([title="Private key"]), #root a[href]',
    ).length,
    wide: document.documentElement.scrollWidth > window.innerWidth,
  }))
  expect(seen.foreign).toBe(0)
  expect(seen.wide, 'the page does not scroll sideways').toBe(false)
  expect(seen.text).not.toMatch(/[\u202A-\u202E\u2066\u2067\u200B\u2060\uFEFF]/)
  expect(seen.html).not.toContain(planted.slice(0, 24))
}

test('rows of a hostile console are inert text, in the grid, the details and every question (N-25, N-26, N-67, N-68)', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await fault(sandbox, 'GetLogins', listing(rows))
  await refresh(page)
  await expect(keysGrid(page).getByRole('rowheader', { name: 'Year 9999' })).toBeVisible()
  await expect(keysGrid(page).getByRole('rowheader')).toHaveCount(rows.length)
  await picture(page, 'grid')
  await isInert(page)

  // The control: the search does find what is there.
  expect(await page.evaluate(() => document.documentElement.outerHTML)).toContain('Mallory &amp; Sons')

  for (const [name, text] of [
    ['markup', '<img src=x'],
    ['spoofed', '[U+202E]gpj.exe'],
    ['right-to-left', 'שלום'],
    ['marks', 'algo climbs'],
    ['long', 'Unbroken'],
    ['breaks', 'two[U+000D]'],
    ['nameless', 'No description'],
    ['unknown', 'Unknown words'],
  ] as const) {
    await keysGrid(page).getByRole('rowheader').filter({ hasText: text }).click()
    await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible()
    await picture(page, `details-${name}`)
    await isInert(page)
  }

  for (const [name, text] of [
    ['markup', '<img src=x'],
    ['spoofed', '[U+202E]gpj.exe'],
    ['right-to-left', 'שלום'],
    ['long', 'Unbroken'],
    ['nameless', 'No description'],
  ] as const) {
    await keysGrid(page).getByRole('rowheader').filter({ hasText: text }).click()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    const question = page.getByRole('alertdialog', { name: 'Delete key' })
    await expect(question).toContainText(/Key id\s*90\d\d/)
    await expect(question).toContainText(/Created\s*\S+/)
    await picture(page, `delete-${name}`)
    await isInert(page)
    await question.getByRole('button', { name: 'Cancel' }).click()
    await expect(question).toHaveCount(0)
  }
  expect(app.output()).not.toContain('[page error]')
  expect(app.output()).not.toContain(planted.slice(0, 24))

  await sandbox.control('DELETE', '/faults')
  await refresh(page)
  await expect(keysGrid(page).getByRole('rowheader', { name: 'Grafana prod', exact: true })).toBeVisible()
})

test('answers that are none leave the list and the app usable (N-22, N-23, N-27, N-30, N-31)', async ({
  app,
  sandbox,
}) => {
  test.setTimeout(180_000)
  const { page } = app
  const known = keysGrid(page).getByRole('rowheader', { name: 'Grafana prod', exact: true })
  for (const [name, order] of Object.entries<object>({
    HTML: { html: '<h1>Sign in to the hotel</h1>', status: 200 },
    'HTML called JSON': { raw: '<p>' },
    empty: { raw: '' },
    'a byte-order mark': { raw: '\uFEFF' },
    'invalid UTF-8': {
      base64: Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]).toString('base64'),
    },
    'an array': { raw: '[]' },
    null: { raw: 'null' },
    'trailing garbage': { raw: '{"data":[]} x' },
    'depth 100,000': { raw: '{"data":'.repeat(100_000) },
    'a redirect': { status: 307, headers: { location: 'https://127.0.0.1:9/' } },
    'an absurd pause': {
      status: 429,
      headers: { 'retry-after': '1000000000' },
      body: { errors: [{ type: 'transport', code: 429 }] },
    },
    'a pause in the past': { status: 503, headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' } },
    'a hostile refusal': {
      status: 500,
      body: { errors: [{ type: 'unspecified', code: 500, message: ill }] },
    },
  })) {
    await fault(sandbox, 'GetLogins', order)
    await refresh(page)
    await expect(notRefreshed(page), name).toBeVisible()
    await expect(known, name).toBeVisible()
    await isInert(page)
    if (name === 'a hostile refusal') await picture(page, 'not-refreshed')
    await sandbox.control('DELETE', '/faults')
    // It may be asking again by itself at this moment: then the button ends that first.
    await expect(async () => {
      await refresh(page)
      await expect(notRefreshed(page), name).toHaveCount(0, { timeout: 3000 })
    }).toPass()
  }

  await fault(sandbox, 'GetLogins', {
    raw: JSON.stringify({ data: [row('Kept'), { id: 1.5 }, null, 'x', { ...row('Bad id'), id: 'x' }] }),
  })
  await refresh(page)
  await expect(incomplete(page)).toContainText('Not all of the console’s list could be read')
  await expect(keysGrid(page).getByRole('rowheader')).toHaveCount(1)
  await picture(page, 'incomplete')
  await sandbox.control('DELETE', '/faults')

  await sandbox.control('PUT', '/options', { 'list-end': 'never' })
  await refresh(page)
  const cancel = page.getByRole('button', { name: 'Cancel refresh' })
  await expect(cancel).toBeVisible()
  await picture(page, 'endless')
  await cancel.click()
  await expect(cancel).toHaveCount(0)
  await sandbox.control('DELETE', '/options')
  await refresh(page)
  await expect(known).toBeVisible()
  await expect(incomplete(page)).toHaveCount(0)
})

test('a refusal with hostile words is one inert sentence (N-31, S-20)', async ({ app, sandbox }) => {
  const { page } = app
  const key = row('Billing export')
  await fault(sandbox, 'GetLogins', listing([key]))
  await fault(sandbox, 'GetUserLogin', { status: 200, body: { data: key } })
  await refresh(page)
  await keysGrid(page).getByRole('rowheader', { name: 'Billing export' }).click()
  for (const [name, message] of [
    ['refused', ill],
    ['refused-right-to-left', `המפתח לא עודכן (5) ${'א'.repeat(400)}`],
  ] as const) {
    await fault(sandbox, 'UpdateUserLogin', {
      times: 1,
      status: 400,
      body: { errors: [{ type: 'logical', code: 400, message }] },
    })
    await page.getByRole('button', { name: 'Edit' }).click()
    const edit = page.getByRole('dialog', { name: 'Edit key' })
    await edit.getByRole('textbox', { name: 'Description' }).fill('Billing export 2')
    await edit.getByRole('button', { name: 'Save' }).click()
    const alert = edit.getByRole('alert')
    await expect(alert).toContainText('The console refused the request')
    await expect(alert).toContainText('Check what you entered')
    await picture(page, name)
    await isInert(page)
    await edit.getByRole('button', { name: 'Cancel' }).click()
    await expect(edit).toHaveCount(0)
  }
  expect(app.output()).not.toMatch(/pwned|journal\.verified/)
})

test('creates on a hostile console: an orphan that is said, or exactly the key (N-24, N-28, N-29, N-31, N-32)', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  const orphan = page.getByRole('heading', { name: 'Nobody has this private key' })
  const entry = (description: string) =>
    page
      .getByRole('region', { name: 'Needs attention' })
      .getByRole('listitem')
      .filter({ hasText: description })
  await sandbox.control('PUT', '/clock', { skewMs: 0 })
  for (const [description, order] of Object.entries<object>({
    'Without its text': { parameters: 'null' },
    'Text of a megabyte': { parameters: `"${'k'.repeat(900_000)}"` },
    'Text with a lone surrogate': { parameters: `"${'k'.repeat(60)}\\ud800"` },
    'Answered with HTML': { html: '<p>done</p>', status: 200, committed: true },
    'Fault behind the commit': {
      status: 500,
      committed: true,
      body: { errors: [{ type: 'unspecified', code: 500, message: ill }] },
    },
  })) {
    await fault(sandbox, 'AddApiKeyLogin', { times: 1, ...order })
    const dialog = await askForSimpleKey(page, description)
    await expect(orphan, description).toBeVisible()
    if (description === 'Without its text') await picture(page, 'orphan')
    await isInert(page)
    await dialog.getByRole('button', { name: 'Close' }).click()
    const all = page.getByRole('button', { name: 'Show all' })
    if ((await all.count()) > 0) await all.click()
    await expect(entry(description)).toContainText('Orphan')
  }
  await picture(page, 'attention')

  const text = `Ab${'k7'.repeat(40)}/x`
  await fault(sandbox, 'AddApiKeyLogin', { times: 1, parameters: `"\\u0041b${'k7'.repeat(40)}\\/x"` })
  await createSimpleKey(page, 'Escaped letters')
  await privateKeyFrame(page).getByRole('button', { name: 'Show' }).click()
  const shown = privateKeyFrame(page).getByRole('region', { name: 'Private key text' })
  await expect.poll(async () => (await shown.innerText()).replace(/\s/g, '')).toBe(text)
  const creates = (await sandbox.control('GET', '/creates')) as { simple: number }
  expect(creates.simple, 'one create each').toBe(6)
})
