// Copies the built app for the scanner, whose parser is older than the code: the same statements in older words.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)

/** What is shipped (electron-builder.yml). */
const parts = ['main', 'preload', 'renderer']

/** A window that the scanner has to complain about, scanned along with the rest. */
export const planted = {
  file: 'planted/window.js',
  text: "import { BrowserWindow } from 'electron'\nnew BrowserWindow({ webPreferences: { nodeIntegration: true, sandbox: false, webSecurity: false } })\n",
  checks: ['CONTEXT_ISOLATION_JS_CHECK', 'SANDBOX_JS_CHECK', 'WEB_SECURITY_JS_CHECK'],
}

/** Private members and optional chaining end the scanner's parser; object spread, which it knows, must stay for its checks. */
function inOlderWords(text) {
  const ts = require('typescript')
  const compilerOptions = {
    target: ts.ScriptTarget.ES2018,
    module: ts.ModuleKind.ES2020,
    removeComments: true,
  }
  return ts.transpileModule(text, { compilerOptions }).outputText
}

function write(file, content) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, content)
}

/** `.cjs` becomes `.js`: the scanner looks at no other scripts. */
export function copyReadable(built, folder) {
  for (const part of parts) {
    const entries = fs.readdirSync(path.join(built, part), { recursive: true, withFileTypes: true })
    for (const entry of entries.filter((one) => one.isFile())) {
      const source = path.join(entry.parentPath, entry.name)
      const target = path.join(folder, path.relative(built, source))
      if (/\.c?js$/.test(source))
        write(target.replace(/\.cjs$/, '.js'), inOlderWords(fs.readFileSync(source, 'utf8')))
      else if (source.endsWith('.html')) write(target, fs.readFileSync(source))
    }
  }
  write(path.join(folder, planted.file), planted.text)
}
