// Coming back by itself: when a console is asked again, when not, and that a locked or signed-out app asks nothing.
import { expect, it } from 'vitest'
import { createReconnect } from '../../../src-main/session/reconnect'
import { createCell } from '../../../src-shared/cell'
import type { SessionState } from '../../../src-shared/connection'
import { AppError, type FailureCode } from '../../../src-shared/errors'
import { createHandClock } from '../../doubles/hand-clock'
import { person as user } from '../../doubles/person'

const away = (code: FailureCode = 'unreachable', connectionId = 'c'): SessionState => ({
  connectionId,
  sign: { kind: 'active', user, keptIn: 'memory', way: 'password' },
  reach: { kind: 'unreachable', since: '2026-01-12T09:00:00.000Z', code },
  stationKey: null,
})
const online: SessionState = { ...away(), reach: { kind: 'online' } }

/** @param outcome what a try brings about; by default it fails and nothing changes */
function parts(start: SessionState[], outcome: (tries: number) => void | Promise<void> = () => {}) {
  const clock = createHandClock()
  const states = createCell(start)
  const lock = { on: false }
  const tries: number[] = []
  const reconnect = createReconnect({
    states,
    isLocked: () => lock.on,
    async retry() {
      tries.push(clock.monotonic() / 1000)
      await outcome(tries.length)
      throw new AppError('unreachable')
    },
    after: clock.after,
  })
  return { clock, states, lock, tries, reconnect }
}

it('a console that is out of reach is asked after 2, 5, 15, 30 and then every 60 seconds', async () => {
  const { clock, tries } = parts([away()])
  await clock.advance(240_000)
  expect(tries).toEqual([2, 7, 22, 52, 112, 172, 232])
})

it('ends when it is back, and begins anew with the shortest pause', async () => {
  const { clock, states, tries } = parts([online], (count) => {
    if (count === 3) states.set([online])
  })
  await clock.advance(60_000)
  expect(tries).toEqual([])
  states.set([away()])
  await clock.advance(200_000)
  expect(tries).toEqual([62, 67, 82])
  expect(clock.pending()).toBe(0)
  states.set([away()])
  await clock.advance(2000)
  expect(tries).toHaveLength(4)
})

it('a console that is back for a moment only is asked slower and slower all the same (N-22)', async () => {
  const { clock, states, tries } = parts([away()], () => {
    // As where a proxy lets one request pass and answers the next.
    states.set([online])
    states.set([away('not-a-console')])
  })
  await clock.advance(240_000)
  expect(tries).toEqual([2, 7, 22, 52, 112, 172, 232])
  states.set([online])
  await clock.advance(60_000)
  expect(clock.pending()).toBe(0)
})

it('other failures meanwhile do not start the pauses again', async () => {
  const { clock, states, tries } = parts([away()])
  await clock.advance(4000)
  states.set([away('timeout')])
  await clock.advance(3000)
  expect(tries).toEqual([2, 7])
})

it.each<[string, SessionState]>([
  ['nobody is signed in', { ...away(), sign: { kind: 'signed-out', reason: 'signed-out' } }],
  ['a code is asked for', { ...away(), sign: { kind: 'code-needed', userName: 'n', attemptsLeft: 3 } }],
  ['a sign-in is being restored', { ...away(), sign: { kind: 'restoring' } }],
  ['the certificate is refused: only a person decides', away('tls-untrusted')],
  ['it is reached', online],
])('asks nothing when %s', async (_, state) => {
  const { clock, tries } = parts([state])
  await clock.advance(300_000)
  expect(tries).toEqual([])
})

it('ends with the sign-out, and with the lock', async () => {
  const { clock, states, lock, tries } = parts([away(), away('timeout', 'd')])
  await clock.advance(2000)
  expect(tries).toHaveLength(2)
  states.set([{ ...away(), sign: { kind: 'signed-out', reason: 'signed-out' } }, away('timeout', 'd')])
  lock.on = true
  await clock.advance(300_000)
  expect(tries).toHaveLength(2)
  expect(clock.pending()).toBe(0)
  // The unlock changes the states, and what is away is asked for again.
  lock.on = false
  states.set([away()])
  await clock.advance(2000)
  expect(tries).toHaveLength(3)
})

it('a computer that wakes up asks at once, once, and waits short times again', async () => {
  const { clock, lock, reconnect, tries } = parts([away()])
  await clock.advance(60_000)
  expect(tries).toEqual([2, 7, 22, 52])
  reconnect.now()
  await clock.advance(0)
  expect(tries).toEqual([2, 7, 22, 52, 60])
  await clock.advance(2000)
  expect(tries.at(-1)).toBe(62)
  lock.on = true
  reconnect.now()
  await clock.advance(300_000)
  expect(tries).toHaveLength(6)
})

it('never has two tries under way', async () => {
  let go = () => {}
  const slow = new Promise<void>((resolve) => {
    go = resolve
  })
  const { clock, reconnect, tries } = parts([away()], () => slow)
  await clock.advance(2000)
  reconnect.now()
  await clock.advance(300_000)
  expect(tries).toEqual([2])
  go()
  await clock.advance(2000)
  expect(tries).toHaveLength(2)
})
