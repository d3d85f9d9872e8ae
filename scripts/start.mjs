// `npm start`: the app on a demo console, ready to sign in; `-- --fresh` begins anew. Without a display: the guided tour.
import fs from 'node:fs'
import path from 'node:path'
import { appArguments } from './app.mjs'
import { demoKeyring } from './demo/keyring.mjs'
import { startSandbox } from './demo/sandbox-child.mjs'
import { printSignIns } from './demo/sign-ins.mjs'
import { runtimeEnv } from './electron-runtime.mjs'
import { hold } from './lib/lock.mjs'
import { isLinux, localFolder } from './lib/paths.mjs'
import { main, run, Stop, say } from './lib/run.mjs'
import { ensureBuild, ensureRuntime, ensureSystem } from './setup.mjs'
import { tour } from './tour.mjs'

const kept = ['console', 'profile', 'keyring', 'port', 'app.log', 'console.log']
const at = (name) => path.join(localFolder, name)

const hasDisplay = () => !isLinux || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** What the app prints is for its makers: it goes to a file, and to the terminal only where the app failed. */
async function runApp(runtime, url, env, started) {
  const log = fs.openSync(at('app.log'), 'w')
  const { code } = await run(runtime.exec, appArguments([`--user-data-dir=${at('profile')}`]), {
    env: { ...runtimeEnv(runtime), ...env, KEYWRIGHT_CONNECT: url },
    stdio: ['ignore', log, log],
    started,
  })
  fs.closeSync(log)
  if (code !== 0)
    say(`${fs.readFileSync(at('app.log'), 'utf8').slice(-4000)}\nThe app ended with code ${code}.`)
  return code
}

await main(async (args) => {
  const unknown = args.filter((arg) => arg !== '--fresh')
  if (unknown.length > 0) throw new Stop(`Unknown: ${unknown.join(' ')}. Only --fresh is known.`, 64)
  if (!hasDisplay()) {
    say('There is no display here, so the guided tour of the app runs in a virtual one instead.')
    return tour()
  }
  const runtime = await ensureRuntime()
  await ensureSystem({ full: false })
  await ensureBuild()

  const other = hold(at('lock-start'))
  if (other !== null) throw new Stop(`Keywright's demo already runs from this checkout (process ${other}).`)
  if (args.includes('--fresh')) for (const name of kept) fs.rmSync(at(name), { recursive: true, force: true })

  const keyring = await demoKeyring(at('keyring'))
  const sandbox = await startSandbox(localFolder)
  const stopPrinting = await printSignIns(sandbox.ready)
  try {
    let child
    const app = runApp(runtime, sandbox.ready.url, keyring.env, (started) => {
      child = started
    })
    return await Promise.race([
      app,
      sandbox.unexpectedEnd.catch(async (error) => {
        child.kill('SIGTERM')
        await app
        throw error
      }),
    ])
  } finally {
    stopPrinting()
    await sandbox.stop()
    await keyring.stop()
  }
})
