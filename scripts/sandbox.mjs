// `npm run -s sandbox -- …`: builds the sandbox console if needed and runs it; its one line of JSON has standard output alone.
import { main, run } from './lib/run.mjs'
import { ensureDependencies, ensureSandbox } from './setup.mjs'

await main(async (args) => {
  await ensureDependencies()
  await ensureSandbox()
  const { code } = await run(process.execPath, ['out/sandbox/main.js', ...args])
  return code
})
