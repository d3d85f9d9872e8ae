// What the outside scanner found, as it is compared with the reviewed baseline: by what is there, not by where it stands.

const sampleLimit = 120

/** Names of built files carry a hash that changes with every build. */
const stableFile = (file) => file.replaceAll('\\', '/').replace(/-[\w-]{8}(\.\w+)$/, '-*$1')
const stableSample = (sample) => sample.replace(/\s+/g, ' ').trim().slice(0, sampleLimit)

const isText = (value) => typeof value === 'string'

/**
 * The last line that the scanner printed: `{checks, unread, findings}`, the findings without what a build changes.
 * Throws where it is anything else: a scanner that broke has not found nothing.
 */
export function readReport(printed) {
  let report
  try {
    report = JSON.parse(printed.trim().split('\n').at(-1))
  } catch {
    throw new Error('the scanner printed no report')
  }
  const { checks, unread, findings } = report ?? {}
  const isWhole =
    Number.isInteger(checks) &&
    checks > 0 &&
    Array.isArray(unread) &&
    Array.isArray(findings) &&
    findings.every((one) => isText(one.check) && isText(one.file) && isText(one.sample))
  if (!isWhole) throw new Error('the report of the scanner is not whole')
  const stable = findings.map(({ check, file, sample }) => ({
    check,
    file: stableFile(file),
    sample: stableSample(sample),
  }))
  return { checks, unread, findings: stable }
}

const identity = ({ check, file, sample }) => JSON.stringify([check, file, sample])

/** Entries of `left` that `right` has not, or not as often. */
function missingIn(left, right) {
  const open = new Map()
  for (const one of right) open.set(identity(one), (open.get(identity(one)) ?? 0) + 1)
  return left.filter((one) => {
    const count = open.get(identity(one)) ?? 0
    open.set(identity(one), count - 1)
    return count <= 0
  })
}

/**
 * `fresh`: found and not reviewed. `stale`: reviewed and no longer found, so that the baseline stays true.
 * `unexplained`: entries of the baseline without a reason.
 */
export function compare(found, baseline) {
  return {
    fresh: missingIn(found, baseline),
    stale: missingIn(baseline, found),
    unexplained: baseline.filter(({ reason }) => !isText(reason) || reason.trim() === ''),
  }
}
