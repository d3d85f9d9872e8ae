// A D-Bus session and a keyring of one test's own, in the states that an app may meet: none, locked, stopped, unlocked.
import { type ChildProcess, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { desktopServices } from '../../scripts/desktop/services.mjs'

const prompterName = 'org.gnome.keyring.SystemPrompter'
const names = {
  bus: { name: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' },
  secrets: { name: 'org.freedesktop.secrets', path: '/org/freedesktop/secrets' },
}
const collection = '/org/freedesktop/secrets/collection/login'

/** The system's own way to ask for the keyring's password; it comes with the keyring. */
function realPrompter(): Record<string, string> {
  const name = `${prompterName}.service`
  const file = path.join('/usr/share/dbus-1/services', name)
  if (!existsSync(file)) throw new Error(`${file} is missing: it belongs to gnome-keyring`)
  return { [name]: readFileSync(file, 'utf8') }
}

export interface OwnKeyring {
  /** For the app: the session bus. */
  readonly env: Readonly<Record<string, string>>
  /** Locks what is open, as a person or a screen lock would. */
  lock(): void
  /** Opens it again: the daemon is started anew with the password. */
  unlock(): Promise<void>
  /** The daemon neither answers nor ends. */
  halt(): void
  goOn(): void
  /** Takes the prompt away, as a person does who cancels it; false while there is none. */
  dismissPrompt(): boolean
  stop(): Promise<void>
}

/**
 * `no-service`: a bus without any keyring. `locked`: a real one; `prompt` says whether anybody asks for its password.
 */
export async function ownKeyring(
  kind: 'no-service' | 'locked' | 'unlocked',
  prompt: 'real' | 'none' = 'none',
): Promise<OwnKeyring> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keywright-keyring-'))
  const place = (name: string) => path.join(folder, name)
  for (const name of ['home', 'data', 'run']) mkdirSync(place(name), { mode: 0o700 })
  const own = { HOME: place('home'), XDG_DATA_HOME: place('data'), XDG_RUNTIME_DIR: place('run') }
  const env: NodeJS.ProcessEnv = { ...process.env, ...own }
  delete env.DBUS_SESSION_BUS_ADDRESS
  const services = desktopServices(folder, env)
  const password = 'a keyring of its own'
  let daemon: ChildProcess | null = null

  async function start(withPassword: boolean): Promise<void> {
    if (daemon !== null) {
      const before = daemon
      const ended = new Promise<void>((resolve) => before.once('exit', () => resolve()))
      before.kill('SIGTERM')
      await ended
    }
    daemon = withPassword ? await services.keyring(password) : await services.keyring()
  }
  const call = (dest: string, object: string, method: string, ...args: string[]) =>
    spawnSync('dbus-send', ['--session', '--print-reply', `--dest=${dest}`, object, method, ...args], {
      env,
      encoding: 'utf8',
    }).stdout

  await services.bus(prompt === 'real' ? realPrompter() : {})
  if (kind !== 'no-service') await start(true)
  if (kind === 'locked') {
    // Makes the default collection, so that the next daemon has something that is locked.
    call(
      'org.freedesktop.secrets',
      '/org/freedesktop/secrets',
      'org.freedesktop.Secret.Service.ReadAlias',
      'default',
    )
    await start(false)
  }
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: env.DBUS_SESSION_BUS_ADDRESS ?? '' },
    lock() {
      const method = 'org.freedesktop.Secret.Service.Lock'
      const answer = call(names.secrets.name, names.secrets.path, method, `array:objpath:${collection}`)
      if (!answer.includes(collection)) throw new Error(`the keyring was not locked: ${answer}`)
    },
    unlock: () => start(true),
    halt: () => void daemon?.kill('SIGSTOP'),
    goOn: () => void daemon?.kill('SIGCONT'),
    dismissPrompt() {
      const { bus } = names
      const method = 'org.freedesktop.DBus.GetConnectionUnixProcessID'
      const pid = Number(/uint32 (\d+)/.exec(call(bus.name, bus.path, method, `string:${prompterName}`))?.[1])
      if (!(pid > 0)) return false
      // It was started by the bus of this test alone.
      process.kill(pid, 'SIGTERM')
      return true
    },
    async stop() {
      daemon?.kill('SIGCONT')
      await services.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
