// From the wizard's Create to an answered request: checks, the record on the disk, then the one send.
import type { CreationDraft } from '../../src-shared/creation'
import { checkDescription } from '../../src-shared/description'
import { AppError, codeOf, type Failure } from '../../src-shared/errors'
import type { KeyRecord, PublicKey } from '../../src-shared/key'
import type { ConsoleApi } from '../console/console-api'
import type { InventoryStore } from '../inventory/inventory'
import type { Log } from '../log/log'
import type { SecretCell } from '../log/secret-cell'
import type { Sessions } from '../session/session-parts'
import { failpoint } from '../storage/failpoint'
import type { Clock } from './clock'
import { type CreateDeps, type CreateOutcome, createKey } from './create-key'
import { type RunKind, startRun } from './creation-run'
import { blankView, type LiveRun } from './live-run'
import type { OperationRecord } from './operation-record'
import type { Pairs } from './pairs'
import { readPublicKeyText } from './public-key-text'
import type { Runs } from './runs'

interface Deps extends CreateDeps {
  readonly api: CreateDeps['api'] & Pick<ConsoleApi, 'listUserLogins'>
  readonly sessions: Pick<Sessions, 'asUser'>
  readonly inventory: Pick<InventoryStore, 'apply'>
  readonly runs: () => Runs
  readonly pairs: Pairs
  readonly failureOf: (error: unknown) => Failure
  readonly consoleName: (connectionId: string) => string
  readonly clock: Clock
  readonly newId: () => string
  readonly log: Log
}

/** What will be made, before anything is known of the console. */
interface Plan {
  readonly kind: RunKind
  readonly scopes: readonly string[]
  readonly publicKey: PublicKey | null
  readonly cell: SecretCell | null
  /** Undoes taking the pair, as long as nothing was sent. */
  readonly giveBack: () => void
}

