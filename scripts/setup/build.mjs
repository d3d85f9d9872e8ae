// Builds the app and the sandbox console, each only when its sources changed since its last build.
import fs from 'node:fs'
import path from 'node:path'
import { fingerprint } from '../lib/fingerprint.mjs'
import { withLock } from '../lib/lock.mjs'
import { inRoot } from '../lib/paths.mjs'
import { runTool, Stop, say } from '../lib/run.mjs'

const common = ['package.json', 'package-lock.json', 'tsconfig.json', 'src-shared']

/** The test build has failpoints compiled in and lies apart, so that it can never be packaged by mistake. */
const appBuild = (test) => ({
  what: test ? 'the app (test build)' : 'the app',
  out: test ? 'out-test' : 'out',
  stamp: 'app.stamp',
  result: 'main/index.js',
  sources: [
    ...common,
    'electron.vite.config.ts',
    'src-main',
    'src-preload',
    'src-renderer',
    'tsconfig.renderer.json',
  ],
  script: 'electron-vite/bin/electron-vite.js',
  // Absolute: a relative folder would be taken as one below src-renderer for the pages.
  args: ['build', '--logLevel', 'warn', '--outDir', inRoot(test ? 'out-test' : 'out')],
  env: { KEYWRIGHT_BUILD: test ? 'test' : 'release' },
})

const sandboxBuild = {
  what: 'the sandbox console',
  out: 'out',
  stamp: 'sandbox.stamp',
  result: 'sandbox/main.js',
  sources: [...common, 'sandbox-console'],
  script: 'vite/bin/vite.js',
  args: ['build', '-c', 'sandbox-console/vite.config.ts', '--logLevel', 'warn'],
  env: {},
}

const hashOf = (build) => fingerprint(build.sources, JSON.stringify(build.env))

function current(build, hash) {
  const stamp = inRoot(build.out, build.stamp)
  return (
    fs.existsSync(stamp) &&
    fs.existsSync(inRoot(build.out, build.result)) &&
    fs.readFileSync(stamp, 'utf8') === hash
  )
}

async function make(build, force) {
  if (!force && current(build, hashOf(build))) return
  await withLock(inRoot('.local', `lock-${build.stamp}`), `building ${build.what}`, async () => {
    const hash = hashOf(build)
    if (!force && current(build, hash)) return
    const started = Date.now()
    fs.mkdirSync(inRoot(build.out), { recursive: true })
    fs.rmSync(inRoot(build.out, build.stamp), { force: true })
    const { code } = await runTool(build.script, build.args, {
      // Standard output belongs to the command that asked for the build.
      stdio: ['ignore', 2, 2],
      env: { ...process.env, ...build.env },
      timeout: 300_000,
      what: `building ${build.what}`,
    })
    if (code !== 0) throw new Stop(`Building ${build.what} failed.`)
    if (!fs.existsSync(path.join(inRoot(build.out), build.result)))
      throw new Stop(`Building ${build.what} brought no ${build.out}/${build.result}.`)
    fs.writeFileSync(inRoot(build.out, build.stamp), hash)
    say(`Built ${build.what} in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
  })
}

export const ensureApp = ({ force = false, test = false } = {}) => make(appBuild(test), force)
export const ensureSandbox = ({ force = false } = {}) => make(sandboxBuild, force)

export async function ensureBuild(options) {
  await ensureApp(options)
  await ensureSandbox(options)
}
