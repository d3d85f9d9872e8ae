// Runs one of the two Playwright projects (end-to-end tests, guided tour) in the desktop session.
import fs from 'node:fs'
import { runInDesktop } from '../desktop-session.mjs'
import { ensureApp, ensureBuild, ensureDependencies, ensureSystem } from '../setup.mjs'
import { inRoot } from './paths.mjs'
import { countPlaywright } from './report.mjs'

/** @param folder tests/e2e or tests/tour; @param args go to Playwright as they are. */
export async function playwright(folder, args = [], options = {}) {
  const config = `${folder}/playwright.config.ts`
  return runInDesktop(['node', 'node_modules/@playwright/test/cli.js', 'test', '-c', config, ...args], {
    what: folder,
    ...options,
  })
}

/** What an ordinary user cannot get by himself comes first, so that nothing is fetched in vain. */
export async function prepared() {
  await ensureSystem({ full: true })
  await ensureDependencies()
  await ensureBuild()
  // The kill points are tested on a build that has them.
  await ensureApp({ test: true })
}

const report = inRoot('test-results', 'e2e.json')

export async function endToEnd(args, options) {
  fs.rmSync(report, { force: true })
  const code = await playwright('tests/e2e', args, { timeout: options.timeout })
  return countPlaywright(report, code === 0)
}
