// What stands where the grid would be while there are no rows: still reading, never read, no keys.
import type { Console } from '../workspace/consoles'
import { isOffline } from './key-rules'
import type { ListRefresh } from './list-refresh'
import { NoCompanyKeys, NoKeys, NoList, NothingToShow, Skeleton } from './list-states'

/** No list in view was read, not even in part. Among several, a console behind its sign-in shows nothing. */
export function neverRead(consoles: readonly Console[]): boolean {
  const hasSeveral = consoles.length > 1
  return consoles.every(
    ({ isShown, inventory }) =>
      (hasSeveral && !isShown) ||
      inventory === undefined ||
      (inventory.fetchedAt === null && inventory.keys.length === 0),
  )
}

interface ListPlaceProps {
  /** Those in view. */
  readonly consoles: readonly Console[]
  readonly creating: string | null
  readonly refresh: ListRefresh
  /** Leaves the company for its console; null where no company is in view. */
  readonly onWhole: (() => void) | null
}

function OneNeverRead({ console, refresh }: { readonly console: Console; readonly refresh: ListRefresh }) {
  if (isOffline(console.session)) return null
  if (refresh.failure && !refresh.isReading)
    return <NoList failure={refresh.failure} onRetry={refresh.start} />
  return <Skeleton sync={refresh.sync} />
}

export function ListPlace({ consoles, creating, refresh, onWhole }: ListPlaceProps) {
  const [one] = consoles
  const isOneConsole = consoles.length === 1
  if (neverRead(consoles)) {
    if (one && isOneConsole) return <OneNeverRead console={one} refresh={refresh} />
    const isComing =
      refresh.sync !== undefined || consoles.some(({ session }) => session.sign.kind === 'restoring')
    return isComing ? <Skeleton sync={refresh.sync} /> : <NothingToShow />
  }
  if (onWhole) return <NoCompanyKeys onWhole={onWhole} />
  return <NoKeys creating={creating} isOneConsole={isOneConsole} />
}
