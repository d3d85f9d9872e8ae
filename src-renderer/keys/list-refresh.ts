// Reading the list anew by hand, with progress and an end; each sign-in brings its list by itself.
import { useEffect, useState } from 'react'
import type { SessionState } from '../../src-shared/connection'
import type { Failure } from '../../src-shared/errors'
import type { Inventory, SyncProgress } from '../../src-shared/key'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { isOffline } from './key-rules'

/** A second click on Refresh must not end what the first began. */
const cancelAfterMs = 600

export interface ListRefresh {
  readonly sync: SyncProgress | undefined
  readonly isReading: boolean
  /** The button ends the reading instead of starting one. */
  readonly canCancel: boolean
  readonly failure: Failure | null
  start(): void
  cancel(): void
}

export function useListRefresh(
  connectionId: string,
  session: SessionState | undefined,
  inventory: Inventory | undefined,
): ListRefresh {
  const sync = useTopic('sync').find((one) => one.connectionId === connectionId)
  const refresh = useAction('keys.refresh')
  const cancel = useAction('keys.cancelRefresh')
  const retry = useAction('connections.retry')
  const isReading = sync !== undefined || refresh.isRunning
  const canCancel = useLater(isReading, cancelAfterMs)
  const offline = isOffline(session)
  const failure = inventory?.problem ? { ...inventory.problem } : refresh.failure
  return {
    sync,
    isReading: isReading || retry.isRunning,
    canCancel,
    failure: failure?.code === 'cancelled' ? null : failure,
    start() {
      // Out of reach: the sign-in has to be restored before a list can be read.
      if (offline || session?.sign.kind !== 'active') void retry.run({ connectionId })
      else if (!isReading) void refresh.run({ connectionId })
    },
    cancel() {
      void cancel.run({ connectionId })
    },
  }
}

/** True once `value` has been true for so long. */
function useLater(value: boolean, afterMs: number): boolean {
  const [later, setLater] = useState(false)
  useEffect(() => {
    if (!value) return
    const timer = setTimeout(() => setLater(true), afterMs)
    return () => {
      clearTimeout(timer)
      setLater(false)
    }
  }, [value, afterMs])
  return later && value
}
