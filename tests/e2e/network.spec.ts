// Certificates, TLS, sign-ins of the system and redirects on the real network stack: what leaves, what does not, what is said.
import { once } from 'node:events'
import tls from 'node:tls'
import type { Page } from '@playwright/test'
import { createCertificate } from '../../sandbox-console/http/certificate'
import type { AppProcess } from '../app/app-process'
import type { Front } from '../app/front'
import { connectHeading, enterAddress, enterPassword, signIn } from '../app/steps'
import { expect } from './fixtures'
import { failures, said, test, trust, trustQuestion } from './front-fixtures'

const changed = (page: Page) => page.getByRole('alertdialog', { name: 'Certificate changed' })
const signInHeading = (page: Page) => page.getByRole('heading', { name: 'Sign in' })
const refresh = (page: Page) => page.getByRole('button', { name: 'Refresh' })

interface Answer {
  readonly ok: boolean
  readonly value?: unknown
  readonly failure?: { readonly code: string }
}

/** What the page could ask for itself: the app shows one console, and keeps several. */
const call = (page: Page, name: string, input: object): Promise<Answer> =>
  page.evaluate(
    ([wanted, given]) =>
      (window.bridge.call as unknown as (n: string, i: object) => Promise<Answer>)(wanted, given),
    [name, input] as const,
  )

const bearers = (front: Front) => front.seen.map(({ headers }) => headers.authorization ?? '')

test('a certificate that is approved after the question was left open, and refused before, works at once (N-01, N-02, S-14)', async ({
  launch,
  sandbox,
  front,
}) => {
  const { page } = await launch()
  const console = await front({ to: sandbox.url })
  for (let time = 0; time < 2; time += 1) {
    await enterAddress(page, console.url)
    await expect(trustQuestion(page)).toBeVisible()
    await trustQuestion(page).getByRole('button', { name: 'Cancel' }).click()
    await expect(connectHeading(page)).toBeVisible()
  }
  await enterAddress(page, console.url)
  await expect(trustQuestion(page)).toBeVisible()
  // Longer than any request may take: nothing waits inside the network stack for the answer.
  await page.waitForTimeout(12_000)
  expect(console.seen).toEqual([])
  await trustQuestion(page).getByRole('button', { name: 'Trust this certificate' }).click()
  await expect(signInHeading(page)).toBeVisible()
  expect(console.seen.map(({ url }) => url)).toEqual(['/api/v3/about'])
})

test('two consoles on one host name have certificates of their own (N-06)', async ({
  launch,
  sandbox,
  front,
}) => {
  const { page } = await launch()
  const [one, two] = [await front({ to: sandbox.url }), await front({ to: sandbox.url })]
  const { userName, password } = sandbox.account('PortalAdministrator')
  const ids: string[] = []
  for (const { url, fingerprint256 } of [one, two]) {
    const address = { address: url, name: '' }
    expect(await call(page, 'connections.connect', address)).toMatchObject({
      value: { kind: 'untrusted', certificate: { fingerprint256: fingerprint256() } },
    })
    const { value } = await call(page, 'connections.connect', { ...address, trust: fingerprint256() })
    const { connectionId } = value as { connectionId: string }
    const person = { connectionId, userName, password, stay: true }
    expect(await call(page, 'session.signIn', person)).toMatchObject({ ok: true })
    ids.push(connectionId)
  }
  const read = (index: number) => call(page, 'keys.refresh', { connectionId: ids[index] })
  expect([(await read(0)).ok, (await read(1)).ok]).toEqual([true, true])
  // Each other's certificate is as wrong as any.
  one.present(two.certificate)
  const before = one.seen.length
  expect((await read(0)).failure?.code).toBe('tls-changed')
  expect((await read(1)).ok).toBe(true)
  expect(one.seen).toHaveLength(before)
})

/**
 * From now on the system trusts this certificate: the stack's verdict about it is turned into "fine" before the app hears
 * it. No certificate of a trusted issuer can be had here, and Chromium's switch for one goes past the app's procedure.
 */
