// What is true of the whole list: offline, not refreshed, incomplete.
import type { Failure } from '../../src-shared/errors'
import type { Inventory } from '../../src-shared/key'
import { mostKeys } from '../../src-shared/key-query'
import { Banner } from '../parts/banner'
import { Button } from '../parts/button'
import { OfflineIcon, RefreshIcon, WarningIcon } from '../parts/icons'
import { keysText } from '../text/counts'
import { errorLine } from '../text/error-text'
import { useNow } from '../text/use-now'
import { momentText } from './moment'

interface ListBannersProps {
  readonly inventory: Inventory | undefined
  readonly offline: boolean
  readonly failure: Failure | null
  readonly isReading: boolean
  readonly onRetry: () => void
}

export function ListBanners({ inventory, offline, failure, isReading, onRetry }: ListBannersProps) {
  const now = useNow()
  const again = (
    <Button icon={RefreshIcon} isPending={isReading} onPress={onRetry}>
      Try again
    </Button>
  )
  const fetchedAt = inventory?.fetchedAt ?? null
  if (offline) {
    const copy =
      fetchedAt === null
        ? 'No list was saved on this computer.'
        : `This is the copy ${inventory?.source === 'console' ? 'read' : 'saved'} ${momentText(fetchedAt, now)}.`
    return (
      <Banner title="You are offline" tone="quiet" icon={OfflineIcon} actions={again}>
        {copy} Changes need a connection; nothing is queued.
      </Banner>
    )
  }
  return (
    <>
      {failure !== null && fetchedAt !== null && (
        <Banner title="The list could not be refreshed" tone="warning" icon={WarningIcon} actions={again}>
          {errorLine(failure)} What you see was read {momentText(fetchedAt, now)}.
        </Banner>
      )}
      {inventory?.complete === false && !isReading && (
        <Banner title="The list is incomplete" tone="warning" icon={WarningIcon} actions={again}>
          {inventory.keys.length >= mostKeys
            ? `Keywright stops reading at ${keysText(mostKeys)}, and the console has more.`
            : `Not all of the console’s list could be read: ${keysText(inventory.keys.length)} arrived, there may be more.`}{' '}
          Keys that are missing here still work.
        </Banner>
      )}
    </>
  )
}
