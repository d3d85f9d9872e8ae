// Mounts the one wizard: when someone asks for a new key, and after a reload while a creation is still open.
import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from 'react'
import type { Creation } from '../../src-shared/creation'
import { useTopic } from '../bridge/bridge-context'
import { useMenuCommand } from '../bridge/use-menu-command'
import type { Preset } from '../create-key/wizard-state'

const CreateKeyWizard = lazy(() =>
  import('../create-key/create-key-wizard').then((module) => ({ default: module.CreateKeyWizard })),
)

/** `connectionId`: the console of the key, where it is already known. */
type OpenWizard = (type: 'simple' | 'advanced', preset?: Preset, connectionId?: string) => void

interface Asked {
  readonly type: 'simple' | 'advanced'
  readonly preset: Preset | null
  readonly connectionId: string | null
}

const OpenWizardContext = createContext<OpenWizard | null>(null)

/** Opens the wizard at its first step, with a preset at the details. Does nothing while one is open. */
export function useOpenWizard(): OpenWizard {
  const open = useContext(OpenWizardContext)
  if (open === null) throw new Error('no WizardHost around this part')
  return open
}

/** Somebody still has to do something here; the other phases have ended. */
const openPhases: readonly Creation['phase'][] = [
  'preparing',
  'creating',
  'in-doubt',
  'unrevealed',
  'revealed',
  'created',
]
/** The private key can be lost by looking away: these show the wizard even after it was closed. */
const revealPhases: readonly Creation['phase'][] = ['unrevealed', 'revealed']

interface WizardHostProps {
  /** Where a key is made unless something else is asked for: the console in view, or the first one that allows it. */
  readonly connectionId: string
  /** Else the menu's commands do nothing, since the buttons say why. */
  readonly mayCreate: boolean
  /** Drawn over the wizard: the sign-in that must be renewed. Not over a reveal, which needs no session. */
  readonly above: ReactNode
  readonly children: (isWizardOpen: boolean) => ReactNode
}

export function WizardHost({ connectionId, mayCreate, above, children }: WizardHostProps) {
  const creation = useTopic('creation')
  const [asked, setAsked] = useState<Asked | null>(null)
  const [closedOp, setClosedOp] = useState<string | null>(null)
  const open = useCallback<OpenWizard>(
    (type, preset, connectionId) =>
      setAsked((now) => now ?? { type, preset: preset ?? null, connectionId: connectionId ?? null }),
    [],
  )
  const fromMenu = (type: 'simple' | 'advanced') => () => {
    if (mayCreate) open(type)
  }
  useMenuCommand('new-simple-key', fromMenu('simple'))
  useMenuCommand('new-advanced-key', fromMenu('advanced'))

  // After a reload of the page nothing else would lead back to the key.
  const isRevealing = creation !== null && revealPhases.includes(creation.phase)
  const resumed =
    creation !== null && (isRevealing || (openPhases.includes(creation.phase) && creation.opId !== closedOp))
      ? creation.keyType
      : null
  const type = asked?.type ?? resumed
  return (
    <OpenWizardContext value={open}>
      {children(type !== null)}
      {type !== null && (
        <Suspense>
          <CreateKeyWizard
            connectionId={creation?.connectionId ?? asked?.connectionId ?? connectionId}
            initialType={type}
            preset={asked?.preset ?? null}
            onClose={() => {
              setAsked(null)
              setClosedOp(creation?.opId ?? null)
            }}
          />
        </Suspense>
      )}
      {type !== null && !isRevealing && above}
    </OpenWizardContext>
  )
}
