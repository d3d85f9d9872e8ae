// Mounts the one wizard: when someone asks for a new key, and after a reload or a lock for a run that is open or owed an end.
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useState,
} from 'react'
import type { Creation } from '../../src-shared/creation'
import { useCall, useTopic } from '../bridge/bridge-context'
import { useMenuCommand } from '../bridge/use-menu-command'
import type { MakerConsole } from '../create-key/console-choice'
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
/** Ends that the wizard tells when it showed the run; those that are listed under Needs attention need no wizard. */
const goodEnds: readonly Creation['phase'][] = ['delivered', 'deleted']

/** The console of the last wizard, kept over a lock: never more than an id. */
const lastKey = 'wizard-console'

interface WizardHostProps {
  /** All consoles, each with why no key can be created there. */
  readonly consoles: readonly MakerConsole[]
  /** The one console in view; null: several are. */
  readonly initialConnectionId: string | null
  /** Drawn over the wizard: the sign-in that must be renewed there. Not over a reveal, which needs no session. */
  readonly above: (connectionId: string) => ReactNode
  readonly children: (isWizardOpen: boolean) => ReactNode
}

/** Where a key is made unless something else is asked for: the console in view, else the last one, else the first that can. */
function makerOf({
  consoles,
  initialConnectionId,
}: Pick<WizardHostProps, 'consoles' | 'initialConnectionId'>) {
  const able = consoles.filter(({ creating }) => creating === null)
  const inView = consoles.find(({ connection }) => connection.id === initialConnectionId)
  const last = sessionStorage.getItem(lastKey)
  return inView ?? able.find(({ connection }) => connection.id === last) ?? able[0] ?? consoles[0]
}

export function WizardHost({ above, children, ...places }: WizardHostProps) {
  const { consoles } = places
  const creation = useTopic('creation')
  const [asked, setAsked] = useState<Asked | null>(null)
  const [closedOp, setClosedOp] = useState<string | null>(null)
  const [shownOp, setShownOp] = useState<string | null>(null)
  const call = useCall()
  const maker = makerOf(places)
  const makerId = maker?.connection.id ?? null
  const open = useCallback<OpenWizard>(
    (type, preset, connectionId) => {
      // Kept from here on: another console must not take its place because this one went away.
      const of = connectionId ?? makerId
      if (of !== null) sessionStorage.setItem(lastKey, of)
      setAsked((now) => now ?? { type, preset: preset ?? null, connectionId: of })
    },
    [makerId],
  )
  const fromMenu = (type: 'simple' | 'advanced') => () => {
    if (maker?.creating === null) open(type)
  }
  useMenuCommand('new-simple-key', fromMenu('simple'))
  useMenuCommand('new-advanced-key', fromMenu('advanced'))

  // After a reload of the page nothing else would lead back to the key.
  const isRevealing = creation !== null && revealPhases.includes(creation.phase)
  const resumed =
    creation !== null && (isRevealing || (openPhases.includes(creation.phase) && creation.opId !== closedOp))
      ? creation.keyType
      : null
  if (resumed !== null && creation?.opId !== shownOp) setShownOp(creation?.opId ?? null)
  // Told by nothing else: from here on the wizard is there until it is closed.
  const isUntold =
    creation !== null &&
    creation.opId !== closedOp &&
    (creation.phase === 'not-created' || (creation.opId === shownOp && goodEnds.includes(creation.phase)))
  if (asked === null && isUntold)
    setAsked({ type: creation.keyType, preset: null, connectionId: creation.connectionId })
  const type = asked?.type ?? resumed
  // A run that ended behind the lock would stand in the way of the next wizard.
  const endedOp =
    creation !== null && type === null && !openPhases.includes(creation.phase) ? creation.opId : null
  useEffect(() => {
    if (endedOp !== null) call('creation.dismiss', { opId: endedOp }).catch(() => undefined)
  }, [endedOp, call])
  const connectionId = creation?.connectionId ?? asked?.connectionId ?? makerId ?? ''
  const canSeveral = consoles.filter(({ creating }) => creating === null).length > 1
  // What is made anew belongs where it was.
  const choice =
    asked !== null && asked.preset === null && canSeveral
      ? {
          consoles,
          onChoose(id: string) {
            sessionStorage.setItem(lastKey, id)
            setAsked({ ...asked, connectionId: id })
          },
        }
      : null
  return (
    <OpenWizardContext value={open}>
      {children(type !== null)}
      {type !== null && (
        <Suspense>
          <CreateKeyWizard
            connectionId={connectionId}
            choice={choice}
            initialType={type}
            preset={asked?.preset ?? null}
            onClose={() => {
              setAsked(null)
              setClosedOp(creation?.opId ?? null)
            }}
          />
        </Suspense>
      )}
      {type !== null && !isRevealing && above(connectionId)}
    </OpenWizardContext>
  )
}
