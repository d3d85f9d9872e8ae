// Gives every part of the page the client and the topics; tests put doubles in their place.
import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react'
import type { Topic, TopicName } from '../../src-shared/contract'
import type { Client } from './client'
import type { Replica } from './replica'

interface Connected {
  readonly client: Client
  readonly replica: Replica
}

const BridgeContext = createContext<Connected | null>(null)

interface BridgeProviderProps extends Connected {
  readonly children: ReactNode
}

export function BridgeProvider({ client, replica, children }: BridgeProviderProps) {
  const value = useMemo(() => ({ client, replica }), [client, replica])
  return <BridgeContext value={value}>{children}</BridgeContext>
}

function useConnected(): Connected {
  const value = useContext(BridgeContext)
  if (value === null) throw new Error('no BridgeProvider around this part')
  return value
}

/** The present value of a topic; the part is drawn again when it changes. */
export function useTopic<T extends TopicName>(name: T): Topic<T> {
  const { replica } = useConnected()
  return useSyncExternalStore(
    (listener) => replica.watch(name, listener),
    () => replica.get(name),
  )
}

/** For work of several calls; one call whose state is shown takes `useAction`. */
export function useCall(): Client['call'] {
  return useConnected().client.call
}
