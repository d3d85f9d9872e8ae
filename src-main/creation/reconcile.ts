// Finds out what became of a create whose answer is missing, without ever sending it again (security-spec section 3).
import type { KeyRecord } from '../../src-shared/key'
import type { ConsoleApi } from '../console/console-api'
import { type CreateDeps, type CreateOutcome, lookAtAction } from './create-key'
import type { OperationRecord } from './operation-record'

export type Look =
  | CreateOutcome
  | { readonly kind: 'running' }
  | { readonly kind: 'found'; readonly record: KeyRecord }
  /** More than one key fits; the person must look. */
  | { readonly kind: 'several'; readonly records: readonly KeyRecord[] }
  /** Not there as far as the list says; it may still be committed late. */
  | { readonly kind: 'absent' }
  /** The key was there and is no more. */
  | { readonly kind: 'gone' }

export interface ReconcileDeps extends CreateDeps {
  readonly api: CreateDeps['api'] & Pick<ConsoleApi, 'listUserLogins'>
}

/** Checks after the request was made; a list read after the last one is final. */
export const checkTimesMs = [10_000, 60_000, 5 * 60_000, 15 * 60_000] as const
export const quietMs = checkTimesMs[3]
/** A console's clock may be this far off and its dates still help. */
export const skewMs = 10 * 60_000

const sameScopes = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((scope) => right.includes(scope))

/** Which of the owner's keys is the one that this operation made. Pure. */
export function findMade(operation: OperationRecord, keys: readonly KeyRecord[]): Look {
  if (operation.keyId !== null) {
    const known = keys.find((key) => key.id === operation.keyId)
    return known === undefined ? { kind: 'gone' } : { kind: 'found', record: known }
  }
  const before = new Set(operation.keyIdsBefore)
  const type = operation.kind === 'simple' ? 'simple' : 'advanced'
  const fresh = keys.filter((key) => key.type === type && !before.has(key.id))
  if (operation.publicKeyFingerprint !== null) {
    // Exact, whatever the description says by now.
    const record = fresh.find((key) => key.publicKey?.fingerprint256 === operation.publicKeyFingerprint)
    return record === undefined ? { kind: 'absent' } : { kind: 'found', record }
  }
  const alike = fresh.filter(
    (key) =>
      key.description === operation.description &&
      key.readOnly === operation.readOnly &&
      sameScopes(key.scopes, operation.scopes),
  )
  const started = Date.parse(operation.startedAt)
  const near = alike.filter((key) => Math.abs(Date.parse(key.createdAt ?? '') - started) <= skewMs)
  const records = alike.length > 1 && near.length > 0 ? near : alike
  const [record, ...others] = records
  if (record === undefined) return { kind: 'absent' }
  return others.length > 0 ? { kind: 'several', records } : { kind: 'found', record }
}

/**
 * One look: the queued action under our own id first, then the owner's list.
 * @param readResult false once anything was released: then a second copy is never read (I7)
 * @param elapsedMs since the request was made: an action that runs for ever is believed for the quiet time only, then a
 * key on the list counts, and a missing one stays in doubt (N-29)
 * Throws the network's failures; nothing is concluded then.
 */
export async function reconcileOnce(
  deps: ReconcileDeps,
  operation: OperationRecord,
  readResult: boolean,
  elapsedMs: number,
): Promise<Look> {
  const { api, sessions } = deps
  const { connectionId, opId } = operation
  let isRunning = false
  if (readResult) {
    const type = operation.kind === 'simple' ? 'simple' : 'advanced'
    const look = await lookAtAction(deps, { connectionId, opId, type })
    isRunning = look.kind === 'running' && elapsedMs >= quietMs
    if (look.kind !== 'unknown' && look.kind !== 'no-answer' && !isRunning) return look
  }
  const keys = await sessions.asUser(connectionId, 'read', (target, bearer) =>
    api.listUserLogins(target, bearer, operation.userUid),
  )
  const made = findMade(operation, keys)
  return made.kind === 'absent' && isRunning ? { kind: 'running' } : made
}
