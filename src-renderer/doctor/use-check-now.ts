// Reads one console anew, or tries to reach it again: what Check now does.
import type { SessionState } from '../../src-shared/connection'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'

interface CheckNow {
  readonly isChecking: boolean
  start(): void
}

export function useCheckNow({ connectionId, sign, reach }: SessionState): CheckNow {
  const isReading = useTopic('sync').some((one) => one.connectionId === connectionId)
  const refresh = useAction('keys.refresh')
  const retry = useAction('connections.retry')
  // Out of reach: the sign-in has to be restored before a list can be read.
  const isCut = sign.kind !== 'active' || reach.kind === 'unreachable'
  return {
    isChecking: isReading || refresh.isRunning || retry.isRunning,
    start() {
      if (isCut) void retry.run({ connectionId })
      else if (!isReading) void refresh.run({ connectionId })
    },
  }
}
