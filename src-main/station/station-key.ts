// Signing in without a password (decisions D26): sets up, replaces and withdraws the key of this computer, and after a crash
// finds out what became of one.
import { AppError, codeOf } from '../../src-shared/errors'
import type { StationEntry } from '../session/station-keys'
import { make, type Proved, prove } from './make-station-key'
import { removeEverywhere } from './remove-station-key'
import { foundIn, keysOf, mayBeThere, note, type StationDeps } from './station-parts'

export interface StationKey {
  /**
   * Makes the key, or goes on with one whose set-up was cut off; from then on the person is signed in with it. Throws
   * `station-key-refused`, `station-key-in-doubt`, `busy`, `vault-unavailable`, and the failures of creating a key.
   */
  setUp(connectionId: string): Promise<void>
  /** Makes another, then deletes the old one; false: the console has not confirmed that. Throws as `setUp`. */
  replace(connectionId: string): Promise<boolean>
  /**
   * Deletes on the console, then here, this key and those that it replaced. Ends a sign-in that was made with it. Throws
   * what prevents it; what was not deleted stays then. Where one is in doubt the others are withdrawn all the same.
   */
  withdraw(connectionId: string): Promise<void>
  /** Before a connection is removed: forgets the private half. The key stays on the console. */
  forget(connectionId: string): Promise<void>
  /** Keys that were deleted on the console in another way. Never rejects: what stays is found at the next sign-in. */
  deleted(connectionId: string, keyIds: readonly string[]): Promise<void>
  isBusy(connectionId: string): boolean
  /** At start: from now on every sign-in compares what is kept with what the console has. */
  follow(): void
}

