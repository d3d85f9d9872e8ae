// `npm run bench -- [name…]`: runs tests/bench in a virtual desktop; prints a table and writes out/bench.json.
import fs from 'node:fs'
import { runInDesktop } from './desktop-session.mjs'
import { inRoot } from './lib/paths.mjs'
import { prepared } from './lib/playwright.mjs'
import { main, Stop } from './lib/run.mjs'

const config = 'tests/bench/playwright.config.ts'

await main(async (args) => {
  await prepared()
  if (!fs.existsSync(inRoot(config))) throw new Stop(`There are no benchmarks yet (${config}).`)
  return runInDesktop(['node', 'node_modules/@playwright/test/cli.js', 'test', '-c', config, ...args], {
    timeout: 1_800_000,
    what: 'the benchmarks',
  })
})
