// Builds main, preload and the two pages (the app page and the reveal frame) for both runtimes in use.
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import manifest from './package.json'
import { calls } from './src-shared/contract'

// One output for both runtimes: Electron 33 (Node 20.18, Chrome 130) in tests and the declared line in releases.
const node = 'node20.18'
const chrome = 'chrome130'

// The preload carries no library: it gets the names of the calls as a constant (docs/architecture.md, "The bridge").
const bridgeNames = {
  __CALL_NAMES__: JSON.stringify(Object.keys(calls)),
}

export default defineConfig({
  main: {
    // What About compares the running Electron with (decisions D11).
    define: {
      __DECLARED_ELECTRON__: JSON.stringify(manifest.devDependencies.electron),
      __FAILPOINTS__: JSON.stringify(process.env.KEYWRIGHT_BUILD === 'test'),
    },
    build: {
      target: node,
      externalizeDeps: { include: ['keytar'], exclude: ['electron-store', 'zod'] },
      rolldownOptions: { input: { index: 'src-main/index.ts' } },
    },
  },
  preload: {
    define: bridgeNames,
    build: {
      target: node,
      minify: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'src-preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      target: chrome,
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          main: path.resolve('src-renderer/index.html'),
          lock: path.resolve('src-renderer/lock/lock.html'),
          reveal: path.resolve('src-renderer/reveal/reveal.html'),
        },
      },
    },
  },
})
