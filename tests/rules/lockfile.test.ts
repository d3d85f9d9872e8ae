// What may be installed: exact versions, registry packages with their hash, and no script of theirs (S-61).
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './source-tree'

interface Entry {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
}

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const entriesOf = (file: string): [string, Entry][] =>
  Object.entries<Entry>(JSON.parse(read(file)).packages).filter(([name]) => name !== '')

/** Why an entry of a lockfile is refused, or null. */
function fault([name, entry]: [string, Entry]): string | null {
  const { version, integrity, resolved, link } = entry
  if (link === true) return `${name} is a folder of this computer`
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? '')) return `${name} has no hash`
  if (!/^\d+\.\d+\.\d+[\w.+-]*$/.test(version ?? '')) return `${name} has no version`
  // Without an address npm takes the registry that is set up; a host, git or a file would be somebody's choice.
  if (resolved !== undefined) return `${name} names where it comes from`
  return null
}

const isExact = (wanted: string) => /^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+$/.test(wanted)
const wantedBy = (file: string): [string, string][] => {
  const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = JSON.parse(read(file))
  return Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies })
}

const places = ['', 'scripts/scan/']

describe.each(places)('in the folder “%s”', (place) => {
  it('every package comes from a registry and has its hash (S-61)', () => {
    const entries = entriesOf(`${place}package-lock.json`)
    expect(entries.length).toBeGreaterThan(300)
    expect(entries.map(fault).filter((one) => one !== null)).toEqual([])
  })
  it('every version is exact (S-61)', () => {
    const wanted = wantedBy(`${place}package.json`)
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.filter(([, version]) => !isExact(version))).toEqual([])
  })
})

const good: Entry = { version: '1.2.3', integrity: `sha512-${'A'.repeat(86)}==` }

it.each<[string, Entry]>([
  ['no hash', { version: '1.2.3' }],
  ['a weak hash', { ...good, integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }],
  ['a link', { ...good, link: true }],
  ['git', { ...good, resolved: 'git+ssh://git@host.example/x.git#abc' }],
  ['another host', { ...good, resolved: 'https://host.example/x.tgz' }],
  ['a file', { ...good, resolved: 'file:../x.tgz' }],
  ['no version', { ...good, version: 'file:../x' }],
])('notices %s (S-61)', (_what, entry) => {
  expect(fault(['x', entry])).not.toBeNull()
  expect(fault(['x', good])).toBeNull()
})

it.each(['^1.2.3', '~1.2.3', '1.x', '*', 'latest', '>=1.0.0', 'npm:x@^1.0.0', 'git+https://x', 'file:x'])(
  'notices the version %s (S-61)',
  (version) => expect(isExact(version)).toBe(false),
)

it('no package runs a script when it is installed; those that would are known (S-61)', () => {
  expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true')
  expect(read('.npmrc').split('\n')).toContain('save-exact=true')
  const withScript = (file: string) =>
    entriesOf(file).flatMap(([name, entry]) => (entry.hasInstallScript === true ? [name] : []))
  // keytar brings its binary, whose hash the app checks; the others are part of the packager and of the scanner.
  expect(withScript('package-lock.json')).toEqual(['node_modules/electron-winstaller', 'node_modules/keytar'])
  expect(withScript('scripts/scan/package-lock.json')).toEqual(['node_modules/es5-ext'])
  const { scripts: own } = JSON.parse(read('package.json'))
  const atInstall = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish']
  expect(Object.keys(own).filter((name) => atInstall.includes(name))).toEqual([])
})

it('scripts install by the lockfile only (S-61)', () => {
  const installing = ['scripts/setup/dependencies.mjs', 'scripts/scan/scanner.mjs'].map(read).join('\n')
  expect(installing.match(/\['ci',/g)).toHaveLength(2)
  expect(installing).not.toMatch(/\['(install|i|add|update)'/)
})
