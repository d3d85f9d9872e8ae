// Starts an Electron app without a driver and measures its start and its memory from outside.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../rules/source-tree'

export interface Started {
  readonly child: ChildProcess
  /** Milliseconds from the process's creation to the event that was waited for. */
  readonly readyMs: number
  stop(): Promise<void>
}

const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** `page.ready`: the first usable screen, a line of the app's log. `rows.shown`: from watch-rows.cjs. */
type Awaited = 'page.ready' | 'rows.shown'

/** `ms` of the line of this event, which apps that are not packaged also write to standard error; null: another line. */
function readyMsOf(line: string, awaited: Awaited): number | null {
  if (!line.startsWith('{')) return null
  const { event, ms } = JSON.parse(line) as { readonly event?: unknown; readonly ms?: unknown }
  return event === awaited && typeof ms === 'number' ? ms : null
}

/** Starts `appFolder` and waits for the line of an event. */
export async function startMeasured(
  appFolder: string,
  args: readonly string[],
  awaited: Awaited = 'page.ready',
): Promise<Started> {
  const electron = process.env.ELECTRON_EXEC_PATH
  if (electron === undefined) throw new Error('ELECTRON_EXEC_PATH is not set: start through npm run bench')
  const hook = awaited === 'rows.shown' ? ['-r', path.join(root, 'tests/bench/watch-rows.cjs')] : []
  const child = spawn(electron, [...hook, ...noSandbox, appFolder, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const lines = createInterface({ input: child.stderr })
  const readyMs = await new Promise<number>((resolve, reject) => {
    lines.on('line', (line) => {
      const ms = readyMsOf(line, awaited)
      if (ms !== null) resolve(ms)
    })
    child.once('exit', (code) => reject(new Error(`${appFolder} ended with ${code} before it was ready`)))
  })
  return {
    child,
    readyMs,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

const childrenOf = (pid: number): number[] => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parent = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1])
        return [{ pid: Number(name), parent }]
      } catch {
        return []
      }
    })
  const below = (one: number): number[] =>
    all.filter((entry) => entry.parent === one).flatMap((entry) => [entry.pid, ...below(entry.pid)])
  return [pid, ...below(pid)]
}

/** Proportional set size of a process and all below it, in kB (Linux). */
export function pssOf(pid: number): number {
  return childrenOf(pid).reduce((sum, one) => {
    try {
      return sum + Number(/^Pss:\s*(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return sum
    }
  }, 0)
}
