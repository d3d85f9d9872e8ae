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
import type { Sessions } from '../session/session-parts'
import type { LockMark } from './lock-mark'

export interface AppLock {
  readonly cell: ReadableCell<LockState>
  isLocked(): boolean
  /**
   * Locks at once. Where nobody is signed in nobody could unlock: then only what was revealed ends and the clipboard is
   * cleared. While a kept sign-in is still being taken up, the lock follows it. Never rejects.
   */
  lock(why: LockReason): Promise<void>
  /** At start: a lock of the last run still holds. True: nothing may be restored in this start. Never rejects. */
  resume(): Promise<boolean>
  /**
   * Signs in at this console as the same person. Resolves also when the console asks for a code (`cell`). Throws
   * `credentials-wrong` (detail.otherPerson for somebody else), `rate-limited` and the network's failures.
   */
  unlock(connectionId: string, password: string): Promise<void>
  /** As {@link unlock}, by a key of the same person. False: the dialog was cancelled. */
  unlockWithKey(connectionId: string, from: 'file' | 'clipboard'): Promise<boolean>
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
    | 'unlockWithKey'
    | 'answerCode'
    | 'restoreOthers'
    | 'cancelCode'
    | 'signOut'
    | 'openWithout'
  >
  readonly inventory: Pick<InventoryStore, 'conceal' | 'show' | 'refresh' | 'forget'>
  readonly creations: Pick<Creations, 'lock' | 'unlock' | 'isOpen'>
  readonly journal: Pick<Journal, 'record'>
  readonly vaultReady: () => Promise<'keyring' | 'memory'>
  readonly now: () => Date
  readonly log: Log
}

const opened: LockState = { kind: 'open' }

export function createAppLock(deps: Deps): AppLock {
  const { mark, sessions, inventory, creations, journal, log } = deps
  const cell: Cell<LockState> = createCell<LockState>(
    mark.isSet() ? locked('restart', deps.now().toISOString()) : opened,
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

  /** Asked for when it could not be done yet; done as soon as it can. */
  let owed: LockReason | null = null
  let isLifting = false
  /** The fall of the lock, to its end. */
  let falling: Promise<void> = Promise.resolve()

  const isRestoring = () => sessions.cell.get().some(({ sign }) => sign.kind === 'restoring')

  sessions.cell.watch((states) => {
    if (owed !== null && !isLocked() && !isRestoring()) return payOwed()
    const asked = states.find(({ sign }) => sign.kind === 'code-needed')
    const code =
      asked?.sign.kind === 'code-needed'
        ? { connectionId: asked.connectionId, attemptsLeft: asked.sign.attemptsLeft }
        : null
    change({ code })
  })

  function payOwed(): void {
    const why = owed
    owed = null
    if (why !== null) void lock(why)
  }

  /** The person is no longer at the desk, and nobody is signed in. */
  async function endWhatIsShown(): Promise<void> {
    await creations.lock()
    await creations.unlock()
  }

  async function fall(why: LockReason): Promise<void> {
    const marked = mark.set().catch(() => log.event('lock.not-kept', { why }))
    // Before anything else can ask for a request: from here on none leaves.
    const dropped = sessions.lock()
    const concealed = inventory.conceal()
    const { clipboardCleared } = await creations.lock()
    change({ clipboardCleared })
    await Promise.allSettled([marked, dropped, concealed])
  }

  async function lock(why: LockReason): Promise<void> {
    if (isLocked()) {
      if (isLifting) owed = why
      return
    }
    const who = people()
    if (who.length === 0) {
      if (isRestoring()) owed = why
      else await endWhatIsShown()
      return
    }
    // First the page: from this line on it gets nothing and can ask for nothing but to unlock.
    cell.set({ ...locked(why, deps.now().toISOString()), people: who })
    journal.record('app.locked', { kind: why })
    log.event('app.locked', { why })
    falling = fall(why)
    await falling
  }

  async function open(connectionIds: readonly string[]): Promise<void> {
    await mark.clear().catch(() => log.event('lock.not-cleared'))
    await inventory.show(connectionIds)
    cell.set(opened)
    log.event('app.unlocked')
    await creations.unlock()
  }

  const connectionIds = () => deps.connections.cell.get().map(({ id }) => id)

  async function lift(): Promise<void> {
    await open(connectionIds())
    journal.record('app.unlocked')
    void sessions.restoreOthers()
    // Where a list is not saved, or is old, the console is asked; a failure stands in the list's `problem`.
    for (const { connectionId, sign } of sessions.cell.get())
      if (sign.kind === 'active') inventory.refresh(connectionId).catch(() => {})
    payOwed()
  }

  /** What a person can do about a failure differs while locked; its text can tell by `detail.locked`. */
  async function onScreen(work: Promise<void>): Promise<void> {
    try {
      await work
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      throw new AppError(error.code, { ...error.detail, locked: true }, error)
    }
  }

  /** A lock that falls while the answer is on its way is owed: the person has gone again. */
  async function lifting(work: Promise<void>): Promise<void> {
    isLifting = true
    try {
      await onScreen(work)
      if (!sessions.isLocked()) await lift()
    } finally {
      isLifting = false
      if (isLocked()) owed = null
    }
  }

  return {
    cell,
    isLocked,
    lock,
    async resume() {
      if (!isLocked()) return false
      const inStore = (await deps.vaultReady()) === 'keyring'
      const isKnown = await sessions.lockAtStart()
      change({ people: people() })
      if (people().length > 0) return true
      // Nobody is there who could unlock. Where the store says so, nothing is left to lock; where it does not answer, its
      // sign-ins stay unused in this run and locked for the next.
      if (inStore && isKnown) {
        // The lists of people whose sign-in ended with the last run: nobody else may see them.
        await Promise.all(connectionIds().map((id) => inventory.forget(id)))
        await mark.clear().catch(() => log.event('lock.not-cleared'))
      }
      sessions.openWithout()
      cell.set(opened)
      return true
    },
    async unlock(connectionId, password) {
      if (!isLocked()) return
      await falling
      await lifting(sessions.unlock(connectionId, password))
    },
    async unlockWithKey(connectionId, from) {
      if (!isLocked()) return true
      await falling
      let isDone = false
      const work = async () => {
        isDone = await sessions.unlockWithKey(connectionId, from)
      }
      await lifting(work())
      return isDone
    },
    async answerCode(code) {
      const state = cell.get()
      if (state.kind !== 'locked' || state.code === null) throw new AppError('signed-out')
      const { connectionId } = state.code
      try {
        await lifting(sessions.answerCode(connectionId, code))
      } catch (error) {
        // Right for somebody else: no further code can change that.
        if (error instanceof AppError && error.detail.otherPerson === true) sessions.cancelCode(connectionId)
        throw error
      }
    },
    async signOut() {
      if (!isLocked()) return
      if (creations.isOpen()) throw new AppError('busy', { locked: true })
      await falling
      const who = people()
      const ids = connectionIds()
      // All at once, and also those that could not be read: nobody has shown who they are.
      await Promise.all(ids.map((id) => sessions.signOut(id)))
      await Promise.all(ids.map((id) => inventory.forget(id)))
      sessions.openWithout()
      for (const { connectionId, consoleName, userName } of who)
        journal.record('sign-in.signed-out', {
          connectionId,
          console: consoleName,
          person: userName,
          kind: 'locked',
        })
      await open([])
    },
  }
}
