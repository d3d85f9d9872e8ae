// `npm run scan`: an outside scanner over the built app; whatever nobody has reviewed (scripts/scan/baseline.json) fails.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inRoot } from './lib/paths.mjs'
import { main, Stop, say } from './lib/run.mjs'
import { compare, readReport } from './scan/findings.mjs'
import { copyReadable, planted } from './scan/readable.mjs'
import { ensureScanner, runScanner } from './scan/scanner.mjs'
import { fallbackVersion } from './setup/fallback-runtime.mjs'
import { ensureApp, ensureDependencies } from './setup.mjs'

const baselineFile = inRoot('scripts', 'scan', 'baseline.json')

const line = ({ check, file, sample }) => `  ${check}  ${file}\n    ${sample}`
const listed = (title, findings) =>
  findings.length === 0 ? '' : `${title}\n${findings.map(line).join('\n')}\n`

/** A scanner that does not see what is planted sees nothing. */
function withoutPlanted(findings) {
  const own = findings.filter(({ file }) => file !== planted.file)
  const seen = findings.filter(({ file }) => file === planted.file).map(({ check }) => check)
  const missed = planted.checks.filter((check) => !seen.includes(check))
  if (missed.length > 0) throw new Stop(`The scanner did not notice what was planted: ${missed.join(', ')}`)
  return own
}

await main(async () => {
  await ensureDependencies()
  await ensureApp()
  const scanner = await ensureScanner()
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'keywright-scan-'))
  try {
    const folder = path.join(work, 'built')
    copyReadable(inRoot('out'), folder)
    // The oldest runtime that the build is made for: the scanner then counts on none of the later defaults.
    const printed = await runScanner(scanner, folder, fallbackVersion)
    const { checks, unread, findings } = readReport(printed)
    if (unread.length > 0) throw new Stop(`The scanner could not read:\n  ${unread.join('\n  ')}`)
    const found = withoutPlanted(findings)
    const { fresh, stale, unexplained } = compare(found, JSON.parse(fs.readFileSync(baselineFile, 'utf8')))
    const complaint =
      listed('New, not reviewed:', fresh) +
      listed('Reviewed, but no longer found (take it out of the baseline):', stale) +
      listed('Reviewed without a reason:', unexplained)
    if (complaint !== '') {
      say(`${complaint}scripts/scan/baseline.json and the build do not agree.`)
      return 1
    }
    process.stdout.write(`${checks} checks: ${found.length} findings, all reviewed\n`)
    return 0
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
})
