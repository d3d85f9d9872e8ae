// Breaks what guards the way to a console: certificates, redirects, tokens, what a list may bring, and writes.
import { flow, unit } from './suites.mjs'

export const consoleMutations = [
  {
    name: 'pin check always true',
    file: 'src-main/connections/trust.ts',
    find: "return presented === pin ? 'pinned' : 'changed'",
    replace: "return 'pinned'",
    suite: unit('connections/trust.test.ts'),
  },
  {
    name: 'unknown certificate accepted',
    file: 'src-main/connections/trust.ts',
    find: "return chainOk ? 'system-valid' : 'unknown'",
    replace: "return 'system-valid'",
    suite: unit('connections/trust.test.ts'),
  },
  {
    name: 'lane goes on after a changed certificate',
    file: 'src-main/console/electron-http.ts',
    find: 'if (refused !== null) throw refused',
    replace: '',
    suite: unit('console/electron-http.test.ts'),
  },
  {
    name: 'redirect followed',
    file: 'src-main/console/electron-http.ts',
    find: "sent.on('redirect', (status) => fail(new AppError('not-a-console', { status, reason: 'redirect' })))",
    replace: "sent.on('redirect', () => sent.followRedirect())",
    suite: unit('console/electron-http.test.ts'),
  },
  {
    name: 'redirects left to Chromium',
    file: 'src-main/console/electron-http.ts',
    find: "redirect: 'manual'",
    replace: "redirect: 'follow'",
    suite: unit('console/electron-http.test.ts'),
  },
  {
    name: 'plain http allowed',
    file: 'src-main/console/electron-http.ts',
    find: "if (new URL(target.origin).protocol !== 'https:') throw new AppError('address-insecure')",
    replace: '',
    suite: unit('console/electron-http.test.ts'),
  },
  {
    name: 'writes share the connections of reads',
    file: 'src-main/console/electron-http.ts',
    find: "if (request.method === 'GET') return exchange(lane, lane.reads, request)",
    replace: 'if (request.method) return exchange(lane, lane.reads, request)',
    suite: unit('console/electron-http.test.ts'),
  },
  {
    name: 'write repeated after a fault',
    file: 'src-main/console/transport.ts',
    find: "const pause = exchange.method === 'GET' ? pauseBefore",
    replace: 'const pause = exchange.method ? pauseBefore',
    suite: unit('console/transport.test.ts'),
  },
  {
    name: 'write repeated after a 401',
    file: 'src-main/session/sessions.ts',
    find: "if (kind === 'write') return await refusedWrite(connectionId, access, error)",
    replace: '',
    suite: flow('sign-in.test.ts'),
  },
  {
    name: 'create resent on failure (lost answer)',
    file: 'src-main/creation/create-key.ts',
    find: '? api.createSimpleKey(target, bearer, order)',
    replace: `? api.createSimpleKey(target, bearer, order).catch((error) => {
        if (provesNothingDone(error)) throw error
        return api.createSimpleKey(target, bearer, order)
      })`,
    suite: flow('creation/recovery.test.ts'),
  },
  {
    name: 'refresh not single-flight',
    file: 'src-main/session/tokens.ts',
    find: 'held.refreshing ??= refreshNow',
    replace: 'held.refreshing = refreshNow',
    suite: unit('session/tokens.test.ts'),
  },
  {
    name: "credential record: console's address not compared",
    file: 'src-main/session/stored-sign-in.ts',
    find: ' && parsed.data.origin === connection.origin',
    replace: '',
    suite: flow('sign-in.test.ts'),
  },
  {
    name: 'credential record: certificate not compared',
    file: 'src-main/session/stored-sign-in.ts',
    find: ' && parsed.data.pin === pinOf(connection)',
    replace: '',
    suite: flow('sign-in.test.ts'),
  },
  {
    name: '`AK`/`AA` check removed',
    file: 'src-main/console/console-wire.ts',
    find: "if (provider !== 'AK' && provider !== 'AA') return { kind: 'other' }",
    replace: '',
    suite: unit('console/console-wire.test.ts'),
  },
  {
    name: '`parameters` passed on from lists',
    file: 'src-main/console/console-wire.ts',
    find: '    record: {\n      id: login.id,',
    replace: '    record: {\n      ...(value as object),\n      id: login.id,',
    suite: unit('console/console-wire.test.ts'),
  },
  {
    name: '`parameters` asked for in every list',
    file: 'src-main/console/query.ts',
    find: 'export const keyColumns = select(columns)',
    replace: "export const keyColumns = select([...columns, 'parameters'])",
    suite: flow('key-list.test.ts'),
  },
  {
    name: 'KeyRef comparison before a change removed',
    file: 'src-main/inventory/key-changes.ts',
    find: 'if (isSame(record, ref)) return record',
    replace: 'return record',
    suite: flow('key-changes.test.ts'),
  },
  {
    name: 'identity not re-read before a delete',
    file: 'src-main/inventory/key-changes.ts',
    find: '    await reread(connectionId, ref, note)\n    try {',
    replace: '    try {',
    suite: flow('key-changes.test.ts'),
  },
]
