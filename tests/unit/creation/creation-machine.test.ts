// The table of security-spec section 3, the whole reachable graph, and 1,000 random lives of a run against I1 to I7.
import { describe, expect, it } from 'vitest'
import { step } from '../../../src-main/creation/creation-machine'
import {
  type Effect,
  isOpenState,
  isSettledState,
  type Run,
  type RunEvent,
  type RunKind,
  type RunState,
  startRun,
} from '../../../src-main/creation/creation-run'

const kinds: RunKind[] = ['simple', 'advanced', 'own']

const events: RunEvent[] = [
  { do: 'send' },
  { do: 'cancel' },
  { do: 'answered', secret: true },
  { do: 'answered', secret: false },
  { do: 'refused' },
  { do: 'unclear' },
  { do: 'stop-waiting' },
  { do: 'found' },
  { do: 'absent', final: false },
  { do: 'absent', final: true },
  { do: 'several' },
  { do: 'gone' },
  { do: 'reappeared', several: false },
  { do: 'reappeared', several: true },
  { do: 'cell-expired' },
  { do: 'release-asked' },
  { do: 'line-flushed' },
  { do: 'line-failed' },
  { do: 'stored', by: 'copy' },
  { do: 'stored', by: 'save' },
  { do: 'store-failed' },
  { do: 'done', copyIsStored: true },
  { do: 'done', copyIsStored: false },
  { do: 'frame-gone' },
  { do: 'discard' },
  { do: 'leave' },
  { do: 'deadline' },
  { do: 'lock' },
  { do: 'unlock' },
  { do: 'log-off' },
  { do: 'quit' },
  { do: 'sign-out' },
  { do: 'second-create' },
  { do: 'surprise' },
  { do: 'restart', line: false },
  { do: 'restart', line: true },
  { do: 'revoke' },
  { do: 'revoke-done' },
  { do: 'revoke-failed' },
  { do: 'disable-done' },
  { do: 'have-it' },
  { do: 'keep' },
  { do: 'give-up' },
]

const simple = startRun('simple')
const run = (state: RunState, change: Partial<Run> = {}): Run => ({ ...simple, state, ...change })
const withCell = { cell: true }
const advanced = (state: RunState, change: Partial<Run> = {}): Run => ({
  ...startRun('advanced'),
  state,
  ...change,
})
const shownRun = run('revealed', { cell: true, journalled: true })

