// After carving there is one copy of a key in the whole process, and none after the wipe: asked of the kernel and of the heap.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { expect, it } from 'vitest'

// Other systems have no /proc that shows a process its own memory.
it.skipIf(process.platform !== 'linux')(
  'leaves one copy in the process after carving and none after the wipe, in memory and heap (S-40, S-41)',
  async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kw-probe-'))
    try {
      await build({
        configFile: false,
        logLevel: 'error',
        build: {
          ssr: path.join(import.meta.dirname, 'memory-probe.ts'),
          outDir: folder,
          emptyOutDir: false,
          target: 'node20',
        },
      })
      const probe = path.join(folder, 'memory-probe.js')
      const printed = execFileSync(process.execPath, ['--expose-gc', probe], {
        encoding: 'utf8',
        env: { ...process.env, TMPDIR: folder },
      })
      expect(JSON.parse(printed)).toEqual({
        arrived: 1,
        carved: { memory: 1, heap: 0 },
        wiped: { memory: 0, heap: 0 },
        // Positive control: as bytes and as text; the text is in the heap.
        control: { memory: expect.any(Number), heap: 1, text: 96 },
        id: 71,
      })
      expect(JSON.parse(printed).control.memory).toBeGreaterThanOrEqual(2)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
