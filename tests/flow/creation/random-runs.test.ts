// The real modules against a real sandbox console in random orders of events, judged from the outside (S-48, N-85).
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Sandbox } from '../../../sandbox-console/sandbox'
import { SecretCell } from '../../../src-main/log/secret-cell'
import { properties } from '../../properties'
import { codeOf, newProfile, quickSandbox, refOf } from '../parts'
import { createsSeen, creating, linesFile, newDisk, until } from './creating'

const sequences = 200

/** How the console treats the create. */
const faults = [
  'none',
  'drop-after',
  'drop-before',
  'accepted',
  'result-stays',
  'late',
  'empty',
  'refused',
] as const
/** What happens then, in any order. */
const acts = [
  'show',
  'copy',
  'save',
  'test',
  'reload',
  'close-frame',
  'lock',
  'unlock',
  'done',
  'leave',
  'delete',
  'restart',
  'deadline',
  'check',
  'commit',
  'full-disk',
  'second-create',
] as const
type Act = (typeof acts)[number]

const faultOf: Readonly<Record<(typeof faults)[number], object | null>> = {
  none: null,
  'drop-after': { drop: 'after-commit' },
  'drop-before': { drop: 'before-commit' },
  accepted: { accepted: true },
  // Its result can be read again and again.
  'result-stays': { accepted: true },
  // Commits when somebody lets it.
  late: null,
  empty: { emptySecret: true },
  refused: { status: 403 },
}

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await quickSandbox({ canaries: true, seed: 'empty' })
})
afterAll(() => sandbox.stop())

