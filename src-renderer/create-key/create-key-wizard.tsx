// The dialog Create key: a draft until Create is pressed, then whatever the topic `creation` says, also after a reload.
import { useCallback, useEffect, useReducer } from 'react'
import type { CreationDraft } from '../../src-shared/creation'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { DialogFrame } from '../parts/dialog'
import type { MakerConsole } from './console-choice'
import { DraftFlow } from './draft-flow'
import { RunFlow } from './run-flow'
import { useKeyPair } from './use-key-pair'
import {
  effectiveReadOnly,
  effectiveScope,
  type Preset,
  reduceWizard,
  startWizard,
  type WizardAction,
  type WizardState,
} from './wizard-state'

export interface ConsoleChoices {
  readonly consoles: readonly MakerConsole[]
  readonly onChoose: (connectionId: string) => void
}

interface CreateKeyWizardProps {
  /** Where the key is made. */
  readonly connectionId: string
  /** All consoles, when the person may choose between several; absent: there is no choice. */
  readonly choice?: ConsoleChoices | null
  readonly initialType: 'simple' | 'advanced'
  /** Settings to start with instead of empty ones. */
  readonly preset?: Preset | null
  readonly onClose: () => void
}

/** Null while an Advanced key has no public half yet. */
function draftKey(state: WizardState): CreationDraft['key'] | null {
  if (state.type === 'simple') return { type: 'simple' }
  const scope = effectiveScope(state)
  if (state.pairFrom === 'own')
    return state.own.kind === 'read'
      ? { type: 'advanced-own', scope, publicKeyText: state.own.publicKey.xml }
      : null
  return state.pair.kind === 'ready' ? { type: 'advanced', scope, pairId: state.pair.made.pairId } : null
}

export function CreateKeyWizard(props: CreateKeyWizardProps) {
  const { connectionId, choice = null, initialType, preset, onClose } = props
  const creation = useTopic('creation')
  const connection = useTopic('connections').find((one) => one.id === connectionId)
  const [state, dispatch] = useReducer(reduceWizard, null, () => startWizard(initialType, preset))
  const maker = useKeyPair(connectionId, state, dispatch)
  const start = useAction('creation.start')
  const consoleName = connection?.name ?? 'the console'

  const isRunning = creation !== null
  const { handOver } = maker
  useEffect(() => {
    if (isRunning) handOver()
  }, [isRunning, handOver])

  const create = (description: string) => {
    const key = draftKey(state)
    if (key === null) return
    // A refusal is in `start.failure` too, everything later in the topic.
    start.run({ connectionId, description, readOnly: effectiveReadOnly(state), key }).then(
      (outcome) => {
        // Main no longer has the pair.
        if (outcome.kind === 'failed' && outcome.failure.code === 'reveal-spent') handOver()
      },
      () => undefined,
    )
  }

  // What the last try came to is old news once something is changed.
  const { reset } = start
  const hasFailed = start.failure !== null
  const edit = useCallback(
    (action: WizardAction) => {
      if (hasFailed) reset()
      dispatch(action)
    },
    [hasFailed, reset],
  )

  return (
    <DialogFrame size="wizard" canEscape={false} onClose={() => undefined}>
      {creation === null ? (
        <DraftFlow
          connectionId={connectionId}
          consoleName={consoleName}
          choice={choice}
          state={state}
          dispatch={edit}
          maker={maker}
          isStarting={start.isRunning}
          failure={start.failure}
          onCreate={create}
          onClose={onClose}
        />
      ) : (
        <RunFlow
          creation={creation}
          connection={connection}
          consoleName={consoleName}
          onResume={() => {
            reset()
            dispatch({ do: 'resume', from: creation })
          }}
          onClose={onClose}
        />
      )}
    </DialogFrame>
  )
}
