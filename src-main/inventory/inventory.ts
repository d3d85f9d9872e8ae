// The list of keys per connection: read from the console, kept sealed for the next start, changed only here.
import { type Cell, createCell, type ReadableCell } from '../../src-shared/cell'
import type { SessionState } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { Inventory, KeyRecord, SyncProgress } from '../../src-shared/key'
import type { ListChanges } from '../../src-shared/list-changes'
import type { Log } from '../log/log'
import type { Sessions } from '../session/session-parts'
import type { SealedFiles } from '../storage/sealed-file'
import { failureShape } from './failure-shape'
import { type ReadApi, readConsole } from './read-console'
import { createSavedLists } from './saved-list'

interface Deps {
  readonly api: ReadApi
  readonly sessions: Pick<Sessions, 'cell' | 'asUser'>
  readonly sealedFiles: SealedFiles
  readonly now: () => Date
  /** Passes the time until a list is written: first the page gets it, and a burst of changes is one file. */
  readonly pause: () => Promise<void>
  readonly log: Log
}

/** More often nobody can read how far a reading has come, and each time the page is drawn anew. */
const progressEveryMs = 200

export interface KeyChange {
  readonly upsert?: KeyRecord
  readonly removeId?: string
}

export interface InventoryStore {
  readonly cell: ReadableCell<Inventory[]>
  /** One entry per list that is being read. */
  readonly sync: ReadableCell<SyncProgress[]>
  /** What readings found different, until the person takes note of it. */
  readonly changes: ReadableCell<ListChanges[]>
  dismissChanges(connectionId: string): void
  /** At start, before any network: the sealed list of one connection. Never rejects. */
  loadSaved(connectionId: string): Promise<void>
  /**
   * Reads the list anew; a refresh that runs already is joined. On failure the last list stays, `problem` says why and the
   * failure is thrown. A cancelled refresh resolves and changes nothing.
   */
  refresh(connectionId: string): Promise<void>
  cancel(connectionId: string): void
  /** Leaves nothing readable of any list in memory until {@link show}; changes meanwhile are not followed. Never rejects. */
  conceal(): Promise<void>
  /** The saved lists again; what changed meanwhile only the console knows. Never rejects. */
  show(connectionIds: readonly string[]): Promise<void>
  /** Follows changes that were made to keys; all of one call appear at once. */
  apply(connectionId: string, ...changes: readonly KeyChange[]): void
  /** The record as last seen; null when unknown. */
  find(connectionId: string, keyId: string): KeyRecord | null
  /** Before a connection is removed, and after signing out: nothing of the list remains. */
  forget(connectionId: string): Promise<void>
  /** Resolves once every list that waits to be kept is on disk; for the end of the app. Never rejects. */
  written(): Promise<void>
}

interface Running {
  readonly done: Promise<void>
  readonly stop: AbortController
}

const empty = (connectionId: string): Inventory => ({
  connectionId,
  keys: [],
  owners: [],
  organizations: [],
  fetchedAt: null,
  source: 'none',
  complete: true,
  partial: false,
  elsewhere: [],
  problem: null,
})

/** Replaces or appends the entry of one connection. */
function put<T extends { readonly connectionId: string }>(cell: Cell<T[]>, entry: T): void {
  const list = cell.get()
  const known = list.some(({ connectionId }) => connectionId === entry.connectionId)
  cell.set(
    known ? list.map((one) => (one.connectionId === entry.connectionId ? entry : one)) : [...list, entry],
  )
}
const drop = <T extends { readonly connectionId: string }>(cell: Cell<T[]>, connectionId: string) =>
  cell.set(cell.get().filter((one) => one.connectionId !== connectionId))

