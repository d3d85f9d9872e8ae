// `npm run package -- [electron-builder arguments]`: builds, packages, and tries out what can be run here.
import fs from 'node:fs'
import { distribution } from './electron-runtime.mjs'
import { inRoot } from './lib/paths.mjs'
import { main, runTool, Stop, say } from './lib/run.mjs'
import { smokeTest } from './packaging/smoke.mjs'
import { ensureApp, ensureRuntime } from './setup.mjs'

const unpacked = inRoot('dist', 'linux-unpacked')

/** Without the official binaries only a folder for this machine can be made, and it is for trying out, never to ship. */
function fallbackArguments(runtime, args) {
  if (!args.includes('--linux') || !args.includes('dir'))
    throw new Stop(
      'Electron cannot be downloaded here, so only `npm run package -- --linux dir` is possible.',
      69,
    )
  const { folder, version } = distribution(runtime)
  say(`Packaging on the development runtime (Electron ${version}): for trying out, not for release.`)
  return [`-c.electronDist=${folder}`, `-c.electronVersion=${version}`]
}

await main(async (given) => {
  const smoke = !given.includes('--no-smoke')
  const args = given.filter((arg) => arg !== '--no-smoke')
  const runtime = await ensureRuntime()
  const extra = runtime.kind === 'official' ? [] : fallbackArguments(runtime, args)
  await ensureApp({ force: true })
  fs.rmSync(unpacked, { recursive: true, force: true })
  const { code } = await runTool('electron-builder/cli.js', [...args, '--publish', 'never', ...extra], {
    timeout: 1_800_000,
    what: 'electron-builder',
  })
  if (code !== 0) return code
  if (!smoke || process.platform !== 'linux' || !fs.existsSync(unpacked)) return 0
  return smokeTest(unpacked)
})