/** Flushing costs nothing in memory, and thousands of flushes are made here. */
const place = existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir()
const folder = mkdtempSync(path.join(place, 'keywright-random-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Private keys that came into the process that runs now. */
let cells: SecretCell[] = []
beforeAll(() => {
  const fromBytes = SecretCell.fromBytes.bind(SecretCell)
  vi.spyOn(SecretCell, 'fromBytes').mockImplementation((bytes) => {
    const cell = fromBytes(bytes)
    cells.push(cell)
    return cell
  })
})
afterAll(() => vi.restoreAllMocks())

const resultsRead = () =>
  sandbox.control.requests().filter(({ operationId }) => operationId === 'GetAsyncActionResult').length

const settledPhases = ['not-created', 'delivered', 'deleted', 'created', 'orphan', 'unconfirmed', 'in-doubt']
const restPhases = [...settledPhases, 'unrevealed', 'revealed']

/** One create and what follows it; answers what was handed out and what is true in the end. */
async function live(number: number, fault: (typeof faults)[number], plan: readonly Act[]): Promise<void> {
  const [profile, disk] = [newProfile(), newDisk()]
  const files = path.join(folder, String(number))
  const start = () => creating(sandbox, { profile, disk, files, isDirect: true })
  cells = []
  let app = await start()
  const description = `Random ${number}`
  sandbox.control.clearRequests()
  const order = faultOf[fault]
  if (order !== null) sandbox.control.addFault({ operationId: 'AddApiKeyLogin', times: 1, ...order })
  if (fault === 'late') sandbox.control.addHold({ operationId: 'AddApiKeyLogin', at: 'before' })
  if (fault === 'result-stays')
    sandbox.control.addFault({ operationId: 'ClearAsyncActionResult', status: 500 })
  /** Texts of the private key that left through Show, and how often. */
  let shown = 0
  /** A release of any kind succeeded in one process; after its end none may. */
  let releasedIn: object | null = null
  let isOver = false
  let isLocked = false
  /** How often the console's copy had been read when the private key was first handed out. */
  let readBefore: number | null = null
  const { opId } = await app.creations.start(app.draft(description))
  if (fault === 'late') {
    await until(() => sandbox.control.holds()[0]?.waiting === 1, 'the create')
    app.creations.stopWaiting(opId)
  }
  const phase = () => app.creations.creation.get()?.phase ?? 'none'
  await until(() => restPhases.includes(phase()), `a rest, is ${phase()}`)
  const open: { frame: Awaited<ReturnType<typeof app.frame>> | null } = { frame: null }

  const openFrame = async () => {
    if (app.creations.creation.get()?.frameUrl == null) return null
    return app.frame()
  }
  async function release(kind: 'show' | 'copy' | 'save' | 'test'): Promise<void> {
    open.frame ??= await openFrame()
    if (open.frame === null) return
    app.answers.save = kind === 'save' ? `${description} ${Math.random()}.txt` : null
    const answer = await open.frame.post(kind)
    const body = await answer.text()
    if (answer.status !== 200 || body.includes('"saved":null')) return
    if (kind === 'show') shown += 1
    // P1: all releases of a private key happen in one process and before its end.
    expect(releasedIn === null || releasedIn === app).toBe(true)
    expect({ isOver, isLocked }).toEqual({ isOver: false, isLocked: false })
    releasedIn = app
    // I1: the line is on the disk.
    expect(readFileSync(linesFile(files), 'utf8')).toContain(opId)
    readBefore ??= resultsRead()
  }
  const quietly = async (work: () => unknown) => {
    try {
      await work()
    } catch {
      // What may not be done now is refused; what follows is judged all the same.
    }
  }
  const steps: Readonly<Record<Act, () => Promise<unknown>>> = {
    show: () => release('show'),
    copy: () => release('copy'),
    save: () => release('save'),
    test: () => release('test'),
    async reload() {
      open.frame ??= await openFrame()
      if (open.frame !== null) await app.reveal.handle(new Request(open.frame.url))
    },
    async 'close-frame'() {
      open.frame ??= await openFrame()
      await open.frame?.close()
      open.frame = null
    },
    async lock() {
      await app.creations.lock()
      isLocked = true
      // A revealed private key does not survive it.
      if (releasedIn !== null) isOver = true
      open.frame = null
    },
    async unlock() {
      await app.creations.unlock()
      isLocked = false
    },
    done: () => quietly(() => app.creations.done(opId, true)),
    leave: () => quietly(() => app.creations.leave(opId)),
    delete: () => quietly(() => app.creations.deleteKey(opId)),
    async restart() {
      // As after kill -9: nothing of the old process is asked.
      await app.written()
      cells = []
      app = await start()
      isLocked = false
      open.frame = null
      await app.creations.resume()
    },
    async deadline() {
      await app.clock.advance(10 * 60_000 + 1)
      open.frame = null
    },
    check: () => quietly(() => app.creations.check(app.connectionId, opId)),
    async commit() {
      sandbox.control.releaseHolds()
    },
    async 'full-disk'() {
      disk.fails = true
      await release('show')
      disk.fails = false
    },
    async 'second-create'() {
      if (!['unrevealed', 'revealed', 'in-doubt'].includes(phase())) return
      const code = await codeOf(app.creations.start(app.draft(description)))
      expect(['busy', 'description-in-use', 'locked']).toContain(code)
    },
  }
  for (const act of plan) {
    await steps[act]()
    if (['delivered', 'deleted', 'orphan', 'unconfirmed', 'not-created'].includes(phase())) isOver = true
    // However it ends, the private key is gone from memory.
    if (isOver) expect(cells.filter((cell) => !cell.isWiped)).toEqual([])
    // A frame that was replaced is of no use any more.
    if (open.frame !== null && app.creations.creation.get()?.frameUrl !== open.frame.url) open.frame = null
  }
  // The program ends and starts once more: what is left must be known.
  await app.creations.endForQuit()
  sandbox.control.releaseHolds()
  await until(() => sandbox.control.requests().every(({ status }) => status !== null || fault !== 'late'))
  app = await start()
  await app.creations.resume()
  const keys = await app.onConsole(description)
  const entries = () => app.creations.attention.get().filter((entry) => entry.opId === opId)
  await until(
    () => entries().every(({ kind }) => kind !== 'in-doubt') || fault === 'drop-before',
    'a verdict',
  )

  // P6: one create at the console, whatever happened. (Seconds were refused before anything was sent.)
  expect(createsSeen(sandbox)).toBe(1)
  expect(shown).toBeLessThanOrEqual(1)
  expect(keys.length).toBeLessThanOrEqual(1)
  // P2: a key that is there was delivered or is listed.
  const delivered = disk.journal.some(({ event }) => event === 'key.delivered')
  if (keys.length === 1 && !delivered) expect(entries()).toHaveLength(1)
  // I7: whoever had a release has the only one; the console's copy is never read again.
  if (readBefore !== null) expect(resultsRead()).toBe(readBefore)
  if (!existsSync(linesFile(files))) expect(releasedIn).toBeNull()
  // What is listed as gone or never shown was never handed out.
  if (entries()[0]?.kind === 'orphan') expect(releasedIn).toBeNull()
  // Long lists would make the next stories slow.
  await app.keyChanges.remove(app.connectionId, keys.map(refOf))
  await app.creations.endForQuit()
  sandbox.control.clearFaults()
}

it(
  `${sequences} random sequences over the real modules keep every promise (N-85)`,
  async () => {
    const seen = new Set<string>()
    let number = 0
    const story = fc.tuple(
      fc.constantFrom(...faults),
      fc.array(fc.constantFrom(...acts), { minLength: 1, maxLength: 6 }),
    )
    await fc.assert(
      fc.asyncProperty(story, async ([fault, plan]) => {
        number += 1
        for (const act of [fault, ...plan]) seen.add(act)
        await live(number, fault, plan)
      }),
      { ...properties(sequences), endOnFailure: true },
    )
    expect([...seen].sort()).toEqual([...faults, ...acts].sort())
  },
  180_000 * Number(process.env.KEYWRIGHT_RUNS ?? 1),
)
