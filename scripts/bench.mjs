// `npm run bench -- [name…]`: runs tests/bench in a virtual desktop; prints a table and writes out/bench.json.
import { runInDesktop } from './desktop-session.mjs'
import { prepared } from './lib/playwright.mjs'
import { main } from './lib/run.mjs'

const config = 'tests/bench/playwright.config.ts'

await main(async (args) => {
  await prepared()
  return runInDesktop(['node', 'node_modules/@playwright/test/cli.js', 'test', '-c', config, ...args], {
    timeout: 1_800_000,
    what: 'the benchmarks',
  })
})
