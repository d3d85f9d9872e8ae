// Benchmarks (npm run bench): ratios against floors that run in the same session; never part of npm test.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  timeout: 1_200_000,
  workers: 1,
  outputDir: '../../test-results/bench',
  reporter: [['list']],
})
