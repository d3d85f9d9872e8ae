// Which entries of the console tree are open; kept by the app, used by the sidebar.
import { createContext, useContext } from 'react'
import type { RememberedScope } from './use-remembered-scope'

export type TreeState = Pick<RememberedScope, 'open' | 'setOpen'>

export const TreeStateContext = createContext<TreeState>({ open: new Set(), setOpen: () => {} })

export const useTreeState = (): TreeState => useContext(TreeStateContext)
