// What the files of this folder share: their surroundings, and how a station key is found among the owner's keys.
import type { JournalEvent, JournalFacts } from '../../src-shared/journal'
import type { KeyRecord } from '../../src-shared/key'
import type { Connections } from '../connections/connections'
import type { ConsoleApi } from '../console/console-api'
import type { CreateDeps } from '../creation/create-key'
import type { InventoryStore } from '../inventory/inventory'
import type { KeyChanges } from '../inventory/key-changes'
import type { Log } from '../log/log'
import type { Pair } from '../private-key/rsa'
import type { Sessions } from '../session/session-parts'
import type { StationEntry } from '../session/station-keys'

export interface StationDeps extends CreateDeps {
  readonly api: CreateDeps['api'] & Pick<ConsoleApi, 'listUserLogins' | 'currentUser'>
  readonly sessions: Pick<
    Sessions,
    'asUser' | 'cell' | 'current' | 'isLocked' | 'adoptStationKey' | 'end' | 'stationKeys'
  >
  readonly connections: Pick<Connections, 'cell' | 'get' | 'target'>
  readonly inventory: Pick<InventoryStore, 'apply'>
  readonly keyChanges: Pick<KeyChanges, 'remove'>
  readonly journal: { record(event: JournalEvent, facts?: JournalFacts): void }
  readonly makePair: () => Promise<Pair>
  /** Where the private half can be kept; anything but `keyring` switches the function off. */
  readonly vaultReady: () => Promise<'keyring' | 'memory'>
  readonly computerName: string
  readonly newId: () => string
  readonly now: () => Date
  readonly log: Log
}

/** A create that no list shows may still be carried out, hours later (N-76): until then its private half is kept. */
const lateCommitMs = 24 * 60 * 60_000

const mayStillCome = ({ now }: StationDeps, { state, startedAt }: StationEntry) =>
  state === 'pending' && now().getTime() - Date.parse(startedAt) < lateCommitMs

/** By its public half: descriptions can be edited, ids are not known while a create is in doubt. By its id where none is listed. */
export const foundIn = (keys: readonly KeyRecord[], { fingerprint256, keyId }: StationEntry) =>
  keys.find(({ type, id, publicKey }) => {
    if (type !== 'advanced') return false
    return publicKey === null ? id === keyId : publicKey.fingerprint256 === fingerprint256
  }) ?? null

/** One that is not {@link foundIn} the list may be there all the same: not yet, or as a key whose public half is not listed. */
export const mayBeThere = (deps: StationDeps, keys: readonly KeyRecord[], entry: StationEntry) =>
  mayStillCome(deps, entry) ||
  (entry.keyId === null && keys.some(({ type, publicKey }) => type === 'advanced' && publicKey === null))

/** The keys of the entry's owner. Throws where the list has gaps, so that what is missing in it is missing. */
export const keysOf = (deps: StationDeps, connectionId: string, userUid?: string) =>
  deps.sessions.asUser(connectionId, 'read', async (target, bearer, user) => ({
    user,
    keys: await deps.api.listUserLogins(target, bearer, userUid ?? user.userUid),
  }))

export function note(
  deps: StationDeps,
  event: JournalEvent,
  entry: StationEntry,
  more: JournalFacts = {},
): void {
  const { connectionId, opId, keyId, description, userName } = entry
  const console = deps.connections.cell.get().find(({ id }) => id === connectionId)?.name
  // By the operation the lists know that the key was made here (inventory/made-here.ts).
  deps.journal.record(event, {
    connectionId,
    opId,
    ...(console === undefined ? {} : { console }),
    ...(keyId === null ? {} : { keyId }),
    key: description,
    keyType: 'advanced',
    person: userName,
    ...more,
  })
}
