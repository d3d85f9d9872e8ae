// Runs programs for the other scripts: shown or captured, with a time limit, and ended together with us.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import { constants } from 'node:os'
import { root } from './paths.mjs'

/** Messages go to standard error: the standard output of some commands is read by programs. */
export const say = (text) => process.stderr.write(`${text}\n`)

/** An end that a person should read as it stands, without a stack. */
export class Stop extends Error {
  constructor(message, code = 1) {
    super(message)
    this.code = code
  }
}

const living = new Set()
let interruptedBy = null
export const isInterrupted = () => interruptedBy !== null

function interrupt(signal) {
  if (living.size === 0) process.exit(128 + constants.signals[signal])
  if (interruptedBy !== null) return
  interruptedBy = signal
  const send = (name) => () => {
    for (const child of living) child.kill(name)
  }
  // A terminal has already sent Ctrl+C to the children; a second one would cut their cleaning up short.
  if (signal === 'SIGINT' && process.stdin.isTTY) setTimeout(send('SIGTERM'), 5000).unref()
  else send(signal)()
  setTimeout(send('SIGKILL'), 20_000).unref()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt(signal))

/** Counts a child among those that end with us. */
export function endWithUs(child) {
  living.add(child)
  child.once('close', () => living.delete(child))
  return child
}

/**
 * Runs a program to its end. `capture` collects its output, else it is shown; `started` is given the child.
 * Answers `{code, stdout, stderr}`; a time-out (milliseconds) or a signal to us rejects.
 */
export function run(command, args, options = {}) {
  const { capture = false, timeout = 0, what = command, input, stdio, started, ...rest } = options
  const pipes = capture ? [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] : 'inherit'
  return new Promise((resolve, reject) => {
    const child = endWithUs(spawn(command, args, { cwd: root, stdio: stdio ?? pipes, ...rest }))
    started?.(child)
    let stdout = ''
    let stderr = ''
    let late = false
    child.stdout?.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr?.on('data', (chunk) => {
      stderr += chunk
    })
    if (input !== undefined) child.stdin?.end(input)
    const clock =
      timeout > 0 &&
      setTimeout(() => {
        late = true
        child.kill('SIGTERM')
        setTimeout(() => child.kill('SIGKILL'), 10_000).unref()
      }, timeout)
    child.once('error', (error) => {
      clearTimeout(clock)
      if (error.code === 'ENOENT') resolve({ code: 127, stdout, stderr: `${command}: not found` })
      else reject(error)
    })
    child.once('close', (code, signal) => {
      clearTimeout(clock)
      if (interruptedBy !== null) reject(new Stop('', 128 + constants.signals[interruptedBy]))
      else if (late)
        reject(new Stop(`${what} took longer than ${Math.round(timeout / 1000)} s and was ended.`))
      else resolve({ code: code ?? 128 + (constants.signals[signal] ?? 0), stdout, stderr })
    })
  })
}

/** Runs one of the tools in node_modules by its script, which works the same on every system. */
export const runTool = (script, args, options) =>
  run(process.execPath, [`${root}/node_modules/${script}`, ...args], options)

/** The frame of every entry script: its answer is the exit code. */
export async function main(work) {
  try {
    process.exitCode = (await work(process.argv.slice(2))) ?? 0
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    if (error.message) say(error.message)
    process.exitCode = error.code
  }
}

/** Was this module started as a command? Paths are compared as they really are: a checkout may lie behind a link. */
export const isCommand = (filename) =>
  process.argv[1] !== undefined && fs.realpathSync(process.argv[1]) === filename
