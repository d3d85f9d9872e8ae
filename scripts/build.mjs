// `npm run build`: builds app and sandbox console into out/; `-- --test` makes the test build (failpoints in) into out-test/.
import { main, Stop } from './lib/run.mjs'
import { ensureApp, ensureBuild, ensureDependencies } from './setup.mjs'

await main(async (args) => {
  const unknown = args.filter((arg) => arg !== '--test')
  if (unknown.length > 0) throw new Stop(`Unknown: ${unknown.join(' ')}. Only --test is known.`, 64)
  await ensureDependencies()
  if (args.includes('--test')) await ensureApp({ force: true, test: true })
  else await ensureBuild({ force: true })
})
