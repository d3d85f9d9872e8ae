// Runs the checks of creates in doubt: at 10 s, 1, 5 and 15 minutes, after each sign-in, and when the person asks.
import type { SessionState } from '../../src-shared/connection'
import type { KeyRecord } from '../../src-shared/key'
import type { InventoryStore } from '../inventory/inventory'
import type { Log } from '../log/log'
import { SecretCell } from '../log/secret-cell'
import type { Sessions } from '../session/sessions'
import type { Clock } from './clock'
import { forgetResult } from './create-key'
import { checkTimesMs, type Look, quietMs, type ReconcileDeps, reconcileOnce } from './reconcile'
import type { LiveRun, Runs } from './runs'

interface Deps extends ReconcileDeps {
  readonly runs: () => Runs
  readonly sessions: Pick<Sessions, 'asUser' | 'cell'>
  readonly inventory: Pick<InventoryStore, 'apply'>
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
  const elapsed = (live: LiveRun) => clock.now().getTime() - Date.parse(live.record.startedAt)

  function plan(live: LiveRun, ms: number): void {
    live.timers.get('check')?.()
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

  async function adopt(live: LiveRun, record: KeyRecord): Promise<void> {
    inventory.apply(live.record.connectionId, { upsert: record })
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
        const final = since >= quietMs
        if (!final) return planNext(live)
        runs().happen(live, { do: 'absent', final })
        return
      }
      case 'refused':
        runs().happen(live, { do: 'refused' })
        runs().show(live, { failure: failureOf(look.error) })
        return
      case 'gone':
        runs().happen(live, { do: 'gone' })
        return
      case 'created':
        await adopt(live, look.record)
        if (live.record.kind === 'simple') live.cell = look.secret
        else look.secret?.wipe()
        return arrive(live, { do: 'answered', secret: look.secret !== null })
      case 'found':
        if (mustWait(live, live.cell !== null)) return plan(live, whileRunningMs)
        await adopt(live, look.record)
        return arrive(live, { do: 'found' })
    }
  }

  async function arrive(
    live: LiveRun,
    event: { do: 'answered'; secret: boolean } | { do: 'found' },
  ): Promise<void> {
    const { refused, recorded } = runs().happen(live, event)
    if (refused) {
      live.cell?.wipe()
      live.cell = null
      return
    }
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

  return {
    check,
    /** Starts the checks of a run that has just become doubtful, or that a former start left doubtful. */
    begin(live: LiveRun): void {
      if (live.cell instanceof SecretCell)
        live.timers.set(
          'cell',
          clock.after(cellMs, () => void runs().happen(live, { do: 'cell-expired' })),
        )
      const session = deps.sessions.cell.get().find((one) => one.connectionId === live.record.connectionId)
      if (session === undefined || !isActive(session)) planNext(live)
      else void check(live).catch(() => {})
    },
  }
}
