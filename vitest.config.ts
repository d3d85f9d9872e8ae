// Test projects: unit (pure parts), component (page parts in jsdom), rules (the tree itself), flow (main parts and the sandbox console).
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const electron = path.resolve('tests/doubles/electron.ts')
// What a test waits for comes late on a busy machine; the time says nothing about right or wrong.
const inNode = {
  environment: 'node' as const,
  testTimeout: 20_000,
  expect: { poll: { timeout: 15_000 } },
  server: { deps: { inline: ['electron-store'] } },
}

// As in a release. Vitest empties the object that it is given, so each project gets its own.
const release = () => ({ __FAILPOINTS__: 'false' })

export default defineConfig({
  test: {
    projects: [
      {
        define: release(),
        resolve: { alias: { electron } },
        test: { ...inNode, name: 'unit', include: ['tests/unit/**/*.test.ts'] },
      },
      {
        define: release(),
        resolve: { alias: { electron } },
        test: { ...inNode, name: 'rules', include: ['tests/rules/**/*.test.ts'] },
      },
      {
        define: release(),
        resolve: { alias: { electron } },
        test: {
          ...inNode,
          name: 'flow',
          include: ['tests/flow/**/*.test.ts', 'tests/sandbox/**/*.test.ts'],
          hookTimeout: 30_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'component',
          environment: 'jsdom',
          // Typing into whole screens takes seconds on a busy machine; the time says nothing about right or wrong.
          testTimeout: 30_000,
          include: ['tests/component/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/component/setup.ts'],
        },
      },
    ],
  },
})