describe('the table of section 3', () => {
  it.each<[string, Run, RunEvent, RunState | 'refused', Effect[]]>([
    // State table
    ['intent is sent', simple, { do: 'send' }, 'creating', ['send']],
    ['intent is cancelled', simple, { do: 'cancel' }, 'not-created', ['wipe']],
    [
      'simple, answer with secret',
      run('creating'),
      { do: 'answered', secret: true },
      'unrevealed',
      ['open-frame'],
    ],
    ['simple, answer without', run('creating'), { do: 'answered', secret: false }, 'orphan', []],
    [
      'advanced, answer',
      advanced('creating'),
      { do: 'answered', secret: false },
      'unrevealed',
      ['open-frame'],
    ],
    [
      'own key, answer',
      { ...startRun('own'), state: 'creating' },
      { do: 'answered', secret: false },
      'created',
      [],
    ],
    ['clear refusal', advanced('creating'), { do: 'refused' }, 'not-created', ['wipe']],
    ['everything else', run('creating'), { do: 'unclear' }, 'ambiguous', ['reconcile']],
    ['stop waiting', run('creating'), { do: 'stop-waiting' }, 'ambiguous', ['reconcile']],
    ['60 s', run('creating'), { do: 'deadline' }, 'ambiguous', ['reconcile']],
    ['found, simple', run('ambiguous'), { do: 'found' }, 'orphan', []],
    ['found, advanced with cell', advanced('ambiguous'), { do: 'found' }, 'unrevealed', ['open-frame']],
    ['found, advanced, cell gone', advanced('ambiguous', { cell: false }), { do: 'found' }, 'orphan', []],
    ['async result', run('ambiguous'), { do: 'answered', secret: true }, 'unrevealed', ['open-frame']],
    ['absent for now', run('ambiguous'), { do: 'absent', final: false }, 'ambiguous', []],
    ['absent after the quiet time', run('ambiguous'), { do: 'absent', final: true }, 'not-created', ['wipe']],
    ['several matches', run('ambiguous'), { do: 'several' }, 'ambiguous', []],
    ['first release', run('unrevealed', withCell), { do: 'release-asked' }, 'unrevealed', ['flush-line']],
    [
      'line is on the disk',
      run('unrevealed', { cell: true, flushing: true }),
      { do: 'line-flushed' },
      'revealed',
      ['release'],
    ],
    [
      'line failed',
      run('unrevealed', { cell: true, flushing: true }),
      { do: 'line-failed' },
      'unrevealed',
      [],
    ],
    [
      'a second first release waits',
      run('unrevealed', { cell: true, flushing: true }),
      { do: 'release-asked' },
      'unrevealed',
      [],
    ],
    ['later release', shownRun, { do: 'release-asked' }, 'revealed', ['release']],
    ['done without storing', shownRun, { do: 'done', copyIsStored: true }, 'refused', []],
    [
      'done after save',
      { ...shownRun, saved: true },
      { do: 'done', copyIsStored: false },
      'delivered',
      ['wipe', 'end-frame'],
    ],
    [
      'done after copy alone',
      { ...shownRun, copied: true },
      { do: 'done', copyIsStored: false },
      'refused',
      [],
    ],
    [
      'done after copy, confirmed',
      { ...shownRun, copied: true },
      { do: 'done', copyIsStored: true },
      'delivered',
      ['wipe', 'end-frame'],
    ],
    ['orphan revoked', run('orphan'), { do: 'revoke' }, 'revoking', ['revoke']],
    ['revoke is done', run('revoking', { revokeFrom: 'orphan' }), { do: 'revoke-done' }, 'revoked', []],
    [
      'revoke failed',
      run('revoking', { revokeFrom: 'unconfirmed' }),
      { do: 'revoke-failed' },
      'unconfirmed',
      [],
    ],
    ['orphan kept', run('orphan'), { do: 'keep' }, 'dismissed', []],
    ['orphan cannot be had', run('orphan'), { do: 'have-it' }, 'refused', []],
    ['unconfirmed: I have it', run('unconfirmed'), { do: 'have-it' }, 'delivered', []],
    ['unconfirmed: disabled', run('unconfirmed'), { do: 'disable-done' }, 'disabled', []],
    ['late commit reopens', run('not-created'), { do: 'reappeared', several: false }, 'orphan', []],
    ['late commit, several', run('not-created'), { do: 'reappeared', several: true }, 'ambiguous', []],
    [
      'late commit of an own public key',
      { ...startRun('own'), state: 'not-created' },
      { do: 'reappeared', several: false },
      'created',
      [],
    ],
    ['console removed, in doubt', advanced('ambiguous'), { do: 'give-up' }, 'dismissed', ['wipe']],
    ['console removed, orphan', run('orphan'), { do: 'give-up' }, 'dismissed', []],
    ['console removed, unconfirmed', run('unconfirmed'), { do: 'give-up' }, 'dismissed', []],
    ['console removed, open', run('unrevealed', withCell), { do: 'give-up' }, 'refused', []],
    // Event table: crash
    ['crash unsent', simple, { do: 'restart', line: false }, 'not-created', []],
    ['crash while creating', run('creating'), { do: 'restart', line: false }, 'ambiguous', ['reconcile']],
    [
      'crash unrevealed',
      run('unrevealed', withCell),
      { do: 'restart', line: false },
      'ambiguous',
      ['reconcile'],
    ],
    [
      'crash after the line',
      run('unrevealed', withCell),
      { do: 'restart', line: true },
      'unconfirmed',
      ['clear-clipboard'],
    ],
    ['crash revealed', shownRun, { do: 'restart', line: true }, 'unconfirmed', ['clear-clipboard']],
    // Event table: the frame
    [
      'discard unrevealed',
      run('unrevealed', withCell),
      { do: 'discard' },
      'revoking',
      ['wipe', 'end-frame', 'revoke'],
    ],
    ['frame broke, 1st', run('unrevealed', withCell), { do: 'frame-gone' }, 'unrevealed', ['open-frame']],
    [
      'frame broke, 4th',
      run('unrevealed', { cell: true, framesLost: 3 }),
      { do: 'frame-gone' },
      'orphan',
      ['wipe', 'end-frame'],
    ],
    [
      'frame broke while flushing',
      run('unrevealed', { cell: true, flushing: true }),
      { do: 'frame-gone' },
      'unconfirmed',
      ['wipe', 'end-frame'],
    ],
    ['frame broke revealed', shownRun, { do: 'frame-gone' }, 'unconfirmed', ['wipe', 'end-frame']],
    // Event table: lock, deadline, failures, quit, log-off, sign-out, second create
    ['lock unrevealed', run('unrevealed', withCell), { do: 'lock' }, 'unrevealed', ['end-frame']],
    [
      'unlock unrevealed',
      run('unrevealed', { cell: true, locked: true }),
      { do: 'unlock' },
      'unrevealed',
      ['open-frame'],
    ],
    ['unlock of what was not locked', run('unrevealed', withCell), { do: 'unlock' }, 'unrevealed', []],
    [
      'release while locked',
      run('unrevealed', { cell: true, locked: true }),
      { do: 'release-asked' },
      'refused',
      [],
    ],
    [
      'frame gone while locked',
      run('unrevealed', { cell: true, locked: true }),
      { do: 'frame-gone' },
      'refused',
      [],
    ],
    ['lock revealed', shownRun, { do: 'lock' }, 'unconfirmed', ['clear-clipboard', 'wipe', 'end-frame']],
    ['deadline unrevealed', run('unrevealed', withCell), { do: 'deadline' }, 'orphan', ['wipe', 'end-frame']],
    ['deadline revealed', shownRun, { do: 'deadline' }, 'unconfirmed', ['wipe', 'end-frame']],
    ['copy or save failed', shownRun, { do: 'store-failed' }, 'revealed', []],
    ['quit while creating', run('creating'), { do: 'quit' }, 'creating', []],
    ['quit unrevealed', run('unrevealed', withCell), { do: 'quit' }, 'orphan', ['wipe', 'end-frame']],
    ['quit revealed', shownRun, { do: 'quit' }, 'unconfirmed', ['clear-clipboard', 'wipe', 'end-frame']],
    ['log-off unrevealed', run('unrevealed', withCell), { do: 'log-off' }, 'orphan', ['wipe', 'end-frame']],
    ['unexpected error unsent (S-54)', advanced('intent', withCell), { do: 'surprise' }, 'intent', ['wipe']],
    [
      'unexpected error while creating (S-54)',
      advanced('creating', withCell),
      { do: 'surprise' },
      'creating',
      ['wipe'],
    ],
    [
      'unexpected error in doubt (S-54)',
      advanced('ambiguous', withCell),
      { do: 'surprise' },
      'ambiguous',
      ['wipe'],
    ],
    [
      'unexpected error unrevealed (S-54)',
      run('unrevealed', withCell),
      { do: 'surprise' },
      'orphan',
      ['wipe', 'end-frame'],
    ],
    ['unexpected error revealed (S-54)', shownRun, { do: 'surprise' }, 'unconfirmed', ['wipe', 'end-frame']],
    ['unexpected error later (S-54)', run('orphan'), { do: 'surprise' }, 'orphan', []],
    ['sign-out while creating', run('creating'), { do: 'sign-out' }, 'refused', []],
    ['sign-out in doubt', run('ambiguous'), { do: 'sign-out' }, 'ambiguous', []],
    ['sign-out unrevealed', run('unrevealed', withCell), { do: 'sign-out' }, 'refused', []],
    ['second create', run('creating'), { do: 'second-create' }, 'refused', []],
    ['second create revealed', shownRun, { do: 'second-create' }, 'refused', []],
  ])('%s', (_name, before, event, state, effects) => {
    const after = step(before, event)
    expect(after.refused ? 'refused' : after.run.state).toBe(state)
    expect(after.effects).toEqual(effects)
    if (after.refused) expect(after.run).toEqual(before)
  })
})

