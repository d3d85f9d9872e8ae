// The services of a desktop that the app needs: X display, D-Bus session, unlocked keyring. Each is started with its own id kept.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A service that did not come up; the message holds what it printed. */
export class NotStarted extends Error {}

const firstLine = (child, stream) =>
  new Promise((resolve) => {
    let text = ''
    stream.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) resolve(text.split('\n')[0])
    })
    child.once('close', () => resolve(null))
    child.once('error', () => resolve(null))
    setTimeout(() => resolve(null), 30_000).unref()
  })

/** The same cookie for server and clients; family 0xffff fits every address. */
function writeCookie(file) {
  const field = (data) => Buffer.concat([Buffer.from([data.length >> 8, data.length & 255]), data])
  const name = Buffer.from('MIT-MAGIC-COOKIE-1')
  const empty = field(Buffer.alloc(0))
  const cookie = Buffer.concat([Buffer.from([255, 255]), empty, empty, field(name), field(randomBytes(16))])
  fs.writeFileSync(file, cookie, { mode: 0o600 })
}

/** A bus on which nothing can be started but what `activatable` (file name to content) says. */
function busConfig(folder, activatable) {
  const services = path.join(folder, 'services')
  fs.mkdirSync(services, { recursive: true })
  for (const [name, text] of Object.entries(activatable)) fs.writeFileSync(path.join(services, name), text)
  const file = path.join(folder, 'bus.conf')
  const allowed = '<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>'
  fs.writeFileSync(
    file,
    [
      '<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"',
      ' "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd"><busconfig><type>session</type>',
      `<listen>unix:tmpdir=${folder}</listen><auth>EXTERNAL</auth><servicedir>${services}</servicedir>`,
      `<policy context="default">${allowed}</policy></busconfig>\n`,
    ].join('\n'),
  )
  return file
}

const hasOwner = (env, name) =>
  new Promise((resolve) => {
    const call = ['--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', `string:${name}`]
    const child = spawn('dbus-send', ['--session', '--print-reply=literal', ...call], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env,
    })
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
    })
    child.once('error', () => resolve(false))
    child.once('close', () => resolve(text.includes('true')))
  })

/** @param folder where logs and the X cookie lie; @param env what the services see; what they bring is added to it. */
export function desktopServices(folder, env) {
  const children = []

  /** In a process group of its own, so that Ctrl+C leaves it up until the programs that need it have ended. */
  function start(name, args, { stdout, extra = [], input } = {}) {
    const log = fs.openSync(path.join(folder, `${name}.log`), 'w')
    // Should this process be killed, the kernel ends the service.
    const child = spawn('setpriv', ['--pdeathsig=TERM', '--', name, ...args], {
      detached: true,
      env,
      stdio: [input === undefined ? 'ignore' : 'pipe', stdout ?? log, log, ...extra],
    })
    fs.closeSync(log)
    child.on('error', () => undefined)
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
    children.push(child)
    return child
  }

  function failed(name) {
    const log = path.join(folder, `${name}.log`)
    return new NotStarted(`${name} did not start.\n${fs.existsSync(log) ? fs.readFileSync(log, 'utf8') : ''}`)
  }

  return {
    ids: () => children.map((one) => one.pid),

    async display(size) {
      env.XAUTHORITY = path.join(folder, 'Xauthority')
      writeCookie(env.XAUTHORITY)
      // The server itself looks for a free number and tells it: no race between sessions.
      // Nobody touches this display, so after ten minutes its screen saver would start, and that locks the app (S-26).
      const options = ['-nolisten', 'tcp', '-noreset', '-s', '0']
      const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, ...options]
      const server = start('Xvfb', [...args, '-auth', env.XAUTHORITY], { extra: ['pipe'] })
      const number = await firstLine(server, server.stdio[3])
      if (number === null) throw failed('Xvfb')
      env.DISPLAY = `:${number}`
    },

    /** @param activatable service files that the bus may start programs by; without it those of the system. */
    async bus(activatable) {
      const config =
        activatable === undefined ? '--session' : `--config-file=${busConfig(folder, activatable)}`
      const bus = start('dbus-daemon', [config, '--nofork', '--print-address=1'], { stdout: 'pipe' })
      const address = await firstLine(bus, bus.stdout)
      if (address === null) throw failed('dbus-daemon')
      env.DBUS_SESSION_BUS_ADDRESS = address
    },

    /** Makes the keyring on first use; the daemon keeps it under $XDG_DATA_HOME. Without a password it stays locked. */
    async keyring(password) {
      const args = ['--foreground', '--components=secrets', ...(password === undefined ? [] : ['--unlock'])]
      const keyring = start('gnome-keyring-daemon', args, { input: password })
      for (let tries = 0; tries < 100 && keyring.exitCode === null; tries++) {
        if (await hasOwner(env, 'org.freedesktop.secrets')) return keyring
        await wait(100)
      }
      throw failed('gnome-keyring-daemon')
    },

    /** Ends all, and waits for it. */
    async stop() {
      const running = children.filter((one) => one.exitCode === null && one.signalCode === null && one.pid)
      const ended = running.map((one) => new Promise((resolve) => one.once('exit', resolve)))
      for (const one of running.reverse()) one.kill('SIGTERM')
      await Promise.race([Promise.all(ended), wait(3000, undefined, { ref: false })])
      for (const one of running) one.kill('SIGKILL')
    },
  }
}
