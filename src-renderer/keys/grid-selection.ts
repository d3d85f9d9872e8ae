// Which keys are selected in the grid: pure steps from one selection to the next.

export interface Selection {
  readonly ids: ReadonlySet<string>
  /** Where a range begins. */
  readonly anchor: string | null
  /**
   * A single row chosen by a plain click moves along with the arrow keys, as in desktop lists. A row chosen with Space
   * stays while the focus moves on, so that several can be chosen from the keyboard.
   */
  readonly follows: boolean
}

export const nothingSelected: Selection = { ids: new Set(), anchor: null, follows: false }

export function only(id: string): Selection {
  return { ids: new Set([id]), anchor: id, follows: true }
}

/** Space and Ctrl+click. Space on a row that only followed the focus keeps it. */
export function toggled(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.has(id)) ids.add(id)
  else if (!selection.follows) ids.delete(id)
  return { ids, anchor: id, follows: false }
}

/** Shift: from the anchor to `id`, in the shown order; `from` is the anchor when there is none that is shown. */
export function ranged(selection: Selection, order: readonly string[], from: string, id: string): Selection {
  const anchored = selection.anchor === null ? -1 : order.indexOf(selection.anchor)
  const begin = anchored < 0 ? order.indexOf(from) : anchored
  const end = order.indexOf(id)
  if (begin < 0 || end < 0) return selection
  const ids = order.slice(Math.min(begin, end), Math.max(begin, end) + 1)
  return { ids: new Set(ids), anchor: order[begin] ?? id, follows: false }
}

export function all(order: readonly string[]): Selection {
  return { ids: new Set(order), anchor: order[0] ?? null, follows: false }
}

/** The focus moved to another row without Shift or Ctrl. */
export function movedTo(selection: Selection, id: string): Selection {
  return selection.follows && selection.ids.size === 1 ? only(id) : selection
}

/** Without the keys that are no longer shown; the same object when none is gone. */
export function kept(selection: Selection, isShown: (id: string) => boolean): Selection {
  const ids = [...selection.ids].filter(isShown)
  return ids.length === selection.ids.size ? selection : { ...selection, ids: new Set(ids) }
}
