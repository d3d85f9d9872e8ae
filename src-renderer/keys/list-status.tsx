// The status bar's text: how many keys, how old the list is, how far a reading has come.
import type { SessionState } from '../../src-shared/connection'
import type { Inventory, SyncProgress } from '../../src-shared/key'
import { keysText } from '../text/counts'
import { listAgeText } from '../text/dates'
import { useNow } from '../text/use-now'
import { StatusBarText } from '../workspace/status-slot'
import { progressText } from './list-states'

interface ListStatusProps {
  readonly inventory: Inventory | undefined
  readonly session: SessionState | undefined
  readonly shown: number
  readonly selected: number
  readonly isNarrowed: boolean
  readonly sync: SyncProgress | undefined
}

export function ListStatus({ inventory, session, shown, selected, isNarrowed, sync }: ListStatusProps) {
  const now = useNow()
  const kind = session?.sign.kind
  // Behind the sign-in the bar is not ours.
  if (kind === 'signed-out' || kind === 'code-needed') return null
  const total = inventory?.keys.length ?? 0
  const never = inventory === undefined || inventory.fetchedAt === null
  const count = isNarrowed ? `${shown.toLocaleString()} of ${keysText(total)}` : keysText(total)
  const age = sync
    ? progressText(sync)
    : listAgeText(inventory?.fetchedAt ?? null, inventory?.source ?? 'none', now)
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
