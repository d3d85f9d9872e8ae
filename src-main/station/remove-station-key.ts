// Ends a station key: first on the console, and only once that is certain on this computer (no live key that nobody holds).
import { AppError } from '../../src-shared/errors'
import type { StationEntry } from '../session/station-keys'
import { foundIn, keysOf, mayBeThere, type StationDeps } from './station-parts'

/** `not-there`: the console did not list it. */
type Removal = 'deleted' | 'not-there'

/**
 * Deletes the key on the console. Resolves only when it is certain that it is not there. Throws what prevents it; the entry
 * stays as it is then.
 */
export async function removeFromConsole(deps: StationDeps, entry: StationEntry): Promise<Removal> {
  const { connectionId } = entry
  const { user, keys } = await keysOf(deps, connectionId, entry.userUid)
  const record = foundIn(keys, entry)
  if (record === null) {
    // What a console shows to others can leave out what is there.
    if (user.userUid !== entry.userUid) throw new AppError('station-key-in-doubt', { otherOwner: true })
    if (mayBeThere(deps, keys, entry)) throw new AppError('station-key-in-doubt')
    return 'not-there'
  }
  const { id, userUid, type, description, createdAt } = record
  const ref = { id, userUid, type, description, createdAt }
  // Re-reads, compares, deletes once, and asks again where the answer is lost.
  const [outcome] = await deps.keyChanges.remove(connectionId, [ref])
  const failure = outcome?.failure ?? null
  if (failure !== null && failure.code !== 'not-found') throw new AppError(failure.code, failure.detail)
  return 'deleted'
}

/** Deletes the key on the console, then the private half and what is known of it. Throws as {@link removeFromConsole}. */
export async function removeEverywhere(deps: StationDeps, entry: StationEntry): Promise<Removal> {
  const removal = await removeFromConsole(deps, entry)
  if (!(await deps.sessions.stationKeys.forget(entry))) throw new AppError('vault-locked', { why: 'locked' })
  return removal
}
