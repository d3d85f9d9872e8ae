// When lists are read without being asked: by time and focus, for whom a console may answer, and never while locked.
import { expect, it } from 'vitest'
import { createAutoSync } from '../../../src-main/inventory/auto-sync'
import { createCell } from '../../../src-shared/cell'
import type { SessionState } from '../../../src-shared/connection'
import type { Inventory, SyncProgress } from '../../../src-shared/key'
import { defaultSettings } from '../../../src-shared/settings'
import { createHandClock } from '../../doubles/hand-clock'
import { listOf } from '../../doubles/lists'
import { person as user } from '../../doubles/person'

const active = (connectionId: string, change: Partial<SessionState> = {}): SessionState => ({
  connectionId,
  sign: { kind: 'active', user, keptIn: 'keyring', way: 'password' },
  reach: { kind: 'online' },
  stationKey: null,
  ...change,
})
const minute = 60_000

/** Consoles `a` and `b`, read a moment ago; each reading works at once unless `fails`. */
function parts(states: SessionState[] = [active('a'), active('b')]) {
  const clock = createHandClock()
  const settings = createCell(defaultSettings)
  const sessions = createCell(states)
  const at = () => clock.now().toISOString()
  const lists = createCell<Inventory[]>(
    states.map(({ connectionId }) => listOf(connectionId, { fetchedAt: at() })),
  )
  const sync = createCell<SyncProgress[]>([])
  const read: string[] = []
  const world = { locked: false, fails: false }
  const auto = createAutoSync({
    settings,
    sessions,
    lists,
    sync,
    isLocked: () => world.locked,
    async refresh(connectionId) {
      read.push(connectionId)
      sync.set([...sync.get(), { connectionId, read: 0, total: null, waitUntil: null }])
      if (!world.fails)
        lists.set(
          lists.get().map((one) => (one.connectionId === connectionId ? { ...one, fetchedAt: at() } : one)),
        )
      sync.set(sync.get().filter((one) => one.connectionId !== connectionId))
      if (world.fails) throw new Error('not reached')
    },
    now: clock.now,
    after: clock.after,
  })
  const taken = () => read.splice(0)
  return { clock, settings, sessions, lists, sync, world, auto, taken }
}

it('reads each list every 15 minutes', async () => {
  const { clock, taken } = parts()
  await clock.advance(14 * minute)
  expect(taken()).toEqual([])
  await clock.advance(minute)
  expect(taken()).toEqual(['a', 'b'])
  await clock.advance(45 * minute)
  expect(taken()).toHaveLength(6)
})

it('follows the setting at once; 0 is off, also for the focus', async () => {
  const { clock, taken, settings, auto } = parts()
  settings.set({ ...defaultSettings, syncMinutes: 5 })
  await clock.advance(5 * minute)
  expect(taken()).toEqual(['a', 'b'])
  settings.set({ ...defaultSettings, syncMinutes: 0 })
  await clock.advance(600 * minute)
  auto.focused()
  expect(taken()).toEqual([])
})

it('the focus brings lists that are older than a minute', async () => {
  const { clock, taken, auto } = parts()
  await clock.advance(minute - 1)
  auto.focused()
  expect(taken()).toEqual([])
  await clock.advance(1)
  auto.focused()
  auto.focused()
  expect(taken()).toEqual(['a', 'b'])
})

it('nothing is read while the app is locked', async () => {
  const { clock, taken, auto, world } = parts()
  world.locked = true
  await clock.advance(60 * minute)
  auto.focused()
  expect(taken()).toEqual([])
  world.locked = false
  auto.focused()
  expect(taken()).toEqual(['a', 'b'])
})

it.each<[string, Partial<SessionState>]>([
  ['nobody is signed in', { sign: { kind: 'signed-out', reason: 'over' } }],
  ['the sign-in waits for the console', { sign: { kind: 'offline', user } }],
  ['a code is asked for', { sign: { kind: 'code-needed', userName: 'n', attemptsLeft: 3 } }],
  [
    'the console is out of reach',
    { reach: { kind: 'unreachable', since: '2026-01-01T00:00:00.000Z', code: 'timeout' } },
  ],
])('where %s nothing is read, and the other console is', async (_, change) => {
  const { clock, taken, auto } = parts([active('a', change), active('b')])
  await clock.advance(15 * minute)
  auto.focused()
  expect(taken()).toEqual(['b'])
})

it('a reading that failed counts: it is not tried again at every look', async () => {
  const { clock, taken, world, auto } = parts()
  world.fails = true
  await clock.advance(15 * minute)
  expect(taken()).toEqual(['a', 'b'])
  await clock.advance(14 * minute)
  expect(taken()).toEqual([])
  auto.focused()
  expect(taken()).toEqual(['a', 'b'])
})

it('a list that is being read is left alone, and one that a person has just read', async () => {
  const { clock, taken, sync } = parts()
  sync.set([{ connectionId: 'a', read: 0, total: null, waitUntil: null }])
  await clock.advance(15 * minute)
  expect(taken()).toEqual(['b'])
  sync.set([])
  await clock.advance(14 * minute)
  expect(taken()).toEqual([])
})

it('a clock that is set back does not put readings off', async () => {
  const { clock, taken } = parts()
  clock.setWall(Date.parse('2020-01-01T00:00:00.000Z'))
  await clock.advance(30_000)
  expect(taken()).toEqual(['a', 'b'])
  await clock.advance(14 * minute)
  expect(taken()).toEqual([])
})

it('after the computer slept the lists are read soon', async () => {
  const { clock, taken } = parts()
  clock.sleep(8 * 60 * minute)
  await clock.advance(30_000)
  expect(taken()).toEqual(['a', 'b'])
})
