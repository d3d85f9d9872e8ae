// One entry per connection in a cell: the list of keys, and how far a reading has come.
import type { Cell } from '../../src-shared/cell'
import type { Inventory } from '../../src-shared/key'

/** Nothing is known of a connection's keys. */
export const empty = (connectionId: string): Inventory => ({
  connectionId,
  keys: [],
  owners: [],
  organizations: [],
  fetchedAt: null,
  source: 'none',
  complete: true,
  partial: false,
  elsewhere: [],
  problem: null,
})

/** Replaces or appends the entry of one connection. */
export function put<T extends { readonly connectionId: string }>(cell: Cell<T[]>, entry: T): void {
  const list = cell.get()
  const known = list.some(({ connectionId }) => connectionId === entry.connectionId)
  cell.set(
    known ? list.map((one) => (one.connectionId === entry.connectionId ? entry : one)) : [...list, entry],
  )
}
export const drop = <T extends { readonly connectionId: string }>(cell: Cell<T[]>, connectionId: string) =>
  cell.set(cell.get().filter((one) => one.connectionId !== connectionId))

/** All that one reading showed, of now or an earlier run; not rows of a first one that is under way or broke off. */
export const isWhole = ({ fetchedAt, partial }: Inventory) => fetchedAt !== null && !partial
