// From the call to lock until the lock screen is painted, with a list of 10,000 keys in the page that goes.
import { expect, test } from '@playwright/test'
import { type AppProcess, launchApp, newProfile, removeProfile } from '../app/app-process'
import { type Account, type SandboxProcess, startSandboxProcess } from '../app/sandbox-process'
import { connectAndTrust, signIn } from '../app/steps'
import { type Measurement, median, percentile, report } from './report'

const rounds = 15
const measurements: Measurement[] = []
const profile = newProfile()
let app: AppProcess
let sandbox: SandboxProcess
let account: Account

test.beforeAll(async () => {
  sandbox = await startSandboxProcess(['--seed', 'large=10000'])
  account = sandbox.account('PortalAdministrator')
  app = await launchApp({ profile })
  await connectAndTrust(app.page, sandbox)
  await signIn(app.page, account)
})
test.afterAll(async () => {
  await app.close()
  await sandbox.stop()
  removeProfile(profile)
  report('lock', measurements)
})

const listIsThere = () =>
  expect(app.page.getByRole('status').filter({ hasText: /^10,000 keys, read/ })).toBeVisible({
    timeout: 120_000,
  })

/** Milliseconds from the page's call to lock to the first text of the lock screen on the display. */
async function lockOnce(): Promise<number> {
  const asked = await app.page.evaluate(() => {
    const at = performance.timeOrigin + performance.now()
    void window.bridge.call('lock.now', {})
    return at
  })
  await expect(app.page.getByRole('heading', { name: 'Locked' })).toBeVisible()
  const painted = await app.page.evaluate(async () => {
    const first = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime
    while (first() === undefined) await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.timeOrigin + (first() ?? Number.NaN)
  })
  return painted - asked
}

test('lock to lock-screen paint', async () => {
  const taken: number[] = []
  for (let round = 0; round < rounds + 1; round++) {
    await listIsThere()
    const ms = await lockOnce()
    expect(ms).toBeGreaterThan(0)
    // The first round only warms up.
    if (round > 0) taken.push(ms)
    await app.page.getByRole('textbox', { name: 'Password' }).fill(account.password)
    await app.page.getByRole('button', { name: 'Unlock' }).click()
  }
  for (const [name, ours] of [
    ['median', median(taken)],
    ['p95', percentile(taken, 0.95)],
  ] as const)
    measurements.push({
      what: `lock to lock-screen paint, ${name}`,
      ours,
      floor: null,
      unit: 'ms',
      goal: 300,
      rounds,
    })
})
