// Tries a Linux package out: its fuses and content, then the real thing and a drivable copy in a virtual desktop.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { runInDesktop } from '../desktop-session.mjs'
import { inRoot, root } from '../lib/paths.mjs'
import { run, Stop, say } from '../lib/run.mjs'
import { smokeNeeds } from '../setup/system.mjs'
import { ensureSandbox, ensureSystem } from '../setup.mjs'
import { allowInspector, wrongFuses } from './fuses.mjs'

const executable = 'keywright'

/** What must not be in a package, each with what was found. */
function strangeContent(folder) {
  const resources = path.join(folder, 'resources')
  const archive = path.join(resources, 'app.asar')
  const inside = createRequire(import.meta.url)('@electron/asar').listPackage(archive)
  const prebuilds = path.join(resources, 'app.asar.unpacked/node_modules/keytar/prebuilds')
  const binaries = fs.readdirSync(prebuilds)
  return [
    fs.existsSync(path.join(resources, 'default_app.asar')) && "Electron's default app",
    binaries.length !== 1 && `prebuilt binaries of other systems: ${binaries.join(', ')}`,
    ...inside.filter((file) => /\.map$|^\/(src-|sandbox-console|tests|scripts|out\/sandbox)/.test(file)),
  ].filter(Boolean)
}

/** A copy in which the inspector may be switched on, and nothing else differs. Hard links, but for the changed file. */
async function drivableCopy(folder) {
  const copy = inRoot('dist', 'smoke-copy')
  fs.rmSync(copy, { recursive: true, force: true })
  const { code } = await run('cp', ['-al', folder, copy])
  if (code !== 0) throw new Stop('The package could not be copied.')
  const file = path.join(copy, executable)
  const mode = fs.statSync(file).mode
  fs.rmSync(file)
  fs.copyFileSync(path.join(folder, executable), file)
  fs.chmodSync(file, mode)
  await allowInspector(file)
  const wrong = await wrongFuses(file, ['EnableNodeCliInspectArguments'])
  if (wrong.length > 0) throw new Stop(`The drivable copy differs in more than one fuse: ${wrong.join(', ')}`)
  return copy
}

export async function smokeTest(folder) {
  const wrong = await wrongFuses(path.join(folder, executable))
  say(wrong.length === 0 ? '✓ fuses' : `✗ fuses: ${wrong.join(', ')}`)
  const strange = strangeContent(folder)
  say(strange.length === 0 ? '✓ content' : `✗ content: ${strange.join(', ')}`)
  await ensureSandbox()
  await ensureSystem({ full: true, also: smokeNeeds })
  const copy = await drivableCopy(folder)
  try {
    const programs = [folder, copy].map((place) => path.join(path.relative(root, place), executable))
    const code = await runInDesktop(['node', 'scripts/packaging/smoke-inside.mjs', ...programs], {
      timeout: 300_000,
      what: 'the smoke test of the package',
    })
    return wrong.length + strange.length > 0 ? 1 : code
  } finally {
    fs.rmSync(copy, { recursive: true, force: true })
  }
}
