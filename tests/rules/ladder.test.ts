// Imports go only downward, without cycles; and the checker itself notices planted violations.
import { expect, it } from 'vitest'
import { importCycles, ladderViolations } from './ladder'
import { importsOf, readSources, type SourceFile } from './source-tree'

const files = readSources()
const planted = (path: string, text: string): SourceFile => ({ path, text, imports: importsOf(path, text) })

it('reads the whole tree', () => {
  const folders = new Set(files.map((file) => file.path.split('/')[0]))
  expect([...folders].sort()).toEqual(
    ['sandbox-console', 'scripts', 'src-main', 'src-preload', 'src-renderer', 'src-shared', 'tests'].sort(),
  )
})

it('keeps the ladder', () => expect(ladderViolations(files)).toEqual([]))

it('has no import cycles', () => expect(importCycles(files)).toEqual([]))

it.each([
  ['src-main/storage/x.ts', "import { a } from '../session/sessions'"],
  ['src-main/console/x.ts', "import type { A } from '../inventory/inventory'"],
  ['src-main/ipc/x.ts', "import { a } from '../window/menu'"],
  ['src-renderer/keys/x.tsx', "import { ipcRenderer } from 'electron'"],
  ['src-renderer/keys/x.tsx', "import { calls } from '../../src-shared/contract'"],
  ['src-renderer/keys/x.tsx', "import { z } from 'zod'"],
  ['src-shared/x.ts', "import fs from 'node:fs'"],
  ['src-preload/x.ts', "import { calls } from '../src-shared/contract'"],
  ['src-main/x.ts', "import { startSandbox } from '../sandbox-console/sandbox'"],
])('notices %s: %s', (path, text) => expect(ladderViolations([planted(path, text)])).toHaveLength(1))

it('notices a cycle', () => {
  const cycle = [
    planted('src-shared/a.ts', "import { b } from './b'"),
    planted('src-shared/b.ts', "import './a'"),
  ]
  expect(importCycles(cycle)).not.toEqual([])
})
