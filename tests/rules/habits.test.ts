// Every source file keeps the habits of CONTRIBUTING.md; and each habit's check notices a planted offence.
import { expect, it } from 'vitest'
import { brokenHabits } from './habits'
import { readSources } from './source-tree'

const planted = (path: string, text: string) => ({ path, text, imports: [] })

it('keeps the habits', () => expect(brokenHabits(readSources())).toEqual([]))

it.each([
  ['src-main/x.ts', 'export const a = 1\n'],
  ['src-main/x.ts', '// Purpose.\nexport const a: any = 1\n'],
  ['src-main/x.ts', '// Purpose.\nexport const a = b as any\n'],
  ['src-main/x.ts', '// Purpose.\n// @ts-ignore\n'],
  ['src-main/x.ts', `// Purpose.\n${'\n'.repeat(301)}`],
  ['src-main/x.ts', '// Purpose.\nexport default 1\n'],
  ['src-renderer/x.tsx', '// Purpose.\nexport const a = <p style={{ top: 1 }} />\n'],
  ['src-renderer/x.tsx', '// Purpose.\nelement.innerHTML = name\n'],
  ['src-renderer/x.tsx', "// Purpose.\nframe.setAttribute('srcdoc', name)\n"],
  ['src-renderer/x.tsx', '// Purpose.\nsheet.insertRule(name)\n'],
  ['src-renderer/x.tsx', '// Purpose.\nexport const a = <a href={name}>x</a>\n'],
  ['src-renderer/x.tsx', '// Purpose.\nexport const a = <img src={name} />\n'],
  ['src-renderer/x.tsx', '// Purpose.\neval(name)\n'],
  ['src-main/x.ts', '// Purpose.\nnew BrowserWindow({})\n'],
  ['src-main/x.ts', '// Purpose.\nconsole.log(answer)\n'],
  ['src-main/x.ts', "// Purpose.\nimport { crashReporter } from 'electron'\n"],
  ['src-main/x.ts', '// Purpose.\nprocess.report.writeReport()\n'],
  ['src-main/x.ts', '// Purpose.\nnetLog.startLogging(file)\n'],
  ['src-main/x.ts', '// Purpose.\nv8.writeHeapSnapshot()\n'],
  ['src-main/x.ts', '// Purpose.\ncontents.executeJavaScript(code)\n'],
  ['src-main/x.ts', "// Purpose.\napp.setAsDefaultProtocolClient('keywright')\n"],
  ['src-main/x.ts', '// Purpose.\nshell.openExternal(url)\n'],
  ['src-main/x.ts', "// Purpose.\nimport { ipcMain } from 'electron'\n"],
  ['src-main/x.ts', "// Purpose.\nkeytar.findCredentials('x')\n"],
  ['src-main/console/x.ts', "// Purpose.\nimport https from 'node:https'\n"],
  ['src-main/console/x.ts', '// Purpose.\nnet.request({})\n'],
  ['src-main/console/x.ts', '// Purpose.\nses.setCertificateVerifyProc(null)\n'],
])('notices %s', (path, text) => expect(brokenHabits([planted(path, text)])).toHaveLength(1))
