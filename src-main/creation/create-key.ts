// Sends one create, once, and says what became of it: created, refused for sure, or unclear (decisions D27).
import { AppError, codeOf } from '../../src-shared/errors'
import type { KeyRecord } from '../../src-shared/key'
import { provesNothingDone } from '../console/answer-failure'
import type { ConsoleApi } from '../console/console-api'
import type { Created, SimpleKeyOrder } from '../console/key-creation'
import type { SecretCell } from '../log/secret-cell'
import type { Sessions } from '../session/session-parts'

export type CreateOutcome =
  | { readonly kind: 'created'; readonly record: KeyRecord; readonly secret: SecretCell | null }
  /** Nothing was created, and nothing will be. */
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'unclear'; readonly error: unknown }

export interface Order extends SimpleKeyOrder {
  readonly connectionId: string
  /** Advanced keys. */
  readonly publicKeyXml: string | null
  readonly signal: AbortSignal
}

export interface CreateDeps {
  readonly api: Pick<
    ConsoleApi,
    'createSimpleKey' | 'createAdvancedKey' | 'asyncAction' | 'asyncResult' | 'forgetAsyncResult'
  >
  readonly sessions: Pick<Sessions, 'asUser'>
  /** Rejects with AppError `cancelled` when the signal fires. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** Polling of vspc-rest.md section 7. */
const firstPauseMs = 500
const longestPauseMs = 5000
const patienceMs = 120_000
const forgetTries = 3

const typeOf = (order: { publicKeyXml: string | null }) =>
  order.publicKeyXml === null ? 'simple' : 'advanced'

type ActionLook =
  | { readonly kind: 'running' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'no-answer' }
  | CreateOutcome

interface Action {
  readonly connectionId: string
  readonly opId: string
  readonly type: KeyRecord['type']
}

/**
 * What the console knows of a queued create. A result is read once and its copy on the console then deleted (I7, S-49).
 * Throws the network's failures.
 */
export async function lookAtAction(
  deps: CreateDeps,
  { connectionId, opId, type }: Action,
): Promise<ActionLook> {
  const { api, sessions } = deps
  let status: Awaited<ReturnType<typeof api.asyncAction>>
  try {
    status = await sessions.asUser(connectionId, 'read', (target, bearer) =>
      api.asyncAction(target, bearer, opId),
    )
  } catch (error) {
    if (codeOf(error) === 'not-found') return { kind: 'unknown' }
    throw error
  }
  if (status === 'running') return { kind: 'running' }
  if (status === 'canceled') return { kind: 'no-answer' }
  let created: Created
  try {
    created = await sessions.asUser(connectionId, 'read', (target, bearer) =>
      api.asyncResult(target, bearer, opId, type),
    )
  } catch (error) {
    const code = codeOf(error)
    const isRefusal = code === 'request-refused' || code === 'conflict'
    if (status === 'failed' && isRefusal) return { kind: 'refused', error }
    // Status and result are not written at the same instant (U10), or the result is not kept any more.
    if (code === 'not-found') return { kind: 'unknown' }
    if (code === 'bad-response' || code === 'not-a-console' || isRefusal) return { kind: 'no-answer' }
    throw error
  }
  if (created.kind === 'accepted') return { kind: 'running' }
  void forgetResult(deps, connectionId, opId)
  return created
}

/** Deletes the console's copy, in the background, with a few tries. Never rejects. */
export async function forgetResult(
  { api, sessions, sleep }: CreateDeps,
  connectionId: string,
  opId: string,
): Promise<void> {
  for (let attempt = 1; attempt <= forgetTries; attempt += 1) {
    try {
      await sessions.asUser(connectionId, 'read', (target, bearer) =>
        api.forgetAsyncResult(target, bearer, opId),
      )
      return
    } catch {
      await sleep(1000 * 4 ** attempt).catch(() => {})
    }
  }
}

async function awaitAction(deps: CreateDeps, order: Order): Promise<CreateOutcome> {
  const action = { connectionId: order.connectionId, opId: order.opId, type: typeOf(order) } as const
  let last: unknown = new AppError('timeout', { seconds: patienceMs / 1000, sent: true })
  for (let waited = 0, pause = firstPauseMs; waited < patienceMs; waited += pause) {
    try {
      await deps.sleep(pause, order.signal)
      const look = await lookAtAction(deps, action)
      if (look.kind === 'created' || look.kind === 'refused' || look.kind === 'unclear') return look
      if (look.kind === 'no-answer') return { kind: 'unclear', error: new AppError('bad-response') }
    } catch (error) {
      if (order.signal.aborted || codeOf(error) === 'signed-out') return { kind: 'unclear', error }
      last = error
    }
    pause = Math.min(pause * 1.5, longestPauseMs)
  }
  return { kind: 'unclear', error: last }
}

/** Never rejects, never sends twice. */
export async function createKey(deps: CreateDeps, order: Order): Promise<CreateOutcome> {
  const { api, sessions } = deps
  let sent = false
  try {
    const created = await sessions.asUser(order.connectionId, 'write', (target, bearer) => {
      if (sent) throw new AppError('internal', { reason: 'create-repeated' })
      sent = true
      const { publicKeyXml } = order
      return publicKeyXml === null
        ? api.createSimpleKey(target, bearer, order)
        : api.createAdvancedKey(target, bearer, { ...order, publicKeyXml })
    })
    return created.kind === 'accepted' ? await awaitAction(deps, order) : created
  } catch (error) {
    return { kind: !sent || provesNothingDone(error) ? 'refused' : 'unclear', error }
  }
}
