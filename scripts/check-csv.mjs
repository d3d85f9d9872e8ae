// `npm run check:csv`: LibreOffice reads hostile exports, and no cell may become a formula. Not part of `npm test`: it needs an office suite.
import { inRoot } from './lib/paths.mjs'
import { main, run } from './lib/run.mjs'
import { ensureSystem } from './setup/system.mjs'
import { ensureDependencies } from './setup.mjs'

await main(async (args) => {
  await ensureSystem({
    full: false,
    also: [
      { command: 'soffice', packages: ['libreoffice-calc'] },
      { command: 'unzip', packages: ['unzip'] }, // a workbook is a zip file
    ],
  })
  await ensureDependencies()
  const config = inRoot('tests', 'spreadsheet', 'vitest.config.ts')
  const { code } = await run(process.execPath, [
    inRoot('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    `--config=${config}`,
    ...args,
  ])
  return code
})
