// Breaks the sign-ins with keys: where a key may be kept, what proves a person, and the order that no crash may break.
import { flow } from './suites.mjs'

export const signInMutations = [
  {
    name: 'station key: one whose public half is not listed taken for gone',
    file: 'src-main/station/station-parts.ts',
    find: 'publicKey === null ? id === keyId :',
    replace: 'publicKey === null ? false :',
    suite: flow('station-key.test.ts'),
  },
  {
    name: 'station key: counts without having signed in',
    file: 'src-main/station/make-station-key.ts',
    find: "if (outcome.kind !== 'signed-in') {",
    replace: "if (outcome.kind === 'unknown') {",
    suite: flow('station-key.test.ts'),
  },
  {
    name: 'station key: deleted without being asked',
    file: 'src-main/station/make-station-key.ts',
    find: 'isAsked && (await discard(deps, entry))',
    replace: 'await discard(deps, entry)',
    suite: flow('station-key.test.ts'),
  },
  {
    name: 'station key: created before its private half is kept',
    file: 'src-main/station/make-station-key.ts',
    find: '    await stationKeys.keep(entry.opId, pair.privateKey)\n',
    replace: '',
    suite: flow('station-key.test.ts'),
  },
  {
    name: 'station key: created before it is noted',
    file: 'src-main/station/make-station-key.ts',
    find: "  await stationKeys.put(entry)\n  note(deps, 'station-key.sent', entry)\n",
    replace: '',
    suite: flow('station-key.test.ts'),
  },
  {
    name: 'station key: forgotten before the console confirmed',
    file: 'src-main/station/remove-station-key.ts',
    find: '  await removeFromConsole(deps, entry)\n  if',
    replace: '  await deps.sessions.stationKeys.forget(entry)\n  await removeFromConsole(deps, entry)\n  if',
    suite: flow('station-key.test.ts'),
  },
  {
    name: 'station key: one that may still be made is forgotten',
    file: 'src-main/station/remove-station-key.ts',
    find: "    if (mayBeThere(deps, keys, entry)) throw new AppError('station-key-in-doubt')\n",
    replace: '',
    suite: flow('station-key.test.ts'),
  },
  {
    name: 'station key: its private half in the log',
    file: 'src-main/session/station-keys.ts',
    find: '      await secrets.write(opId, pkcs8)\n',
    replace:
      "      log.event('kept', { half: pkcs8.use((bytes) => bytes.toString('base64')) })\n      await secrets.write(opId, pkcs8)\n",
    suite: flow('station-key.test.ts'),
  },
  {
    name: 'station key: its private half in the record',
    file: 'src-main/station/make-station-key.ts',
    find: '    startedAt: deps.now().toISOString(),\n',
    replace:
      "    startedAt: deps.now().toISOString(),\n    userName: pair.privateKey.use((bytes) => bytes.toString('base64')),\n",
    suite: flow('station-key.test.ts'),
  },
  {
    name: 'station key: lifts the lock',
    file: 'src-main/session/key-sign-ins.ts',
    find: "    if (isLocked()) throw new AppError('locked')\n    connections.edit",
    replace: '    connections.edit',
    suite: flow('station-key.test.ts'),
  },
  {
    name: 'station key: asked for while locked',
    file: 'src-main/session/key-sign-ins.ts',
    find: "      if (isLocked()) throw new AppError('locked')\n      const tokens",
    replace: '      const tokens',
    suite: flow('station-key.test.ts'),
  },
  {
    name: 'station key: used at another address',
    file: 'src-main/session/station-keys.ts',
    find: 'return entry.origin === origin && entry.pin === (pin?.fingerprint256 ?? null)',
    replace: 'return origin !== null && pin !== undefined',
    suite: flow('station-key.test.ts'),
  },
  {
    name: 'station key: takes over from the refresh token of somebody else',
    file: 'src-main/session/sessions.ts',
    find: 'stationKeys.usable(connectionId)?.userUid === userUid',
    replace: 'stationKeys.usable(connectionId) !== null && userUid !== null',
    suite: flow('station-key.test.ts'),
  },
  {
    name: 'simple key: kept without being asked',
    file: 'src-main/session/tokens.ts',
    find: '    if (!held.stay) return\n',
    replace: '',
    suite: flow('key-sign-in.test.ts'),
  },
  {
    name: 'simple key: stays in memory under the lock',
    file: 'src-main/session/tokens.ts',
    find: " || held.renewal.way === 'simple-key'",
    replace: '',
    suite: flow('key-sign-in.test.ts'),
  },
  {
    name: 'key on the lock screen: of anybody',
    file: 'src-main/session/session-lock.ts',
    find: "        check(connectionId, user, key.type === 'simple' ? 'simple-key' : 'advanced-key')\n",
    replace: '',
    suite: flow('key-sign-in.test.ts'),
  },
]
