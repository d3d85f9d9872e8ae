// The order in which consoles are shown and numbered: each group where its first console stands.

/** @param groupOf heading of an item; empty: it stands alone */
export function groupedOrder<T>(items: readonly T[], groupOf: (item: T) => string): readonly T[] {
  const groups = new Map<string, T[]>()
  items.forEach((item, index) => {
    const group = groupOf(item)
    const name = group === '' ? `alone ${index}` : `group ${group}`
    const members = groups.get(name)
    if (members) members.push(item)
    else groups.set(name, [item])
  })
  return [...groups.values()].flat()
}
