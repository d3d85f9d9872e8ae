// The ladder of docs/architecture.md as a function: which imports of a file are not allowed, and which files form cycles.
import type { SourceFile } from './source-tree'

/** Rungs of src-main; a file may import from lower rungs and from its own folder. */
const rungs: Readonly<Record<string, number>> = {
  storage: 0,
  log: 0,
  vault: 1,
  settings: 1,
  journal: 2,
  connections: 3,
  console: 4,
  'private-key': 5,
  session: 6,
  inventory: 7,
  activity: 7,
  creation: 8,
  station: 9,
  lock: 10,
  ipc: 11,
  window: 11,
}
const top = 12

/** Shared files without zod, which the page may import as values. */
const zodFree = new Set(
  [
    'activity-words',
    'address',
    'cell',
    'console-looks',
    'console-order',
    'csv',
    'description',
    'errors',
    'export-columns',
    'inventory-delta',
    'journal-filter',
    'journal-words',
    'key-doctor',
    'key-order',
    'key-query',
    'key-rows',
    'neutral-text',
    'packed-keys',
    'private-key-text',
    'rights',
    'row-search',
    'shortcuts',
    'timeline',
    'timeline-filter',
  ].map((name) => `src-shared/${name}`),
)

const pagePackages = /^(react|react-dom|react-aria-components|@tanstack\/react-virtual|lucide-react)(\/|$)/

const folderOf = (file: string) => file.split('/')[0] ?? ''
const rungOf = (file: string) => {
  const [, second, third] = file.split('/')
  return third === undefined ? top : (rungs[second ?? ''] ?? Number.NaN)
}

/** Why this import breaks the ladder, or null. */
function violation(file: SourceFile, entry: SourceFile['imports'][number]): string | null {
  const from = folderOf(file.path)
  const { specifier, target, typeOnly } = entry
  if (target === null) {
    if (from === 'src-shared') return specifier === 'zod' ? null : 'src-shared imports only zod'
    if (from === 'src-preload') return specifier === 'electron' ? null : 'the preload imports only electron'
    if (from === 'src-renderer')
      return pagePackages.test(specifier) ? null : `the page may not import ${specifier}`
    return null
  }
  const to = folderOf(target)
  if (from === 'tests' || from === 'scripts') return null
  if (to === 'tests' || to === 'scripts') return `${from} imports ${to}`
  if (from === to) {
    if (from !== 'src-main') return null
    const [mine, theirs] = [rungOf(file.path), rungOf(target)]
    if (Number.isNaN(mine) || Number.isNaN(theirs)) return 'a folder of src-main has no rung'
    const sameFolder =
      file.path.split('/').slice(0, -1).join('/') === target.split('/').slice(0, -1).join('/')
    return theirs < mine || sameFolder ? null : `rung ${mine} imports rung ${theirs}`
  }
  if (to !== 'src-shared') return `${from} imports ${to}`
  if (from === 'src-main') return null
  if (from === 'src-renderer')
    return typeOnly || zodFree.has(target) ? null : `the page takes only types from ${target}`
  if (from === 'sandbox-console')
    return typeOnly || target.endsWith('.yaml?raw') ? null : 'the sandbox takes only types'
  return typeOnly ? null : `${from} takes only types from src-shared`
}

export function ladderViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.imports.flatMap((entry) => {
      const why = violation(file, entry)
      return why === null ? [] : [`${file.path}: ${entry.specifier}: ${why}`]
    }),
  )
}

/** Groups of files that import one another in a circle, type imports included. */
export function importCycles(files: readonly SourceFile[]): string[] {
  const byName = new Map(files.map((file) => [file.path.replace(/\.(ts|tsx|mjs)$/, ''), file]))
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (name: string, trail: readonly string[]) => {
    const at = trail.indexOf(name)
    if (at >= 0) {
      cycles.push([...trail.slice(at), name].join(' -> '))
      return
    }
    const file = byName.get(name)
    if (file === undefined || done.has(name)) return
    for (const { target } of file.imports) if (target !== null) visit(target, [...trail, name])
    done.add(name)
  }
  for (const name of byName.keys()) visit(name, [])
  return cycles
}
