// Moving a console among the others in the order that is shown and numbered.
import type { Connection } from '../../src-shared/connection'

const isTogether = (one: Connection, other: Connection) =>
  one === other || (one.group !== '' && one.group === other.group)

export interface Moved {
  /** All of them, in their new order. */
  readonly list: readonly Connection[]
  readonly withGroup: boolean
}

/**
 * Moves one up (-1) or down (1). Inside its group it changes places with its neighbour; at the group's edge the whole
 * group goes past the neighbour, since it stands together.
 * @param list grouped (console-order.ts)
 * @returns null where there is no such place
 */
export function moved(list: readonly Connection[], at: number, by: 1 | -1): Moved | null {
  const [one, other] = [list[at], list[at + by]]
  if (one === undefined || other === undefined) return null
  const inside = isTogether(one, other)
  const mine = inside ? [one] : list.filter((each) => isTogether(each, one))
  const theirs = inside ? [other] : list.filter((each) => isTogether(each, other))
  const start = list.findIndex((each) => mine.includes(each) || theirs.includes(each))
  const both = by > 0 ? [...theirs, ...mine] : [...mine, ...theirs]
  return {
    list: [...list.slice(0, start), ...both, ...list.slice(start + both.length)],
    withGroup: mine.length > 1,
  }
}
