// End-to-end tests: the built app in a real window against the sandbox console, with a real keyring.
import { defineConfig } from '@playwright/test'

/** Names the results of one of several runs at the same time (scripts/lib/playwright.mjs). */
const shard = process.env.KEYWRIGHT_SHARD ?? ''

export default defineConfig({
  testDir: '.',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  outputDir: `../../test-results/e2e${shard}`,
  reporter: [['list'], ['json', { outputFile: `../../test-results/e2e${shard}.json` }]],
})
