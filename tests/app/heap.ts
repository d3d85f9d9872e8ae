// Heap snapshots of the page and of the main process, after a forced collection, and texts planted to be found in them.
import { readFileSync, rmSync } from 'node:fs'
import type { AppProcess } from './app-process'

/** Strings are snapshotted whole instead of cut after 1024 characters, and the main process can collect on demand. */
export const heapArgs = ['--js-flags=--expose-gc --heap-snapshot-string-limit=16777216'] as const

/** In one string, glued together, cut out of a longer one, with two-byte characters, and far behind the start. */
const shapes = `(text) => {
  const half = Math.floor(text.length / 2)
  const padding = 'padding '.repeat(4000)
  globalThis.plantedForLeakSearch = [
    [text],
    { glued: [text.slice(0, half), text.slice(half)].join('') },
    (padding + text + padding).slice(100),
    text + '\\u2603',
    padding + text,
  ]
}`

export async function plantInPage(app: AppProcess, text: string): Promise<void> {
  await app.page.evaluate(`(${shapes})(${JSON.stringify(text)})`)
}

export async function plantInMain(app: AppProcess, text: string): Promise<void> {
  await app.electron.evaluate(`(${shapes})(${JSON.stringify(text)})`)
}

/** The main world of the window's page; the reveal frame is another process and not in it. */
export async function pageHeap(app: AppProcess): Promise<Buffer> {
  const session = await app.page.context().newCDPSession(app.page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return Buffer.from(chunks.join(''), 'utf8')
}

export async function mainHeap(app: AppProcess): Promise<Buffer> {
  const file = await app.electron.evaluate(async ({ app: electronApp }) => {
    const collect = (globalThis as { gc?: () => void }).gc
    if (collect === undefined) throw new Error('started without heapArgs')
    for (let round = 0; round < 4; round++) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      collect()
    }
    const { join } = process.getBuiltinModule('node:path')
    const target = join(electronApp.getPath('temp'), `main-${Date.now()}.heapsnapshot`)
    return process.getBuiltinModule('node:v8').writeHeapSnapshot(target)
  })
  const bytes = readFileSync(file)
  rmSync(file)
  return bytes
}
