// `npm run app -- [electron arguments]`: starts the built app on the resolved runtime.
import { runtimeEnv } from './electron-runtime.mjs'
import { isLinux, isRoot, root } from './lib/paths.mjs'
import { isCommand, main, run, say } from './lib/run.mjs'
import { ensureApp, ensureRuntime, ensureSystem } from './setup.mjs'

/** Chromium cannot sandbox as root; for development that is said and accepted. */
export function appArguments(args) {
  if (!isRoot || !isLinux) return [root, ...args]
  say(
    'Running as root: Chromium works without its sandbox. Use an ordinary user for anything but development.',
  )
  return [root, '--no-sandbox', ...args]
}

if (isCommand(import.meta.filename))
  await main(async (args) => {
    const runtime = await ensureRuntime()
    await ensureSystem({ full: false })
    await ensureApp()
    const { code } = await run(runtime.exec, appArguments(args), { env: runtimeEnv(runtime) })
    return code
  })
