// Breaks what decides about creates in doubt, late commits, the lock and moved clocks, and the order in which runs take turns.
import { flow, unit } from './suites.mjs'

const doubt = flow('creation/doubt.test.ts')
const meanwhile = flow('creation/meanwhile.test.ts')

export const creationMutations = [
  {
    name: 'run: a late commit is not looked for',
    file: 'src-main/creation/runs.ts',
    find: ' || isWatched(live, clock)',
    replace: '',
    suite: doubt,
  },
  {
    name: 'run: the key of a second try is taken for the first one’s',
    file: 'src-main/creation/late-commits.ts',
    find: 'if (isDisputed(live)) return',
    replace: '',
    suite: doubt,
  },
  {
    name: 'run: a key of a later day is taken for a late commit',
    file: 'src-main/creation/late-commits.ts',
    find: 'after >= -skewMs && after <= latestCommitMs',
    replace: 'after >= -skewMs',
    suite: doubt,
  },
  {
    name: 'run: the first of several matches is taken',
    file: 'src-main/creation/reconcile.ts',
    find: "others.length > 0 ? { kind: 'several', records }",
    replace: "others.length > 9 ? { kind: 'several', records }",
    suite: doubt,
  },
  {
    name: 'run: any key can be picked',
    file: 'src-main/creation/reconciler.ts',
    find: 'const record = fitting.find(({ id }) => id === keyId)',
    replace: 'const record = fitting.find(({ id }) => id === keyId) ?? fitting[0]',
    suite: doubt,
  },
  {
    name: 'run: the quiet time follows the wall clock',
    file: 'src-main/creation/reconciler.ts',
    find: 'clock.monotonic() - live.beganAt',
    replace: 'clock.now().getTime() - Date.parse(live.record.startedAt)',
    suite: doubt,
  },
  {
    name: 'run: what a stranger does not see counts as not created',
    file: 'src-main/creation/reconciler.ts',
    find: 'since >= quietMs && isOwner(live)',
    replace: 'since >= quietMs',
    suite: doubt,
  },
  {
    name: 'run: a doubtful create of a known console can be given up',
    file: 'src-main/creation/attention.ts',
    find: "isKnown(live.record.connectionId) ? 'keep' : 'give-up'",
    replace: "isKnown(live.record.connectionId) ? 'give-up' : 'give-up'",
    suite: doubt,
  },
  {
    name: 'run: a frame opens while the app is locked',
    file: 'src-main/creation/frame-host.ts',
    find: 'if (deps.isLocked()) return',
    replace: '',
    suite: meanwhile,
  },
  {
    name: 'run: checks go on while the app is locked',
    file: 'src-main/creation/reconciler.ts',
    find: "if (deps.isLocked()) return Promise.reject(new AppError('locked'))",
    replace: '',
    suite: meanwhile,
  },
  {
    name: 'run: the unlock does not look at the deadline',
    file: 'src-main/creation/creations.ts',
    find: "if (!frames.endIfOver(live)) runs.happen(live, { do: 'unlock' })",
    replace: "runs.happen(live, { do: 'unlock' })",
    suite: meanwhile,
  },
  {
    name: 'run: a late timer lets a release through',
    file: 'src-main/creation/frame-host.ts',
    find: "if (endIfOver(live)) throw new AppError('reveal-spent')",
    replace: '',
    suite: meanwhile,
  },
  {
    name: 'run: a save dialog that was open at the lock still saves',
    file: 'src-main/creation/reveal.ts',
    find: 'async function gate(now: Live, kind: ReleaseKind, format: KeyFormat): Promise<void> {\n    if (live !== now)',
    replace:
      "async function gate(now: Live, kind: ReleaseKind, format: KeyFormat): Promise<void> {\n    if (kind === 'save') return\n    if (live !== now)",
    suite: meanwhile,
  },
  {
    name: 'run: two private keys at once, the prepared one second',
    file: 'src-main/creation/start.ts',
    find: "      if (runs().open() !== undefined) throw new AppError('busy')\n    } catch",
    replace: '    } catch',
    suite: meanwhile,
  },
  {
    name: 'run: two private keys at once, the queued one second',
    file: 'src-main/creation/reconciler.ts',
    find: "const isLate = mustWait(live, live.record.kind !== 'own')",
    replace: 'const isLate = false',
    suite: meanwhile,
  },
  {
    name: 'run: the end of the program does not wait for its records',
    file: 'src-main/creation/runs.ts',
    find: 'await Promise.allSettled(writing)',
    replace: '',
    suite: flow('creation/random-runs.test.ts'),
  },
  {
    name: 'run: sent twice',
    file: 'src-main/creation/creation-machine.ts',
    find: "return to(run, { state: 'ambiguous' }, 'reconcile')",
    replace: "return to(run, { state: 'intent' }, 'send')",
    suite: unit('creation/machine-model.test.ts'),
  },
  {
    name: 'run: a restart forgets that the line was written',
    file: 'src-main/creation/creation-machine.ts',
    find: 'journalled: run.journalled || line }',
    replace: 'journalled: run.journalled }',
    suite: unit('creation/machine-model.test.ts'),
  },
  {
    name: 'run: the private key stays in memory after the reveal',
    file: 'src-main/creation/creation-machine.ts',
    find: "...more, 'wipe', 'end-frame')",
    replace: "...more, 'end-frame')",
    suite: unit('creation/machine-model.test.ts'),
  },
]
