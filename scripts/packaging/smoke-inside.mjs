// Inside the virtual desktop: `smoke-inside.mjs PACKAGED COPY` runs the packaged app as it ships, then drives its copy.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { driveMainPath } from './smoke-main-path.mjs'

const [packaged, copy] = process.argv.slice(2).map((file) => path.resolve(file))

/** As a person's desktop would start it: none of the variables that development uses, and a profile of its own. */
function environment(extra = {}) {
  const clean = Object.entries(process.env).filter(
    ([name]) => !/^(ELECTRON_|NODE_|KEYWRIGHT_CONNECT)/.test(name),
  )
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'profile-'))
  return { ...Object.fromEntries(clean), XDG_CONFIG_HOME: profile, ...extra }
}

function start(args, extra) {
  const child = spawn(packaged, args, { env: environment(extra), stdio: ['ignore', 'pipe', 'pipe'] })
  const seen = { text: '' }
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      seen.text += chunk
    })
  return { child, seen, ended: once(child, 'exit') }
}

async function stop({ child, ended }) {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  await Promise.race([ended, wait(5000, undefined, { ref: false })])
  child.kill('SIGKILL')
}

/** The exit code, or null when it still runs after this time. */
const exitCode = ({ ended }) => Promise.race([ended.then(([code]) => code), wait(8000, null, { ref: false })])

async function until(what, probe, limit = 20_000) {
  for (const end = Date.now() + limit; Date.now() < end; await wait(100)) {
    const found = await probe()
    if (found) return found
  }
  throw new Error(`not within ${limit / 1000} s: ${what}`)
}

/** A window of this title that is as big as a main window. */
function window(title) {
  const tree = execFileSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' })
  return tree
    .split('\n')
    .some((line) => line.includes(`"${title}`) && Number(/(\d+)x\d+\+/.exec(line)?.[1]) > 400)
}

/** Process ids of the package's page processes. */
const pages = () =>
  fs.readdirSync('/proc').filter((pid) => {
    try {
      const line = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      return line.startsWith(packaged) && line.includes('--type=renderer')
    } catch {
      return false
    }
  })

const answers = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  })

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}

const checks = {
  async 'shows its window, page processes sandboxed'() {
    const app = start([])
    try {
      await until('a window', () => {
        assert.equal(app.child.exitCode, null, `ended with ${app.child.exitCode}: ${app.seen.text}`)
        return window('Keywright')
      })
      const found = await until('a page process', () => pages()[0])
      assert.match(fs.readFileSync(`/proc/${found}/status`, 'utf8'), /Seccomp:\s*2/)
    } finally {
      await stop(app)
    }
  },
  async 'opens no inspector'() {
    const port = await freePort()
    const app = start([`--inspect=127.0.0.1:${port}`])
    try {
      const code = await exitCode(app)
      assert.doesNotMatch(app.seen.text, /Debugger listening/)
      assert.equal(await answers(port), false)
      assert.equal(code, 64)
    } finally {
      await stop(app)
    }
  },
  async 'does not run as Node'() {
    const app = start(['-e', 'console.log("ran as " + "node")'], { ELECTRON_RUN_AS_NODE: '1' })
    try {
      await exitCode(app)
      assert.doesNotMatch(app.seen.text, /ran as node/)
    } finally {
      await stop(app)
    }
  },
  async 'refuses forbidden switches and variables with 64 (N-21)'() {
    const switches = [
      'remote-debugging-port=0',
      'remote-debugging-pipe',
      'inspect-brk=0',
      'no-sandbox',
      'disable-web-security',
      'ignore-certificate-errors',
      'ignore-certificate-errors-spki-list=x',
      'host-resolver-rules=MAP * 127.0.0.1',
      'proxy-server=127.0.0.1:1',
      'proxy-pac-url=http://127.0.0.1:1/',
      'log-net-log=/tmp/keywright-smoke-net-log',
      'ssl-key-log-file=/tmp/keywright-smoke-keys',
      'js-flags=--expose-gc',
      'enable-logging',
      'load-extension=/tmp',
      'gpu-launcher=/bin/false',
      'user-data-dir=/tmp/elsewhere',
    ]
    const variables = {
      SSLKEYLOGFILE: '/tmp/keywright-smoke-keys',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      ELECTRON_ENABLE_LOGGING: '1',
      ELECTRON_RUN_AS_NODE: '1',
      KEYWRIGHT_CONNECT: 'https://127.0.0.1:1',
    }
    const cases = [
      ...switches.map((one) => [`--${one}`, [`--${one}`], {}]),
      ...Object.entries(variables).map(([name, value]) => [name, [], { [name]: value }]),
    ]
    for (const [what, args, extra] of cases) {
      const app = start(args, extra)
      try {
        assert.equal(await exitCode(app), 64, what)
      } finally {
        await stop(app)
      }
    }
    for (const file of ['/tmp/keywright-smoke-net-log', '/tmp/keywright-smoke-keys'])
      assert.equal(fs.existsSync(file), false, file)
  },
  async 'runs nothing of NODE_OPTIONS, which the fuse takes away before it could be refused (N-21)'() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'options-'))
    const file = path.join(folder, 'hostile.cjs')
    const mark = path.join(folder, 'ran')
    fs.writeFileSync(file, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`)
    const NODE_OPTIONS = `--require=${file}`
    // The file does what it should: where nothing guards, it runs.
    execFileSync(process.execPath, ['-e', ''], { env: { ...process.env, NODE_OPTIONS } })
    assert.equal(fs.existsSync(mark), true)
    fs.rmSync(mark)
    const app = start([], { NODE_OPTIONS, NODE_EXTRA_CA_CERTS: path.join(folder, 'none.pem') })
    try {
      await until('a window or a refusal', () => app.child.exitCode === 64 || window('Keywright'))
      assert.equal(fs.existsSync(mark), false)
    } finally {
      await stop(app)
    }
  },
  async 'opens no inspector on a signal, prints nothing, writes no dumps'() {
    const app = start([])
    try {
      await until('a window', () => window('Keywright'))
      assert.doesNotMatch(app.seen.text, /"event":|CONSOLE|DevTools listening/)
      // By itself Node opens its inspector at this signal. Whether the app lives on is not the question.
      app.child.kill('SIGUSR1')
      await wait(1000)
      assert.doesNotMatch(app.seen.text, /Debugger listening/)
      assert.equal(await answers(9229), false)
    } finally {
      await stop(app)
    }
  },
  'copy: connect, sign in, list': () => driveMainPath(copy, environment()),
}

let failed = 0
for (const [name, check] of Object.entries(checks)) {
  try {
    await check()
    console.log(`✓ ${name}`)
  } catch (error) {
    failed++
    console.log(`✗ ${name}\n${error.stack}`)
  }
}
process.exit(failed > 0 ? 1 : 0)
