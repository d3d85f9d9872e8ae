// How many keys need attention, in words that do not claim of a create in doubt that it made a key.
import type { AttentionEntry } from '../../src-shared/creation'
import { keysText } from './counts'

type Kinds = readonly Pick<AttentionEntry, 'kind'>[]

/** Whether all of them exist, some, or perhaps none. */
function existing(entries: Kinds): 'all' | 'some' | 'unknown' {
  const inDoubt = entries.filter(({ kind }) => kind === 'in-doubt').length
  if (inDoubt === 0) return 'all'
  return inDoubt < entries.length ? 'some' : 'unknown'
}

/** Beside the heading of the region: `2 keys were made but not safely handed over`. */
export function madeText(entries: Kinds): string {
  const keys = keysText(entries.length)
  switch (existing(entries)) {
    case 'all':
      return `${keys} ${entries.length === 1 ? 'was' : 'were'} made but not safely handed over`
    case 'some':
      return `${keys} were made, or may have been, but not safely handed over`
    case 'unknown':
      return `${keys} may have been made; the console has not said so yet`
  }
}

/** Before the sign-in. @param where `here`, or `on` and a name that is safe to read */
export function madeTitle(entries: Kinds, where: string): string {
  const keys = keysText(entries.length)
  switch (existing(entries)) {
    case 'all':
      return `${keys} made ${where} ${entries.length === 1 ? 'was' : 'were'} not safely handed over`
    case 'some':
      return `${keys} made ${where}, or perhaps made, were not safely handed over`
    case 'unknown':
      return `${keys} may have been made ${where} without being handed over`
  }
}
