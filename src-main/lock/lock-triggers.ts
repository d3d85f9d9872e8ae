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
  readonly lock: (why: LockReason) => void
}

/** Often enough for a limit in minutes; Linux tells nobody that its screen was locked. */
const pollMs = 5_000

export function watchForLock({ powerMonitor, settings, every, lock }: Deps): void {
  every(pollMs, () => {
    const limit = settings.get().lockMinutes * 60
    if (powerMonitor.getSystemIdleState(limit) === 'locked') lock('system')
    else if (powerMonitor.getSystemIdleTime() >= limit) lock('idle')
  })
  powerMonitor.on('lock-screen', () => lock('system'))
  powerMonitor.on('user-did-resign-active', () => lock('system'))
  powerMonitor.on('suspend', () => lock('suspend'))
}
