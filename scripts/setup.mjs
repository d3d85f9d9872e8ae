// All set-up in one place; as a command it does everything that `npm test` would need, and nothing else.
import { resolveElectron } from './electron-runtime.mjs'
import { isCommand, main, say } from './lib/run.mjs'
import { ensureBuild } from './setup/build.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'
import { ensureSystem } from './setup/system.mjs'

export { ensureApp, ensureBuild, ensureSandbox } from './setup/build.mjs'
export { ensureDependencies, ensureNode } from './setup/dependencies.mjs'
export { ensureSystem } from './setup/system.mjs'

/** Dependencies first: the resolver needs them to unpack. */
export async function ensureRuntime() {
  await ensureDependencies()
  return resolveElectron()
}

if (isCommand(import.meta.filename))
  await main(async () => {
    await ensureSystem({ full: true })
    await ensureDependencies()
    const { exec, kind } = await ensureRuntime()
    await ensureBuild()
    say(`Ready. Electron (${kind}): ${exec}`)
  })
