// Finds the Electron to run on: told, installed, cached, downloaded or, on closed networks, the fallback; caches the answer.
import fs from 'node:fs'
import path from 'node:path'
import { withLock } from './lib/lock.mjs'
import { cacheFolder, inRoot } from './lib/paths.mjs'
import { run, Stop } from './lib/run.mjs'

const packageFolder = inRoot('node_modules', 'electron')
const canFallBack = process.platform === 'linux' && process.arch === 'x64'
// Loaded late: it needs node_modules, which a fresh clone has not.
const fallback = () => import('./setup/fallback-runtime.mjs')

function official() {
  const pathFile = path.join(packageFolder, 'path.txt')
  if (!fs.existsSync(pathFile)) return undefined
  const exec = path.join(packageFolder, 'dist', fs.readFileSync(pathFile, 'utf8').trim())
  return fs.existsSync(exec) ? { exec, kind: 'official' } : undefined
}

/** Does the download host answer? One that accepts and stays silent would hold up the download for minutes. */
async function downloadable() {
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) return false
  if (process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror) return true
  try {
    const answer = await fetch('https://github.com/electron/electron', {
      method: 'HEAD',
      signal: AbortSignal.timeout(5000),
    })
    return answer.ok
  } catch {
    return false
  }
}

async function download() {
  const quiet = canFallBack ? { capture: true } : { stdio: ['ignore', 2, 2] }
  await run(process.execPath, [path.join(packageFolder, 'install.js')], {
    ...quiet,
    timeout: 600_000,
    what: 'the download of Electron',
  })
  return official()
}

/** `{exec, kind}` with kind told, official or fallback; undefined where nothing is here yet. */
async function present() {
  const told = process.env.ELECTRON_EXEC_PATH
  if (told) {
    if (!fs.existsSync(told)) throw new Stop(`ELECTRON_EXEC_PATH names no file: ${told}`, 78)
    return { exec: path.resolve(told), kind: 'told' }
  }
  const installed = official()
  if (installed) return installed
  if (!canFallBack) return undefined
  const exec = (await fallback()).cachedFallback()
  return exec && { exec, kind: 'fallback' }
}

export async function resolveElectron() {
  const found = await present()
  if (found) return found
  return withLock(path.join(cacheFolder(), 'keywright-runtime', 'lock'), 'fetching the runtime', async () => {
    const meanwhile = await present()
    if (meanwhile) return meanwhile
    if (!canFallBack || (await downloadable())) {
      const installed = await download()
      if (installed) return installed
    }
    if (!canFallBack)
      throw new Stop('Electron could not be downloaded, and this system has no other source for it.', 69)
    return { exec: await (await fallback()).installFallback(), kind: 'fallback' }
  })
}

/** The folder that a packager takes as Electron's distribution, with its version. */
export function distribution({ exec }) {
  const folder = path.dirname(exec)
  return { folder, version: fs.readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '') }
}

/** What electron-vite, the `electron` command and the test driver read to find the same runtime. */
export function runtimeEnv({ exec, kind }) {
  const env = { ...process.env, ELECTRON_EXEC_PATH: exec }
  if (kind !== 'official') env.ELECTRON_OVERRIDE_DIST_PATH = path.dirname(exec)
  delete env.ELECTRON_RUN_AS_NODE
  return env
}
