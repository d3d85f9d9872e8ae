// The console as its own process: ready line, flags, restart on the same data, signals, and what it prints.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Account } from '../../sandbox-console/seeds/apply-seed'
import { root } from '../rules/source-tree'
import { request } from './https-client'

interface Ready {
  readonly url: string
  readonly fingerprint256: string
  readonly certificateFile: string
  readonly controlUrl: string
  readonly controlToken: string
  readonly accounts: readonly Account[]
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'sandbox-process-'))
// Inside the checkout, so that the bundle finds the packages it leaves out.
const built = path.join(root, 'out/sandbox-test')
/** Where the children make their temporary folders; nobody else writes there. */
const temporary = path.join(folder, 'tmp')
mkdirSync(temporary)
const running: ChildProcess[] = []

beforeAll(() => {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const config = path.join(root, 'sandbox-console/vite.config.ts')
  execFileSync(process.execPath, [vite, 'build', '-c', config, '--outDir', built, '--logLevel', 'error'])
})
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  for (const name of readdirSync(temporary))
    rmSync(path.join(temporary, name), { recursive: true, force: true })
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  rmSync(built, { recursive: true, force: true })
})

async function start(...args: string[]) {
  const child = spawn(process.execPath, [path.join(built, 'main.js'), ...args], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  const lines: string[] = []
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8')
  })
  const output = createInterface({ input: child.stdout })
  output.on('line', (line) => lines.push(line))
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  await Promise.race([once(output, 'line'), ended])
  return {
    lines,
    stderr: () => stderr,
    ready: () => JSON.parse(lines[0] ?? 'null') as Ready,
    ended,
    async stop(signal: NodeJS.Signals = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}

const token = async (ready: Ready, trust: string) => {
  const { userName, password } = ready.accounts[0] ?? { userName: '', password: '' }
  const answer = await request(`${ready.url}/api/v3/token`, {
    method: 'POST',
    trust,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'password', username: userName, password }).toString(),
  })
  return (JSON.parse(answer.text) as { access_token: string }).access_token
}

const pem = async (ready: Ready) => {
  const { readFile } = await import('node:fs/promises')
  return readFile(ready.certificateFile, 'utf8')
}

describe('the ready line', () => {
  it('is the only line, and everything in it is true', async () => {
    const console = await start('--seed', 'demo')
    const ready = console.ready()
    expect(Object.keys(ready)).toEqual([
      'url',
      'fingerprint256',
      'certificateFile',
      'controlUrl',
      'controlToken',
      'accounts',
    ])
    const trust = await pem(ready)
    const page = await request(`${ready.url}/api`, { trust })
    expect(page.certificate.fingerprint256).toBe(ready.fingerprint256)
    expect(await token(ready, trust)).toMatch(/^eyJ/)
    const roles = ready.accounts.map((one) => one.role)
    expect(roles).toEqual(
      expect.arrayContaining([
        'PortalAdministrator',
        'PortalOperator',
        'PortalReadonlyOperator',
        'SiteAdministrator',
        'ResellerOwner',
        'ResellerAdministrator',
        'CompanyOwner',
        'CompanyAdministrator',
      ]),
    )
    expect(ready.accounts.filter((one) => one.totpSecret !== undefined)).toHaveLength(1)
    await console.stop()
    expect(console.lines).toHaveLength(1)
  })
})

