// The list of keys per connection: read from the console, kept sealed for the next start, changed only here.
import { createCell, type ReadableCell } from '../../src-shared/cell'
import type { SignedInUser } from '../../src-shared/connection'
import type { Inventory, KeyRecord, SyncProgress } from '../../src-shared/key'
import type { ListChanges } from '../../src-shared/list-changes'
import type { Log } from '../log/log'
import type { Sessions } from '../session/session-parts'
import type { SealedFiles } from '../storage/sealed-file'
import { createChangeLog } from './change-log'
import { failureShape } from './failure-shape'
import { followSessions } from './follow-sessions'
import { type KeyChange, withChanges } from './key-change'
import { listDiff, newKeys, stillElsewhere } from './list-diff'
import { drop, empty, isWhole, put } from './list-entries'
import type { MadeHere } from './made-here'
import type { ReadApi } from './read-console'
import { createReadings, type Reading } from './readings'
import type { Timers } from './row-pace'
import { same, sameKeys } from './same-objects'
import { createSavedLists } from './saved-list'
import { createWriteTurns } from './write-turns'

interface Deps {
  readonly api: ReadApi
  readonly sessions: Pick<Sessions, 'cell' | 'asUser'>
  readonly sealedFiles: SealedFiles
  readonly madeHere: MadeHere
  readonly now: () => Date
  readonly timers: Timers
  /** Passes the time until a list is written: first the page gets it, and a burst of changes is one file. */
  readonly pause: () => Promise<void>
  readonly log: Log
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
   * Reads the list anew; a refresh that runs already is joined. A whole list that is shown stays until the new one is
   * whole; where there is none, rows are shown as they come, as `partial`. On failure what is shown stays, `problem` says
   * why and the failure is thrown. A cancelled refresh resolves; rows that came stay, as `partial`.
   */
  refresh(connectionId: string): Promise<void>
  /** Also ends the wait for a console that asked for one. */
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

export function createInventory(deps: Deps): InventoryStore {
  const { api, sessions, sealedFiles, now, log } = deps
  const cell = createCell<Inventory[]>([])
  const changes = createChangeLog({ sealedFiles, log })
  /** Whose view each list is. */
  const viewers = new Map<string, string>()
  /** Keys whose last change from here may have been carried out unseen; until the next whole reading. */
  const doubts = new Map<string, Set<string>>()
  const saved = createSavedLists({ sealedFiles, log })

  let isConcealed = false

  const of = (connectionId: string) =>
    cell.get().find((one) => one.connectionId === connectionId) ?? empty(connectionId)

  const turns = createWriteTurns({
    pause: deps.pause,
    async write(connectionId) {
      const userUid = viewers.get(connectionId)
      const inventory = of(connectionId)
      if (userUid === undefined || !isWhole(inventory)) return
      // First what changed: the other way round, a crash in between would lose it.
      await changes.written(connectionId)
      await saved.write(connectionId, { userUid, inventory })
      // Forgotten while it was being written: the file must not outlive that.
      if (!viewers.has(connectionId)) await saved.remove(connectionId)
    },
  })

  async function forget(connectionId: string): Promise<void> {
    readings.stop(connectionId)
    viewers.delete(connectionId)
    doubts.delete(connectionId)
    drop(cell, connectionId)
    await Promise.all([changes.forget(connectionId), saved.remove(connectionId)])
  }

  /** The list that a new reading is compared with: whole, and of the same person. */
  function comparable(connectionId: string, { userUid }: SignedInUser): Inventory | null {
    const list = of(connectionId)
    return isWhole(list) && viewers.get(connectionId) === userUid ? list : null
  }

  /** Takes a whole reading in the place of the list before it, and notes what is different. */
  async function take(connectionId: string, { user, content, changed, signal }: Reading): Promise<void> {
    const base = comparable(connectionId, user)
    const fresh = base === null ? [] : newKeys(base, content)
    const made = fresh.length === 0 ? new Set<string>() : await deps.madeHere(connectionId, fresh)
    if (signal.aborted) return
    // What changed from here meanwhile is in the list before, too: no news.
    const shown = of(connectionId)
    const fetchedAt = now().toISOString()
    const next: Inventory = {
      ...empty(connectionId),
      complete: content.complete,
      keys: sameKeys(shown.keys, withChanges(content.keys, changed)),
      owners: same(shown.owners, content.owners),
      organizations: same(shown.organizations, content.organizations),
      fetchedAt,
      source: 'console',
    }
    if (base === null) {
      // A first reading, or the first of somebody else: nothing to compare, and nobody's news.
      if (viewers.get(connectionId) !== user.userUid) void changes.forget(connectionId)
      viewers.set(connectionId, user.userUid)
      put(cell, next)
    } else {
      const inDoubt = doubts.get(connectionId)
      const found = listDiff(shown, next, {
        at: fetchedAt,
        isMadeHere: ({ id }) => made.has(id),
        isInDoubt: (id) => inDoubt?.has(id) === true,
      })
      put(cell, { ...next, elsewhere: same(shown.elsewhere, stillElsewhere(shown, next, found)) })
      changes.add(connectionId, user.userUid, shown.fetchedAt ?? fetchedAt, found)
    }
    doubts.delete(connectionId)
    log.event('inventory.read', { connectionId, count: next.keys.length })
    turns.save(connectionId)
  }

  const readings = createReadings({
    api,
    sessions,
    now,
    timers: deps.timers,
    rows: of,
    wantsRows: (connectionId) => !isWhole(of(connectionId)),
    show: (connectionId, rows) =>
      put(cell, {
        ...of(connectionId),
        ...rows,
        source: 'console',
        complete: false,
        partial: true,
        problem: null,
      }),
    // Rows that are shown before the list is whole belong to somebody, too.
    began(connectionId, { userUid }) {
      if (!viewers.has(connectionId)) viewers.set(connectionId, userUid)
    },
    take,
    failed: (connectionId, error) =>
      put(cell, { ...of(connectionId), problem: failureShape(error, 'list-keys', log) }),
  })

  async function loadSaved(connectionId: string): Promise<void> {
    const list = await saved.read(connectionId)
    const shown = of(connectionId)
    if (isConcealed || list === null || (shown.source === 'console' && isWhole(shown))) return
    viewers.set(connectionId, list.userUid)
    put(cell, { ...list.inventory, connectionId, source: 'saved', problem: null })
    await changes.load(connectionId, list.userUid)
    if (isConcealed) changes.conceal()
  }

  followSessions(sessions.cell, {
    viewer: (connectionId) => viewers.get(connectionId),
    hasProblem: (connectionId) => of(connectionId).problem !== null,
    forget: (connectionId) => void forget(connectionId),
    // The failure stands in `problem`.
    refresh: (connectionId) => void readings.refresh(connectionId).catch(() => {}),
  })

  function note(connectionId: string, ...ids: readonly (string | undefined)[]): void {
    const known = doubts.get(connectionId) ?? new Set<string>()
    for (const id of ids) if (id !== undefined) known.add(id)
    doubts.set(connectionId, known)
  }

  function apply(connectionId: string, ...made: readonly KeyChange[]): void {
    for (const { inDoubtId, upsert, removeId } of made) {
      note(connectionId, inDoubtId)
      // One change alone, saved in the place of the list, would be all that is left of it.
      if (isConcealed) note(connectionId, upsert?.id, removeId)
    }
    const changed = made.filter(({ upsert, removeId }) => upsert !== undefined || removeId !== undefined)
    if (changed.length === 0 || isConcealed) return
    readings.changed(connectionId, changed)
    const list = of(connectionId)
    const ours = changed.flatMap(({ upsert, isMadeHere }) => (upsert && isMadeHere ? [upsert.id] : []))
    const elsewhere = ours.length === 0 ? list.elsewhere : list.elsewhere.filter((id) => !ours.includes(id))
    put(cell, { ...list, elsewhere, keys: withChanges(list.keys, changed) })
    for (const id of ours) changes.madeHere(connectionId, id)
    turns.save(connectionId)
  }

  return {
    cell,
    sync: readings.sync,
    changes: changes.cell,
    dismissChanges: (connectionId) => void changes.forget(connectionId),
    loadSaved,
    refresh: readings.refresh,
    cancel: readings.cancel,
    forget,
    apply,
    async written() {
      await turns.written()
      await changes.written()
    },
    async conceal() {
      isConcealed = true
      readings.stopAll()
      // What is still to be written is written from here.
      await turns.written()
      await changes.written()
      if (!isConcealed) return
      cell.set([])
      changes.conceal()
    },
    async show(connectionIds) {
      isConcealed = false
      await Promise.all(connectionIds.map(loadSaved))
    },
    find: (connectionId, keyId) => of(connectionId).keys.find(({ id }) => id === keyId) ?? null,
  }
}
