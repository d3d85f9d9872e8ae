// Runs the checks of creates in doubt: at 10 s, 1, 5 and 15 minutes, after each sign-in, and when the person asks.
import type { SessionState } from '../../src-shared/connection'
import { AppError } from '../../src-shared/errors'
import type { KeyRecord } from '../../src-shared/key'
import type { InventoryStore } from '../inventory/inventory'
import type { Log } from '../log/log'
import { SecretCell } from '../log/secret-cell'
import type { Sessions } from '../session/session-parts'
import type { Clock } from './clock'
import { forgetResult } from './create-key'
import { watchedUntil } from './late-commits'
import type { LiveRun } from './live-run'
import { checkTimesMs, findMade, type Look, quietMs, type ReconcileDeps, reconcileOnce } from './reconcile'
import type { Runs } from './runs'

interface Deps extends ReconcileDeps {
  readonly runs: () => Runs
  readonly sessions: Pick<Sessions, 'asUser' | 'cell'>
  readonly inventory: Pick<InventoryStore, 'apply'>
  /** While the app is locked nothing is asked; the unlock asks. */
  readonly isLocked: () => boolean
  /** The connection exists. */
  readonly isKnown: (connectionId: string) => boolean
  readonly clock: Clock
  readonly log: Log
  readonly failureOf: (error: unknown) => LiveRun['view']['failure']
}

/** A live private key of an Advanced pair waits this long for the console's verdict. */
const cellMs = 20 * 60_000
const whileRunningMs = 5000
const afterFailureMs = 30_000
const afterQuietMs = 60_000

