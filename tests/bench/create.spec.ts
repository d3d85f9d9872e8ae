// What creating costs beyond the bare call, and whether making an RSA pair ever stops the main process.
import https from 'node:https'
import { expect, test } from '@playwright/test'
import { type AppProcess, launchApp, newProfile, removeProfile } from '../app/app-process'
import { passwordToken, whoAmI } from '../app/outside-client'
import { type SandboxProcess, startSandboxProcess } from '../app/sandbox-process'
import { connectAndTrust, signIn } from '../app/steps'
import { type Measurement, median, report } from './report'

const rounds = 15
const pairs = 9
const measurements: Measurement[] = []
const profile = newProfile()
let app: AppProcess
let sandbox: SandboxProcess

test.beforeAll(async () => {
  sandbox = await startSandboxProcess(['--seed', 'demo'])
  app = await launchApp({ profile })
  await connectAndTrust(app.page, sandbox)
  await signIn(app.page, sandbox.account('PortalAdministrator'))
})
test.afterAll(async () => {
  await app.close()
  await sandbox.stop()
  removeProfile(profile)
  report('create', measurements)
})

/** The create call as a plain client makes it: one request on a connection of its own. */
function bareCreate(bearer: string, userUid: string, description: string): Promise<number> {
  const asked = new URLSearchParams({ description, isReadAccessOnly: 'true', scopes: 'rest' })
  const url = `${sandbox.url}/api/v3/users/${userUid}/logins/apikey?${asked.toString()}`
  const headers = { authorization: `Bearer ${bearer}`, 'x-request-id': crypto.randomUUID() }
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const request = https.request(
      url,
      { method: 'POST', headers, rejectUnauthorized: false, agent: false },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => {
          const took = performance.now() - started
          const body = JSON.parse(Buffer.concat(chunks).toString()) as { data?: { id?: number } }
          if (body.data?.id === undefined) reject(new Error(`create answered ${answer.statusCode}`))
          else resolve(took)
        })
      },
    )
    request.on('error', reject)
    request.end()
  })
}

/** Create to the step in which the private key can be shown; the key is deleted again. */
const ourCreate = (description: string) =>
  app.page.evaluate(async (wanted) => {
    const topics = JSON.parse(await window.bridge.snapshot()).changed
    const connectionId: string = topics.connections[0].id
    const started = performance.now()
    let stop = () => {}
    const ready = new Promise<number>((resolve, reject) => {
      stop = window.bridge.watch((text) => {
        const { creation } = JSON.parse(text).changed
        if (creation?.description !== wanted) return
        if (creation.frameUrl !== null) resolve(performance.now() - started)
        else if (creation.failure !== null) reject(new Error(creation.failure.code))
      })
    })
    const reply = await window.bridge.call('creation.start', {
      connectionId,
      description: wanted,
      readOnly: true,
      key: { type: 'simple' },
    })
    if (!reply.ok) throw new Error(reply.failure.code)
    const took = await ready
    stop()
    const { opId } = reply.value
    const deleted = await window.bridge.call('creation.deleteKey', { connectionId, opId })
    if (!deleted.ok) throw new Error(deleted.failure.code)
    await window.bridge.call('creation.dismiss', { opId })
    return took
  }, description)

test('Create to revealed-ready over the bare call', async () => {
  const account = sandbox.account('PortalAdministrator')
  const bearer = await passwordToken(sandbox.url, account.userName, account.password)
  const userUid = (await whoAmI(sandbox.url, bearer)).userUid
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds + 1; round++) {
    const bareMs = await bareCreate(bearer, userUid, `Bare ${round}`)
    const oursMs = await ourCreate(`Ours ${round}`)
    // The first round only warms up.
    if (round > 0) {
      bare.push(bareMs)
      ours.push(oursMs)
    }
  }
  measurements.push({
    what: `Create to revealed-ready beyond the bare call (${median(ours).toFixed(0)} against ${median(bare).toFixed(0)} ms)`,
    ours: median(ours) - median(bare),
    floor: null,
    unit: 'ms',
    goal: 100,
    rounds,
  })
})

test('making RSA pairs and the main loop', async () => {
  const longest: number[] = []
  for (let round = 0; round < pairs + 1; round++) {
    await app.electron.evaluate(() => {
      const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
      const delay = monitorEventLoopDelay({ resolution: 1 })
      delay.enable()
      Object.assign(globalThis, { benchDelay: delay })
    })
    const tookMs = await app.page.evaluate(
      async (bits) => {
        const topics = JSON.parse(await window.bridge.snapshot()).changed
        const connectionId: string = topics.connections[0].id
        const reply = await window.bridge.call('creation.generatePair', { connectionId, bits })
        if (!reply.ok) throw new Error(reply.failure.code)
        await window.bridge.call('creation.forgetPair', { pairId: reply.value.pairId })
        return reply.value.tookMs
      },
      round % 3 === 2 ? (4096 as const) : (3072 as const),
    )
    expect(tookMs).toBeGreaterThan(0)
    const stopMs = await app.electron.evaluate(() => {
      const { benchDelay } = globalThis as unknown as { benchDelay: { disable(): void; max: number } }
      benchDelay.disable()
      return benchDelay.max / 1e6
    })
    if (round > 0) longest.push(stopMs)
  }
  measurements.push({
    what: `longest stop of the main loop while ${pairs} RSA pairs are made`,
    ours: Math.max(...longest),
    floor: null,
    unit: 'ms',
    goal: 50,
    rounds: pairs,
  })
})
