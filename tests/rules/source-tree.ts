// Reads the project's source files and their imports, for the rule tests.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

interface Import {
  /** As written. */
  readonly specifier: string
  /** Repository path without extension for relative imports, else null. */
  readonly target: string | null
  readonly typeOnly: boolean
}

export interface SourceFile {
  /** Repository path with forward slashes. */
  readonly path: string
  readonly text: string
  readonly imports: readonly Import[]
}

export const root = path.resolve(import.meta.dirname, '../..')
const folders = [
  'src-shared',
  'src-preload',
  'src-main',
  'src-renderer',
  'sandbox-console',
  'scripts',
  'tests',
]
const code = /\.(ts|tsx|mjs|css)$/
const generated = 'src-shared/wire/console-api.ts'

const statement =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** Imports of one file; `importer` is its repository path. */
export function importsOf(importer: string, text: string): Import[] {
  return [...text.matchAll(statement)].map((match) => {
    const specifier = match[2] ?? match[3] ?? ''
    const relative = specifier.startsWith('.')
    const target = relative ? path.posix.join(path.posix.dirname(importer), specifier) : null
    return {
      specifier,
      target: target?.replace(/\.(ts|tsx|mjs|js)$/, '') ?? null,
      typeOnly: match[1] !== undefined,
    }
  })
}

export function readSources(): SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && code.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => file !== generated)
    .map((file) => {
      const text = readFileSync(path.join(root, file), 'utf8')
      return { path: file, text, imports: importsOf(file, text) }
    })
}
