// Runs one suite of tests in a checkout and answers whether it is green, red by a named test, or broken.
import fs from 'node:fs'
import path from 'node:path'
import { run, Stop } from '../lib/run.mjs'

const limitMs = { vitest: 240_000, e2e: 600_000 }

export const suiteName = (suite) =>
  suite.project === 'e2e'
    ? `e2e: ${suite.spec}${suite.grep === undefined ? '' : ` -g "${suite.grep}"`}`
    : `${suite.project}: ${suite.files.join(' ')}`

const json = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null)

/** Titles of failed tests and the number of passed ones, from Vitest's json reporter. */
function readVitest(report) {
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: path.basename(file.name) })),
  )
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests
      .filter((test) => test.status === 'failed')
      .map((test) => `${test.file}: ${[...test.ancestorTitles, test.title].join(' › ')}`),
  }
}

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]

/** The same from Playwright's. */
function readPlaywright(report) {
  return {
    passed: report.stats.expected,
    failed: report.suites
      .flatMap(specsOf)
      .filter((spec) => !spec.ok)
      .map((spec) => `${path.basename(spec.file)}: ${spec.title}`),
  }
}

function commandOf(suite, folder) {
  if (suite.project === 'e2e') {
    const grep = suite.grep === undefined ? [] : ['-g', suite.grep]
    return {
      args: ['scripts/e2e.mjs', suite.spec, '-x', ...grep],
      report: path.join(folder, 'test-results', 'e2e.json'),
      read: readPlaywright,
      timeout: limitMs.e2e,
    }
  }
  const report = path.join(folder, 'test-results', 'mutation.json')
  return {
    args: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--bail=1',
      '--reporter=json',
      `--outputFile.json=${report}`,
      `--project=${suite.project}`,
      ...suite.files,
    ],
    report,
    read: readVitest,
    timeout: limitMs.vitest,
  }
}

/**
 * `green`: tests ran and all passed. `red`: a test failed, `test` is its name. `broken`: anything else, for example a file
 * that does not load; it proves nothing about a protection. `output` is what the runner printed.
 */
export async function runSuite(suite, folder) {
  const { args, report, read, timeout } = commandOf(suite, folder)
  fs.rmSync(report, { force: true })
  let ended
  try {
    ended = await run(process.execPath, args, { cwd: folder, capture: true, timeout, what: 'the suite' })
  } catch (error) {
    // An interrupted run ends everything; one that takes too long is an answer.
    if (!(error instanceof Stop) || error.message === '') throw error
    return { kind: 'broken', why: error.message, output: '' }
  }
  const output = `${ended.stdout}\n${ended.stderr}`
  const found = json(report)
  if (found === null) return { kind: 'broken', why: 'no report', output }
  const { passed, failed } = read(found)
  if (failed.length > 0) return { kind: 'red', test: failed[0], output }
  if (ended.code === 0 && passed > 0) return { kind: 'green', output }
  return { kind: 'broken', why: passed === 0 ? 'no test ran' : `exit code ${ended.code}`, output }
}
