// The machine against a model of what it promises (I1 to I7): random events in any order, judged from the outside (S-48, N-85).
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { step } from '../../../src-main/creation/creation-machine'
import {
  type Run,
  type RunEvent,
  type RunKind,
  type RunState,
  startRun,
} from '../../../src-main/creation/creation-run'
import { properties } from '../../properties'

const runs = 10_000
const flag = fc.boolean()

/** Everything that can happen until a private key is there. Two lists: the compiler follows 25 words at most. */
const early = [
  'send',
  'cancel',
  'refused',
  'unclear',
  'stop-waiting',
  'found',
  'several',
  'gone',
  'cell-expired',
  'second-create',
  'sign-out',
  'give-up',
] as const
const late = [
  'release-asked',
  'line-flushed',
  'line-failed',
  'store-failed',
  'frame-gone',
  'discard',
  'leave',
  'deadline',
  'lock',
  'unlock',
  'log-off',
  'quit',
  'surprise',
  'revoke',
  'revoke-done',
  'revoke-failed',
  'disable-done',
  'have-it',
  'keep',
] as const

/** Every event there is, whether it makes sense at the moment or not. */
const anyEvent: fc.Arbitrary<RunEvent> = fc.oneof(
  ...early.map((name) => fc.constant<RunEvent>({ do: name })),
  ...late.map((name) => fc.constant<RunEvent>({ do: name })),
  flag.map((secret): RunEvent => ({ do: 'answered', secret })),
  flag.map((final): RunEvent => ({ do: 'absent', final })),
  flag.map((several): RunEvent => ({ do: 'reappeared', several })),
  flag.map((copyIsStored): RunEvent => ({ do: 'done', copyIsStored })),
  fc.constantFrom('copy', 'save').map((by): RunEvent => ({ do: 'stored', by })),
  fc.constant<RunEvent>({ do: 'restart', line: false }),
)
/** Ways on which a run gets far; alone, chance seldom reaches the reveal. */
const path: fc.Arbitrary<RunEvent[]> = fc.constantFrom<RunEvent[]>(
  [],
  [{ do: 'send' }],
  [{ do: 'send' }, { do: 'unclear' }],
  [{ do: 'send' }, { do: 'answered', secret: true }],
  [{ do: 'send' }, { do: 'answered', secret: true }, { do: 'release-asked' }],
  [{ do: 'send' }, { do: 'answered', secret: true }, { do: 'release-asked' }, { do: 'line-flushed' }],
)
const story = fc.tuple(
  fc.constantFrom<RunKind>('simple', 'advanced', 'own'),
  path,
  // `isLate`: a restart finds the record before the last one, since the last one was still being written.
  fc.array(fc.record({ event: anyEvent, isLate: flag }), { maxLength: 25 }),
)

/** What somebody outside knows of a run. */
interface World {
  sent: number
  /** The I1 line is on the disk. */
  line: boolean
  /** States that were recorded; the one of the send is awaited, later ones may be lost at the end of the process. */
  readonly records: RunState[]
  /** The private key is in this process. */
  held: boolean
  /** A frame may ask. */
  frame: boolean
  locked: boolean
  /** Somebody said that it is stored, kept, disabled or gone. */
  settled: boolean
  /** The console said, or the time without an answer said, that there is nothing. */
  denied: boolean
  stored: boolean
}

const settledStates: readonly RunState[] = [
  'created',
  'delivered',
  'revoked',
  'disabled',
  'dismissed',
  'not-created',
]
const open: readonly RunState[] = ['intent', 'creating', 'unrevealed', 'revealed']
const needsAttention: readonly RunState[] = ['ambiguous', 'orphan', 'unconfirmed', 'revoking']

/** All that a new process knows: a recorded state. */
function reread(world: World, { kind, revokeFrom }: Run, isLate: boolean): Run {
  const last = world.records.at(-1) ?? 'intent'
  const state = isLate && last !== 'creating' ? (world.records.at(-2) ?? last) : last
  return { ...startRun(kind), state, revokeFrom, cell: false }
}

