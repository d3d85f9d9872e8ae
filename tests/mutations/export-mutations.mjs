// Breaks what an export of keys may hold, and what it must say of itself.
import { component, unit } from './suites.mjs'

export const exportMutations = [
  {
    name: 'export: any member of a key can be asked for as a column',
    file: 'src-shared/key-export.ts',
    find: 'columns: z.array(z.enum(exportColumns))',
    replace: 'columns: z.array(z.string().transform((name) => /** @type {never} */ (name)))',
    suite: unit('ipc/key-export.test.ts'),
  },
  {
    name: 'export: keys of a console where nobody is signed in',
    file: 'src-main/ipc/shown-keys.ts',
    find: 'list !== undefined && mayShow(session)',
    replace: 'list !== undefined',
    suite: unit('ipc/key-export.test.ts'),
  },
  {
    name: 'export: a list that is still arriving counts as whole',
    file: 'src-main/ipc/shown-keys.ts',
    find: ' && !list.partial',
    replace: '',
    suite: unit('ipc/key-export.test.ts'),
  },
  {
    name: 'export: a console without a list is left out in silence',
    file: 'src-main/ipc/key-export-text.ts',
    find: ', csvLines(silent)]',
    replace: ']',
    suite: unit('ipc/key-export.test.ts'),
  },
  {
    name: 'palette: an action that is off runs',
    file: 'src-renderer/palette/commands.ts',
    find: 'if (command?.whyNot === null) command.run()',
    replace: 'command?.run()',
    suite: component('palette/palette.test.tsx'),
  },
  {
    name: 'palette: keys behind a sign-in are named',
    file: 'src-renderer/palette/sources.ts',
    find: "return sign === 'active' || sign === 'offline' || sign === 'restoring'",
    replace: 'return sign !== undefined',
    suite: component('palette/palette.test.tsx'),
  },
]
