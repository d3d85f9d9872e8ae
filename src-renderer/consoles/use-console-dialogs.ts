// How a part opens a dialog about consoles: add, edit, remove, arrange, export, import.
import { createContext, useContext } from 'react'

export type ConsoleDialog =
  /** `onAdded`: the console that is there now, also one that was there before. */
  | { readonly kind: 'add'; readonly onAdded?: (connectionId: string) => void }
  | { readonly kind: 'edit' | 'remove'; readonly connectionId: string }
  | { readonly kind: 'arrange' | 'export' | 'import' }

export type OpenConsoleDialog = (dialog: ConsoleDialog) => void

export const OpenConsoleDialogContext = createContext<OpenConsoleDialog | null>(null)

/** Opens a dialog about consoles over whatever is there, also over another of them. */
export function useConsoleDialogs(): OpenConsoleDialog {
  const open = useContext(OpenConsoleDialogContext)
  if (open === null) throw new Error('no ConsoleDialogs around this part')
  return open
}
