// The topic `inventory` on its way out: which lists changed since they were last sent, and in a form that is parsed cheaply.
import { z } from 'zod'
import { type InventoryDelta, type ListDelta, runsBetween } from '../../src-shared/inventory-delta'
import { Inventory, type KeyRecord } from '../../src-shared/key'
import { checkedColumns } from '../inventory/checked-columns'

const { owners, organizations, elsewhere } = Inventory.shape

/** Members that do not belong there are dropped, as from every topic; so are those of keys (checked-columns.ts). */
const Small = z.object({
  rest: Inventory.omit({ keys: true, owners: true, organizations: true, elsewhere: true }),
  owners: owners.optional(),
  organizations: organizations.optional(),
  elsewhere: elsewhere.unwrap().optional(),
})

interface ListPublisher {
  /** What is new since the last call; a page that has had all of them is up to date. */
  change(lists: readonly Inventory[]): InventoryDelta
  /** Everything, for a page that has nothing yet. */
  whole(lists: readonly Inventory[]): InventoryDelta
}

/** null: a key does not match its schema. */
function keysBetween(before: readonly KeyRecord[] | undefined, after: readonly KeyRecord[]) {
  if (before === after) return {}
  const { runs, added } = runsBetween(before ?? [], after)
  const columns = checkedColumns(added.length === after.length ? after : added)
  return columns === null ? null : { keys: { runs, added: { ...columns, publicKeyTexts: [] } } }
}

/** null: `after` does not match its schema. */
function deltaOf(before: Inventory | undefined, after: Inventory): ListDelta | null {
  const { keys, owners, organizations, elsewhere, ...rest } = after
  const parsed = Small.safeParse({
    rest,
    ...(before?.owners !== owners && { owners }),
    ...(before?.organizations !== organizations && { organizations }),
    ...(before?.elsewhere !== elsewhere && { elsewhere }),
  })
  const changed = parsed.success ? keysBetween(before?.keys, keys) : null
  return parsed.success && changed !== null ? ({ ...parsed.data, ...changed } as ListDelta) : null
}

/** Lists, keys and their parts are told apart by identity: who changes one makes a new one. */
export function createListPublisher(onMismatch: () => void): ListPublisher {
  /** As last sent. A list of the wrong shape is held back; the one before it stays. */
  let sent = new Map<string, Inventory>()

  function told(lists: readonly Inventory[], isWhole: boolean): InventoryDelta {
    const next = new Map<string, Inventory>()
    const deltas: ListDelta[] = []
    for (const list of lists) {
      const last = sent.get(list.connectionId)
      const base = isWhole ? undefined : last
      if (base === list) {
        next.set(list.connectionId, list)
        continue
      }
      const delta = deltaOf(base, list)
      if (delta === null) onMismatch()
      const instead = delta === null && isWhole && last !== undefined ? deltaOf(undefined, last) : null
      const known = delta === null ? last : list
      if (known !== undefined) next.set(list.connectionId, known)
      const say = delta ?? instead
      if (say !== null) deltas.push(say)
    }
    sent = next
    return { order: [...sent.keys()], lists: deltas }
  }

  return {
    change: (lists) => told(lists, false),
    whole: (lists) => told(lists, true),
  }
}
