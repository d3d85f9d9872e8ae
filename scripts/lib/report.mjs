// Counts what the test runners wrote about themselves, and closes with the one line that a person or a machine reads.
import fs from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './paths.mjs'

const json = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null)

/** One check: passed or failed. */
export const single = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })

const listed = (counts, name) => counts.flatMap((one) => one[name] ?? [])

export const sum = (counts) => ({
  passed: counts.reduce((all, one) => all + one.passed, 0),
  failed: counts.reduce((all, one) => all + one.failed, 0),
  skipped: counts.reduce((all, one) => all + one.skipped, 0),
  failures: listed(counts, 'failures'),
  flaky: listed(counts, 'flaky'),
})

/** A runner that failed without naming a failed test (it did not even load, or was ended) is one failure. */
const honest = (count, ok) => (ok || count.failed > 0 ? count : { ...count, failed: 1 })

const inTree = (file) => path.relative(root, file)

/** The counts of a Vitest run with the json reporter; a file that could not be loaded is a failure too. */
export function countVitest(file, ok) {
  const report = json(file)
  if (report === null) return single(false)
  const failed = (tests) => tests.filter((test) => test.status === 'failed')
  const unloaded = report.testResults.filter(
    (one) => one.status === 'failed' && failed(one.assertionResults).length === 0,
  )
  const failures = report.testResults.flatMap((one) =>
    failed(one.assertionResults).map((test) => ({
      file: inTree(one.name),
      name: `${inTree(one.name)} › ${test.fullName}`,
      why: test.failureMessages.join('\n'),
    })),
  )
  return honest(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
      failures: [
        ...failures,
        ...unloaded.map((one) => ({ file: inTree(one.name), name: inTree(one.name), why: one.message })),
      ],
    },
    ok,
  )
}

/** Every test of a Playwright report that ended in this way (`unexpected`, `flaky`), with its first error. */
function testsThatWere(status, suites, above = []) {
  return suites.flatMap((suite) => {
    const titles = [...above, suite.title]
    const own = suite.specs.flatMap((spec) =>
      spec.tests
        .filter((test) => test.status === status)
        .map((test) => ({
          name: [...titles, spec.title].join(' › '),
          why: test.results.flatMap((result) => result.errors)[0]?.message ?? '',
        })),
    )
    return [...own, ...testsThatWere(status, suite.suites ?? [], titles)]
  })
}

/** The counts of a Playwright run with the json reporter; errors outside of tests are failures too. */
export function countPlaywright(file, ok) {
  const report = json(file)
  if (report === null) return single(false)
  const { expected, unexpected, flaky, skipped } = report.stats
  const outside = unexpected === 0 ? report.errors : []
  const failures = [
    ...testsThatWere('unexpected', report.suites),
    ...outside.map((error) => ({ name: inTree(file), why: error.message })),
  ]
  return honest(
    {
      passed: expected + flaky,
      failed: unexpected + outside.length,
      skipped,
      failures,
      flaky: testsThatWere('flaky', report.suites),
    },
    ok,
  )
}

const linesOfAReason = 15

/** What failed, each with the beginning of its reason: a long run is read from its end. */
export function failureList({ failures = [], flaky = [] }) {
  const told = (title, tests) =>
    tests.length === 0
      ? []
      : [
          `\n${title}:`,
          ...tests.flatMap(({ name, why }) => [
            `  ✗ ${name}`,
            ...stripVTControlCharacters(why)
              .split('\n')
              .filter((line) => !line.includes('/node_modules/'))
              .slice(0, linesOfAReason)
              .map((line) => `      ${line}`),
          ]),
        ]
  return [...told('Failed', failures), ...told('Passed only at the second try', flaky)].join('\n')
}

export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
