// Inside the session, as an ordinary user: X display, D-Bus, unlocked keyring, then the command; ends all of them after it.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { endMarked } from './marked.mjs'
import { desktopServices } from './services.mjs'

const folder = process.env.KEYWRIGHT_SESSION_FOLDER
const services = desktopServices(folder, process.env)
let ending = false
let command

async function end(code) {
  if (ending) return
  ending = true
  await endMarked(process.env.KEYWRIGHT_SESSION, services.ids())
  process.exit(code)
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
  for (const [name, place] of Object.entries(folders)) {
    process.env[name] = path.join(folder, place)
    fs.mkdirSync(process.env[name], { recursive: true, mode: 0o700 })
  }
}

/** The same faces in every picture, whatever else is installed. */
function fixedFonts() {
  const prefer = (family, face) =>
    `<alias binding="strong"><family>${family}</family><prefer><family>${face}</family></prefer></alias>`
  const sans = ['sans-serif', 'system-ui'].map((family) => prefer(family, 'Inter'))
  const mono = ['monospace', 'ui-monospace'].map((family) => prefer(family, 'JetBrains Mono'))
  process.env.FONTCONFIG_FILE = path.join(folder, 'fonts.conf')
  fs.writeFileSync(
    process.env.FONTCONFIG_FILE,
    [
      '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
      '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
      ...sans,
      ...mono,
      '</fontconfig>\n',
    ].join('\n'),
  )
}

for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'])
  process.on(name, () => {
    const code = 128 + os.constants.signals[name]
    if (command === undefined || command.exitCode !== null) return end(code)
    // Ctrl+C reached the command as well, which ends by itself; anything else is passed on.
    if (name !== 'SIGINT' || !process.stdin.isTTY) command.kill(name)
    setTimeout(() => end(code), 8000).unref()
  })

try {
  process.chdir(process.env.KEYWRIGHT_CHECKOUT)
  privateFolders()
  fixedFonts()
  await services.display('1600x1000')
  await services.bus()
  await services.keyring(process.env.KEYWRIGHT_KEYRING_PASSWORD)
  const [program, ...args] = process.argv.slice(2)
  command = spawn(program, args, { stdio: 'inherit' })
  command.once('error', (error) => {
    process.stderr.write(`${program}: ${error.message}\n`)
    end(error.code === 'ENOENT' ? 127 : 126)
  })
  command.once('close', (code, signal) => end(code ?? 128 + os.constants.signals[signal]))
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  await end(70)
}
