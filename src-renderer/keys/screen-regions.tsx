// What is to be known beside the list: banners of the one console, or a line per console of several; needs attention.
import { isolatedText } from '../../src-shared/neutral-text'
import { WhatChanged } from '../changes/what-changed'
import { Button } from '../parts/button'
import { type Console, useConsoles } from '../workspace/consoles'
import { useNavigation } from '../workspace/navigation'
import { consoleScope } from '../workspace/scope'
import { Attention } from './attention'
import { AttentionNote } from './attention-note'
import { ConsolesToLookAt } from './consoles-to-look-at'
import { isOffline } from './key-rules'
import { ListBanners } from './list-banners'
import type { ListRefresh } from './list-refresh'
import { RestOff, withoutRest } from './rest-off'

interface ScreenRegionsProps {
  /** Those in view. */
  readonly consoles: readonly Console[]
  readonly refresh: ListRefresh
  readonly onSettled: (message: string) => void
  /** Leads to a key of the list. */
  readonly onShow: (connectionId: string, keyId: string) => void
  /** A region went away with the focus in it. */
  readonly onGone: () => void
}

function OfOneConsole({ console, refresh }: { readonly console: Console; readonly refresh: ListRefresh }) {
  const { session, inventory, situation, connection } = console
  return (
    <>
      {/* Coming and going of these is read out. */}
      <div aria-live="polite">
        {/* A changed certificate has its own banner, which says more. */}
        {session.reach.kind !== 'certificate-changed' && (
          <ListBanners
            inventory={inventory}
            offline={isOffline(session)}
            failure={refresh.failure}
            isReading={refresh.isReading}
            onRetry={refresh.start}
          />
        )}
      </div>
      {inventory && (
        <RestOff
          organizations={withoutRest(inventory, situation.user)}
          user={situation.user}
          origin={connection.origin}
        />
      )}
    </>
  )
}

function OfSeveral({ consoles }: { readonly consoles: readonly Console[] }) {
  return (
    <div aria-live="polite">
      <ConsolesToLookAt consoles={consoles} />
    </div>
  )
}

export function ScreenRegions({ consoles, refresh, onSettled, onShow, onGone }: ScreenRegionsProps) {
  const [one] = consoles
  const { goToScope } = useNavigation()
  const hidden = useConsoles().filter(({ isShown }) => !isShown)
  return (
    <>
      {one && consoles.length === 1 ? (
        <OfOneConsole console={one} refresh={refresh} />
      ) : (
        <OfSeveral consoles={consoles} />
      )}
      <WhatChanged
        connectionIds={consoles.filter(({ isShown }) => isShown).map(({ id }) => id)}
        onShow={onShow}
        onGone={onGone}
      />
      {hidden.map(({ id, connection }) => (
        <AttentionNote
          key={id}
          connectionId={id}
          consoleName={connection.name}
          withRemoved={false}
          actions={
            <Button onPress={() => goToScope(consoleScope(id))}>Go to {isolatedText(connection.name)}</Button>
          }
        />
      ))}
      <Attention
        here={consoles.length === 1 ? (one?.id ?? null) : null}
        onSettled={onSettled}
        onGone={onGone}
      />
    </>
  )
}
