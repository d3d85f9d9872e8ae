// What the outside scanner found, as it is compared with the reviewed baseline: by what is there, not by where it stands.

/** The columns that the scanner writes, in this order. */
const columns = ['issue', 'severity', 'confidence', 'filename', 'location', 'sample', 'description', 'url']

/** Cells of CSV (RFC 4180), row by row; the scanner puts no line break but in quotes. */
function readCsv(text) {
  const rows = []
  let row = []
  const cell = /("(?:[^"]|"")*"|[^,\n\r]*)(,|\r?\n|$)/y
  while (cell.lastIndex < text.length) {
    const [, value, end] = cell.exec(text) ?? []
    if (value === undefined) throw new Error('the report of the scanner is no CSV')
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value.trim())
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

const sampleLimit = 120

/** Names of built files carry a hash that changes with every build. */
const stableFile = (file) => file.replace(/-[\w-]{8}(\.\w+)$/, '-*$1')
const stableSample = (sample) => sample.replace(/\s+/g, ' ').trim().slice(0, sampleLimit)

/** @returns findings `{check, file, sample}` of the scanner's CSV; throws where it is not what it is known to be */
export function readReport(text) {
  const [head = [], ...rows] = readCsv(text)
  if (head.join() !== columns.join()) throw new Error('the report of the scanner has other columns')
  return rows
    .filter((row) => row.length > 1)
    .map((row) => {
      if (row.length !== columns.length)
        throw new Error('the report of the scanner has a row of another length')
      const [check, , , file, , sample] = row
      return { check, file: stableFile(file), sample: stableSample(sample) }
    })
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
    unexplained: baseline.filter(({ reason }) => typeof reason !== 'string' || reason.trim() === ''),
  }
}