export function createInventory({ api, sessions, sealedFiles, now, pause, log }: Deps): InventoryStore {
  const cell = createCell<Inventory[]>([])
  const sync = createCell<SyncProgress[]>([])
  const changes = createCell<ListChanges[]>([])
  const running = new Map<string, Running>()
  /** Whose view each list is. */
  const viewers = new Map<string, string>()
  const saved = createSavedLists({ sealedFiles, log })

  let isConcealed = false

  const of = (connectionId: string) =>
    cell.get().find((one) => one.connectionId === connectionId) ?? empty(connectionId)

  /** Lists being written; `again`: they changed meanwhile. */
  const saving = new Map<string, { again: boolean; done: Promise<void> }>()
  async function write(connectionId: string, turn: { again: boolean }): Promise<void> {
    while (turn.again) {
      await pause()
      turn.again = false
      const userUid = viewers.get(connectionId)
      if (userUid === undefined) continue
      await saved.write(connectionId, { userUid, inventory: of(connectionId) })
      // Forgotten while it was being written: the file must not outlive that.
      if (!viewers.has(connectionId)) await saved.remove(connectionId)
    }
    saving.delete(connectionId)
  }
  function save(connectionId: string): void {
    const turn = saving.get(connectionId) ?? { again: true, done: Promise.resolve() }
    turn.again = true
    if (saving.has(connectionId)) return
    saving.set(connectionId, turn)
    turn.done = write(connectionId, turn)
  }

  async function forget(connectionId: string): Promise<void> {
    running.get(connectionId)?.stop.abort()
    viewers.delete(connectionId)
    drop(cell, connectionId)
    await saved.remove(connectionId)
  }

  async function read(connectionId: string, signal: AbortSignal): Promise<void> {
    try {
      const content = await sessions.asUser(connectionId, 'read', async (target, bearer, user) => {
        let said = now().getTime()
        const onProgress = (count: number, total: number | null) => {
          const at = now().getTime()
          if (signal.aborted || at - said < progressEveryMs) return
          said = at
          put(sync, { connectionId, read: count, total, waitUntil: null })
        }
        return { user, ...(await readConsole(api, target, bearer, user, signal, onProgress)) }
      })
      if (signal.aborted) return
      const { user, ...lists } = content
      viewers.set(connectionId, user.userUid)
      const fetchedAt = now().toISOString()
      put(cell, { ...of(connectionId), ...lists, fetchedAt, source: 'console', problem: null })
      log.event('inventory.read', { connectionId, count: lists.keys.length })
      save(connectionId)
    } catch (error) {
      if (signal.aborted || (error instanceof AppError && error.code === 'cancelled')) return
      put(cell, { ...of(connectionId), problem: failureShape(error, 'list-keys', log) })
      throw error
    } finally {
      // A cancelled run may end after the next one has begun.
      if (running.get(connectionId)?.stop.signal === signal) {
        running.delete(connectionId)
        drop(sync, connectionId)
      }
    }
  }

  function refresh(connectionId: string): Promise<void> {
    const already = running.get(connectionId)
    if (already !== undefined && !already.stop.signal.aborted) return already.done
    const stop = new AbortController()
    put(sync, { connectionId, read: 0, total: null, waitUntil: null })
    const done = read(connectionId, stop.signal)
    running.set(connectionId, { done, stop })
    return done
  }

  async function loadSaved(connectionId: string): Promise<void> {
    const list = await saved.read(connectionId)
    if (isConcealed || list === null || of(connectionId).source === 'console') return
    viewers.set(connectionId, list.userUid)
    put(cell, { ...list.inventory, connectionId, source: 'saved', problem: null })
  }

  /** A sign-in brings its list, and so does a console that is back; somebody else's list and a signed-out person's go. */
  function follow(states: readonly SessionState[], before: ReadonlyMap<string, SessionState>): void {
    for (const { connectionId, sign, reach } of states) {
      const was = before.get(connectionId)?.sign
      if (sign.kind === 'signed-out' && sign.reason === 'signed-out' && was?.kind !== 'signed-out')
        void forget(connectionId)
      const wasAway = before.get(connectionId)?.reach.kind === 'unreachable'
      const isBack = wasAway && reach.kind === 'online' && of(connectionId).problem !== null
      if (sign.kind !== 'active' || (was?.kind === 'active' && !isBack)) continue
      const viewer = viewers.get(connectionId)
      if (viewer !== undefined && viewer !== sign.user.userUid) void forget(connectionId)
      // The failure stands in `problem`.
      refresh(connectionId).catch(() => {})
    }
  }
  const byId = (states: readonly SessionState[]) => new Map(states.map((one) => [one.connectionId, one]))
  let before = byId(sessions.cell.get())
  sessions.cell.watch((states) => {
    const last = before
    before = byId(states)
    follow(states, last)
  })

  return {
    cell,
    sync,
    changes,
    dismissChanges: (connectionId) => drop(changes, connectionId),
    loadSaved,
    refresh,
    forget,
    async written() {
      await Promise.all([...saving.values()].map(({ done }) => done))
    },
    async conceal() {
      isConcealed = true
      for (const { stop } of running.values()) stop.abort()
      sync.set([])
      // What is still to be written is written from here.
      await Promise.all([...saving.values()].map(({ done }) => done))
      if (isConcealed) cell.set([])
    },
    async show(connectionIds) {
      isConcealed = false
      await Promise.all(connectionIds.map(loadSaved))
    },
    cancel: (connectionId) => running.get(connectionId)?.stop.abort(),
    find: (connectionId, keyId) => of(connectionId).keys.find(({ id }) => id === keyId) ?? null,
    apply(connectionId, ...changes) {
      // One change alone, saved in the place of the list, would be all that is left of it.
      if (changes.length === 0 || isConcealed) return
      const keys = new Map(of(connectionId).keys.map((key) => [key.id, key]))
      for (const { upsert, removeId } of changes) {
        if (removeId !== undefined) keys.delete(removeId)
        if (upsert === undefined) continue
        // Not every answer repeats the public key.
        keys.set(upsert.id, {
          ...upsert,
          publicKey: upsert.publicKey ?? keys.get(upsert.id)?.publicKey ?? null,
        })
      }
      put(cell, { ...of(connectionId), keys: [...keys.values()] })
      save(connectionId)
    },
  }
}
