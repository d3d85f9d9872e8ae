// Counts what the test runners wrote about themselves, and closes with the one line that a person or a machine reads.
import fs from 'node:fs'

const json = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null)

/** One check: passed or failed. */
export const single = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })

export const sum = (counts) =>
  counts.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

/** A runner that failed without naming a failed test (it did not even load, or was ended) is one failure. */
const honest = (count, ok) => (ok || count.failed > 0 ? count : { ...count, failed: 1 })

/** The counts of a Vitest run with the json reporter; a file that could not be loaded is a failure too. */
export function countVitest(file, ok) {
  const report = json(file)
  if (report === null) return single(false)
  const unloaded = report.testResults.filter(
    (one) => one.status === 'failed' && !one.assertionResults.some((test) => test.status === 'failed'),
  ).length
  return honest(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    ok,
  )
}

/** The counts of a Playwright run with the json reporter; errors outside of tests are failures too. */
export function countPlaywright(file, ok) {
  const report = json(file)
  if (report === null) return single(false)
  const { expected, unexpected, flaky, skipped } = report.stats
  const outside = unexpected === 0 ? report.errors.length : 0
  return honest({ passed: expected + flaky, failed: unexpected + outside, skipped }, ok)
}

export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