/** Throws when one step breaks an invariant. */
function checkStep(before: Run, event: RunEvent): Run {
  const { run: after, effects, refused } = step(before, event)
  const at = `${JSON.stringify(before)} + ${JSON.stringify(event)} = ${JSON.stringify(after)} ${effects}`
  if (refused) {
    expect(after, at).toEqual(before)
    expect(effects, at).toEqual([])
    return after
  }
  // I1: nothing is released before the line is on the disk.
  if (effects.includes('release')) expect(after.journalled && after.state === 'revealed', at).toBe(true)
  if (after.state === 'revealed' && before.state !== 'revealed') {
    expect(event.do, at).toBe('line-flushed')
    expect(before.flushing, at).toBe(true)
  }
  // I2: never back, and nothing is sent twice (P6).
  if (before.journalled) expect(after.journalled, at).toBe(true)
  if (before.state === 'revealed') expect(after.state, at).not.toBe('unrevealed')
  if (effects.includes('send')) expect(before.state, at).toBe('intent')
  // I4: leaving the reveal ends the frame; in it there is a private key.
  const inReveal = (one: Run) => one.state === 'unrevealed' || one.state === 'revealed'
  if (inReveal(before) && !inReveal(after) && event.do !== 'restart')
    expect(effects, at).toContain('end-frame')
  if (inReveal(after)) expect(after.cell, at).toBe(true)
  if (effects.includes('open-frame')) expect(after.state, at).toBe('unrevealed')
  // I5: a private key is never brought back, and a lost one is wiped.
  if (event.do === 'restart') expect(after.cell, at).toBe(false)
  else if (before.cell && !after.cell) expect(effects, at).toContain('wipe')
  if (!before.cell && after.cell) expect(event.do === 'answered' && event.secret, at).toBe(true)
  if (!isOpenState(after.state) && after.state !== 'ambiguous') expect(after.cell, at).toBe(false)
  // I7: once the line exists, a second copy is never taken into the cell.
  if (before.journalled && !before.cell) expect(after.cell, at).toBe(false)
  // A run without a private key never reaches the reveal.
  if (after.kind === 'own') expect(inReveal(after) || after.cell, at).toBe(false)
  return after
}

