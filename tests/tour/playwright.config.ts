// The guided tour: the main job in the real app, with a picture of every step (npm run tour).
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  // The gallery (screens off the main road) only when asked for: `npm run tour -- gallery`.
  testMatch: process.argv.includes('gallery') ? 'gallery.spec.ts' : 'tour.spec.ts',
  timeout: 300_000,
  expect: { timeout: 20_000 },
  workers: 1,
  outputDir: '../../test-results/tour',
  reporter: [['list']],
})
