// A page that breaks is brought back, but not for ever.
import type { BrowserWindow } from 'electron'
import { describe, expect, it } from 'vitest'
import { mayReload, recoverPage } from '../../../src-main/window/page-recovery'

describe('mayReload', () => {
  it('reloads three times a minute at most', () => {
    expect(mayReload([], 0)).toBe(true)
    expect(mayReload([0, 1_000], 2_000)).toBe(true)
    expect(mayReload([0, 1_000, 2_000], 3_000)).toBe(false)
    expect(mayReload([0, 1_000, 2_000], 61_500)).toBe(true)
  })
})

describe('recoverPage', () => {
  function setUp() {
    const did: string[] = []
    const handlers = new Map<string, (...args: unknown[]) => void>()
    const on = (name: string, handler: (...args: unknown[]) => void) => handlers.set(name, handler)
    const state = { destroyed: false }
    const webContents = { on, forcefullyCrashRenderer: () => did.push('end'), isDevToolsOpened: () => false }
    const { restart, replace } = recoverPage({
      window: { on, webContents, isDestroyed: () => state.destroyed } as unknown as BrowserWindow,
      log: { event() {}, trace: () => '' },
      load: () => did.push('load'),
    })
    const gone = (reason: string) => handlers.get('render-process-gone')?.({}, { reason, exitCode: 1 })
    return { did, gone, restart, replace, state }
  }
  it('brings a page back whose process is gone, not one that ended in order (N-75)', () => {
    const { did, gone } = setUp()
    gone('clean-exit')
    expect(did).toEqual([])
    gone('crashed')
    gone('oom')
    expect(did).toEqual(['load', 'load'])
  })
  it('replaces a page that must go as often as it has to (S-26)', () => {
    const { did, gone, replace } = setUp()
    for (let round = 0; round < 5; round += 1) {
      replace()
      gone('killed')
    }
    expect(did).toEqual(Array(5).fill(['end', 'load']).flat())
  })
  it('counts crashes and unexpected errors together: three a minute, never without a window (S-54)', () => {
    const { did, gone, restart, state } = setUp()
    restart()
    gone('crashed')
    restart()
    restart()
    gone('crashed')
    expect(did).toEqual(['load', 'load', 'load'])
    const closed = setUp()
    closed.state.destroyed = true
    closed.restart()
    expect(closed.did).toEqual([])
    expect(state.destroyed).toBe(false)
  })
})
