// The app lock: when it falls, what goes with it, and how signing in again lifts it (S-26, P11).
import { type Cell, createCell, type ReadableCell } from '../../src-shared/cell'
import { AppError } from '../../src-shared/errors'
import type { LockReason, LockState } from '../../src-shared/lock'
import type { Settings } from '../../src-shared/settings'
import type { Connections } from '../connections/connections'
import type { Creations } from '../creation/creations'
import type { InventoryStore } from '../inventory/inventory'
import type { Journal } from '../journal/journal'
import type { Log } from '../log/log'
import type { Sessions } from '../session/sessions'
import type { LockMark } from './lock-mark'

export interface AppLock {
  readonly cell: ReadableCell<LockState>
  isLocked(): boolean
  /** Locks at once; does nothing when locked, or when nobody is signed in and so nobody could unlock. */
  lock(why: LockReason): Promise<void>
  /** At start: a lock of the last run still holds. True: nothing may be restored until it is lifted. */
  resume(): Promise<boolean>
  /**
   * Signs in at this console as the same person. Resolves also when the console asks for a code (`cell`). Throws
   * `credentials-wrong` (detail.otherPerson for somebody else), `rate-limited` and the network's failures.
   */
  unlock(connectionId: string, password: string): Promise<void>
  /** Throws `code-wrong` and the network's failures. */
  answerCode(code: string): Promise<void>
  /** Forgets the sign-ins and the saved lists of everybody on the lock screen; then the app is open. */
  signOut(): Promise<void>
}

interface Deps {
  readonly mark: LockMark
  readonly settings: ReadableCell<Settings>
  readonly connections: Pick<Connections, 'cell'>
  readonly sessions: Pick<
    Sessions,
    | 'cell'
    | 'lock'
    | 'lockAtStart'
    | 'people'
    | 'isLocked'
    | 'unlock'
    | 'answerCode'
    | 'restoreOthers'
    | 'signOut'
    | 'openWithout'
  >
  readonly inventory: Pick<InventoryStore, 'conceal' | 'loadSaved' | 'refresh' | 'forget'>
  readonly creations: Pick<Creations, 'lock' | 'unlock' | 'isOpen'>
  readonly journal: Pick<Journal, 'record'>
  readonly vaultReady: () => Promise<'keyring' | 'memory'>
  readonly now: () => Date
  readonly log: Log
}

const open: LockState = { kind: 'open' }

export function createAppLock(deps: Deps): AppLock {
  const { mark, sessions, inventory, creations, journal, log } = deps
  const cell: Cell<LockState> = createCell<LockState>(
    mark.isSet() ? locked('restart', deps.now().toISOString()) : open,
  )
  const isLocked = () => cell.get().kind === 'locked'

  function locked(why: LockReason, since: string): Extract<LockState, { kind: 'locked' }> {
    const minutes = deps.settings.get().lockMinutes
    return { kind: 'locked', since, why, minutes, clipboardCleared: false, people: [], code: null }
  }

  function change(part: Partial<Extract<LockState, { kind: 'locked' }>>): void {
    const state = cell.get()
    if (state.kind === 'locked') cell.set({ ...state, ...part })
  }

  const nameOf = (connectionId: string) =>
    deps.connections.cell.get().find(({ id }) => id === connectionId)?.name ?? ''
  const people = () =>
    sessions.people().map(({ connectionId, userName }) => ({
      connectionId,
      consoleName: nameOf(connectionId),
      userName,
    }))

  sessions.cell.watch((states) => {
    if (!isLocked()) return
    const asked = states.find(({ sign }) => sign.kind === 'code-needed')
    const code =
      asked?.sign.kind === 'code-needed'
        ? { connectionId: asked.connectionId, attemptsLeft: asked.sign.attemptsLeft }
        : null
    change({ code })
  })

  /** What is under way ends here or goes on without the page; nothing of it is shown. */
  async function lock(why: LockReason): Promise<void> {
    if (isLocked() || !sessions.people().length) return
    // First the page: from this line on it gets nothing and can ask for nothing but to unlock.
    cell.set({ ...locked(why, deps.now().toISOString()), people: people() })
    journal.record('app.locked', { kind: why })
    log.event('app.locked', { why })
    await mark.set().catch(() => log.event('lock.not-kept'))
    const [ended] = await Promise.allSettled([creations.lock(), sessions.lock()])
    change({ clipboardCleared: ended.status === 'fulfilled' && ended.value.clipboardCleared })
    await inventory.conceal()
  }

  async function lift(): Promise<void> {
    await mark.clear().catch(() => log.event('lock.not-cleared'))
    const ids = deps.connections.cell.get().map(({ id }) => id)
    await Promise.all(ids.map((id) => inventory.loadSaved(id)))
    cell.set(open)
    journal.record('app.unlocked')
    log.event('app.unlocked')
    await creations.unlock()
    void sessions.restoreOthers()
    // Where a list is not saved, or is old, the console is asked; a failure stands in the list's `problem`.
    for (const { connectionId, sign } of sessions.cell.get())
      if (sign.kind === 'active') inventory.refresh(connectionId).catch(() => {})
  }

  return {
    cell,
    isLocked,
    lock,
    async resume() {
      if (!isLocked()) return false
      if ((await deps.vaultReady()) === 'keyring') await sessions.lockAtStart()
      change({ people: people() })
      if (people().length > 0) return true
      // No sign-in is kept on this computer: there is nothing to open, and nobody who could.
      await mark.clear().catch(() => log.event('lock.not-cleared'))
      sessions.openWithout()
      cell.set(open)
      return false
    },
    async unlock(connectionId, password) {
      if (!isLocked()) return
      await sessions.unlock(connectionId, password)
      if (!sessions.isLocked()) await lift()
    },
    async answerCode(code) {
      const state = cell.get()
      if (state.kind !== 'locked' || state.code === null) throw new AppError('signed-out')
      await sessions.answerCode(state.code.connectionId, code)
      if (!sessions.isLocked()) await lift()
    },
    async signOut() {
      if (!isLocked()) return
      if (creations.isOpen()) throw new AppError('busy')
      const ids = sessions.people().map(({ connectionId }) => connectionId)
      sessions.openWithout()
      for (const id of ids) {
        await sessions.signOut(id)
        await inventory.forget(id)
      }
      await lift()
    },
  }
}
