// Repeated wrong passwords are slowed down, per console and user name, on a clock that nobody can set back (S-24, N-36).
import { expect, it } from 'vitest'
import { createBackOff } from '../../../src-main/session/back-off'

function parts() {
  const clock = { ms: 0 }
  const slept: number[] = []
  const sleep = async (ms: number) => {
    slept.push(ms)
    clock.ms += ms
  }
  return { clock, slept, backOff: createBackOff({ monotonic: () => clock.ms, sleep }) }
}

it('rests 1, 2, 4 seconds, then tells how long', async () => {
  const { backOff, slept } = parts()
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await backOff.beforeAttempt('o', 'User')
    backOff.failed('o', 'user')
  }
  expect(slept).toEqual([1000, 2000, 4000])
  await expect(backOff.beforeAttempt('o', 'USER')).rejects.toMatchObject({
    code: 'rate-limited',
    detail: { retryAfterSeconds: 8 },
  })
})

it('never rests longer than a minute', async () => {
  const { backOff } = parts()
  for (let attempt = 0; attempt < 12; attempt += 1) backOff.failed('o', 'u')
  await expect(backOff.beforeAttempt('o', 'u')).rejects.toMatchObject({ detail: { retryAfterSeconds: 60 } })
})

it('a rest that is over, another user, another console, a success: no rest', async () => {
  const { backOff, clock, slept } = parts()
  backOff.failed('o', 'u')
  await backOff.beforeAttempt('o', 'other')
  await backOff.beforeAttempt('other', 'u')
  clock.ms = 1000
  await backOff.beforeAttempt('o', 'u')
  backOff.failed('o', 'u')
  backOff.succeeded('o', 'u')
  await backOff.beforeAttempt('o', 'u')
  expect(slept).toEqual([])
})
