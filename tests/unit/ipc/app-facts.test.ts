// The topic `app`: notices, commands and which runtime this is.
import { describe, expect, it } from 'vitest'
import { createAppFacts, platformOf, runtimeOf } from '../../../src-main/ipc/app-facts'
import type { VaultMode } from '../../../src-shared/app-state'
import { createCell } from '../../../src-shared/cell'

function setUp() {
  const vaultMode = createCell<VaultMode>({ kind: 'opening' })
  let id = 0
  const facts = {
    version: '1',
    electron: '1',
    chrome: '1',
    node: '1',
    platform: 'linux',
    runtime: 'declared',
    packaged: true,
  } as const
  return { vaultMode, app: createAppFacts({ facts, vaultMode, newId: () => String(++id) }) }
}

describe('app facts', () => {
  it('follow the vault', () => {
    const { app, vaultMode } = setUp()
    vaultMode.set({ kind: 'memory', why: 'locked' })
    expect(app.cell.get().vault).toEqual({ kind: 'memory', why: 'locked' })
  })
  it('count commands, so that the same one twice is two', () => {
    const { app } = setUp()
    app.command('find')
    app.command('find')
    expect(app.cell.get().command).toEqual({ seq: 2, name: 'find' })
  })
  it('keep notices until each is dismissed', () => {
    const { app } = setUp()
    app.notice('settings-set-aside', { fileName: 'x' })
    app.notice('clipboard-cleared', {})
    app.dismiss('1')
    app.dismiss('unknown')
    expect(app.cell.get().notices.map((notice) => notice.kind)).toEqual(['clipboard-cleared'])
  })
  it('tell a substitute runtime by its major version', () => {
    expect(runtimeOf('45.4.1', '45.4.1')).toBe('declared')
    expect(runtimeOf('45.9.0', '45.4.1')).toBe('declared')
    expect(runtimeOf('33.2.1', '45.4.1')).toBe('substitute')
    expect(runtimeOf('', '45.4.1')).toBe('substitute')
  })
  it('name the platform for people', () => {
    expect(
      ['win32', 'darwin', 'linux', 'freebsd'].map((name) => platformOf(name as NodeJS.Platform)),
    ).toEqual(['windows', 'macos', 'linux', 'linux'])
  })
})
