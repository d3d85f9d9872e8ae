// Starts the built app in a real window on the resolved runtime, with its own profile, and records all it prints.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test'
import { root } from '../rules/source-tree'

export interface AppProcess {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly profile: string
  /** Standard output and error of every process of the app, and the page's console. */
  output(): string
  /** Ends it as a person would. */
  close(): Promise<void>
  /** `kill -9` of the main process. */
  kill(): Promise<void>
  /** Resolves when the main process has ended, however. */
  ended(): Promise<void>
}

export interface LaunchOptions {
  /** An existing profile to start again with; a new one by default. */
  readonly profile?: string
  readonly connect?: string
  /** What is started: the checkout, or the main file of another build. */
  readonly entry?: string
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
}

export function newProfile(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'keywright-profile-'))
}

export function removeProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true })
}

/** How long an ordinary end may take before the process is killed. */
const closeMs = 5000

const launchMs = 40_000

const isRoot = process.getuid?.() === 0

export async function launchApp(options: LaunchOptions = {}): Promise<AppProcess> {
  const profile = options.profile ?? newProfile()
  if (process.env.ELECTRON_EXEC_PATH === undefined)
    throw new Error('ELECTRON_EXEC_PATH is not set: start through npm run e2e')
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'KEYWRIGHT_CONNECT',
  )
  const app = await electron.launch({
    // Without executablePath the driver's loader holds the app until it is attached; otherwise a window that opens
    // meanwhile is sometimes never noticed. The runtime comes from ELECTRON_OVERRIDE_DIST_PATH.
    args: [options.entry ?? root, `--user-data-dir=${profile}`, ...(options.args ?? [])],
    cwd: root,
    timeout: launchMs,
    // As root Chromium cannot sandbox; the test command therefore runs as an ordinary user (decisions D12).
    chromiumSandbox: !isRoot,
    env: {
      ...Object.fromEntries(inherited),
      ...(options.connect === undefined ? {} : { KEYWRIGHT_CONNECT: options.connect }),
      ...options.env,
    },
  })
  let output = ''
  const record = (chunk: Buffer | string) => {
    output += chunk.toString()
  }
  app.process().stdout?.on('data', record)
  app.process().stderr?.on('data', record)
  const child = app.process()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const page = await app.firstWindow({ timeout: launchMs })
  page.on('console', (message) => record(`[page] ${message.text()}\n`))
  page.on('pageerror', (error) => record(`[page error] ${error.message}\n`))
  return {
    electron: app,
    page,
    profile,
    output: () => output,
    async close() {
      // A window with an unstored private key refuses to close (that is tested on its own); tests must still end.
      const force = setTimeout(() => child.kill('SIGKILL'), closeMs)
      await app.close().finally(() => clearTimeout(force))
    },
    ended: () => ended,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
