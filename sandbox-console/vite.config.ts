// Bundles the sandbox console into one file that Node runs from the checkout; packages stay in node_modules.
import path from 'node:path'
import { defineConfig } from 'vite'

const root = path.resolve(import.meta.dirname, '..')

export default defineConfig({
  root,
  build: {
    ssr: path.join(root, 'sandbox-console/main.ts'),
    target: 'node20',
    outDir: path.join(root, 'out/sandbox'),
    emptyOutDir: true,
    minify: false,
    rolldownOptions: { output: { format: 'es', entryFileNames: 'main.js' } },
  },
})
