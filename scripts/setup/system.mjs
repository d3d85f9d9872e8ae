// The system libraries, tools and fonts that a bare Debian or Ubuntu lacks: installs them as root, names them otherwise.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { isLinux, isRoot } from '../lib/paths.mjs'
import { run, Stop, say } from '../lib/run.mjs'

// Each is looked for by what it brings, so that any distribution and any way of installing it is fine.
const app = [
  { library: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { library: 'libnss3.so', packages: ['libnss3'] },
  { library: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
  { library: 'libgbm.so.1', packages: ['libgbm1'] },
  { library: 'libsecret-1.so.0', packages: ['libsecret-1-0'] },
]
const session = [
  { command: 'Xvfb', packages: ['xvfb'] },
  { command: 'dbus-daemon', packages: ['dbus'] },
  { command: 'dbus-send', packages: ['dbus'] },
  { command: 'gnome-keyring-daemon', packages: ['gnome-keyring'] },
  { command: 'xclip', packages: ['xclip'] }, // tests look at the clipboard from outside
  { command: 'openssl', packages: ['openssl'] }, // and at certificates and keys
  { font: /^Inter\b/, packages: ['fonts-inter'] },
  { font: /^JetBrainsMono\b/, packages: ['fonts-jetbrains-mono'] },
]

/** What only the smoke test of a package needs. */
export const smokeNeeds = [{ command: 'xwininfo', packages: ['x11-utils'] }]

const commandFolders = () => [
  ...(process.env.PATH ?? '').split(':'),
  '/usr/bin',
  '/bin',
  '/usr/sbin',
  '/sbin',
]

function libraries() {
  try {
    const ldconfig =
      ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((file) => fs.existsSync(file)) ?? 'ldconfig'
    return execFileSync(ldconfig, ['-p'], { encoding: 'utf8' })
  } catch {
    return null
  }
}

function hasFont(pattern) {
  const home = process.env.HOME ?? '/nonexistent'
  return ['/usr/share/fonts', '/usr/local/share/fonts', path.join(home, '.local/share/fonts')].some(
    (folder) =>
      fs.existsSync(folder) &&
      fs.readdirSync(folder, { recursive: true }).some((file) => pattern.test(path.basename(file))),
  )
}

function missing(wanted) {
  const known = libraries()
  const present = ({ command, library, font }) =>
    command
      ? commandFolders().some((folder) => fs.existsSync(path.join(folder, command)))
      : library
        ? known === null || known.includes(`\t${library} `)
        : hasFont(font)
  return wanted.filter((one) => !present(one))
}

/** Among alternative names (newer systems renamed some packages) the one that this system offers. */
async function offered(packages) {
  for (const name of packages) {
    const { stdout } = await run('apt-cache', ['policy', name], { capture: true })
    if (/Candidate: (?!\(none\))/.test(stdout)) return name
  }
  return packages.at(-1)
}

const names = async (wanted) => [...new Set(await Promise.all(wanted.map((one) => offered(one.packages))))]

const apt = (args, what) =>
  run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=180', '-o', 'Acquire::Retries=3', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    capture: true,
    timeout: 900_000,
    what,
  })

async function install(wanted) {
  const started = Date.now()
  const update = await apt(['-o', 'Acquire::http::Timeout=30', 'update'], 'apt-get update')
  const list = await names(wanted)
  say(`Installing system packages: ${list.join(' ')} …`)
  const result = await apt(['install', '-y', '--no-install-recommends', ...list], 'apt-get install')
  if (result.code !== 0)
    throw new Stop(`${update.stderr}${result.stderr}\nThe system packages could not be installed.`, 69)
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`)
}

/** @param full also what the virtual desktop of tests and the tour needs; @param also what one command needs besides. */
export async function ensureSystem({ full, also = [] }) {
  if (!isLinux) return
  const wanted = missing([...app, ...(full ? session : []), ...also])
  if (wanted.length === 0) return
  const list = wanted.map((one) => one.command ?? one.library ?? one.packages[0]).join(', ')
  if (!fs.existsSync('/usr/bin/apt-get'))
    throw new Stop(`Missing on this system: ${list}. Install them with its package manager.`, 69)
  if (!isRoot)
    throw new Stop(
      `Missing on this system: ${list}. Install them with\n\n  sudo apt-get update && sudo apt-get install --no-install-recommends ${(await names(wanted)).join(' ')}\n`,
      69,
    )
  await install(wanted)
  const still = missing(wanted)
  if (still.length > 0)
    throw new Stop(`Still missing after installing: ${still.map((one) => one.packages[0]).join(', ')}`, 69)
}
