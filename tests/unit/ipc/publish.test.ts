// Cells become topics: together per tick, one revision counter, nothing outside the schema.
import { describe, expect, it } from 'vitest'
import { createPublisher } from '../../../src-main/ipc/publish'
import { defaults } from '../../../src-main/settings/settings-file'
import type { AppState } from '../../../src-shared/app-state'
import { createCell } from '../../../src-shared/cell'
import type { Connection, SessionState } from '../../../src-shared/connection'
import type { Snapshot } from '../../../src-shared/contract'
import type { AttentionEntry, Creation } from '../../../src-shared/creation'
import type { JournalState } from '../../../src-shared/journal'
import type { Inventory, SyncProgress } from '../../../src-shared/key'
import type { ListChanges } from '../../../src-shared/list-changes'
import type { LockState } from '../../../src-shared/lock'

const app: AppState = {
  version: '1',
  electron: '1',
  chrome: '1',
  node: '1',
  platform: 'linux',
  runtime: 'declared',
  packaged: false,
  vault: { kind: 'opening' },
  notices: [],
  command: null,
  suggestedAddress: null,
}

function setUp() {
  const cells = {
    app: createCell(app),
    settings: createCell(defaults.settings),
    connections: createCell<Connection[]>([]),
    sessions: createCell<SessionState[]>([]),
    inventory: createCell<Inventory[]>([]),
    sync: createCell<SyncProgress[]>([]),
    changes: createCell<ListChanges[]>([]),
    creation: createCell<Creation | null>(null),
    attention: createCell<AttentionEntry[]>([]),
    lock: createCell<LockState>({ kind: 'open' }),
    journal: createCell<JournalState>({ kept: 'disk', count: 0, newest: 0, broken: null, isFailing: false }),
  }
  const sent: Snapshot[] = []
  const waiting: (() => void)[] = []
  const mismatches: string[] = []
  const publisher = createPublisher({
    cells,
    send: (text) => sent.push(JSON.parse(text)),
    later: (run) => waiting.push(run),
    onMismatch: (topic) => mismatches.push(topic),
  })
  const tick = () => {
    for (const run of waiting.splice(0)) run()
  }
  const snapshot = (): Snapshot => JSON.parse(publisher.snapshot())
  return { cells, sent, publisher, tick, mismatches, snapshot, waiting }
}

describe('publisher', () => {
  it('gives every topic in a snapshot', () => {
    const { changed, inventory } = setUp().snapshot()
    expect(inventory).toEqual({ order: [], lists: [] })
    expect(Object.keys(changed).sort()).toEqual([
      'app',
      'attention',
      'changes',
      'connections',
      'creation',
      'journal',
      'lock',
      'sessions',
      'settings',
      'sync',
    ])
  })
  it('sends the changes of a tick together, and only what changed', () => {
    const { cells, sent, tick, snapshot, waiting } = setUp()
    const { revision } = snapshot()
    sent.length = 0
    cells.sync.set([{ connectionId: 'a', read: 1, total: null, waitUntil: null }])
    cells.sync.set([{ connectionId: 'a', read: 2, total: null, waitUntil: null }])
    cells.settings.set({ ...defaults.settings, theme: 'dark' })
    expect(sent).toEqual([])
    expect(waiting).toHaveLength(1)
    tick()
    expect(sent).toHaveLength(1)
    expect(sent[0]?.revision).toBe(revision + 1)
    expect(Object.keys(sent[0]?.changed ?? {}).sort()).toEqual(['settings', 'sync'])
    expect(sent[0]?.changed.sync?.[0]?.read).toBe(2)
  })
  it('sends at once when a reply needs it, and not a second time', () => {
    const { cells, sent, tick, snapshot, publisher } = setUp()
    const { revision } = snapshot()
    sent.length = 0
    cells.settings.set({ ...defaults.settings, theme: 'dark' })
    expect(publisher.settle()).toBe(revision + 1)
    expect(publisher.settle()).toBe(revision + 1)
    tick()
    expect(sent).toHaveLength(1)
    expect(snapshot().revision).toBe(revision + 1)
  })
  it('drops members that do not belong to a topic', () => {
    const { cells, snapshot } = setUp()
    const leaky = { connectionId: 'a', read: 1, total: null, waitUntil: null, refreshToken: 'canary' }
    cells.sync.set([leaky])
    expect(JSON.stringify(snapshot())).not.toContain('canary')
  })
  it('keeps back a value of the wrong shape, reports it, and goes on with the rest', () => {
    const { cells, mismatches, snapshot } = setUp()
    snapshot()
    cells.sync.set([{ connectionId: 'a', read: 1.5, total: null, waitUntil: null }])
    cells.settings.set({ ...defaults.settings, theme: 'dark' })
    const { changed } = snapshot()
    expect(mismatches).toEqual(['sync'])
    expect(changed.sync).toEqual([])
    expect(changed.settings?.theme).toBe('dark')
  })
})
