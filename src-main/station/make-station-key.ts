// Makes a station key: the private half into the credential store, then the create, then the proof that it works (D26).
import { checkDescription } from '../../src-shared/description'
import { AppError, codeOf } from '../../src-shared/errors'
import type { KeyRecord } from '../../src-shared/key'
import { createKey } from '../creation/create-key'
import type { StationEntry } from '../session/station-keys'
import type { Tokens } from '../session/tokens'
import { removeEverywhere } from './remove-station-key'
import { foundIn, keysOf, note, type StationDeps } from './station-parts'

export interface Proved {
  readonly entry: StationEntry
  readonly tokens: Tokens
}

const scopes = ['rest']

/** `Keywright on DESK-7`, with a number where the owner already has one of that name. */
export function stationDescription(computerName: string, taken: readonly string[]): string {
  const wish = `Keywright on ${computerName
    .replace(/[<>=\s]+/g, ' ')
    .trim()
    .slice(0, 100)}`
  for (const text of [wish, 'Keywright on this computer']) {
    const { description, problem } = checkDescription(text, taken)
    if (problem === null) return description
    if (problem.kind === 'in-use') return problem.proposal
  }
  throw new AppError('internal', { reason: 'description' })
}

/** A key that does not work is of no use to anybody: it goes at once. Where it does not go, it stays listed. */
async function discard(deps: StationDeps, entry: StationEntry): Promise<boolean> {
  try {
    await removeEverywhere(deps, entry)
    note(deps, 'station-key.withdrawn', entry, { kind: 'not-proved' })
    return true
  } catch (error) {
    const code = codeOf(error)
    deps.log.event('station-key.not-discarded', { connectionId: entry.connectionId, code })
    await deps.sessions.stationKeys.put({ ...entry, state: 'leaving' })
    return false
  }
}

/**
 * Signs in with the private half as the credential store gives it back; only then the key counts. Throws
 * `station-key-refused` (detail.revoked) when it does not work, and the network's failures, which leave it unfinished.
 * @param replaces stands back in the same write
 * @param isAsked a person has just asked for the key: only then one that does not work is deleted (P6)
 */
export async function prove(
  deps: StationDeps,
  entry: StationEntry,
  replaces: StationEntry | null,
  isAsked = true,
): Promise<Proved> {
  const { stationKeys, isLocked } = deps.sessions
  const outcome = await stationKeys.signIn(entry)
  if (outcome.kind !== 'signed-in') {
    const revoked = isAsked && (await discard(deps, entry))
    throw new AppError('station-key-refused', { revoked, reason: outcome.kind })
  }
  const { tokens } = outcome
  const user = await deps.api.currentUser(deps.connections.target(entry.connectionId), tokens.access)
  if (user.userUid !== entry.userUid) throw new AppError('bad-response', { reason: 'other-user' })
  if (isLocked()) throw new AppError('locked')
  const ready: StationEntry = { ...entry, state: 'ready' }
  await stationKeys.put(ready, ...(replaces === null ? [] : [{ ...replaces, state: 'leaving' as const }]))
  return { entry: ready, tokens }
}

/** The console has it: from here on it is known by its id. */
async function known(deps: StationDeps, entry: StationEntry, record: KeyRecord): Promise<StationEntry> {
  const next = { ...entry, keyId: record.id }
  deps.inventory.apply(entry.connectionId, { upsert: record })
  await deps.sessions.stationKeys.put(next)
  return next
}

/** Throws `station-key-in-doubt` where the console does not show it (yet); nothing is sent again. */
async function lookFor(deps: StationDeps, entry: StationEntry, cause: unknown): Promise<StationEntry> {
  const inDoubt = (error: unknown) => new AppError('station-key-in-doubt', {}, error)
  const { keys } = await keysOf(deps, entry.connectionId).catch((error: unknown) => {
    throw inDoubt(error)
  })
  const record = foundIn(keys, entry)
  if (record === null) throw inDoubt(cause)
  return known(deps, entry, record)
}

/** Throws what prevents it before anything is sent, `station-key-in-doubt` after, and as {@link prove}. */
export async function make(
  deps: StationDeps,
  connectionId: string,
  replaces: StationEntry | null,
): Promise<Proved> {
  const { stationKeys } = deps.sessions
  if ((await deps.vaultReady()) !== 'keyring') throw new AppError('vault-unavailable', { why: 'memory' })
  const { user, keys } = await keysOf(deps, connectionId)
  if (user.readOnly === true) throw new AppError('forbidden', { readOnly: true })
  const pair = await deps.makePair()
  const { origin, pin } = deps.connections.get(connectionId)
  const entry: StationEntry = {
    opId: deps.newId(),
    connectionId,
    state: 'pending',
    keyId: null,
    userUid: user.userUid,
    userName: user.userName,
    description: stationDescription(
      deps.computerName,
      keys.map(({ description }) => description),
    ),
    fingerprint256: pair.publicKey.fingerprint256,
    origin,
    pin: pin?.fingerprint256 ?? null,
    startedAt: deps.now().toISOString(),
  }
  try {
    // Both are in the store, and read back, before the first byte leaves: no crash can leave a key that nobody holds.
    await stationKeys.keep(entry.opId, pair.privateKey)
  } finally {
    pair.privateKey.wipe()
  }
  await stationKeys.put(entry)
  note(deps, 'station-key.sent', entry)
  const outcome = await createKey(deps, {
    connectionId,
    opId: entry.opId,
    userUid: entry.userUid,
    description: entry.description,
    scopes,
    readOnly: false,
    publicKeyXml: pair.publicKey.xml,
    signal: new AbortController().signal,
  })
  if (outcome.kind === 'refused') {
    await stationKeys.forget(entry)
    throw outcome.error
  }
  const made =
    outcome.kind === 'created'
      ? await known(deps, entry, outcome.record)
      : await lookFor(deps, entry, outcome.error)
  return prove(deps, made, replaces)
}
