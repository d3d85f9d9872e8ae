// Where the person is and how any part goes elsewhere: the place, the scope, and a key to be shown there.
import { createContext, useContext } from 'react'
import type { Scope } from './scope'

export type Place = 'console' | 'activity' | 'journal' | 'settings'

export interface Navigation {
  readonly place: Place
  readonly scope: Scope
  /** A row that waits to be selected and focused once it is on the screen; null: none. */
  readonly wantedRow: string | null
  go(place: Place): void
  /** Shows the keys of this scope. */
  goToScope(scope: Scope): void
  /** Shows the keys of the scope with this row (`<connectionId>/<keyId>`) selected. */
  goToKey(scope: Scope, rowId: string): void
  /** The row was found, or it is not there. */
  tookRow(): void
}

export const NavigationContext = createContext<Navigation | null>(null)

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext)
  if (navigation === null) throw new Error('no NavigationContext around this part')
  return navigation
}
