// Every console with what is known of it: sign-in and reach, its list, its reading, and what may be done there.
import { useMemo } from 'react'
import type { Connection, SessionState } from '../../src-shared/connection'
import type { Inventory, SyncProgress } from '../../src-shared/key'
import { useTopic } from '../bridge/bridge-context'
import { type Situation, situationOf, whyNotCreate } from '../keys/key-rules'
import { showsKeys } from './session-words'

export interface Console {
  readonly id: string
  readonly connection: Connection
  readonly session: SessionState
  readonly inventory: Inventory | undefined
  readonly sync: SyncProgress | undefined
  /** Nobody has to sign in before its keys are shown. */
  readonly isShown: boolean
  readonly situation: Situation
  /** Why no key can be created there, or null. */
  readonly creating: string | null
}

const unknownSession = (connectionId: string): SessionState => ({
  connectionId,
  sign: { kind: 'restoring' },
  reach: { kind: 'unknown' },
  stationKey: null,
})

/** In the order of the list of connections. */
export function useConsoles(): readonly Console[] {
  const connections = useTopic('connections')
  const sessions = useTopic('sessions')
  const inventories = useTopic('inventory')
  const readings = useTopic('sync')
  return useMemo(
    () =>
      connections.map((connection) => {
        const { id } = connection
        const session = sessions.find((one) => one.connectionId === id) ?? unknownSession(id)
        const inventory = inventories.find((one) => one.connectionId === id)
        const situation = situationOf(session, inventory)
        return {
          id,
          connection,
          session,
          inventory,
          sync: readings.find((one) => one.connectionId === id),
          isShown: showsKeys(session),
          situation,
          creating: whyNotCreate(situation),
        }
      }),
    [connections, sessions, inventories, readings],
  )
}
