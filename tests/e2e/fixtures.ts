// Fixtures of the end-to-end tests: a demo console and an app with a profile of their own, checked and cleaned up after.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test as base, expect } from '@playwright/test'
import { type AppProcess, type LaunchOptions, launchApp, newProfile, removeProfile } from '../app/app-process'
import { type SandboxProcess, startSandboxProcess } from '../app/sandbox-process'
import { connectAndTrust, signIn } from '../app/steps'

interface Options {
  /** True for tests that provoke the content policy on purpose. */
  readonly provokesPolicy: boolean
}

interface Fixtures {
  /** A demo console with canaries. */
  readonly sandbox: SandboxProcess
  /** Starts the app, as often as wanted, on one profile; every run is closed at the end and looked through for CSP reports. */
  readonly launch: (options?: LaunchOptions) => Promise<AppProcess>
  /** An empty folder for saved files. */
  readonly folder: string
  /** The app, connected and signed in as the demo's Portal Administrator without MFA. */
  readonly app: AppProcess
}

export const test = base.extend<Fixtures & Options>({
  provokesPolicy: [false, { option: true }],
  // biome wants no empty pattern, Playwright demands a destructured first argument.
  folder: async ({ browserName: _ }, use) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'keywright-folder-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  sandbox: async ({ folder }, use) => {
    const sandbox = await startSandboxProcess([
      '--seed',
      'demo',
      '--data',
      path.join(folder, 'console'),
      '--canaries',
    ])
    await use(sandbox)
    await sandbox.stop()
  },
  launch: async ({ provokesPolicy }, use) => {
    const profile = newProfile()
    const runs: AppProcess[] = []
    await use(async (options) => {
      const run = await launchApp({ profile, ...options })
      runs.push(run)
      return run
    })
    for (const run of runs) await run.close().catch(() => undefined)
    removeProfile(profile)
    const reports = /.*(Content Security Policy|TrustedHTML|TrustedScript).*/g
    const reported = runs.flatMap((run) => run.output().match(reports) ?? [])
    if (provokesPolicy) expect(reported).not.toEqual([])
    else expect(reported).toEqual([])
  },
  app: async ({ launch, sandbox }, use) => {
    const app = await launch()
    await connectAndTrust(app.page, sandbox)
    await signIn(app.page, sandbox.account('PortalAdministrator'))
    await use(app)
  },
})

export { expect }
