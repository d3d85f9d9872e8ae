// Connecting: address forms, what is not a console, trust on first use, and what a changed certificate does.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { startFront } from '../app/front'
import { createOddCertificate } from '../app/odd-certificates'
import { connectAndTrust, connectHeading, enterAddress, keysGrid, signIn } from '../app/steps'
import { expect, test } from './fixtures'

test('trust on first use shows the fingerprint, Cancel is the default, and nothing is sent before', async ({
  launch,
  sandbox,
}) => {
  const { page } = await launch()
  await enterAddress(page, sandbox.url)
  const question = page.getByRole('alertdialog', { name: 'Certificate not trusted' })
  await expect(question).toContainText(sandbox.fingerprint256)
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await expect(connectHeading(page)).toBeVisible()
  const log = (await sandbox.control('GET', '/requests')) as { requests: unknown[] }
  expect(log.requests).toEqual([])
})

test('any pasted form of the address leads to the same console', async ({ launch, sandbox }) => {
  const { page } = await launch()
  await enterAddress(page, `  ${sandbox.url}/api/v3/  `)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Trust this certificate' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('wrong addresses end in a message that says what happened and what to do', async ({
  launch,
  sandbox,
}) => {
  const { page } = await launch()
  const web = http.createServer((_request, response) => response.end('<!doctype html><p>hello'))
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  const port = (web.address() as AddressInfo).port
  try {
    for (const [address, text] of [
      ['http://127.0.0.1:1280', /https/i],
      ['https://user:secret@127.0.0.1', /user name|password/i],
      ['https://127.0.0.1:0', /port/i],
      ['https://127.0.0.1:9', /could not be reached|no answer|refused/i],
      [`https://127.0.0.1:${port}`, /secure|TLS|HTTPS/i],
    ] as const) {
      await enterAddress(page, address)
      await expect(
        page.getByRole('alert').or(page.locator('[slot=errorMessage]')).first(),
        address,
      ).toContainText(text)
      await expect(page.getByText('secret@')).toHaveCount(0)
    }
  } finally {
    web.close()
  }
  await enterAddress(page, sandbox.url)
  await expect(page.getByRole('alertdialog', { name: 'Certificate not trusted' })).toBeVisible()
})

test('a changed certificate blocks, sends nothing, and is accepted only after a review', async ({
  launch,
  sandbox,
}) => {
  const first = await launch()
  await connectAndTrust(first.page, sandbox)
  await signIn(first.page, sandbox.account('PortalAdministrator'))
  await sandbox.control('POST', '/certificate', { key: 'new' })
  await sandbox.control('DELETE', '/requests')
  await first.page.getByRole('button', { name: 'Refresh' }).click()
  const blocked = first.page.getByRole('alertdialog', { name: 'Certificate changed' })
  await expect(blocked).toContainText(sandbox.fingerprint256)
  await expect(blocked.getByRole('button', { name: 'Close' })).toBeFocused()
  const log = (await sandbox.control('GET', '/requests')) as { requests: unknown[] }
  expect(log.requests).toEqual([])

  await blocked.getByRole('button', { name: 'Review certificate' }).click()
  const review = first.page.getByRole('dialog', { name: 'Review certificate' })
  const trust = review.getByRole('button', { name: 'Trust the new certificate' })
  await expect(trust).toHaveAttribute('aria-disabled', 'true')
  await review.getByRole('checkbox').check({ force: true })
  await trust.click()
  await expect(keysGrid(first.page)).toBeVisible()
})

test('neither Enter nor Escape nor closing approves a changed certificate; a renewal is told as one (N-03, N-04, S-16)', async ({
  app,
  sandbox,
}) => {
  const { page } = app
  await sandbox.control('POST', '/certificate', { key: 'same' })
  await sandbox.control('DELETE', '/requests')
  await page.getByRole('button', { name: 'Refresh' }).click()
  const blocked = page.getByRole('alertdialog', { name: 'Certificate changed' })
  await expect(blocked.getByRole('button', { name: 'Close' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(blocked).toBeHidden()

  const again = page.getByRole('button', { name: 'Review certificate' })
  const review = page.getByRole('dialog', { name: 'Review certificate' })
  for (const key of ['Enter', 'Escape']) {
    await again.click()
    await expect(review).toContainText('Same key, renewed')
    await expect(review).toContainText('the same key')
    await review.getByRole('checkbox').focus()
    await page.keyboard.press(key)
    if (key === 'Enter') {
      await expect(review).toBeVisible()
      await review.getByRole('button', { name: 'Cancel' }).click()
    }
    await expect(review).toBeHidden()
  }
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('The certificate has changed').first()).toBeVisible()
  const log = (await sandbox.control('GET', '/requests')) as { requests: unknown[] }
  expect(log.requests).toEqual([])
})

test('each defect of a certificate is told in words of its own (N-07)', async ({ launch }) => {
  const { page } = await launch()
  for (const [odd, words] of [
    [{ days: [-30, -1] }, 'It has expired.'],
    [{ days: [1, 30] }, 'It is not valid yet'],
    [{ address: '10.9.8.7' }, 'It was made for another address.'],
    [{ bits: 1024 }, 'Its key is too weak.'],
    [{ hash: 'SHA-1' }, 'It is signed in a way that can be forged.'],
  ] as const) {
    const front = await startFront({ certificate: await createOddCertificate(odd) })
    await enterAddress(page, front.url)
    const question = page.getByRole('alertdialog', { name: 'Certificate not trusted' })
    await expect(question).toContainText(front.fingerprint256())
    await expect(question, JSON.stringify(odd)).toContainText(`It vouches for itself. ${words}`)
    await question.getByRole('button', { name: 'Cancel' }).click()
    await expect(question).toBeHidden()
    expect(front.seen).toEqual([])
    await front.close()
  }
})

test('a start after the change is blocked as well, and the token stays here', async ({ launch, sandbox }) => {
  const first = await launch()
  await connectAndTrust(first.page, sandbox)
  await signIn(first.page, sandbox.account('PortalAdministrator'))
  await first.close()
  await sandbox.control('POST', '/certificate', { key: 'new' })
  await sandbox.control('DELETE', '/requests')
  const second = await launch()
  await expect(second.page.getByRole('alertdialog', { name: 'Certificate changed' })).toBeVisible()
  const log = (await sandbox.control('GET', '/requests')) as { requests: unknown[] }
  expect(log.requests).toEqual([])
})
