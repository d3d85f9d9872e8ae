// What is to be known beside the list: banners of the one console, or a line per console of several; what changed; needs attention.
import { rowIdOf } from '../../src-shared/key-rows'
import { WhatChanged } from '../changes/what-changed'
import type { Console } from '../workspace/consoles'
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
  /** The last entry that needed attention went away with the focus on it. */
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
  const hidden = consoles.filter(({ isShown }) => !isShown)
  return (
    <>
      <div aria-live="polite">
        <ConsolesToLookAt consoles={consoles} />
      </div>
      {hidden.map(({ id }) => (
        <AttentionNote key={id} connectionId={id} withRemoved={false} />
      ))}
    </>
  )
}

export function ScreenRegions({ consoles, refresh, onSettled, onGone }: ScreenRegionsProps) {
  const [one] = consoles
  const { scope, goToKey } = useNavigation()
  return (
    <>
      {one && consoles.length === 1 ? (
        <OfOneConsole console={one} refresh={refresh} />
      ) : (
        <OfSeveral consoles={consoles} />
      )}
      <WhatChanged
        connectionIds={consoles.map(({ id }) => id)}
        // A company's view may not hold the key; its console's does.
        onShow={(connectionId, keyId) =>
          goToKey(scope.kind === 'company' ? consoleScope(connectionId) : scope, rowIdOf(connectionId, keyId))
        }
        onGone={onGone}
      />
      <Attention consoles={consoles} onSettled={onSettled} onGone={onGone} />
    </>
  )
}
