// The reveal-once state machine of security-spec section 3 as pure functions: it decides, others act and keep records.
import { type Effect, frameTries, type Run, type RunEvent, type RunState, type Step } from './creation-run'

const stay = (run: Run, ...effects: Effect[]): Step => ({ run, effects, refused: false })
const refuse = (run: Run): Step => ({ run, effects: [], refused: true })
const to = (run: Run, change: Partial<Run>, ...effects: Effect[]): Step =>
  stay({ ...run, ...change }, ...effects)

/** The private key ends here, whatever becomes of the run. */
const destroy = (run: Run, state: RunState, ...more: Effect[]): Step =>
  to(run, { state, cell: false, flushing: false }, ...more, 'wipe', 'end-frame')

/** Once the I1 line may exist, the run counts as revealed, even if nothing was handed out. */
const mayBeRevealed = (run: Run) => run.journalled || run.flushing
const lost = (run: Run, ...more: Effect[]): Step =>
  destroy(run, mayBeRevealed(run) ? 'unconfirmed' : 'orphan', ...more)

/** It exists on the console; what follows depends on who holds the private key. */
function exists(run: Run, secret: boolean): Step {
  if (run.kind === 'own') return to(run, { state: 'created' })
  if (run.journalled) return destroy(run, 'unconfirmed')
  if (run.cell || (run.kind === 'simple' && secret))
    return to(run, { state: 'unrevealed', cell: true }, 'open-frame')
  return to(run, { state: 'orphan' })
}

/** The app is locked or open again; nothing else changes. */
const noteLock = (run: Run, event: RunEvent): Step => to(run, { locked: event.do === 'lock' })

const notCreated = (run: Run): Step => to(run, { state: 'not-created', cell: false }, 'wipe')

function intent(run: Run, event: RunEvent): Step {
  if (event.do === 'send') return to(run, { state: 'creating' }, 'send')
  if (event.do === 'cancel' || event.do === 'refused' || event.do === 'quit' || event.do === 'log-off')
    return notCreated(run)
  if (event.do === 'lock' || event.do === 'unlock') return noteLock(run, event)
  if (event.do === 'surprise') return to(run, { cell: false }, 'wipe')
  return refuse(run)
}

function creating(run: Run, event: RunEvent): Step {
  switch (event.do) {
    case 'answered':
      return exists(run, event.secret)
    case 'refused':
      return notCreated(run)
    case 'unclear':
    case 'stop-waiting':
    case 'deadline':
      return to(run, { state: 'ambiguous' }, 'reconcile')
    // The answer is still awaited; without its private key an Advanced key ends as an orphan.
    case 'surprise':
      return to(run, { cell: false }, 'wipe')
    // The request goes on, or the next start reconciles it.
    case 'lock':
    case 'unlock':
      return noteLock(run, event)
    case 'log-off':
    case 'quit':
      return stay(run)
    default:
      return refuse(run)
  }
}

function ambiguous(run: Run, event: RunEvent): Step {
  switch (event.do) {
    case 'answered':
      return exists(run, event.secret)
    case 'found':
      return exists(run, false)
    case 'refused':
      return notCreated(run)
    case 'absent':
      return event.final ? notCreated(run) : stay(run)
    case 'gone':
      return to(run, { state: 'revoked', cell: false }, 'wipe')
    case 'cell-expired':
    case 'surprise':
      return to(run, { cell: false }, 'wipe')
    case 'give-up':
      return to(run, { state: 'dismissed', cell: false }, 'wipe')
    case 'lock':
    case 'unlock':
      return noteLock(run, event)
    case 'several':
    case 'log-off':
    case 'quit':
    case 'sign-out':
    case 'leave':
    case 'second-create': // allowed with another description, which the caller compares
      return stay(run)
    default:
      return refuse(run)
  }
}

function unrevealed(run: Run, event: RunEvent): Step {
  switch (event.do) {
    case 'release-asked':
      if (run.locked) return refuse(run)
      return run.flushing ? stay(run) : to(run, { flushing: true }, 'flush-line')
    case 'line-flushed':
      return run.flushing
        ? to(run, { state: 'revealed', flushing: false, journalled: true }, 'release')
        : refuse(run)
    case 'line-failed':
      return run.flushing ? to(run, { flushing: false }) : refuse(run)
    case 'frame-gone':
      if (run.locked) return refuse(run)
      if (run.flushing || run.framesLost >= frameTries) return lost(run)
      return to(run, { framesLost: run.framesLost + 1 }, 'open-frame')
    case 'lock':
      return run.flushing ? lost(run) : to(run, { locked: true }, 'end-frame')
    case 'unlock':
      return run.locked ? to(run, { locked: false }, 'open-frame') : stay(run)
    case 'discard':
      return revokeAfter(run)
    case 'leave':
    case 'deadline':
    case 'log-off':
    case 'quit':
    case 'surprise':
      return lost(run)
    case 'store-failed':
      return stay(run)
    default:
      return refuse(run)
  }
}

