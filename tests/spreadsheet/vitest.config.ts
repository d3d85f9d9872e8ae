// The tests that need LibreOffice: run by `npm run check:csv` alone.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  define: { __FAILPOINTS__: 'false' },
  test: {
    name: 'spreadsheet',
    environment: 'node',
    include: ['*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    reporters: ['verbose'],
  },
})
