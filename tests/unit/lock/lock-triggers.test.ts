// What makes the app lock by itself: time without activity, the computer's own lock, sleep, another user (S-26).
import { describe, expect, it } from 'vitest'
import { watchForLock } from '../../../src-main/lock/lock-triggers'
import { defaults } from '../../../src-main/settings/settings-file'
import { createCell } from '../../../src-shared/cell'
import type { LockReason } from '../../../src-shared/lock'
import { createHandClock } from '../../doubles/hand-clock'

type PowerEvent = 'lock-screen' | 'suspend' | 'user-did-resign-active'

/** @param idleBefore for how long nobody had touched the computer when the app started, in seconds */
function watching(idleBefore = 0) {
  const clock = createHandClock()
  const computer = { activeAt: clock.monotonic() - idleBefore * 1000, isLocked: false }
  const app = { isLocked: false }
  const listeners = new Map<PowerEvent, () => void>()
  const settings = createCell(defaults.settings)
  const locks: LockReason[] = []
  const idle = () => Math.floor((clock.monotonic() - computer.activeAt) / 1000)
  watchForLock({
    powerMonitor: {
      getSystemIdleTime: idle,
      getSystemIdleState: (limit) => (computer.isLocked ? 'locked' : idle() >= limit ? 'idle' : 'active'),
      on: (event: PowerEvent, listener: () => void) => listeners.set(event, listener),
    },
    settings,
    every(ms, run) {
      const again = () => {
        run()
        clock.after(ms, again)
      }
      clock.after(ms, again)
    },
    isLocked: () => app.isLocked,
    clock: clock.monotonic,
    lock: (why) => locks.push(why),
  })
  return {
    locks,
    computer,
    app,
    setMinutes: (lockMinutes: number) => settings.set({ ...settings.get(), lockMinutes }),
    pass: (seconds: number) => clock.advance(seconds * 1000),
    touch() {
      computer.activeAt = clock.monotonic()
    },
    happen: (event: PowerEvent) => listeners.get(event)?.(),
  }
}

describe('watchForLock', () => {
  it('locks after ten minutes without activity, and not before (S-26)', async () => {
    const { locks, pass } = watching()
    await pass(595)
    expect(locks).toEqual([])
    await pass(5)
    expect(locks).toEqual(['idle'])
  })

  it('counts from the last activity', async () => {
    const { locks, pass, touch } = watching()
    await pass(590)
    touch()
    await pass(595)
    expect(locks).toEqual([])
    await pass(10)
    expect(locks[0]).toBe('idle')
  })

  it('takes a start for activity, however long nobody had touched the computer', async () => {
    const { locks, pass } = watching(3600)
    await pass(595)
    expect(locks).toEqual([])
    await pass(5)
    expect(locks).toEqual(['idle'])
  })

  it('takes an unlock for activity, however long nobody had touched the computer', async () => {
    const { locks, pass, app } = watching(3600)
    app.isLocked = true
    await pass(900)
    expect(locks).toEqual([])
    app.isLocked = false
    await pass(595)
    expect(locks).toEqual([])
    await pass(5)
    expect(locks).toEqual(['idle'])
  })

  it.each([1, 60])('takes the setting at once: %i minutes', async (minutes) => {
    const { locks, pass, setMinutes } = watching()
    setMinutes(minutes)
    await pass(minutes * 60 - 5)
    expect(locks).toEqual([])
    await pass(5)
    expect(locks).toEqual(['idle'])
  })

  it('notices a locked screen where no event tells of it, as on Linux', async () => {
    const { locks, pass, computer } = watching()
    computer.isLocked = true
    await pass(5)
    expect(locks).toEqual(['system'])
  })

  it.each([
    ['lock-screen', 'system'],
    ['user-did-resign-active', 'system'],
    ['suspend', 'suspend'],
  ] as const)('locks at %s', (event, why) => {
    const { locks, happen } = watching()
    happen(event)
    expect(locks).toEqual([why])
  })
})
