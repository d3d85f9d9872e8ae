// The topic `inventory` on its way out: which lists changed since they were last sent, and in a form that is parsed cheaply.
import { z } from 'zod'
import { type InventoryDelta, type ListDelta, runsBetween } from '../../src-shared/inventory-delta'
import { Inventory } from '../../src-shared/key'
import { packKeys } from '../../src-shared/packed-keys'
import { PackedKeys } from '../../src-shared/packed-keys-schema'

const { owners, organizations, elsewhere } = Inventory.shape

/** Members that do not belong there are dropped, as from every topic. */
const Delta = z.object({
  rest: Inventory.omit({ keys: true, owners: true, organizations: true, elsewhere: true }),
  keys: z.object({ runs: z.array(z.tuple([z.int(), z.int()])), added: PackedKeys }).optional(),
  owners: owners.optional(),
  organizations: organizations.optional(),
  elsewhere: elsewhere.unwrap().optional(),
})

interface ListPublisher {
  /** What is new since the last call; a page that has had all of them is up to date. */
  change(lists: readonly Inventory[]): InventoryDelta
  /** Everything that the calls so far have told. */
  whole(): InventoryDelta
}

function deltaOf(before: Inventory | undefined, after: Inventory): ListDelta | null {
  const { keys, owners, organizations, elsewhere, ...rest } = after
  const packed = () => {
    const { runs, added } = runsBetween(before?.keys ?? [], keys)
    return { runs, added: packKeys(added) }
  }
  const parsed = Delta.safeParse({
    rest,
    ...(before?.keys !== keys && { keys: packed() }),
    ...(before?.owners !== owners && { owners }),
    ...(before?.organizations !== organizations && { organizations }),
    ...(before?.elsewhere !== elsewhere && { elsewhere }),
  })
  return parsed.success ? (parsed.data as ListDelta) : null
}

/** Lists, keys and their parts are told apart by identity: who changes one makes a new one. */
export function createListPublisher(onMismatch: () => void): ListPublisher {
  /** As last sent. A list of the wrong shape is held back; the one before it stays. */
  let sent = new Map<string, Inventory>()

  return {
    change(lists) {
      const next = new Map<string, Inventory>()
      const deltas: ListDelta[] = []
      for (const list of lists) {
        const before = sent.get(list.connectionId)
        const delta = before === list ? null : deltaOf(before, list)
        if (delta !== null) deltas.push(delta)
        else if (before !== list) onMismatch()
        const known = delta === null ? before : list
        if (known !== undefined) next.set(list.connectionId, known)
      }
      sent = next
      return { order: [...sent.keys()], lists: deltas }
    },
    whole: () => ({
      order: [...sent.keys()],
      lists: [...sent.values()].flatMap((list) => deltaOf(undefined, list) ?? []),
    }),
  }
}
