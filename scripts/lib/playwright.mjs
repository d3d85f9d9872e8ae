// Runs one of the two Playwright projects (end-to-end tests, guided tour) in the desktop session.
import fs from 'node:fs'
import { runInDesktop } from '../desktop-session.mjs'
import { ensureApp, ensureBuild, ensureDependencies, ensureSystem } from '../setup.mjs'
import { inRoot, isLinux } from './paths.mjs'
import { countPlaywright, sum } from './report.mjs'

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

/**
 * Two halves at once, each on a desktop of its own (display, clipboard, D-Bus, keyring); where the desktop is the
 * person's own, one after another.
 */
const shards = isLinux ? [1, 2] : [1]

async function shard(index, args, options) {
  const report = inRoot('test-results', `e2e-${index}.json`)
  fs.rmSync(report, { force: true })
  const part = shards.length > 1 ? [`--shard=${index}/${shards.length}`] : []
  const code = await playwright('tests/e2e', [...part, ...args], {
    timeout: options.timeout,
    env: { KEYWRIGHT_SHARD: `-${index}` },
  })
  return countPlaywright(report, code === 0)
}

export async function endToEnd(args, options) {
  return sum(await Promise.all(shards.map((index) => shard(index, args, options))))
}
