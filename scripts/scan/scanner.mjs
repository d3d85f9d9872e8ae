// The outside scanner: fetched once by its own lockfile (every package with its hash, no install scripts), and run apart.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { withLock } from '../lib/lock.mjs'
import { cacheFolder, inRoot } from '../lib/paths.mjs'
import { run, Stop, say } from '../lib/run.mjs'
import { runNpm } from '../setup/dependencies.mjs'

const here = inRoot('scripts', 'scan')
const manifests = ['package.json', 'package-lock.json']

/** Another lockfile is another folder. It comes into being by a rename, so it is complete when it is there. */
function home() {
  const hash = createHash('sha256')
  for (const name of manifests) hash.update(fs.readFileSync(path.join(here, name)))
  return path.join(cacheFolder(), 'keywright-scanner', hash.digest('hex').slice(0, 16))
}

/** The folder with the scanner in it. */
export async function ensureScanner() {
  const target = home()
  const parent = path.dirname(target)
  if (fs.existsSync(target)) return target
  return withLock(path.join(parent, 'lock'), 'fetching the scanner', async () => {
    if (fs.existsSync(target)) return target
    const work = fs.mkdtempSync(path.join(parent, '.unpack-'))
    try {
      for (const name of manifests) fs.copyFileSync(path.join(here, name), path.join(work, name))
      fs.copyFileSync(inRoot('.npmrc'), path.join(work, '.npmrc'))
      say('Fetching the scanner (about 25 MB, once) …')
      const { code } = await runNpm(
        ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
        {
          cwd: work,
          stdio: ['ignore', 2, 2],
          timeout: 600_000,
          what: 'npm ci of the scanner',
        },
      )
      if (code !== 0) throw new Stop('The scanner could not be fetched; run the same command again.')
      fs.renameSync(work, target)
    } finally {
      fs.rmSync(work, { recursive: true, force: true })
    }
    return target
  })
}

/** Scans a folder; answers what the scanner printed, for findings.mjs to read. */
export async function runScanner(scanner, folder, electron) {
  const { code, stdout, stderr } = await run(
    process.execPath,
    [path.join(here, 'drive.cjs'), folder, electron],
    { cwd: scanner, capture: true, timeout: 180_000, what: 'the scanner' },
  )
  if (code !== 0) throw new Stop(`The scanner did not run (exit code ${code}).\n${stderr}`)
  return stdout
}
