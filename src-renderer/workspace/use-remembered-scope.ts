// The scope and the open entries of the console tree: kept in the settings, so that the next start is where this one ended.
import { useCallback, useMemo, useState } from 'react'
import type { Settings } from '../../src-shared/settings'
import { useCall, useTopic } from '../bridge/bridge-context'
import { type Scope, scopeWithin } from './scope'

export interface RememberedScope {
  readonly scope: Scope
  setScope(scope: Scope): void
  readonly open: ReadonlySet<string>
  setOpen(id: string, isOpen: boolean): void
}

/** The same object while nothing in it changes. */
export function useRememberedScope(): RememberedScope {
  const settings = useTopic('settings')
  const connections = useTopic('connections')
  const call = useCall()
  // This window is the only one that changes them, so the settings are read once.
  const [fleet, setFleet] = useState<Settings['fleet']>(settings.fleet)
  const change = useCallback(
    (next: Settings['fleet']) => {
      setFleet(next)
      // What could not be kept is right until the end of this run.
      call('settings.set', { name: 'fleet', value: next }).catch(() => undefined)
    },
    [call],
  )
  const scope = useMemo(() => scopeWithin(fleet.scope, connections), [fleet.scope, connections])
  const open = useMemo(() => new Set(fleet.open), [fleet.open])
  return useMemo(
    () => ({
      scope,
      setScope: (next) => change({ ...fleet, scope: next }),
      open,
      setOpen(id, isOpen) {
        const others = fleet.open.filter((one) => one !== id)
        change({ ...fleet, open: isOpen ? [...others, id].slice(-200) : others })
      },
    }),
    [scope, open, fleet, change],
  )
}
