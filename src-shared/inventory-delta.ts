// How the topic `inventory` crosses the bridge: only the lists that changed, and of those only the keys that are new.
import type { Inventory, KeyRecord } from './key'
import { type PackedKeys, unpackKeys } from './packed-keys'

/** Parts of a list that are large and seldom change; the rest crosses whenever anything of the list does. */
export type LargePart = 'keys' | 'owners' | 'organizations' | 'elsewhere'

/** `[from, count]`: so many keys of the list as it was, from that place on; from -1: the next ones of `added`. */
export type Run = readonly [from: number, count: number]

/** Large parts that are absent are as they were. */
export interface ListDelta extends Partial<Omit<Pick<Inventory, LargePart>, 'keys'>> {
  readonly rest: Omit<Inventory, LargePart>
  readonly keys?: { readonly runs: readonly Run[]; readonly added: PackedKeys }
}

export interface InventoryDelta {
  /** Every connection that has a list, in their order. */
  readonly order: readonly string[]
  readonly lists: readonly ListDelta[]
}

/** Which keys of `after` are those of `before`, by identity; the others are `added`. */
export function runsBetween(
  before: readonly KeyRecord[],
  after: readonly KeyRecord[],
): { runs: Run[]; added: KeyRecord[] } {
  let same = 0
  while (same < before.length && before[same] === after[same]) same += 1
  const places = new Map<KeyRecord, number>()
  for (let place = same; place < before.length; place += 1) {
    const key = before[place]
    if (key !== undefined) places.set(key, place)
  }
  const runs: [number, number][] = same > 0 ? [[0, same]] : []
  const added: KeyRecord[] = []
  for (let at = same; at < after.length; at += 1) {
    const key = after[at]
    if (key === undefined) continue
    const from = places.get(key) ?? -1
    const last = runs.at(-1)
    const goesOn = last !== undefined && (from < 0 ? last[0] < 0 : last[0] >= 0 && last[0] + last[1] === from)
    if (goesOn) last[1] += 1
    else runs.push([from, 1])
    if (from < 0) added.push(key)
  }
  return { runs, added }
}

/** Keeps the array where nothing in it changed, so that nothing is prepared and sorted again. */
function mergeKeys(before: KeyRecord[], { runs, added }: NonNullable<ListDelta['keys']>): KeyRecord[] {
  const first = runs[0]
  if (runs.length === 1 && first?.[0] === 0 && first[1] === before.length) return before
  const fresh = unpackKeys(added)
  if (runs.length === 1 && first?.[0] === -1) return fresh
  let taken = 0
  return runs.flatMap(([from, count]) => {
    if (from >= 0) return before.slice(from, from + count)
    taken += count
    return fresh.slice(taken - count, taken)
  })
}

/** The lists after a change. Lists that did not change stay the same objects. */
export function mergeInventories(
  before: readonly Inventory[],
  { order, lists }: InventoryDelta,
): Inventory[] {
  const known = new Map(before.map((list) => [list.connectionId, list]))
  for (const { rest, keys, ...parts } of lists) {
    const old = known.get(rest.connectionId)
    const oldKeys = old?.keys ?? []
    known.set(rest.connectionId, {
      ...rest,
      keys: keys === undefined ? oldKeys : mergeKeys(oldKeys, keys),
      owners: parts.owners ?? old?.owners ?? [],
      organizations: parts.organizations ?? old?.organizations ?? [],
      elsewhere: parts.elsewhere ?? old?.elsewhere ?? [],
    })
  }
  return order.flatMap((connectionId) => known.get(connectionId) ?? [])
}
