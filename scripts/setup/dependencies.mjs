// Brings node_modules in line with package-lock.json, only when it is not, and so that an interrupted run can be repeated.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { withLock } from '../lib/lock.mjs'
import { inRoot, root } from '../lib/paths.mjs'
import { run, Stop, say } from '../lib/run.mjs'

const minimum = [20, 19]
const stampFile = inRoot('node_modules', '.keywright-lock')

export function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < minimum[0] || (major === minimum[0] && minor < minimum[1]))
    throw new Stop(`Node ${minimum.join('.')} or newer is needed; this is ${process.versions.node}.`, 69)
}

const read = (file) => fs.readFileSync(file, 'utf8')
const lockHash = () =>
  createHash('sha256')
    .update(read(inRoot('package-lock.json')))
    .digest('hex')

function stamped(hash) {
  return fs.existsSync(stampFile) && read(stampFile) === hash
}

/**
 * npm writes node_modules/.package-lock.json last, so where it agrees with the lockfile the folder is complete,
 * whoever installed it. Optional packages are for other systems.
 */
function complete() {
  const hidden = inRoot('node_modules', '.package-lock.json')
  if (!fs.existsSync(hidden)) return false
  const have = JSON.parse(read(hidden)).packages
  const want = JSON.parse(read(inRoot('package-lock.json'))).packages
  return Object.entries(want).every(
    ([name, entry]) => name === '' || entry.optional || have[name]?.version === entry.version,
  )
}

/** The client that started us, else the one on the path. */
function npm() {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('npm-cli.js') && fs.existsSync(cli)) return [process.execPath, cli]
  return ['npm']
}

/** Should we be killed, npm must not go on writing where the next run begins: on Linux the kernel ends it with us. */
const bound = () =>
  process.platform === 'linux' && fs.existsSync('/usr/bin/setpriv')
    ? ['/usr/bin/setpriv', '--pdeathsig=TERM', '--']
    : []

export function runNpm(args, options) {
  const [command, ...rest] = [...bound(), ...npm(), ...args]
  const env = { ...process.env, npm_config_update_notifier: 'false' }
  return run(command, rest, { env, ...options, shell: process.platform === 'win32' && command === 'npm' })
}

export async function ensureDependencies() {
  ensureNode()
  if (stamped(lockHash())) return
  await withLock(inRoot('.local', 'lock-dependencies'), 'installing dependencies', async () => {
    const hash = lockHash()
    if (stamped(hash)) return
    if (!complete()) {
      say('Installing dependencies (npm ci, about a minute) …')
      // Others must be able to read them: tests run as an ordinary user where this is root.
      process.umask(0o022)
      const { code } = await runNpm(
        ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
        {
          cwd: root,
          stdio: ['ignore', 2, 2],
          timeout: 900_000,
          what: 'npm ci',
        },
      )
      if (code !== 0) throw new Stop(`npm ci failed (exit code ${code}); run the same command again.`, 69)
    }
    fs.writeFileSync(stampFile, hash)
  })
}