const believe = (app: AppProcess, certificatePem: string) =>
  app.electron.evaluate(({ session }, trusted) => {
    const fromPartition = session.fromPartition.bind(session)
    const known = new WeakSet<object>()
    session.fromPartition = (name, options) => {
      const one = fromPartition(name, options)
      if (known.has(one)) return one
      known.add(one)
      const set = one.setCertificateVerifyProc.bind(one)
      one.setCertificateVerifyProc = (proc) =>
        set(
          proc === null
            ? null
            : (request, answer) => {
                if (request.certificate.data.trim() !== trusted.trim()) return proc(request, answer)
                const fine = { ...request, errorCode: 0, verificationResult: 'net::OK' }
                proc(fine, (verdict) => answer(verdict === -3 ? 0 : verdict))
              },
        )
      return one
    }
  }, certificatePem)

test('a certificate that the system trusts does not replace an accepted one: it is asked about, and no token leaves (N-03, N-05)', async ({
  launch,
  sandbox,
  front,
}) => {
  const replacement = await createCertificate()
  const app = await launch()
  const { page } = app
  await believe(app, replacement.certificatePem)
  const pinned = await front({ to: sandbox.url })
  await trust(page, pinned)
  await signIn(page, sandbox.account('PortalAdministrator'))
  // The control: a console that starts with it is not asked about.
  const valid = await front({ to: sandbox.url, certificate: replacement })
  const step = await call(page, 'connections.connect', { address: valid.url, name: '' })
  expect(step.value).toMatchObject({ kind: 'connected' })
  expect(valid.seen).toHaveLength(1)

  pinned.seen.length = 0
  pinned.counts.tcp = 0
  pinned.present(replacement)
  // With two consoles there, the question stands in the view of the one that it is about.
  await page
    .getByRole('tree', { name: 'Consoles' })
    .getByRole('treeitem', { name: /^Sandbox/ })
    .click()
  await refresh(page).click()
  await expect(changed(page)).toContainText(replacement.fingerprint256)
  expect(pinned.counts.tcp).toBeGreaterThan(0)
  expect(pinned.seen).toEqual([])
})

test('a name that leads to another computer now: nothing is sent there, also where the system’s trust decides (N-16)', async ({
  launch,
  sandbox,
  front,
}) => {
  const own = await createCertificate()
  const app = await launch({ args: ['--host-resolver-rules=MAP vspc.example 127.0.0.1'] })
  const { page } = app
  await believe(app, own.certificatePem)
  const right = await front({ to: sandbox.url, certificate: own })
  await enterAddress(page, `https://vspc.example:${right.port}`)
  await signIn(page, sandbox.account('PortalAdministrator'))
  expect(bearers(right).some((value) => value.startsWith('Bearer '))).toBe(true)
  await right.close()
  const elsewhere = await front({ to: sandbox.url, port: right.port })
  await refresh(page).click()
  await expect.poll(() => failures(app)).toContain('tls-untrusted')
  await expect(page.getByText('You are offline').first()).toBeVisible()
  expect(elsewhere.counts.tcp).toBeGreaterThan(0)
  expect(elsewhere.seen).toEqual([])
})

test('TLS older than 1.2 is refused (N-08, S-17)', async ({ launch, front }) => {
  const app = await launch()
  const old = await front({
    tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' },
  })
  // The control: somebody who speaks it does get through.
  const client = tls.connect({
    port: old.port,
    host: '127.0.0.1',
    rejectUnauthorized: false,
    minVersion: 'TLSv1',
    ciphers: 'ALL:@SECLEVEL=0',
  })
  await once(client, 'secureConnect')
  expect(client.getProtocol()).toBe('TLSv1.1')
  client.destroy()
  await enterAddress(app.page, old.url)
  await expect(said(app.page)).toContainText('No secure connection could be made')
  expect(failures(app)).toEqual(['tls-failed'])
  expect(old.counts.handshakes).toBe(1)
  expect(old.seen).toEqual([])
})