export function createReconciler({ runs, clock, inventory, log, failureOf, ...deps }: Deps) {
  const checking = new WeakMap<LiveRun, Promise<void>>()

  const isActive = (state: SessionState) => state.sign.kind === 'active'
  const elapsed = (live: LiveRun) => clock.monotonic() - live.beganAt
  const sessionOf = (connectionId: string) =>
    deps.sessions.cell.get().find((one) => one.connectionId === connectionId)

  /** Nobody else sees all keys of the owner for sure, so only the owner's list tells what is not there. */
  function isOwner({ record }: LiveRun): boolean {
    const sign = sessionOf(record.connectionId)?.sign
    return sign?.kind === 'active' && sign.user.userUid === record.userUid
  }

  function plan(live: LiveRun, ms: number): void {
    live.timers.get('check')?.()
    if (!deps.isKnown(live.record.connectionId)) return
    live.timers.set(
      'check',
      clock.after(ms, () => void check(live).catch(() => {})),
    )
  }

  function planNext(live: LiveRun): void {
    const since = elapsed(live)
    const next = checkTimesMs.find((ms) => ms > since)
    plan(live, next === undefined ? afterQuietMs : next - since + 50)
  }

  /** Not asynchronous: between this and what follows nothing else may happen to the run. */
  function adopt(live: LiveRun, record: KeyRecord): void {
    inventory.apply(live.record.connectionId, { upsert: record, isMadeHere: true })
    live.record = { ...live.record, keyId: record.id, keyCreatedAt: record.createdAt }
  }

  /** The wizard holds one private key at a time: a reconciled run waits until the other has ended (I3). */
  const mustWait = (live: LiveRun, willReveal: boolean) => willReveal && runs().open(live) !== undefined

  async function conclude(live: LiveRun, look: Look, since: number): Promise<void> {
    switch (look.kind) {
      case 'running':
        return plan(live, since < quietMs ? whileRunningMs : afterQuietMs)
      case 'unclear':
      case 'several':
        runs().happen(live, { do: 'several' })
        return planNext(live)
      case 'absent': {
        const final = since >= quietMs && isOwner(live)
        if (!final) return planNext(live)
        live.record = { ...live.record, watchedUntil: watchedUntil(clock) }
        runs().happen(live, { do: 'absent', final })
        return
      }
      case 'refused':
        runs().happen(live, { do: 'refused' })
        runs().show(live, { failure: failureOf(look.error) })
        return
      case 'gone':
        if (!isOwner(live)) return planNext(live)
        runs().happen(live, { do: 'gone' })
        return
      case 'created': {
        // Another create began while the result was on its way: a pair of this computer waits for its turn, a key text
        // is let go, since the wizard holds one private key at a time (I3).
        const isLate = mustWait(live, live.record.kind !== 'own')
        if (isLate && live.cell !== null) return plan(live, whileRunningMs)
        adopt(live, look.record)
        if (live.record.kind === 'simple' && !isLate) live.cell = look.secret
        else look.secret?.wipe()
        return arrive(live, { do: 'answered', secret: live.cell !== null })
      }
      case 'found':
        // Also without a private key here: the console may still have the result, which is read in its turn.
        if (mustWait(live, live.record.kind !== 'own')) return plan(live, whileRunningMs)
        adopt(live, look.record)
        return arrive(live, { do: 'found' })
    }
  }

  async function arrive(
    live: LiveRun,
    event: { do: 'answered'; secret: boolean } | { do: 'found' },
  ): Promise<void> {
    const { refused, recorded } = runs().happen(live, event)
    if (refused) return
    await recorded.catch(() => {})
    if (live.run.state === 'unrevealed' && runs().presented() !== live.opId) runs().present(live.opId)
  }

  async function checkNow(live: LiveRun): Promise<void> {
    const since = elapsed(live)
    // A result would open a frame: not while another run holds the wizard.
    const readResult = !live.run.journalled && !mustWait(live, live.record.kind !== 'own')
    try {
      const look = await reconcileOnce(deps, live.record, readResult, since)
      log.event('creation.checked', { opId: live.opId, kind: look.kind })
      runs().show(live, { candidates: look.kind === 'several' ? look.records : [] })
      if (live.run.state === 'ambiguous') await conclude(live, look, since)
      else if (look.kind === 'created') look.secret?.wipe()
    } catch (error) {
      if (live.run.state === 'ambiguous') plan(live, afterFailureMs)
      throw error
    }
  }

  /** Joins a check that runs already. Throws the network's failures. */
  function check(live: LiveRun): Promise<void> {
    if (live.run.state !== 'ambiguous') return Promise.resolve()
    if (deps.isLocked()) return Promise.reject(new AppError('locked'))
    let running = checking.get(live)
    if (running === undefined) {
      running = checkNow(live).finally(() => checking.delete(live))
      checking.set(live, running)
    }
    return running
  }

  const active = new Set<string>()
  deps.sessions.cell.watch((states) => {
    for (const state of states) {
      if (!isActive(state)) active.delete(state.connectionId)
      else if (!active.has(state.connectionId)) {
        active.add(state.connectionId)
        for (const live of runs().all()) {
          if (live.record.connectionId !== state.connectionId) continue
          void check(live).catch(() => {})
          // Shown once already: the console's copy is deleted unread (I7).
          if (live.run.state === 'unconfirmed') void forgetResult(deps, state.connectionId, live.opId)
        }
      }
    }
  })

  /** Throws `changed-meanwhile` when that key is not among those that fit (any more), and the network's failures. */
  async function pick(live: LiveRun, keyId: string | null): Promise<void> {
    const { connectionId, userUid, keyIdsBefore } = live.record
    if (live.run.state !== 'ambiguous') throw new AppError('changed-meanwhile', { reason: 'attention' })
    if (keyId === null) {
      // None of those that were offered: they were there before, as far as this create is concerned.
      const offered = live.view.candidates.map(({ id }) => id)
      runs().show(live, { candidates: [] })
      await runs().note(live, { keyIdsBefore: [...keyIdsBefore, ...offered] })
      return check(live)
    }
    const keys = await deps.sessions.asUser(connectionId, 'read', (target, bearer) =>
      deps.api.listUserLogins(target, bearer, userUid),
    )
    const look = findMade(live.record, keys)
    const fitting = look.kind === 'several' ? look.records : look.kind === 'found' ? [look.record] : []
    const record = fitting.find(({ id }) => id === keyId)
    runs().show(live, { candidates: look.kind === 'several' && record === undefined ? look.records : [] })
    if (record === undefined || live.run.state !== 'ambiguous')
      throw new AppError('changed-meanwhile', { reason: 'attention' })
    adopt(live, record)
    return arrive(live, { do: 'found' })
  }

  return {
    check,
    pick,
    /** Starts the checks of a run that has just become doubtful, or that a former start left doubtful. */
    begin(live: LiveRun): void {
      if (live.cell instanceof SecretCell)
        live.timers.set(
          'cell',
          clock.after(cellMs, () => void runs().happen(live, { do: 'cell-expired' })),
        )
      const session = sessionOf(live.record.connectionId)
      if (session === undefined || !isActive(session)) planNext(live)
      else void check(live).catch(() => {})
    },
  }
}