function revealed(run: Run, event: RunEvent): Step {
  switch (event.do) {
    case 'release-asked':
      return stay(run, 'release')
    case 'stored':
      return to(run, event.by === 'copy' ? { copied: true } : { saved: true })
    case 'store-failed':
    case 'unlock':
      return stay(run)
    case 'done':
      return run.saved || (run.copied && event.copyIsStored) ? destroy(run, 'delivered') : refuse(run)
    case 'discard':
      return revokeAfter(run)
    case 'lock':
    case 'log-off':
    case 'quit':
      return lost(run, 'clear-clipboard')
    case 'frame-gone':
    case 'leave':
    case 'deadline':
    case 'surprise':
      return lost(run)
    default:
      return refuse(run)
  }
}

function revokeAfter(run: Run): Step {
  const gone = lost(run)
  const from = gone.run.state === 'unconfirmed' ? 'unconfirmed' : 'orphan'
  return stay({ ...gone.run, state: 'revoking', revokeFrom: from }, ...gone.effects, 'revoke')
}

/** Nobody holds the private key any more (orphan), or nobody is known to (unconfirmed). */
function unsettled(run: Run, event: RunEvent): Step {
  const state = run.state === 'unconfirmed' ? 'unconfirmed' : 'orphan'
  if (event.do === 'revoke') return to(run, { state: 'revoking', revokeFrom: state }, 'revoke')
  if (event.do === 'gone') return to(run, { state: 'revoked' })
  if (event.do === 'have-it' && state === 'unconfirmed') return to(run, { state: 'delivered' })
  if (event.do === 'disable-done' && state === 'unconfirmed') return to(run, { state: 'disabled' })
  if (event.do === 'keep' && state === 'orphan') return to(run, { state: 'dismissed' })
  if (event.do === 'give-up') return to(run, { state: 'dismissed' })
  return isPassive(event) ? stay(run) : refuse(run)
}

function revoking(run: Run, event: RunEvent): Step {
  if (event.do === 'revoke-done' || event.do === 'gone')
    return to(run, { state: 'revoked', revokeFrom: null })
  if (event.do === 'revoke-failed') return to(run, { state: run.revokeFrom ?? 'orphan', revokeFrom: null })
  return isPassive(event) ? stay(run) : refuse(run)
}

function ended(run: Run, event: RunEvent): Step {
  if (event.do === 'reappeared' && run.state === 'not-created') {
    if (run.kind === 'own') return to(run, { state: 'created' })
    return to(run, { state: event.several ? 'ambiguous' : 'orphan' })
  }
  return isPassive(event) ? stay(run) : refuse(run)
}

/** Things that happen to the whole program and mean nothing for a run without a private key. */
const isPassive = (event: RunEvent) =>
  ['lock', 'unlock', 'log-off', 'quit', 'sign-out', 'second-create', 'surprise'].includes(event.do)

/** A new process holds no private key: only what the records say is left. */
function restart(run: Run, line: boolean): Step {
  const bare: Run = {
    ...run,
    cell: false,
    flushing: false,
    locked: false,
    journalled: run.journalled || line,
  }
  switch (run.state) {
    case 'intent':
      return to(bare, { state: 'not-created' })
    case 'creating':
    case 'ambiguous':
    case 'unrevealed':
      return bare.journalled
        ? to(bare, { state: 'unconfirmed' }, 'clear-clipboard')
        : to(bare, { state: 'ambiguous' }, 'reconcile')
    case 'revealed':
      return to(bare, { state: 'unconfirmed' }, 'clear-clipboard')
    case 'revoking':
      return to(bare, { state: run.revokeFrom ?? 'orphan', revokeFrom: null })
    default:
      return stay(bare, 'clear-clipboard')
  }
}

/** Decides what an event means for a run. Pure. */
export function step(run: Run, event: RunEvent): Step {
  if (event.do === 'restart') return restart(run, event.line)
  switch (run.state) {
    case 'intent':
      return intent(run, event)
    case 'creating':
      return creating(run, event)
    case 'ambiguous':
      return ambiguous(run, event)
    case 'unrevealed':
      return unrevealed(run, event)
    case 'revealed':
      return revealed(run, event)
    case 'orphan':
    case 'unconfirmed':
      return unsettled(run, event)
    case 'revoking':
      return revoking(run, event)
    default:
      return ended(run, event)
  }
}