test('a console that asks for a client certificate gets none (N-12, S-17)', async ({
  launch,
  sandbox,
  front,
}) => {
  const app = await launch()
  const asking = await front({ to: sandbox.url, tls: { requestCert: true } })
  await trust(app.page, asking)
  await expect(said(app.page)).toContainText('No secure connection could be made')
  expect(asking.counts.clientCertificates).toBe(0)
  expect(asking.seen).toEqual([])
})

test('a console that asks for a sign-in of the system gets none, and nobody is asked (N-13, S-17)', async ({
  launch,
  sandbox,
  front,
}) => {
  const { page, electron } = await launch()
  const asking = await front({ to: sandbox.url })
  const unauthorized = ['Negotiate', 'NTLM', 'Basic realm="console"']
  asking.spoil(
    '/token',
    (response) => void response.writeHead(401, { 'www-authenticate': unauthorized }).end(),
  )
  await trust(page, asking)
  const { userName, password } = sandbox.account('PortalAdministrator')
  await enterPassword(page, userName, password)
  await expect(page.getByRole('alert')).toBeVisible()
  expect(asking.seen.filter(({ url }) => url.endsWith('/token'))).toHaveLength(1)
  expect(bearers(asking)).toEqual(asking.seen.map(() => ''))

  asking.spoil('/token', null)
  await signIn(page, sandbox.account('PortalAdministrator'))
  asking.spoil(
    'GET /api/v3/',
    (response) => void response.writeHead(401, { 'www-authenticate': unauthorized }).end(),
  )
  await refresh(page).click()
  await expect(signInHeading(page)).toBeVisible()
  const sent = bearers(asking).filter((value) => value !== '')
  expect(sent.length).toBeGreaterThan(0)
  expect(sent.filter((value) => !value.startsWith('Bearer '))).toEqual([])
  expect(electron.windows()).toHaveLength(1)
})

test('redirects are never followed: no other place hears of the request (N-10, S-13)', async ({
  launch,
  sandbox,
  front,
}) => {
  const app = await launch()
  const { page } = app
  const redirecting = await front({ to: sandbox.url })
  const trap = await front({ certificate: redirecting.certificate })
  await trust(page, redirecting)
  await signIn(page, sandbox.account('PortalAdministrator'))
  const places = [
    `${trap.url}/api/v3/x`,
    `https://localhost:${trap.port}/api/v3/x`,
    `http://127.0.0.1:${trap.port}/api/v3/x`,
    `${redirecting.url}/api/v3/elsewhere`,
    '/api/v3/elsewhere',
  ]
  for (const status of [301, 302, 303, 307, 308])
    for (const location of places) {
      const before = failures(app).length
      redirecting.spoil('GET /api/v3/', (response) => void response.writeHead(status, { location }).end())
      await refresh(page).click()
      await expect.poll(() => failures(app).slice(before), `${status} ${location}`).toContain('not-a-console')
    }
  redirecting.spoil('GET /api/v3/', null)
  await refresh(page).click()
  await expect(page.getByText('You are offline')).toHaveCount(0)
  expect(trap.counts.tcp).toBe(0)
  expect(redirecting.seen.filter(({ url }) => url.includes('elsewhere'))).toEqual([])
})

test('a console that is away and comes back is noticed without anybody pressing anything', async ({
  launch,
  sandbox,
  front,
}) => {
  const { page } = await launch()
  const console = await front({ to: sandbox.url })
  await trust(page, console)
  await signIn(page, sandbox.account('PortalAdministrator'))
  await console.close()
  await refresh(page).click()
  await expect(page.getByText('You are offline').first()).toBeVisible()
  console.seen.length = 0
  await console.reopen()
  await expect(page.getByText('You are offline')).toHaveCount(0)
  await expect.poll(() => console.seen.some(({ url }) => url.includes('/logins'))).toBe(true)
  expect(console.seen.filter(({ method, url }) => method !== 'GET' && !url.endsWith('/token'))).toEqual([])
})
