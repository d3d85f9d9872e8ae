// Runs inside the scanner's own folder: `drive.cjs INPUT REPORT ELECTRON`; prints as JSON how many checks ran and what it could not read.
const { createRequire } = require('node:module')
const path = require('node:path')

const [input, report, electron] = process.argv.slice(2)
const scan = createRequire(path.join(process.cwd(), 'package.json'))('@doyensec/electronegativity')

scan({
  input,
  output: report,
  isRelative: true,
  electronVersionOverride: electron,
  // It asks the network which versions there are, so its answer is another one on every computer and every day.
  excludeFromScan: ['availablesecurityfixesglobalcheck'],
}).then(
  ({ globalChecks, atomicChecks, errors }) => {
    const unread = errors.map(({ file, message }) => `${path.relative(input, file)}: ${message}`)
    process.stdout.write(`\n${JSON.stringify({ checks: globalChecks + atomicChecks, unread })}\n`)
  },
  (error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exitCode = 1
  },
)
