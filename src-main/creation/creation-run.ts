// One run of making a key as the machine sees it: its states, the events that can happen, and what can follow.

/** `own`: the person brought a public key, so there is nothing to reveal. */
export type RunKind = 'simple' | 'advanced' | 'own'

export type RunState =
  | 'intent'
  | 'creating'
  | 'ambiguous'
  | 'unrevealed' // CREATED_UNREVEALED
  | 'revealed'
  | 'created' // own public key: done as soon as it exists
  | 'delivered' // DESTROYED(delivered); ACKNOWLEDGED is the instant before
  | 'unconfirmed' // DESTROYED(unconfirmed)
  | 'orphan'
  | 'revoking'
  | 'revoked'
  | 'disabled'
  | 'dismissed'
  | 'not-created'

export interface Run {
  readonly kind: RunKind
  readonly state: RunState
  /** The main process holds the private key. */
  readonly cell: boolean
  /** The I1 line is on its way to the disk: it may exist, nothing has been handed out. */
  readonly flushing: boolean
  /** The I1 line is on the disk. Never goes back (I2). */
  readonly journalled: boolean
  readonly copied: boolean
  readonly saved: boolean
  /** The app is locked: nothing is released, and no frame opens, until it is open again. */
  readonly locked: boolean
  /** Frames that ended before anything was released. */
  readonly framesLost: number
  /** Where a failed revoke leads back to. */
  readonly revokeFrom: 'orphan' | 'unconfirmed' | null
}

export type RunEvent =
  | { readonly do: 'send' }
  | { readonly do: 'cancel' }
  /** A complete valid answer. `secret`: it held a private key (Simple keys only). */
  | { readonly do: 'answered'; readonly secret: boolean }
  | { readonly do: 'refused' }
  /** Timeout, reset, 5xx, unparsable: nobody knows. */
  | { readonly do: 'unclear' }
  | { readonly do: 'stop-waiting' }
  /** The owner's list holds exactly one match. */
  | { readonly do: 'found' }
  /** Not in the list; `final` once the quiet time is over. */
  | { readonly do: 'absent'; readonly final: boolean }
  | { readonly do: 'several' }
  /** Known to have existed, and now the console says 404. */
  | { readonly do: 'gone' }
  /** A later list holds a key of a run that counted as not created; `several`: more than one fits. */
  | { readonly do: 'reappeared'; readonly several: boolean }
  /** The connection was removed: nobody can check or revoke from here, and the person says why that is all right. */
  | { readonly do: 'give-up' }
  | { readonly do: 'cell-expired' }
  | { readonly do: 'release-asked' }
  | { readonly do: 'line-flushed' }
  | { readonly do: 'line-failed' }
  | { readonly do: 'stored'; readonly by: 'copy' | 'save' }
  | { readonly do: 'store-failed' }
  | { readonly do: 'done'; readonly copyIsStored: boolean }
  | { readonly do: 'frame-gone' }
  | { readonly do: 'discard' }
  | { readonly do: 'leave' }
  | { readonly do: 'deadline' }
  | { readonly do: 'lock' }
  | { readonly do: 'unlock' }
  | { readonly do: 'log-off' }
  | { readonly do: 'quit' }
  | { readonly do: 'sign-out' }
  | { readonly do: 'second-create' }
  /** An unexpected error: every private key of this process has been wiped (S-54). */
  | { readonly do: 'surprise' }
  /** The program starts again. `line`: the I1 line of this run was found. */
  | { readonly do: 'restart'; readonly line: boolean }
  | { readonly do: 'revoke' }
  | { readonly do: 'revoke-done' }
  | { readonly do: 'revoke-failed' }
  | { readonly do: 'disable-done' }
  | { readonly do: 'have-it' }
  | { readonly do: 'keep' }

/**
 * What the caller must do, in this order, after the new state is recorded. `open-frame` while the app is locked: the
 * deadline begins, the frame comes with the unlock.
 */
export type Effect =
  | 'send'
  | 'flush-line'
  | 'release'
  | 'wipe'
  | 'open-frame'
  | 'end-frame'
  | 'clear-clipboard'
  | 'reconcile'
  | 'revoke'

export interface Step {
  readonly run: Run
  readonly effects: readonly Effect[]
  /** The event is not allowed here; nothing changed. */
  readonly refused: boolean
}

/** Frames that may break before anything was released (decisions D2). */
export const frameTries = 3

export function startRun(kind: RunKind): Run {
  return {
    kind,
    state: 'intent',
    cell: kind === 'advanced',
    flushing: false,
    journalled: false,
    copied: false,
    saved: false,
    locked: false,
    framesLost: 0,
    revokeFrom: null,
  }
}

/** I3: at most one run may be in one of these. */
export const isOpenState = (state: RunState) =>
  state === 'intent' || state === 'creating' || state === 'unrevealed' || state === 'revealed'

/** I6: everything else needs attention until somebody settles it. */
export const isSettledState = (state: RunState) =>
  ['created', 'delivered', 'revoked', 'disabled', 'dismissed', 'not-created'].includes(state)
