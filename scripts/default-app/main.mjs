// Stand-in for Electron's stock default app, which the fallback runtime lacks: `electron [-r mod] [switches] <path> [args]`.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const preload = []
let target
for (let i = 1; i < process.argv.length; i++) {
  const arg = process.argv[i]
  if (arg === '-r' || arg === '--require') preload.push(process.argv[++i])
  else if (arg === '-v' || arg === '--version') {
    process.stdout.write(`v${process.versions.electron}\n`)
    process.exit(0)
  } else if (!arg.startsWith('-')) {
    target = arg
    break
  }
}

const require = createRequire(import.meta.url)
for (const module of preload) require(path.resolve(module)) // the loader of a test driver comes in here

if (!target) {
  console.error('usage: electron <path to app>')
  process.exit(1)
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
const folder = path.resolve(target)
const manifest = path.join(folder, 'package.json')
let entry = folder
if (fs.existsSync(manifest)) {
  const found = JSON.parse(fs.readFileSync(manifest, 'utf8'))
  if (found.version) app.setVersion(found.version)
  app.name = found.productName ?? found.name ?? app.name
  app.setDesktopName(found.desktopName ?? `${app.name}.desktop`)
  app.setAppPath(folder)
  entry = path.resolve(folder, found.main ?? 'index.js')
} else {
  app.setAppPath(path.dirname(folder))
}
try {
  await import(pathToFileURL(require.resolve(entry)).href)
} catch (error) {
  console.error(error)
  process.exit(1)
}
