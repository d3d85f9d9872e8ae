// Inside the session, as an ordinary user: X display, D-Bus, unlocked keyring, then the command; ends all of them after it.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { endMarked } from './marked.mjs'

const session = process.env.KEYWRIGHT_SESSION_FOLDER
const at = (...parts) => path.join(session, ...parts)
const services = []
let ending = null
let command

/** A service of the session: in a process group of its own, so that Ctrl+C leaves it up until the command has ended. */
function service(name, args, { stdio = [], input } = {}) {
  const log = fs.openSync(at(`${name}.log`), 'a')
  // Should this process be killed, the kernel ends the service.
  const child = spawn('setpriv', ['--pdeathsig=TERM', '--', name, ...args], {
    detached: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', stdio[1] ?? log, log, ...stdio.slice(3)],
  })
  fs.closeSync(log)
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(input)
  services.push(child)
  return child
}

function fail(name) {
  const log = at(`${name}.log`)
  process.stderr.write(`${name} did not start.\n${fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : ''}`)
  return end(70)
}

const firstLine = (child, stream) =>
  new Promise((resolve) => {
    let text = ''
    stream.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) resolve(text.split('\n')[0])
    })
    child.once('close', () => resolve(null))
    setTimeout(() => resolve(null), 30_000).unref()
  })

/** The same cookie for server and clients; family 0xffff fits every address. */
function cookieFile() {
  const field = (data) => Buffer.concat([Buffer.from([data.length >> 8, data.length & 255]), data])
  const name = Buffer.from('MIT-MAGIC-COOKIE-1')
  const empty = field(Buffer.alloc(0))
  const file = at('Xauthority')
  fs.writeFileSync(
    file,
    Buffer.concat([Buffer.from([255, 255]), empty, empty, field(name), field(randomBytes(16))]),
    { mode: 0o600 },
  )
  return file
}

async function startDisplay() {
  process.env.XAUTHORITY = cookieFile()
  // The server itself looks for a free number and tells it: no race between sessions.
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset']
  const server = service('Xvfb', [...args, '-auth', process.env.XAUTHORITY], {
    stdio: ['', undefined, '', 'pipe'],
  })
  const number = await firstLine(server, server.stdio[3])
  if (number === null) return fail('Xvfb')
  process.env.DISPLAY = `:${number}`
}

async function startBus() {
  const bus = service('dbus-daemon', ['--session', '--nofork', '--print-address=1'], { stdio: ['', 'pipe'] })
  const address = await firstLine(bus, bus.stdout)
  if (address === null) return fail('dbus-daemon')
  process.env.DBUS_SESSION_BUS_ADDRESS = address
}

const hasOwner = (name) =>
  new Promise((resolve) => {
    const target = '--dest=org.freedesktop.DBus'
    const call = ['--session', '--print-reply=literal', target, '/', 'org.freedesktop.DBus.NameHasOwner']
    const child = spawn('dbus-send', [...call, `string:${name}`], { stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
    })
    child.once('error', () => resolve(false))
    child.once('close', () => resolve(text.includes('true')))
  })

async function startKeyring() {
  const password = process.env.KEYWRIGHT_KEYRING_PASSWORD
  const args = ['--foreground', '--components=secrets', '--unlock']
  const keyring = service('gnome-keyring-daemon', args, { stdio: [], input: password })
  for (let tries = 0; tries < 100; tries++) {
    if (await hasOwner('org.freedesktop.secrets')) return
    if (keyring.exitCode !== null) break
    await wait(100)
  }
  return fail('gnome-keyring-daemon')
}

/** Everything that programs keep about a person lies in the session's own folder. */
function privateFolders() {
  const folders = {
    HOME: 'home',
    TMPDIR: 'tmp',
    XDG_RUNTIME_DIR: 'run',
    XDG_CONFIG_HOME: 'home/.config',
    XDG_CACHE_HOME: 'home/.cache',
    XDG_DATA_HOME: 'home/.local/share',
    XDG_STATE_HOME: 'home/.local/state',
  }
  for (const [name, folder] of Object.entries(folders)) {
    fs.mkdirSync(at(folder), { recursive: true, mode: 0o700 })
    process.env[name] = at(folder)
  }
  // The same faces in every picture, whatever else is installed.
  const prefer = (family, face) =>
    `<alias binding="strong"><family>${family}</family><prefer><family>${face}</family></prefer></alias>`
  fs.writeFileSync(
    at('fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${prefer('sans-serif', 'Inter')}${prefer('system-ui', 'Inter')}${prefer('monospace', 'JetBrains Mono')}${prefer('ui-monospace', 'JetBrains Mono')}
</fontconfig>\n`,
  )
  process.env.FONTCONFIG_FILE = at('fonts.conf')
}

async function end(code) {
  if (ending !== null) return ending
  ending = (async () => {
    await endMarked(process.env.KEYWRIGHT_SESSION)
    process.exit(code)
  })()
  return ending
}

for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'])
  process.on(name, () => {
    const code = 128 + os.constants.signals[name]
    if (command === undefined || command.exitCode !== null) return end(code)
    // Ctrl+C reached the command as well, which ends by itself; anything else is passed on.
    if (name !== 'SIGINT' || !process.stdin.isTTY) command.kill(name)
    setTimeout(() => end(code), 8000).unref()
  })

process.chdir(process.env.KEYWRIGHT_CHECKOUT)
privateFolders()
await startDisplay()
await startBus()
await startKeyring()
const [program, ...args] = process.argv.slice(2)
command = spawn(program, args, { stdio: 'inherit' })
command.once('error', (error) => {
  process.stderr.write(`${program}: ${error.message}\n`)
  end(error.code === 'ENOENT' ? 127 : 126)
})
command.once('close', (code, signal) => end(code ?? 128 + os.constants.signals[signal]))