function follow(world: World, now: Run, event: RunEvent, isLate: boolean): Run {
  const before = event.do === 'restart' ? reread(world, now, isLate) : now
  // The disk knows the line, whatever the process forgot.
  const real: RunEvent = event.do === 'restart' ? { do: 'restart', line: world.line } : event
  // The whole app is, whatever the run makes of it.
  if (real.do === 'lock') world.locked = true
  if (real.do === 'unlock' || real.do === 'restart') world.locked = false
  const { run, effects, refused } = step(before, real)
  if (refused) {
    expect(run).toBe(before)
    expect(effects).toEqual([])
    return run
  }
  if (run.state !== world.records.at(-1)) world.records.push(run.state)
  if (real.do === 'line-flushed') world.line = true
  if (real.do === 'restart') {
    world.held = false
    world.frame = false
  }
  if (run.cell && !before.cell) world.held = true
  if (real.do === 'stored') world.stored = true
  for (const effect of effects) {
    if (effect === 'send') world.sent += 1
    // I1: nothing goes out before the line is on the disk, and only from a cell, into a live frame.
    if (effect === 'release') expect(world).toMatchObject({ line: true, held: true, frame: true })
    if (effect === 'wipe') world.held = false
    if (effect === 'open-frame') {
      // I2 and P1: no frame for a private key that may have been handed out before.
      expect(world).toMatchObject({ line: false, held: true })
      // Where the app is locked it comes with the unlock.
      world.frame = !world.locked
    }
    if (effect === 'end-frame') world.frame = false
  }
  if (real.do === 'frame-gone' && run.state !== 'unrevealed') world.frame = false
  const means: Partial<Record<RunEvent['do'], boolean>> = {
    'have-it': run.state === 'delivered',
    done: run.state === 'delivered' && world.stored,
    keep: run.state === 'dismissed',
    'give-up': run.state === 'dismissed',
    'disable-done': run.state === 'disabled',
    'revoke-done': run.state === 'revoked',
    gone: run.state === 'revoked',
  }
  if (means[real.do] === true) world.settled = true
  if (real.do === 'refused' || (real.do === 'absent' && real.final)) world.denied = true
  if (real.do === 'reappeared') world.denied = false
  // The end of the process took the record of its coming back along; the next list brings it back again.
  if (real.do === 'restart' && run.state === 'not-created') world.denied = true
  return run
}

function judge(world: World, run: Run): void {
  // P6: sent at most once.
  expect(world.sent).toBeLessThanOrEqual(1)
  // The machine and the process agree about who holds it; ended runs hold nothing.
  expect(run.cell).toBe(world.held)
  if (!open.includes(run.state) && run.state !== 'ambiguous') expect(world.held).toBe(false)
  if (run.state === 'revealed') expect(world).toMatchObject({ line: true, held: true })
  // I2.
  if (world.line) expect(['intent', 'creating', 'unrevealed']).not.toContain(run.state)
  // I6: what may exist is open, needs attention, or was settled by somebody.
  if (world.sent === 1 && !world.denied && run.kind !== 'own' && settledStates.includes(run.state))
    expect(world.settled).toBe(true)
  expect([...settledStates, ...open, ...needsAttention]).toContain(run.state)
  // Nothing sent: nothing can exist.
  if (world.sent === 0) expect(['intent', 'not-created']).toContain(run.state)
}

it(`keeps its promises in ${runs.toLocaleString('en')} random stories (N-85)`, () => {
  const reached = new Set<RunState>()
  fc.assert(
    fc.property(story, ([kind, start, events]) => {
      let run = startRun(kind)
      const world: World = {
        sent: 0,
        line: false,
        records: ['intent'],
        held: kind === 'advanced',
        frame: false,
        locked: false,
        settled: false,
        denied: false,
        stored: false,
      }
      const all = [...start.map((event) => ({ event, isLate: false })), ...events]
      for (const { event, isLate } of all) {
        // A console cannot list what was never sent.
        if (event.do === 'reappeared' && world.sent === 0) continue
        run = follow(world, run, event, isLate)
        judge(world, run)
        reached.add(run.state)
      }
    }),
    properties(runs),
  )
  // A model that never gets anywhere would prove nothing.
  expect([...reached].sort()).toEqual([...settledStates, ...open, ...needsAttention].sort())
})
