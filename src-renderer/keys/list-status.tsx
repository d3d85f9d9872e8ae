// The status bar's text: how many keys, how old the lists are, how far a reading has come.
import { keysText } from '../text/counts'
import { agoText, listAgeText } from '../text/dates'
import { useNow } from '../text/use-now'
import type { Console } from '../workspace/consoles'
import { StatusBarText } from '../workspace/status-slot'
import { neverRead } from './list-place'
import type { Reading } from './list-refresh'
import { progressText } from './list-states'

interface ListStatusProps {
  /** Those in view. */
  readonly consoles: readonly Console[]
  readonly total: number
  readonly shown: number
  readonly selected: number
  readonly isNarrowed: boolean
  readonly sync: Reading | undefined
}

/** The age of what is in view: of several lists, that of the oldest. */
function ageText(consoles: readonly Console[], now: number): string {
  const lists = consoles.flatMap(({ isShown, inventory }) =>
    isShown && inventory?.fetchedAt ? [{ ...inventory, fetchedAt: inventory.fetchedAt }] : [],
  )
  const oldest = lists.toSorted((a, b) => Date.parse(a.fetchedAt) - Date.parse(b.fetchedAt))[0]
  if (consoles.length === 1 || oldest === undefined)
    return listAgeText(oldest?.fetchedAt ?? null, oldest?.source ?? 'none', now)
  const saved = lists.filter(({ source }) => source === 'saved').length
  const age = agoText(oldest.fetchedAt, now)
  if (saved === lists.length) return `saved copies, the oldest read ${age}`
  return lists.length === 1 ? `read ${age}` : `the oldest list read ${age}`
}

export function ListStatus({ consoles, total, shown, selected, isNarrowed, sync }: ListStatusProps) {
  const now = useNow()
  const [one] = consoles
  // Behind the sign-in the bar is not ours.
  if (consoles.length === 1 && !one?.isShown) return null
  const never = neverRead(consoles)
  const count = isNarrowed ? `${shown.toLocaleString()} of ${keysText(total)}` : keysText(total)
  const age = sync ? progressText(sync) : ageText(consoles, now)
  return (
    <StatusBarText>
      {!never && `${count}, `}
      {/* Read when asked for, not whenever a minute has passed. */}
      <span aria-live="off">
        {never ? age : age.charAt(0).toLowerCase() + age.slice(1)}
        {selected > 1 && `, ${selected.toLocaleString()} selected`}
      </span>
    </StatusBarText>
  )
}
