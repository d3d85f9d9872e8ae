// `npm run sbom`: the bill of materials of a release into dist/sbom.cdx.json; a licence that nobody has looked at fails.
import fs from 'node:fs'
import { inRoot } from './lib/paths.mjs'
import { main, Stop, say } from './lib/run.mjs'
import { runNpm } from './setup/dependencies.mjs'

/** All of them allow shipping in a program under Apache-2.0; MPL-2.0 and CC-BY-4.0 stand for tools that are not shipped. */
const known = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'PSF-2.0',
  'Python-2.0',
  'WTFPL',
])

/** `(A OR B)` is fine where one of them is. */
const isKnown = (licence) =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((one) => known.has(one))

const licencesOf = ({ licenses = [] }) =>
  licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? 'none')

await main(async () => {
  const { code, stdout, stderr } = await runNpm(
    ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'],
    { capture: true, timeout: 60_000, what: 'npm sbom' },
  )
  if (code !== 0) throw new Stop(stderr)
  const bill = JSON.parse(stdout)
  const odd = bill.components.filter((one) => {
    const licences = licencesOf(one)
    return licences.length === 0 || !licences.every(isKnown)
  })
  for (const one of odd) say(`${one.name} ${one.version}: ${licencesOf(one).join(', ') || 'no licence'}`)
  if (odd.length > 0)
    throw new Stop('Licences that nobody has looked at: scripts/sbom.mjs lists those that are.')
  const file = inRoot('dist', 'sbom.cdx.json')
  fs.mkdirSync(inRoot('dist'), { recursive: true })
  fs.writeFileSync(file, stdout)
  process.stdout.write(`${bill.components.length} packages, all licences known: dist/sbom.cdx.json\n`)
})
