// Repeated wrong passwords are slowed down, per console and user name, on a clock that nobody can set back (S-24, N-36).
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { createBackOff } from '../../../src-main/session/back-off'
import { createFailedSignIns, type FailedSignIn } from '../../../src-main/session/failed-sign-ins'

/** What outlives a run of the program, and the wall clock. */
const newProfile = () => ({
  list: [] as readonly FailedSignIn[],
  wall: Date.parse('2026-01-12T09:00:00.000Z'),
})

function parts(profile = newProfile()) {
  const clock = { ms: 0 }
  const slept: number[] = []
  const sleep = async (ms: number) => {
    slept.push(ms)
    clock.ms += ms
  }
  const failedSignIns = {
    read: () => profile.list,
    write: (list: readonly FailedSignIn[]) => {
      profile.list = list
    },
  }
  const now = () => new Date(profile.wall)
  const backOff = createBackOff({ now, monotonic: () => clock.ms, sleep, failedSignIns })
  return { clock, slept, profile, backOff }
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

it('ten wrong passwords with a restart after each: the rests grow all the same (S-24, N-36)', async () => {
  const profile = newProfile()
  const told: number[] = []
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const { backOff, slept } = parts(profile)
    try {
      await backOff.beforeAttempt('o', 'u')
      told.push(slept[0] ?? 0)
    } catch (error) {
      told.push((error as { detail: { retryAfterSeconds: number } }).detail.retryAfterSeconds * 1000)
    }
    backOff.failed('o', 'u')
  }
  expect(told).toEqual([0, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000])
  const { backOff } = parts(profile)
  backOff.succeeded('o', 'u')
  expect(profile.list).toEqual([])
})

it.each([
  ['back by a year', -365 * 86_400_000],
  ['on by half an hour', 30 * 60_000],
])('a computer clock that is set %s shortens nothing, in this run or the next (N-36)', async (_, ms) => {
  const profile = newProfile()
  const first = parts(profile)
  for (let attempt = 0; attempt < 6; attempt += 1) first.backOff.failed('o', 'u')
  profile.wall += ms
  const expected = { code: 'rate-limited', detail: { retryAfterSeconds: 32 } }
  await expect(first.backOff.beforeAttempt('o', 'u')).rejects.toMatchObject(expected)
  await expect(parts(profile).backOff.beforeAttempt('o', 'u')).rejects.toMatchObject(expected)
})

it('an old failure is forgotten', async () => {
  const profile = newProfile()
  for (let attempt = 0; attempt < 6; attempt += 1) parts(profile).backOff.failed('o', 'u')
  profile.wall += 61 * 60_000
  await expect(parts(profile).backOff.beforeAttempt('o', 'u')).resolves.toBeUndefined()
})

it('the file is for its owner, names nobody, and a broken one counts as none', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kw-failed-'))
  const file = path.join(folder, 'failed-sign-ins.json')
  const store = createFailedSignIns(file)
  expect(store.read()).toEqual([])
  const now = () => new Date('2026-01-12T09:00:00.000Z')
  const sleep = async () => {}
  const backOff = createBackOff({ now, monotonic: () => 0, sleep, failedSignIns: store })
  backOff.failed('https://vspc.example', 'somebody')
  backOff.failed('https://vspc.example', 'somebody')
  await expect.poll(() => createFailedSignIns(file).read()).toMatchObject([{ count: 2 }])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).not.toMatch(/somebody|vspc/)
  for (const broken of ['', '{', 'null', '[{"mark":1}]']) {
    writeFileSync(file, broken)
    expect(store.read()).toEqual([])
  }
  rmSync(folder, { recursive: true })
})
