// What can be done with keys of several consoles: each console's own reason, and which keys stay as they are.
import { isolatedText } from '../../src-shared/neutral-text'
import type { Console } from '../workspace/consoles'
import { type KeyAction, switchable, whyNot } from './key-rules'
import { byConsole, keysOf, type SelectedKey } from './selected-key'

/** Keys of one console that an action leaves alone. */
export interface LeftAlone {
  readonly console: string
  readonly count: number
  readonly reason: string
}

export interface Subject {
  /** What the action would change. */
  readonly keys: readonly SelectedKey[]
  /** Whole consoles where nothing can be done now. */
  readonly left: readonly LeftAlone[]
}

type Known = Pick<Console, 'id' | 'connection' | 'situation'>

const nameOf = ({ connection }: Known) => isolatedText(connection.name)

interface Group {
  readonly console: Known
  readonly keys: readonly SelectedKey[]
  readonly reason: string | null
}

function groupsOf(action: KeyAction, consoles: readonly Known[], selected: readonly SelectedKey[]): Group[] {
  return byConsole(selected).flatMap(({ connectionId, keys }) => {
    const console = consoles.find(({ id }) => id === connectionId)
    return console ? [{ console, keys, reason: whyNot(action, console.situation, keysOf(keys)) }] : []
  })
}

function onlyOne(reasons: ReadonlySet<string | null>): string | null | undefined {
  return reasons.size === 1 ? [...reasons][0] : undefined
}

/** Why the action can be done with none of the keys, in one sentence or one per console; null when it can with some. */
export function whyNotSeveral(
  action: KeyAction,
  consoles: readonly Known[],
  selected: readonly SelectedKey[],
): string | null {
  if (selected.length === 0) {
    const common = onlyOne(new Set(consoles.map(({ situation }) => whyNot(action, situation, []))))
    return common ?? 'Select a key first.'
  }
  const groups = groupsOf(action, consoles, selected)
  if (groups.length > 1 && (action === 'edit' || action === 'verify')) return 'Select a single key.'
  if (groups.some(({ reason }) => reason === null)) return null
  const common = onlyOne(new Set(groups.map(({ reason }) => reason)))
  if (common !== undefined) return common
  return groups.map(({ console, reason }) => `${nameOf(console)}: ${reason}`).join(' ')
}

/** Splits a selection into what an action changes and what it leaves alone. */
export function subjectOf(
  action: KeyAction,
  consoles: readonly Known[],
  selected: readonly SelectedKey[],
): Subject {
  const groups = groupsOf(action, consoles, selected)
  const able = groups.filter(({ reason }) => reason === null).flatMap(({ keys }) => keys)
  const changed =
    action === 'enable' || action === 'disable'
      ? new Set(switchable(keysOf(able), action === 'enable'))
      : new Set(keysOf(able))
  return {
    keys: able.filter(({ key }) => changed.has(key)),
    left: groups.flatMap(({ console, keys, reason }) =>
      reason === null ? [] : [{ console: nameOf(console), count: keys.length, reason }],
    ),
  }
}

/** Why New key does nothing in this scope: one sentence, or one per console; null when a key can be made somewhere. */
export function whyNotCreateAnywhere(
  consoles: readonly (Known & Pick<Console, 'creating'>)[],
): string | null {
  if (consoles.some(({ creating }) => creating === null)) return null
  const common = onlyOne(new Set(consoles.map(({ creating }) => creating)))
  if (common !== undefined) return common
  return consoles.map((one) => `${nameOf(one)}: ${one.creating}`).join(' ')
}