describe('the data folder', () => {
  it('survives a restart: same certificate, same keys, still signed in; files for their owner only', async () => {
    const data = path.join(folder, 'kept')
    const first = await start('--data', data, '--seed', 'empty')
    const trust = await pem(first.ready())
    const bearer = await token(first.ready(), trust)
    const auth = { authorization: `Bearer ${bearer}` }
    const me = JSON.parse(
      (await request(`${first.ready().url}/api/v3/users/me`, { trust, headers: auth })).text,
    )
    const create = `/api/v3/users/${me.data.instanceUid}/logins/apikey?description=Kept&scopes=rest`
    const made = await request(first.ready().url + create, { method: 'POST', trust, headers: auth })
    const key = JSON.parse(made.text).data.parameters as string
    for (const name of readdirSync(data)) {
      if (name !== 'certificate.pem') expect(statSync(path.join(data, name)).mode & 0o077, name).toBe(0)
    }
    expect(await first.stop()).toEqual([0, null])

    const second = await start('--data', data, '--seed', 'demo')
    expect(second.stderr()).toContain('empty')
    expect(second.ready().fingerprint256).toBe(first.ready().fingerprint256)
    expect(second.ready().accounts).toEqual(first.ready().accounts)
    for (const value of [bearer, key]) {
      const headers = { authorization: `Bearer ${value}` }
      expect((await request(`${second.ready().url}/api/v3/users/me`, { trust, headers })).status).toBe(200)
    }
    await second.stop()
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('is removed at %s when it was not named', async (signal) => {
    const console = await start('--seed', 'empty')
    const file = console.ready().certificateFile
    expect(existsSync(file)).toBe(true)
    expect(await console.stop(signal)).toEqual([0, null])
    expect(existsSync(path.dirname(file))).toBe(false)
  })
})

describe('flags', () => {
  it('port and option', async () => {
    const first = await start('--seed', 'empty', '--option', 'about=open', '--option', 'slow-ms=1')
    const { port } = new URL(first.ready().url)
    const trust = await pem(first.ready())
    expect((await request(`${first.ready().url}/api/v3/about`, { trust })).status).toBe(200)
    const taken = await start('--seed', 'empty', '--port', port)
    expect((await taken.ended)[0]).toBe(1)
    expect(taken.stderr()).toContain('EADDRINUSE')
    expect(readdirSync(temporary)).toHaveLength(1)
    await first.stop()
    const again = await start('--seed', 'empty', '--port', port)
    expect(new URL(again.ready().url).port).toBe(port)
    await again.stop()
  })

  it.each([
    ['--version', '7'],
    ['--seed', 'huge'],
    ['--port', '70000'],
    ['--option', 'nonsense=1'],
    ['--option', 'refresh'],
    ['--nonsense', 'x'],
  ])('%s %s is refused with a reason and the usage, and leaves nothing behind', async (...args) => {
    const console = await start(...args)
    expect((await console.ended)[0]).toBe(1)
    expect(console.lines).toEqual([])
    expect(readdirSync(temporary)).toEqual([])
    expect(console.stderr()).toContain('usage: sandbox')
    expect(console.stderr().split('\n')[0]?.length).toBeGreaterThan(20)
  })
})

it('prints no query, body, bearer or key text', async () => {
  const console = await start('--data', path.join(folder, 'quiet'), '--seed', 'demo', '--canaries')
  const ready = console.ready()
  const trust = await pem(ready)
  const bearer = await token(ready, trust)
  const auth = { authorization: `Bearer ${bearer}` }
  const me = JSON.parse((await request(`${ready.url}/api/v3/users/me`, { trust, headers: auth })).text)
  const create = `/api/v3/users/${me.data.instanceUid}/logins/apikey?description=Whispered&scopes=rest`
  await request(ready.url + create, { method: 'POST', trust, headers: auth })
  await request(`${ready.url}/api/v3/users/me?bad=Whispered`, { trust, headers: auth })
  const control = (method: string, route: string, body?: unknown) =>
    fetch(ready.controlUrl + route, {
      method,
      headers: { authorization: `Bearer ${ready.controlToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const { canaries } = (await (await control('GET', '/canaries')).json()) as { canaries: { text: string }[] }
  expect(canaries.length).toBeGreaterThanOrEqual(3)
  await console.stop()
  const printed = () => console.lines.slice(1).join('\n') + console.stderr()
  const leaks = (text: string) =>
    [...canaries.map((one) => one.text), 'Whispered', 'Demo-Lindqvist-1'].filter((one) => text.includes(one))
  expect(leaks(printed())).toEqual([])
  // The positive control: the same search finds a planted copy.
  expect(leaks(`${printed()}\n${canaries[0]?.text} Whispered`)).toHaveLength(2)
})