const keyOf = (one: Run) => JSON.stringify(one)

describe('the whole graph', () => {
  for (const kind of kinds) {
    const graph = new Map<string, Set<string>>()
    const runs = new Map<string, Run>()
    const queue = [startRun(kind)]
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (graph.has(keyOf(at))) continue
      const next = events.map((event) => checkStep(at, event))
      graph.set(keyOf(at), new Set(next.map(keyOf)))
      runs.set(keyOf(at), at)
      queue.push(...next)
    }

    it(`${kind}: keeps the invariants in all ${graph.size} reachable states`, () =>
      expect(graph.size).toBeGreaterThan(kind === 'own' ? 5 : 20))

    it(`${kind}: can be settled from everywhere (I6)`, () => {
      const settled = new Set([...runs].filter(([, one]) => isSettledState(one.state)).map(([key]) => key))
      for (let grew = true; grew; ) {
        grew = false
        for (const [key, next] of graph) {
          if (settled.has(key) || ![...next].some((one) => settled.has(one))) continue
          settled.add(key)
          grew = true
        }
      }
      expect([...graph.keys()].filter((key) => !settled.has(key))).toEqual([])
    })
  }
})

const leadsOn = events.filter((event) =>
  ['send', 'answered', 'release-asked', 'line-flushed', 'stored', 'done', 'unclear', 'found'].includes(
    event.do,
  ),
)

/** Small deterministic generator (mulberry32), so that a failure can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

it('keeps the invariants over 1,000 random lives, and releases only while one private key lives', () => {
  let reveals = 0
  for (let seed = 1; seed <= 1000; seed += 1) {
    const random = randomFrom(seed)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
    let at = startRun(pick(kinds))
    let cells = at.cell ? 1 : 0
    let lines = 0
    for (let turn = 0; turn < 60; turn += 1) {
      // Mostly what leads on, else anything at all.
      const event = pick(random() < 0.8 ? leadsOn : events)
      const after = checkStep(at, event)
      if (!at.cell && after.cell) cells += 1
      if (!at.journalled && after.journalled && event.do === 'line-flushed') lines += 1
      at = after
    }
    // At most one reveal per run, whatever happened.
    expect(lines).toBeLessThanOrEqual(1)
    reveals += lines
    if (at.kind === 'own') expect(cells).toBe(0)
  }
  // The sequences really reach the reveal.
  expect(reveals).toBeGreaterThan(50)
})
