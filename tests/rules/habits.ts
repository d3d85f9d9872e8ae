// Rules about the text of single files: purpose line, size, forbidden escapes, and who may touch what.
import type { SourceFile } from './source-tree'

interface Rule {
  readonly name: string
  readonly applies: (path: string) => boolean
  readonly broken: (text: string) => boolean
}

const source = (path: string) => /^(src-[a-z]+|sandbox-console)\//.test(path)
const typescript = (path: string) => /\.tsx?$/.test(path)
const purpose = /^(#!.*\n)?(\/\/ \S|\/\* \S)/

/** `only(pattern, files)`: the pattern may stand in these files of src-main and nowhere else. */
const only = (pattern: RegExp, ...files: string[]): Rule => ({
  name: `${pattern} only in ${files.join(', ')}`,
  applies: (path) => source(path) && !path.startsWith('sandbox-console/') && !files.includes(path),
  broken: (text) => pattern.test(text),
})

export const rules: readonly Rule[] = [
  {
    name: 'first line says what the file is for',
    applies: () => true,
    broken: (text) => !purpose.test(text),
  },
  {
    name: 'no any',
    applies: typescript,
    broken: (text) =>
      /(:|\bas|<|\|)\s*any\b(?!\w)/.test(
        text.replace(/\/\/.*|\/\*[\s\S]*?\*\/|'[^'\n]*'|"[^"\n]*"|\/[^/\n]+\//g, ''),
      ),
  },
  {
    name: 'no escape from the checks',
    applies: (path) =>
      typescript(path) && path !== 'tests/rules/habits.ts' && path !== 'tests/rules/habits.test.ts',
    broken: (text) =>
      /@ts-(ignore|nocheck|expect-error)|biome-ignore|eslint-disable|dangerouslySetInnerHTML/.test(text),
  },
  {
    name: 'one reading: at most 300 lines',
    applies: (path) => source(path) || path.startsWith('scripts/'),
    broken: (text) => text.split('\n').length > 301,
  },
  {
    name: 'no default export',
    applies: (path) => source(path) && !/\.d\.ts$|config\.ts$/.test(path),
    broken: (text) => /^export default\b/m.test(text),
  },
  {
    name: 'no style attribute, raw HTML or run-time style in the page (content policy, S-56)',
    applies: (path) => path.startsWith('src-renderer/'),
    broken: (text) =>
      /\bstyle=\{|innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|srcdoc|insertRule|adoptedStyleSheets|\.cssText|createElement\('(style|script|link)'/i.test(
        text,
      ),
  },
  {
    name: 'no address in the page but the ticket of the reveal frame (S-56)',
    applies: (path) => path.startsWith('src-renderer/') && path.endsWith('.tsx'),
    broken: (text) =>
      /\b(href|src|srcSet|formAction|poster|ping|xlinkHref)=\{/.test(
        text.replace('src={creation.frameUrl}', ''),
      ),
  },
  {
    name: 'no browser window opened and no script run from main but the one window (S-01)',
    applies: (path) => path.startsWith('src-main/') && path !== 'src-main/window/main-window.ts',
    broken: (text) => /new (electron\.)?(BrowserWindow|BrowserView|WebContentsView|BaseWindow)\b/.test(text),
  },
  {
    name: 'nothing printed but by the log (S-38)',
    applies: (path) => /^src-(main|preload|shared)\//.test(path),
    broken: (text) => /\bconsole\.\w+\(/.test(text),
  },
  only(/\bipcMain\b/, 'src-main/ipc/serve.ts', 'src-main/app.ts'),
  only(/\bipcRenderer\b/, 'src-preload/index.ts'),
  only(/\bsafeStorage\b|findCredentials|findPassword/, 'nowhere'),
  only(/\bopenExternal\b|\bopenPath\b|\bshowItemInFolder\b/, 'nowhere'),
  // Crash reports, reports of Node, dumps, recordings of the network and traces hold memory (S-39).
  only(
    /\bcrashReporter\b|process\.report\b|\bnetLog\b|contentTracing|[Hh]eapSnapshot|desktopCapturer|startProfiling/,
    'nowhere',
  ),
  only(/\bexecuteJavaScript|\binsertCSS\b|\bsetAsDefaultProtocolClient\b|\bopenDevTools\b/, 'nowhere'),
  only(/\beval\(|new Function\(/, 'nowhere'),
  only(/from 'node:(http|https|net|tls)'|\bundici\b/, 'nowhere'),
  only(/\bnet\.(request|fetch)\b/, 'src-main/console/electron-http.ts'),
  only(/setCertificateVerifyProc/, 'src-main/console/electron-http.ts'),
  only(/require\(['"]keytar|['"]keytar['"]/, 'src-main/vault/keytar-module.ts'),
]

export function brokenHabits(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    rules
      .filter((rule) => rule.applies(file.path) && rule.broken(file.text))
      .map((rule) => `${file.path}: ${rule.name}`),
  )
}
