// The demo's sandbox console as a child process: always the same port and data, read from its one line of JSON.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from '../lib/paths.mjs'
import { endWithUs, isInterrupted, Stop } from '../lib/run.mjs'

export async function startSandbox(folder) {
  const portFile = path.join(folder, 'port')
  const logFile = path.join(folder, 'console.log')
  const port = fs.existsSync(portFile) ? fs.readFileSync(portFile, 'utf8').trim() : null
  const args = ['--seed', 'demo', '--data', path.join(folder, 'console')]
  const log = fs.openSync(logFile, 'w')
  const child = endWithUs(
    spawn(process.execPath, ['out/sandbox/main.js', ...args, ...(port ? ['--port', port] : [])], {
      cwd: root,
      stdio: ['ignore', 'pipe', log],
    }),
  )
  fs.closeSync(log)
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const [line] = await Promise.race([once(lines, 'line'), ended.then(() => [null])])
  if (typeof line !== 'string') {
    const hint = port
      ? `\nIf port ${port} is taken, end the program that has it, or begin anew with npm start -- --fresh.`
      : ''
    throw new Stop(`The demo console did not start.\n${fs.readFileSync(logFile, 'utf8')}${hint}`)
  }
  const ready = JSON.parse(line)
  fs.writeFileSync(portFile, new URL(ready.url).port)
  let stopping = false
  return {
    ready,
    /** Rejects when the console ends before it is told to. */
    unexpectedEnd: new Promise((_, reject) => {
      ended.then(async () => {
        await wait(300) // Ctrl+C reaches the console and us in any order
        if (!stopping && !isInterrupted())
          reject(new Stop(`The demo console ended by itself; see ${logFile}.`))
      })
    }),
    async stop() {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await ended
    },
  }
}
