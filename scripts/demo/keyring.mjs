// Linux without a D-Bus session (a bare X server, root): a private one with a keyring kept next to the demo profile.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { desktopServices } from '../desktop/services.mjs'
import { removeFolder, sessionFolder } from '../desktop/session-folder.mjs'
import { isLinux } from '../lib/paths.mjs'
import { say } from '../lib/run.mjs'

const nothing = { env: {}, stop: async () => undefined }

const hasBus = () =>
  Boolean(process.env.DBUS_SESSION_BUS_ADDRESS) ||
  (process.env.XDG_RUNTIME_DIR !== undefined && fs.existsSync(path.join(process.env.XDG_RUNTIME_DIR, 'bus')))

const installed = (command) =>
  spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0

/** Answers what the app's environment needs. The password protects nothing here: the console and its data are made up. */
export async function demoKeyring(folder) {
  if (!isLinux || hasBus()) return nothing
  if (!['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon', 'setpriv'].every(installed)) {
    say('There is no D-Bus session and no gnome-keyring, so the app keeps sign-ins in memory only.')
    return nothing
  }
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const session = sessionFolder(os.tmpdir())
  const env = { ...process.env, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: session }
  const services = desktopServices(session, env)
  const stop = async () => {
    await services.stop()
    removeFolder(session)
  }
  try {
    await services.bus()
    await services.keyring('keywright')
  } catch (error) {
    await stop()
    say(`${error.message}\nThe app keeps sign-ins in memory only.`)
    return nothing
  }
  return { env: { DBUS_SESSION_BUS_ADDRESS: env.DBUS_SESSION_BUS_ADDRESS }, stop }
}
