// Breaks what guards the list of connections: what a file of unknown origin may bring, and what an export may hold.
import { unit } from './suites.mjs'

export const connectionMutations = [
  {
    name: 'import brings trust in a certificate',
    file: 'src-main/connections/connections.ts',
    find: 'added.push({ id: newId(), name, origin, pin: null, userName: null, group, color, tag })',
    replace:
      'added.push({ id: newId(), pin: null, userName: null, ...listed.find((one) => one.origin === origin) })',
    suite: unit('connections/connections.test.ts'),
  },
  {
    name: 'import: a bad file is taken over up to its first fault',
    file: 'src-main/connections/connection-list-file.ts',
    find: 'return listOf(readJsonPlaces(text)).map(entryOf)',
    replace:
      'return listOf(readJsonPlaces(text)).flatMap((node) => { try { return [entryOf(node)] } catch { return [] } })',
    suite: unit('ipc/connection-list.test.ts'),
  },
  {
    name: 'import: more consoles than fit are added in part',
    file: 'src-main/connections/connections.ts',
    find: 'refuseTooMany(origins.size)',
    replace: 'added.length = Math.min(added.length, Math.max(0, mostConnections - cell.get().length))',
    suite: unit('connections/connections.test.ts'),
  },
  {
    name: 'import: names with hidden characters',
    file: 'src-main/connections/connection-list-file.ts',
    find: 'const isPlain = plainName(node.value, longestName) === node.value.trim()',
    replace: 'const isPlain = node.value.length <= longestName',
    suite: unit('connections/connection-list-file.test.ts'),
  },
  {
    name: 'import: members that nobody knows pass',
    file: 'src-main/connections/connection-list-file.ts',
    find: "if (!known.includes(name)) refuse('member-unknown', at)",
    replace: '',
    suite: unit('connections/connection-list-file.test.ts'),
  },
  {
    name: 'import: files of any size',
    file: 'src-main/storage/small-file.ts',
    find: "return length > most ? { kind: 'too-large' } :",
    replace: 'return',
    suite: unit('ipc/connection-list.test.ts'),
  },
  {
    name: 'export holds the user name',
    file: 'src-main/connections/connection-list-file.ts',
    find: 'connections: connections.map(({ name, origin, group, color, tag, pin }) => ({',
    replace:
      'connections: connections.map(({ name, origin, group, color, tag, pin, userName }) => ({ userName,',
    suite: unit('connections/connection-list-file.test.ts'),
  },
]
