// What the palette searches besides commands: keys, consoles and companies of every console that is shown, prepared once per list.
import type { Connection, SessionState } from '../../src-shared/connection'
import type { Inventory, KeyRecord } from '../../src-shared/key'
import { neutralText } from '../../src-shared/neutral-text'
import { type Entry, entryOf } from './rank'

export interface KeyTarget {
  readonly kind: 'key'
  readonly connectionId: string
  readonly key: KeyRecord
}
export interface ConsoleTarget {
  readonly kind: 'console'
  readonly connection: Connection
}
export interface CompanyTarget {
  readonly kind: 'company'
  readonly connectionId: string
  readonly uid: string
  readonly name: string
}

const keysOfList = new WeakMap<readonly KeyRecord[], readonly Entry<KeyTarget>[]>()

/** Found by description; by owner and company too. */
export function keyEntries({ connectionId, keys }: Inventory): readonly Entry<KeyTarget>[] {
  const known = keysOfList.get(keys)
  if (known !== undefined) return known
  // Owners and companies repeat thousands of times.
  const folds = new Map<string, string>()
  const entries = keys.map((key): Entry<KeyTarget> => {
    const others = `${key.userName}\n${key.companyName}`
    let more = folds.get(others)
    if (more === undefined) {
      more = entryOf(null, others).name
      folds.set(others, more)
    }
    return { value: { kind: 'key', connectionId, key }, name: entryOf(null, key.description).name, more }
  })
  keysOfList.set(keys, entries)
  return entries
}

export const consoleEntries = (connections: readonly Connection[]): Entry<ConsoleTarget>[] =>
  connections.map((connection) =>
    entryOf({ kind: 'console', connection }, connection.name, `${connection.origin} ${connection.group}`),
  )

/** Companies that own keys; the provider itself is the console. */
export function companyEntries(inventory: Inventory, consoleName: string): Entry<CompanyTarget>[] {
  const companies = new Map<string, string>()
  for (const { companyUid, companyName } of inventory.keys)
    if (companyUid !== null && !companies.has(companyUid)) companies.set(companyUid, companyName)
  return [...companies].map(([uid, name]) =>
    entryOf(
      { kind: 'company', connectionId: inventory.connectionId, uid, name: neutralText(name) },
      name,
      consoleName,
    ),
  )
}

/** Lists that the page shows; nobody's keys are named before somebody has signed in. */
export function shownLists(
  inventories: readonly Inventory[],
  sessions: readonly SessionState[],
): Inventory[] {
  return inventories.filter(({ connectionId }) => {
    const sign = sessions.find((one) => one.connectionId === connectionId)?.sign.kind
    return sign === 'active' || sign === 'offline' || sign === 'restoring'
  })
}
