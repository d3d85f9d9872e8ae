// Mounts the one wizard: when someone asks for a new key, and after a reload while a creation is still open.
import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from 'react'
import { useTopic } from '../bridge/bridge-context'
import { useMenuCommand } from '../bridge/use-menu-command'

const CreateKeyWizard = lazy(() =>
  import('../create-key/create-key-wizard').then((module) => ({ default: module.CreateKeyWizard })),
)

export type OpenWizard = (type: 'simple' | 'advanced') => void

const OpenWizardContext = createContext<OpenWizard | null>(null)

/** Opens the wizard at its first step. Does nothing while one is open. */
export function useOpenWizard(): OpenWizard {
  const open = useContext(OpenWizardContext)
  if (open === null) throw new Error('no WizardHost around this part')
  return open
}

export interface WizardHostProps {
  readonly connectionId: string
  /** Null: keys can be created; else the menu's commands do nothing, since the buttons say why. */
  readonly refusal: string | null
  readonly children: ReactNode
}

export function WizardHost({ connectionId, refusal, children }: WizardHostProps) {
  const creation = useTopic('creation')
  const [asked, setAsked] = useState<'simple' | 'advanced' | null>(null)
  const open = useCallback<OpenWizard>((type) => setAsked((now) => now ?? type), [])
  const fromMenu = (type: 'simple' | 'advanced') => () => {
    if (refusal === null) open(type)
  }
  useMenuCommand('new-simple-key', fromMenu('simple'))
  useMenuCommand('new-advanced-key', fromMenu('advanced'))

  // An open creation needs its wizard whatever was asked for: after a reload nothing else would lead back to the key.
  const type = asked ?? creation?.keyType ?? null
  return (
    <OpenWizardContext value={open}>
      {children}
      {type !== null && (
        <Suspense>
          <CreateKeyWizard
            connectionId={creation?.connectionId ?? connectionId}
            initialType={type}
            onClose={() => setAsked(null)}
          />
        </Suspense>
      )}
    </OpenWizardContext>
  )
}
