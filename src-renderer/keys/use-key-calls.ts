// Calls over keys of several consoles: one call per console, side by side, and one result.
import { useCallback, useState } from 'react'
import type { Failure } from '../../src-shared/errors'
import { useCall } from '../bridge/bridge-context'
import { failureOf } from '../bridge/client'
import { refOf } from './key-rules'
import { allFailed, type Outcomes, sortOutcomes, together } from './outcomes'
import { byConsole, type SelectedKey } from './selected-key'

type Work = { readonly name: 'enable' | 'disable' | 'remove' }

interface KeyCalls {
  readonly isRunning: boolean
  /** The only console's call failed as a whole; with several consoles each key has its failure in the outcomes. */
  readonly failure: Failure | null
  clearFailure(): void
  /** Null when it failed as a whole. Never rejects. */
  run(keys: readonly SelectedKey[], work: Work['name']): Promise<Outcomes | null>
}

export function useKeyCalls(): KeyCalls {
  const call = useCall()
  const [running, setRunning] = useState(0)
  const [failure, setFailure] = useState<Failure | null>(null)

  const run = useCallback(
    async (keys: readonly SelectedKey[], work: Work['name']) => {
      const groups = byConsole(keys)
      setRunning((count) => count + 1)
      setFailure(null)
      const ask = (connectionId: string, group: readonly SelectedKey[]) => {
        const input = { connectionId, keys: group.map(({ key }) => refOf(key)) }
        return work === 'remove'
          ? call('keys.remove', input)
          : call('keys.setEnabled', { ...input, enabled: work === 'enable' })
      }
      const ends = await Promise.all(
        groups.map(async ({ connectionId, keys: group }) => {
          try {
            return { outcomes: sortOutcomes(group, await ask(connectionId, group)), failure: null }
          } catch (error) {
            return { outcomes: allFailed(group, failureOf(error)), failure: failureOf(error) }
          }
        }),
      )
      setRunning((count) => count - 1)
      const [only] = ends
      if (ends.length === 1 && only?.failure) {
        setFailure(only.failure)
        return null
      }
      return together(ends.map(({ outcomes }) => outcomes))
    },
    [call],
  )
  return { isRunning: running > 0, failure, clearFailure: useCallback(() => setFailure(null), []), run }
}
