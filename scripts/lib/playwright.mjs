// Runs one of the two Playwright projects (end-to-end tests, guided tour) in the desktop session.
import fs from 'node:fs'
import path from 'node:path'
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

const folder = inRoot('tests', 'e2e')

/** The spec files in `count` parts of about the same length; a file's size tells well enough how long it takes. */
function partsOf(count) {
  const parts = Array.from({ length: count }, () => ({ size: 0, files: [] }))
  const files = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => ({ name, size: fs.statSync(path.join(folder, name)).size }))
  for (const { name, size } of files.sort((a, b) => b.size - a.size)) {
    const least = parts.reduce((one, other) => (other.size < one.size ? other : one))
    least.size += size
    least.files.push(name)
  }
  return parts.map((part) => part.files)
}

async function runPart(name, files, options) {
  const report = inRoot('test-results', `e2e-${name}.json`)
  fs.rmSync(report, { force: true })
  const env = { KEYWRIGHT_PART: name }
  // Playwright reads names as expressions: without the slash, `lock` would also be `app-lock`.
  const only = files.map((file) => `/${file}`)
  const code = await playwright('tests/e2e', only, { timeout: options.timeout, env })
  return countPlaywright(report, code === 0)
}

/**
 * All end-to-end tests: two parts at once, each on a desktop of its own (display, clipboard, D-Bus, keyring). Where the
 * desktop is the person's own there is one part.
 */
export async function endToEnd(_args, options) {
  const parts = partsOf(isLinux ? 2 : 1)
  return sum(await Promise.all(parts.map((files, index) => runPart(String(index + 1), files, options))))
}