export function createStart({ runs, pairs, clock, log, inventory, ...deps }: Deps) {
  const { failureOf, newId, consoleName } = deps
  let isStarting = false

  function planOf({ key }: CreationDraft): Plan {
    const nothing = () => {}
    if (key.type === 'simple')
      return { kind: 'simple', scopes: ['rest'], publicKey: null, cell: null, giveBack: nothing }
    const scopes = [key.scope]
    if (key.type === 'advanced-own') {
      const publicKey = readPublicKeyText(key.publicKeyText)
      return { kind: 'own', scopes, publicKey, cell: null, giveBack: nothing }
    }
    const pair = pairs.take(key.pairId)
    return {
      kind: 'advanced',
      scopes,
      publicKey: pair.publicKey,
      cell: pair.privateKey,
      giveBack: () => pairs.giveBack(key.pairId, pair),
    }
  }

  /** The owner's keys before the call, and who the owner is. */
  const ownKeys = (connectionId: string) =>
    deps.sessions.asUser(connectionId, 'read', async (target, bearer, user) => ({
      user,
      keys: await deps.api.listUserLogins(target, bearer, user.userUid),
    }))

  /** Names of keys that may exist on the console although no list shows them yet count too. */
  function descriptionFor(draft: CreationDraft, userUid: string, keys: readonly KeyRecord[]): string {
    const doubtful = runs()
      .all()
      .filter(({ run }) => run.state === 'ambiguous')
      .filter(({ record }) => record.connectionId === draft.connectionId && record.userUid === userUid)
      .map(({ record }) => record.description)
    const taken = [...keys.map((key) => key.description), ...doubtful]
    const { description, problem } = checkDescription(draft.description, taken)
    if (problem?.kind === 'in-use') throw new AppError('description-in-use', { proposal: problem.proposal })
    if (problem !== null) throw new AppError('invalid-input', { reason: `description-${problem.kind}` })
    return description
  }

  async function prepare(draft: CreationDraft, plan: Plan): Promise<LiveRun> {
    const [startedAt, beganAt] = [clock.now().toISOString(), clock.monotonic()]
    const { user, keys } = await ownKeys(draft.connectionId)
    const record: OperationRecord = {
      opId: newId(),
      connectionId: draft.connectionId,
      userUid: user.userUid,
      userName: user.userName,
      description: descriptionFor(draft, user.userUid, keys),
      kind: plan.kind,
      scopes: [...plan.scopes],
      readOnly: draft.readOnly,
      publicKey: plan.publicKey,
      publicKeyFingerprint: plan.publicKey?.fingerprint256 ?? null,
      keyIdsBefore: keys.map((key) => key.id),
      state: 'intent',
      revokeFrom: null,
      startedAt,
      keyId: null,
      keyCreatedAt: null,
      copiedHmac: null,
      consoleName: consoleName(draft.connectionId),
    }
    return {
      opId: record.opId,
      record,
      run: startRun(plan.kind),
      cell: plan.cell,
      view: blankView,
      beganAt,
      abort: new AbortController(),
      timers: new Map(),
    }
  }

  async function finish(live: LiveRun, outcome: CreateOutcome): Promise<void> {
    if (outcome.kind === 'created') {
      const { record, secret } = outcome
      inventory.apply(live.record.connectionId, { upsert: record, isMadeHere: true })
      live.record = { ...live.record, keyId: record.id, keyCreatedAt: record.createdAt }
      return answered(live, secret)
    }
    log.event('creation.unanswered', { opId: live.opId, kind: outcome.kind, code: codeOf(outcome.error) })
    if (outcome.kind === 'refused') runs().show(live, { failure: failureOf(outcome.error) })
    runs().happen(live, { do: outcome.kind })
  }

  function answered(live: LiveRun, secret: SecretCell | null): void {
    // The waiting was stopped, another run has begun, and now the answer comes after all: the wizard holds one private
    // key at a time (I3). A pair of this computer can wait for its turn; a key text cannot be had again.
    const isLate = runs().open(live) !== undefined
    // A check may have been faster; what it brought stays, and this second copy goes.
    const isAwaited = live.run.state === 'creating' || live.run.state === 'ambiguous'
    const isTaken = isAwaited && !isLate && live.record.kind === 'simple'
    if (isTaken) live.cell = secret
    else secret?.wipe()
    if (!isAwaited || (isLate && live.record.kind === 'advanced')) return
    runs().happen(live, { do: 'answered', secret: live.cell !== null })
  }

  async function send(live: LiveRun): Promise<void> {
    const { connectionId, opId, userUid, description, scopes, readOnly, publicKey } = live.record
    const outcome = await createKey(deps, {
      connectionId,
      opId,
      userUid,
      description,
      scopes,
      readOnly,
      publicKeyXml: publicKey?.xml ?? null,
      signal: live.abort.signal,
    })
    await finish(live, outcome)
  }

  async function begin(draft: CreationDraft): Promise<{ opId: string }> {
    const plan = planOf(draft)
    let live: LiveRun
    try {
      live = await prepare(draft, plan)
      // A create in doubt may have got its private key meanwhile (I3).
      if (runs().open() !== undefined) throw new AppError('busy')
    } catch (error) {
      plan.giveBack()
      throw error
    }
    runs().add(live, true)
    try {
      if (__FAILPOINTS__) failpoint('before-record')
      // The record is on the disk before the first byte leaves.
      await runs().note(live, {})
      await runs().happen(live, { do: 'send' }).recorded
      if (__FAILPOINTS__) failpoint('after-record')
    } catch (error) {
      runs().show(live, { failure: failureOf(error) })
      runs().happen(live, { do: 'refused' })
      throw error
    }
    void send(live)
    return { opId: live.opId }
  }

  return async function start(draft: CreationDraft): Promise<{ opId: string }> {
    if (isStarting || runs().open() !== undefined) throw new AppError('busy')
    isStarting = true
    try {
      return await begin(draft)
    } finally {
      isStarting = false
    }
  }
}
