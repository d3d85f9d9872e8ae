// Runs inside the scanner's own folder: `drive.cjs INPUT ELECTRON`; the last line it prints is JSON of all that it found.
const { createRequire } = require('node:module')
const path = require('node:path')

const [input, electron] = process.argv.slice(2)
const scan = createRequire(path.join(process.cwd(), 'package.json'))('@doyensec/electronegativity')

// Its own CSV is no use: head and rows are two writes that do not wait for one another, so one may undo the other.
scan({
  input,
  isRelative: true,
  electronVersionOverride: electron,
  // It asks the network which versions there are, so its answer is another one on every computer and every day.
  excludeFromScan: ['availablesecurityfixesglobalcheck'],
}).then(
  ({ globalChecks, atomicChecks, errors, issues }) => {
    const unread = errors.map(({ file, message }) => `${path.relative(input, file)}: ${message}`)
    const findings = issues.map(({ id, file, sample }) => ({ check: id, file, sample: sample ?? '' }))
    process.stdout.write(`\n${JSON.stringify({ checks: globalChecks + atomicChecks, unread, findings })}\n`)
  },
  (error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  },
)