export function createStationKey(deps: StationDeps): StationKey {
  const { sessions, connections, log } = deps
  const { stationKeys } = sessions
  const busy = new Set<string>()
  const comparing = new Map<string, Promise<void>>()

  async function alone<T>(connectionId: string, work: () => Promise<T>): Promise<T> {
    if (busy.has(connectionId)) throw new AppError('busy', { stationKey: true })
    busy.add(connectionId)
    try {
      await comparing.get(connectionId)
      await stationKeys.load()
      return await work()
    } finally {
      busy.delete(connectionId)
    }
  }

  const readyOf = (connectionId: string) =>
    stationKeys.of(connectionId).find(({ state }) => state === 'ready') ?? null

  /** One that was left unfinished and that the console has. */
  async function unfinished(connectionId: string): Promise<StationEntry | null> {
    const pending = stationKeys.of(connectionId).filter(({ state }) => state === 'pending')
    if (pending.length === 0) return null
    const { user, keys } = await keysOf(deps, connectionId)
    for (const entry of pending) {
      const record = entry.userUid === user.userUid ? foundIn(keys, entry) : null
      if (record !== null) return { ...entry, keyId: record.id }
    }
    return null
  }

  async function makeOrGoOn(connectionId: string, old: StationEntry | null): Promise<Proved> {
    const left = await unfinished(connectionId)
    return left === null ? make(deps, connectionId, old) : prove(deps, left, old)
  }

  async function compare(entry: StationEntry, keys: Parameters<typeof foundIn>[0]): Promise<void> {
    const record = foundIn(keys, entry)
    if (record === null) {
      // One that was asked for may still be made, however late: only the person forgets its private half.
      if (entry.state === 'pending' || mayBeThere(deps, keys, entry)) return
      await stationKeys.forget(entry)
      note(deps, 'station-key.gone', entry)
      return
    }
    if (entry.state !== 'pending') return
    const found = { ...entry, keyId: record.id }
    if (entry.keyId === null) await stationKeys.put(found)
    // A second one has been set up meanwhile: this one is listed until the person withdraws it.
    if (readyOf(entry.connectionId) !== null) return stationKeys.put({ ...found, state: 'leaving' })
    await prove(deps, found, null, false)
    note(deps, 'station-key.set-up', found, { kind: 'found' })
  }

  /** What is kept against what the console has, for whoever has just signed in. Nothing is created or deleted there. */
  async function reconcile(connectionId: string): Promise<void> {
    const { sign } = sessions.current(connectionId)
    if (sign.kind !== 'active') return
    const own = stationKeys.of(connectionId).filter(({ userUid }) => userUid === sign.user.userUid)
    const isProved = sign.way === 'station-key' && own.every(({ state }) => state === 'ready')
    if (own.length === 0 || isProved) return
    const { keys } = await keysOf(deps, connectionId)
    for (const entry of own) await compare(entry, keys)
  }

  /** Connections that are gone took their keys' entries along, unless the store did not answer then. */
  async function tidy(): Promise<void> {
    await stationKeys.load()
    const known = new Set(connections.cell.get().map(({ id }) => id))
    for (const entry of stationKeys.cell.get())
      if (!known.has(entry.connectionId) && (await stationKeys.forget(entry)))
        note(deps, 'station-key.forgotten', entry)
  }

  async function reconcileQuietly(connectionId: string): Promise<void> {
    try {
      await stationKeys.load()
      if (!busy.has(connectionId)) await reconcile(connectionId)
    } catch (error) {
      const code = codeOf(error)
      log.event('station-key.not-compared', { connectionId, code })
    }
  }

  return {
    setUp: (connectionId) =>
      alone(connectionId, async () => {
        if (readyOf(connectionId) !== null) throw new AppError('conflict')
        const proved = await makeOrGoOn(connectionId, null)
        note(deps, 'station-key.set-up', proved.entry)
        await sessions.adoptStationKey(connectionId, proved.tokens)
      }),
    replace: (connectionId) =>
      alone(connectionId, async () => {
        const old = readyOf(connectionId)
        const proved = await makeOrGoOn(connectionId, old)
        note(deps, 'station-key.replaced', proved.entry)
        // First the new sign-in: the old one may end with its key.
        await sessions.adoptStationKey(connectionId, proved.tokens)
        if (old === null) return true
        try {
          await removeEverywhere(deps, old)
          return true
        } catch (error) {
          const code = codeOf(error)
          log.event('station-key.old-not-removed', { connectionId, code })
          return false
        }
      }),
    withdraw: (connectionId) =>
      alone(connectionId, async () => {
        const { sign } = sessions.current(connectionId)
        const wasUsed = sign.kind === 'active' && sign.way === 'station-key'
        // The one in use last: with it the right to delete the others may end.
        const entries = [...stationKeys.of(connectionId)].sort(
          (a, b) => Number(a.state === 'ready') - Number(b.state === 'ready'),
        )
        let inDoubt: AppError | null = null
        for (const entry of entries) {
          try {
            const removal = await removeEverywhere(deps, entry)
            const isUnseen = removal === 'not-there' && entry.state === 'pending'
            note(deps, 'station-key.withdrawn', entry, isUnseen ? { kind: 'not-shown' } : {})
          } catch (error) {
            // One of which nothing is known must not keep another, which works, from being withdrawn.
            if (!(error instanceof AppError) || error.code !== 'station-key-in-doubt') throw error
            inDoubt = error
          }
        }
        if (wasUsed && readyOf(connectionId) === null) await sessions.end(connectionId)
        if (inDoubt !== null) throw inDoubt
      }),
    async forget(connectionId) {
      for (const entry of stationKeys.of(connectionId)) {
        // Where the store keeps it, the next start removes it, and says so then.
        if (await stationKeys.forget(entry)) note(deps, 'station-key.forgotten', entry)
      }
    },
    async deleted(connectionId, keyIds) {
      const { sign } = sessions.current(connectionId)
      for (const entry of stationKeys.of(connectionId)) {
        if (entry.keyId === null || !keyIds.includes(entry.keyId)) continue
        try {
          await stationKeys.forget(entry)
          const isOver = entry.state === 'ready' && sign.kind === 'active' && sign.way === 'station-key'
          if (isOver) await sessions.end(connectionId)
        } catch (error) {
          log.event('station-key.not-forgotten', { connectionId, code: codeOf(error) })
        }
      }
    },
    isBusy: (connectionId) => busy.has(connectionId),
    follow() {
      const was = new Map<string, string>()
      const look = () => {
        for (const { connectionId, sign } of sessions.cell.get()) {
          const before = was.get(connectionId)
          was.set(connectionId, sign.kind)
          if (sign.kind !== 'active' || before === 'active') continue
          const work = (comparing.get(connectionId) ?? Promise.resolve()).then(() =>
            reconcileQuietly(connectionId),
          )
          comparing.set(connectionId, work)
        }
      }
      sessions.cell.watch(look)
      look()
      tidy().catch(() => {})
    },
  }
}
