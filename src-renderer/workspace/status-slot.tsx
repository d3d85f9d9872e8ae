// Lets the screen in the middle write into the status bar of the frame around it.
import { createContext, type ReactNode, useContext } from 'react'
import { createPortal } from 'react-dom'
import { StatusLine } from '../parts/status'

/** The element of the status bar; null until the frame has drawn it. */
export const StatusSlot = createContext<HTMLElement | null>(null)

export function StatusBarText({ children }: { readonly children: ReactNode }) {
  const slot = useContext(StatusSlot)
  return slot === null ? null : createPortal(<StatusLine>{children}</StatusLine>, slot)
}

/** Around a screen that stays mounted out of sight: what it says is kept out of the status bar. */
export function SilentWhile({
  isHidden,
  children,
}: {
  readonly isHidden: boolean
  readonly children: ReactNode
}) {
  const slot = useContext(StatusSlot)
  return <StatusSlot value={isHidden ? null : slot}>{children}</StatusSlot>
}
