// What locks the app without anybody asking: no activity, the computer's own lock, sleep, another user (S-26).
import type { PowerMonitor } from 'electron'
import type { ReadableCell } from '../../src-shared/cell'
import type { LockReason } from '../../src-shared/lock'
import type { Settings } from '../../src-shared/settings'

interface Deps {
  readonly powerMonitor: Pick<PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState'> & {
    on(event: 'lock-screen' | 'suspend' | 'user-did-resign-active', listener: () => void): unknown
  }
  readonly settings: ReadableCell<Settings>
  /** Calls `run` again and again. */
  readonly every: (ms: number, run: () => void) => void
  readonly isLocked: () => boolean
  /** Milliseconds, monotonic. */
  readonly clock: () => number
  readonly lock: (why: LockReason) => void
}

/** Often enough for a limit in minutes; Linux tells nobody that its screen was locked. */
const pollMs = 5_000

export function watchForLock({ powerMonitor, settings, every, isLocked, clock, lock }: Deps): void {
  // To start the app or to unlock it is activity, also where the computer does not count it as such: it knows only its
  // own keyboard and mouse, not a remote session or an assistive tool.
  let openedAt = clock()
  every(pollMs, () => {
    const limit = settings.get().lockMinutes * 60
    if (isLocked()) openedAt = clock()
    const idle = Math.min(powerMonitor.getSystemIdleTime(), (clock() - openedAt) / 1000)
    if (powerMonitor.getSystemIdleState(limit) === 'locked') lock('system')
    else if (idle >= limit) lock('idle')
  })
  powerMonitor.on('lock-screen', () => lock('system'))
  powerMonitor.on('user-did-resign-active', () => lock('system'))
  powerMonitor.on('suspend', () => lock('suspend'))
}
