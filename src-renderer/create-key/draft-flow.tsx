// The wizard before anything is sent: from the type to the review. Create hands over to the run in the topic.
import { type Dispatch, useState } from 'react'
import { checkDescription } from '../../src-shared/description'
import type { Failure } from '../../src-shared/errors'
import { useTopic } from '../bridge/bridge-context'
import { isOffline, situationOf, whyNotCreate } from '../keys/key-rules'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { classes } from '../parts/class-names'
import { Icon } from '../parts/icon'
import { BlockedIcon, OfflineIcon } from '../parts/icons'
import { descriptionProblemText } from '../text/description-problem'
import { ConsoleChoice, type MakerConsole } from './console-choice'
import { DetailsStep } from './details-step'
import { DiscardQuestion } from './discard-question'
import { KeyPairStep } from './key-pair-step'
import { OwnerNote } from './owner-note'
import { ReviewStep } from './review-step'
import { TypeStep } from './type-step'
import type { KeyPairMaker } from './use-key-pair'
import styles from './wizard.module.css'
import { WizardLayout } from './wizard-layout'
import {
  hasSomethingToLose,
  missingIn,
  publicKeyOf,
  stepsOf,
  type WizardAction,
  type WizardState,
} from './wizard-state'

interface DraftFlowProps {
  readonly connectionId: string
  readonly consoleName: string
  readonly choice: {
    readonly consoles: readonly MakerConsole[]
    readonly onChoose: (connectionId: string) => void
  } | null
  readonly state: WizardState
  readonly dispatch: Dispatch<WizardAction>
  readonly maker: KeyPairMaker
  /** Create has been pressed and the run has not appeared yet. */
  readonly isStarting: boolean
  readonly failure: Failure | null
  readonly onCreate: (description: string) => void
  readonly onClose: () => void
}

/** What the topics know about the person and the keys at this connection. */
function useSurroundings(connectionId: string) {
  const connection = useTopic('connections').find((one) => one.id === connectionId)
  const session = useTopic('sessions').find((one) => one.connectionId === connectionId)
  const inventory = useTopic('inventory').find((one) => one.connectionId === connectionId)
  const situation = situationOf(session, inventory)
  const mine = (inventory?.keys ?? []).filter((key) => key.userUid === situation.user?.userUid)
  return {
    connection,
    user: situation.user,
    refusal: whyNotCreate(situation),
    offline: isOffline(session),
    keys: inventory?.keys ?? [],
    taken: mine.map((key) => key.description),
  }
}

export function DraftFlow(props: DraftFlowProps) {
  const { state, dispatch, maker, consoleName, choice } = props
  const { connection, user, refusal, offline, keys, taken } = useSurroundings(props.connectionId)
  const sessions = useTopic('sessions')
  const organizationTypeAt = (id: string) => {
    const sign = sessions.find((one) => one.connectionId === id)?.sign
    return sign?.kind === 'active' ? sign.user.organizationType : null
  }
  const [asksToDiscard, askToDiscard] = useState(false)
  const { description, problem } = checkDescription(state.description, taken)
  const missing = missingIn(state, state.step, problem === null ? null : descriptionProblemText(problem))
  const publicKey = publicKeyOf(state)
  const twins = keys.filter(
    (key) => publicKey !== null && key.publicKey?.fingerprint256 === publicKey.fingerprint256,
  )

  const steps = stepsOf(state.type)
  const at = steps.indexOf(state.step)
  const inReview = state.step === 'review'
  // In the details, Next shows what is missing next to the fields.
  const lack = state.step === 'details' ? null : (missing[0]?.text ?? null)
  const hinders = inReview ? (refusal ?? lack) : lack
  const chooseConsole = (id: string) => {
    // Not every role of every console may make keys for built-in plugins.
    if (organizationTypeAt(id) !== 'provider') dispatch({ do: 'set-scope', scope: 'rest' })
    choice?.onChoose(id)
  }
  const close = () => (hasSomethingToLose(state) ? askToDiscard(true) : props.onClose())
  const forward = () => {
    if (!inReview) dispatch({ do: 'next', missing })
    else if (refusal === null && missing.length === 0 && !props.isStarting) props.onCreate(description)
  }
  const hindrance = refusal !== null && (
    <div className={styles.note}>
      <Icon shape={offline ? OfflineIcon : BlockedIcon} size="small" tone="warning" />
      <p>{refusal} No key can be created now.</p>
    </div>
  )

  return (
    <>
      <WizardLayout
        rail={{
          steps,
          current: state.step,
          consoleName,
          endsWithoutSecret: state.type === 'advanced' && state.pairFrom === 'own',
        }}
        field={state.focus}
        arrival={`${state.step} ${state.arrivals}`}
        onEnter={forward}
        onEscape={close}
        footStart={
          <Button
            variant="quiet"
            size="form"
            className={classes(styles.quiet, styles.cancel)}
            onPress={close}
          >
            Cancel
          </Button>
        }
        foot={
          <>
            <span className={styles.count}>{`Step ${at + 1} of ${steps.length}`}</span>
            {at > 0 && (
              <Button size="form" onPress={() => dispatch({ do: 'back' })}>
                Back
              </Button>
            )}
            <Button
              variant="filled"
              size="form"
              isPending={props.isStarting}
              disabledReason={hinders}
              onPress={forward}
            >
              {inReview ? 'Create' : 'Next'}
            </Button>
          </>
        }
      >
        {state.step === 'type' && (
          <TypeStep
            console={
              choice && (
                <ConsoleChoice
                  consoles={choice.consoles}
                  connectionId={props.connectionId}
                  onChoose={chooseConsole}
                />
              )
            }
            type={state.type}
            onType={(type) => dispatch({ do: 'set-type', type })}
            owner={
              <>
                <OwnerNote user={user} tells="warning" />
                {hindrance}
              </>
            }
          />
        )}
        {state.step === 'details' && (
          <DetailsStep
            state={state}
            problem={problem}
            dispatch={dispatch}
            isProvider={user?.organizationType === 'provider'}
            owner={<OwnerNote user={user} tells="owner" />}
          />
        )}
        {state.step === 'key-pair' && (
          <KeyPairStep state={state} dispatch={dispatch} maker={maker} missing={missing} twins={twins} />
        )}
        {inReview && (
          <ReviewStep
            state={state}
            dispatch={dispatch}
            user={user}
            console={connection}
            mayChooseConsole={choice !== null}
            obstacle={
              <>
                <Alert failure={props.failure} />
                {hindrance}
              </>
            }
          />
        )}
      </WizardLayout>
      {asksToDiscard && <DiscardQuestion onBack={() => askToDiscard(false)} onDiscard={props.onClose} />}
    </>
  )
}
