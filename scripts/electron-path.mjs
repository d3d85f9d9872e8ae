// `npm run -s electron-path`: prints the path of the Electron in use, nothing else.
import { main } from './lib/run.mjs'
import { ensureRuntime } from './setup.mjs'

await main(async () => {
  const { exec } = await ensureRuntime()
  process.stdout.write(`${exec}\n`)
})
