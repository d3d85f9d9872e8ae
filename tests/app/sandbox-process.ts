// Starts a sandbox console as its own process, as `npm run -s sandbox` does, and speaks to its control channel.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { root } from '../rules/source-tree'

export interface Account {
  readonly userName: string
  readonly password: string
  readonly role: string
  readonly totpSecret?: string
}

export interface SandboxProcess {
  readonly url: string
  readonly fingerprint256: string
  readonly certificateFile: string
  readonly accounts: readonly Account[]
  /** The first account of this role; throws when the seed has none. */
  account(role: string, withCode?: boolean): Account
  /** One call of the control channel (sandbox-console/README.md). */
  control(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<unknown>
  /** Everything it printed besides the ready line. */
  output(): string
  stop(): Promise<void>
}

interface Ready {
  url: string
  fingerprint256: string
  certificateFile: string
  controlUrl: string
  controlToken: string
  accounts: Account[]
}

const stopped = async (child: ChildProcess) => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** @param args flags of the `sandbox` command, for example `['--seed', 'demo']`. */
export async function startSandboxProcess(args: readonly string[]): Promise<SandboxProcess> {
  const child = spawn(process.execPath, ['out/sandbox/main.js', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8')
  })
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => [null])])
  if (typeof first[0] !== 'string') throw new Error(`the sandbox console did not start: ${output}`)
  lines.on('line', (line) => {
    output += `${line}\n`
  })
  const ready = JSON.parse(first[0]) as Ready
  return {
    url: ready.url,
    fingerprint256: ready.fingerprint256,
    certificateFile: ready.certificateFile,
    accounts: ready.accounts,
    account(role, withCode = false) {
      const found = ready.accounts.find(
        (one) => one.role === role && (one.totpSecret !== undefined) === withCode,
      )
      if (found === undefined) throw new Error(`the seed has no ${role}`)
      return found
    },
    async control(method, path, body) {
      const answer = await fetch(new URL(path, ready.controlUrl), {
        method,
        headers: { authorization: `Bearer ${ready.controlToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(`control ${path}: ${answer.status} ${await answer.text()}`)
      const text = await answer.text()
      return text === '' ? null : JSON.parse(text)
    },
    output: () => output,
    stop: () => stopped(child),
  }
}
