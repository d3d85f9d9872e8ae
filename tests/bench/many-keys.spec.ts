// 50,000 keys against none, both offline from the sealed list: start to rows, memory, search and scroll.
import { expect, test } from '@playwright/test'
import { type AppProcess, launchApp, newProfile, removeProfile } from '../app/app-process'
import { startSandboxProcess } from '../app/sandbox-process'
import { connectAndTrust, enterPassword, keysGrid } from '../app/steps'
import { root } from '../rules/source-tree'
import { searchSamples } from './key-presses'
import { pssOf, startMeasured } from './processes'
import { type Measurement, median, percentile, report } from './report'

const keys = Number(process.env.KEYWRIGHT_BENCH_KEYS ?? 50_000)
const rounds = Number(process.env.KEYWRIGHT_BENCH_ROUNDS ?? 7)
const idleMs = Number(process.env.KEYWRIGHT_BENCH_IDLE_MS ?? 60_000)
const profiles = { many: newProfile(), none: newProfile() }
const measurements: Measurement[] = []

/** Leaves a profile with a kept sign-in and the sealed list of a console that is switched off then. */
async function fill(profile: string, seed: string, listed: RegExp): Promise<void> {
  const sandbox = await startSandboxProcess(['--seed', seed])
  const app = await launchApp({ profile })
  try {
    const account = sandbox.account('PortalAdministrator')
    await connectAndTrust(app.page, sandbox)
    await enterPassword(app.page, account.userName, account.password)
    await expect(app.page.getByText(listed).first()).toBeVisible({ timeout: 120_000 })
  } finally {
    await app.close()
    await sandbox.stop()
  }
}

test.beforeAll(async () => {
  await fill(profiles.many, `large=${keys}`, new RegExp(`^${keys.toLocaleString('en-US')} keys, read`))
  await fill(profiles.none, 'empty', /No API keys/)
})
test.afterAll(() => {
  for (const profile of Object.values(profiles)) removeProfile(profile)
  report('many-keys', measurements)
})

test('start to rows, and memory, against the same start without keys', async () => {
  const taken = { many: [] as number[], none: [] as number[] }
  const memory = { many: [] as number[], none: [] as number[] }
  // The first round only warms the file cache.
  for (let round = 0; round < rounds + 1; round++) {
    for (const which of round % 2 === 0 ? (['many', 'none'] as const) : (['none', 'many'] as const)) {
      const app = await startMeasured(root, [`--user-data-dir=${profiles[which]}`], 'rows.shown')
      if (round > 0) taken[which].push(app.readyMs)
      if (round === rounds) {
        await new Promise((resolve) => setTimeout(resolve, idleMs))
        memory[which].push(pssOf(app.child.pid ?? 0))
      }
      await app.stop()
    }
  }
  const what = keys.toLocaleString('en-US')
  measurements.push(
    {
      what: `start to rows on screen with ${what} sealed keys, against none`,
      ours: median(taken.many),
      floor: median(taken.none),
      unit: 'ms',
      goal: 1.5,
      rounds,
    },
    {
      what: `memory (PSS) with ${what} keys against none, after ${idleMs / 1000} s idle`,
      ours: median(memory.many),
      floor: median(memory.none),
      unit: 'kB',
      goal: 1.3,
      rounds: memory.many.length,
    },
  )
})

/** Milliseconds between frames while the wheel turns one notch per frame through the grid; it waits for nothing. */
async function scrollFrames({ page }: AppProcess): Promise<number[]> {
  await keysGrid(page).hover()
  await page.evaluate(() => {
    const frames: number[] = []
    let last = performance.now()
    const tick = (now: number) => {
      frames.push(now - last)
      last = now
      if ((window as unknown as { frames: number[] }).frames === frames) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
    Object.assign(window, { frames })
  })
  for (let turn = 0; turn < rounds * 60; turn++) {
    await page.mouse.wheel(0, turn % 60 < 45 ? 120 : -360)
    await new Promise((resolve) => setTimeout(resolve, 16))
  }
  return page.evaluate(() => (window as unknown as { frames: number[] }).frames.slice(1))
}

/** Share of frames that came late, in percent. */
const late = (frames: readonly number[]) => (frames.filter((ms) => ms > 25).length / frames.length) * 100

test('search and scroll', async () => {
  const app = await launchApp({ profile: profiles.many })
  try {
    await expect(keysGrid(app.page).getByRole('rowheader').first()).toBeVisible({ timeout: 60_000 })
    await new Promise((resolve) => setTimeout(resolve, 2000))
    const frames = await scrollFrames(app)
    const samples = await searchSamples(app.page, rounds)
    // What the machine, and drawing rows at all, take: the same with hardly any of the rows.
    await app.page.getByRole('searchbox', { name: 'Search keys' }).fill('012')
    const few = late(await scrollFrames(app))
    const what = keys.toLocaleString('en-US')
    measurements.push(
      {
        what: `search with ${what} keys: key press to paint, p95`,
        ours: percentile(samples, 0.95),
        floor: null,
        unit: 'ms',
        goal: 50,
        rounds: samples.length,
      },
      {
        what: `scroll with ${what} keys: frames over 25 ms (${few.toFixed(1)} % with few)`,
        ours: late(frames),
        floor: null,
        unit: '%',
        goal: 2,
        rounds: frames.length,
      },
    )
  } finally {
    await app.close()
  }
})
