// The first reading of 10,000 keys from a console that takes its time, against a plain client that fetches the same pages.
import https from 'node:https'
import { expect, test } from '@playwright/test'
import { advancedKeyColumns, equalsIgnoringCase, keyColumns, query } from '../../src-main/console/query'
import { launchApp, newProfile, removeProfile } from '../app/app-process'
import { passwordToken } from '../app/outside-client'
import { startSandboxProcess } from '../app/sandbox-process'
import { connectAndTrust, enterPassword } from '../app/steps'
import { calm, type Measurement, median, report } from './report'

const keys = Number(process.env.KEYWRIGHT_BENCH_SYNC_KEYS ?? 10_000)
const rounds = Number(process.env.KEYWRIGHT_BENCH_ROUNDS ?? 7)
const delayMs = 20
const pageSize = 500
const measurements: Measurement[] = []

test.afterAll(() => report('cold-sync', measurements))

/** Pages of one kind of key until one is short, as any client must. */
function* pagesOf(provider: 'AK' | 'AA', count: number): Generator<string> {
  const filter = equalsIgnoringCase('identityProviderName', provider)
  const select = provider === 'AK' ? keyColumns : advancedKeyColumns
  for (let offset = 0; offset <= count; offset += pageSize)
    yield `/api/v3/users/logins${query({ limit: pageSize, offset, filter, select })}`
}

/** Four at a time over connections that are kept, and nothing done with the answers but `JSON.parse`. */
async function plainFetch(origin: string, bearer: string, paths: readonly string[]): Promise<number> {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 4, rejectUnauthorized: false })
  const headers = { authorization: `Bearer ${bearer}` }
  const one = (path: string) =>
    new Promise<number>((resolve, reject) => {
      https
        .get(origin + path, { agent, headers }, (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () =>
            resolve((JSON.parse(Buffer.concat(chunks).toString()) as { data: unknown[] }).data.length),
          )
        })
        .on('error', reject)
    })
  const counts = await Promise.all(paths.map(one))
  agent.destroy()
  return counts.reduce((sum, count) => sum + count, 0)
}

test('first reading against a plain parallel fetch of the same pages', async () => {
  const profile = newProfile()
  const sandbox = await startSandboxProcess(['--seed', `large=${keys}`, '--option', `slow-ms=${delayMs}`])
  const { userName, password } = sandbox.account('PortalAdministrator')
  const app = await launchApp({ profile })
  try {
    await connectAndTrust(app.page, sandbox)
    await enterPassword(app.page, userName, password)
    const advanced = Math.round(keys * 0.3)
    const paths = [...pagesOf('AK', keys - advanced), ...pagesOf('AA', advanced)]
    const taken = { ours: [] as number[], floor: [] as number[] }
    const listed = new RegExp(`^${keys.toLocaleString('en-US')} keys, read`)
    // The first round only warms up.
    for (let round = 0; round < rounds + 1; round++) {
      await expect(app.page.getByText(listed).first()).toBeVisible({ timeout: 120_000 })
      await calm()
      const bearer = await passwordToken(sandbox.url, userName, password)
      const started = performance.now()
      expect(await plainFetch(sandbox.url, bearer, paths)).toBe(keys)
      const floor = performance.now() - started
      await calm()
      // Signing out forgets the list; signing in reads it. From the moment it is asked for to the frame that shows it whole.
      const ours = await app.page.evaluate(
        async ({ userName, password }) => {
          const connectionId: string = JSON.parse(await window.bridge.snapshot()).changed.connections[0].id
          await window.bridge.call('session.signOut', { connectionId })
          let began = 0
          const read = new Promise<void>((resolve) => {
            window.bridge.watch((text) => {
              if (began === 0 && text.includes('"sync":[{')) began = performance.now()
              if (began > 0 && text.includes('"sync":[]')) resolve()
            })
          })
          const reply = await window.bridge.call('session.signIn', {
            connectionId,
            userName,
            password,
            stay: true,
          })
          if (!reply.ok) throw new Error(reply.failure.code)
          await read
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
          return performance.now() - began
        },
        { userName, password },
      )
      if (round === 0) continue
      taken.ours.push(ours)
      taken.floor.push(floor)
    }
    measurements.push({
      what: `first reading of ${keys.toLocaleString('en-US')} keys, ${delayMs} ms per answer, against a plain fetch`,
      ours: median(taken.ours),
      floor: median(taken.floor),
      unit: 'ms',
      goal: 1.2,
      rounds,
    })
  } finally {
    await app.close()
    await sandbox.stop()
    removeProfile(profile)
  }
})
