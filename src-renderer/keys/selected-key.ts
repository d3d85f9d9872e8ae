// A key together with the console that it is on: what actions over several consoles are about.
import type { KeyRecord } from '../../src-shared/key'
import type { KeyRow } from '../../src-shared/key-query'

export interface SelectedKey {
  readonly connectionId: string
  readonly key: KeyRecord
}

export const selectedOf = ({ connectionId, key }: KeyRow): SelectedKey => ({ connectionId, key })

/** One key that does not work: somebody may ask why. */
export const isDead = (selected: readonly SelectedKey[]): boolean =>
  selected.length === 1 && selected[0]?.key.status.word !== 'enabled'

export const keysOf = (selected: readonly SelectedKey[]): KeyRecord[] => selected.map(({ key }) => key)

/** One group per console, in the order of the first key of each. */
export function byConsole(
  selected: readonly SelectedKey[],
): { connectionId: string; keys: readonly SelectedKey[] }[] {
  const groups = new Map<string, SelectedKey[]>()
  for (const one of selected) {
    const group = groups.get(one.connectionId)
    if (group) group.push(one)
    else groups.set(one.connectionId, [one])
  }
  return [...groups].map(([connectionId, keys]) => ({ connectionId, keys }))
}
