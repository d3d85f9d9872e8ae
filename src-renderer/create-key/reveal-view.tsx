// The step that hands the private key over: the frame that alone shows it, the tick, Done, and every way out.
import { useRef, useState } from 'react'
import type { Failure } from '../../src-shared/errors'
import { useCall } from '../bridge/bridge-context'
import { type Outcome, useAction } from '../bridge/use-action'
import { useMenuCommand } from '../bridge/use-menu-command'
import { ConsoleText } from '../keys/console-text'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Checkbox } from '../parts/checkbox'
import { classes } from '../parts/class-names'
import { DeleteIcon } from '../parts/icons'
import { Waiting } from '../parts/progress'
import text from '../parts/text.module.css'
import { useNow } from '../text/use-now'
import { asksOnceMore, clockText, deadlineWarning, missingForDone, secondsUntil } from './done-rules'
import { FrameGuard, passTabsToFrame } from './frame-tabs'
import { DeleteQuestion, LossQuestion, StoredQuestion } from './reveal-questions'
import styles from './reveal-view.module.css'
import type { RunViewProps } from './runs'
import { StepHead } from './step-head'
import wizard from './wizard.module.css'
import { WizardLayout } from './wizard-layout'

/** `loss-window`: the window was asked to close, and closes once the person has decided. */
type Question = 'stored' | 'delete' | 'loss' | 'loss-window'

interface RevealViewProps extends RunViewProps {
  /** True while a decision to end the reveal is carried out. */
  readonly onEnding: (isEnding: boolean) => void
  readonly failure: Failure | null
  readonly onFailure: (failure: Failure | null) => void
}

/** The calls that end a reveal, and where they lead. `onFailed`: the question gives way to what went wrong. */
function useEndings({ creation, onEnding, onFailure, onFinish }: RevealViewProps, onFailed: () => void) {
  const { opId, connectionId } = creation
  const done = useAction('creation.done')
  const remove = useAction('creation.deleteKey')
  const leave = useAction('creation.leave')
  const call = useCall()
  const end = async (ending: Promise<Outcome<unknown>>, closesWindow: boolean) => {
    onEnding(true)
    onFailure(null)
    const outcome = await ending
    // Stale: the run ended before the answer came, and this view with it.
    if (outcome.kind !== 'failed') {
      onFinish()
      if (closesWindow) await call('app.closeWindow', {})
      return
    }
    onFailure(outcome.failure)
    onEnding(false)
    onFailed()
  }
  return {
    failure: done.failure,
    isRunning: done.isRunning || remove.isRunning || leave.isRunning,
    // The run itself goes on to "delivered", which is drawn elsewhere.
    async done(copyIsStored: boolean) {
      const outcome = await done.run({ opId, copyIsStored })
      if (outcome.kind === 'failed') onFailed()
    },
    remove: (closesWindow: boolean) => end(remove.run({ opId, connectionId }), closesWindow),
    leave: (closesWindow: boolean) => end(leave.run({ opId }), closesWindow),
  }
}

export function RevealView(props: RevealViewProps) {
  const { creation, consoleName, rail } = props
  const [ticked, tick] = useState(false)
  const [question, ask] = useState<Question | null>(null)
  const [said, say] = useState('')
  const close = () => ask(null)
  const endings = useEndings(props, close)
  const last = useRef<HTMLButtonElement>(null)
  useMenuCommand('leave-requested', () => ask('loss-window'))
  useMenuCommand('sign-out', () => ask('loss'))

  const missing = missingForDone(creation, ticked)
  const finish = () => {
    if (missing !== null) say(missing)
    else if (asksOnceMore(creation)) ask('stored')
    else endings.done(false)
  }
  const shared = { creation, isBusy: endings.isRunning, onBack: close }

  return (
    <>
      <WizardLayout
        rail={rail}
        arrival="reveal"
        fills="middle"
        announcement={said}
        onEnter={finish}
        onEscape={() => say('Finish or delete the key first.')}
        foot={
          <>
            <Deadline at={creation.deadlineAt} />
            <Button
              variant="filled"
              size="form"
              disabledReason={missing}
              isPending={endings.isRunning}
              onPress={finish}
            >
              Done
            </Button>
            <Button
              ref={last}
              variant="danger"
              size="form"
              className={classes(wizard.quiet, wizard.first)}
              icon={DeleteIcon}
              onPress={() => ask('delete')}
            >
              Delete this key
            </Button>
          </>
        }
      >
        <div {...passTabsToFrame('Tab')}>
          <FrameGuard last={last} />
          <StepHead title="Store the private key">
            <span className={text.strong}>
              <ConsoleText text={creation.description} />
            </span>{' '}
            is on <bdi>{consoleName}</bdi>. Its private key is offered only now.
          </StepHead>
        </div>
        {creation.frameUrl === null ? (
          <div className={classes(styles.frame, styles.empty)}>
            <Waiting text={endings.isRunning ? 'Ending…' : 'Preparing the private key…'} />
          </div>
        ) : (
          // A new ticket is a new frame: nothing of the old one may stay.
          <iframe
            key={creation.frameUrl}
            title="Private key"
            src={creation.frameUrl}
            className={styles.frame}
          />
        )}
        <div className={wizard.set} {...passTabsToFrame('Shift+Tab')}>
          <Checkbox label="I have stored this key in a safe place" isSelected={ticked} onChange={tick} />
          <Alert failure={endings.failure ?? props.failure ?? creation.failure} />
        </div>
      </WizardLayout>
      {question === 'stored' && <StoredQuestion {...shared} onStored={() => endings.done(true)} />}
      {question === 'delete' && (
        <DeleteQuestion {...shared} consoleName={consoleName} onDelete={() => endings.remove(false)} />
      )}
      {(question === 'loss' || question === 'loss-window') && (
        <LossQuestion
          {...shared}
          onDelete={() => endings.remove(question === 'loss-window')}
          onLeave={() => endings.leave(question === 'loss-window')}
        />
      )}
    </>
  )
}

/** Time left before the private key is destroyed; said aloud twice, drawn all the time. */
function Deadline({ at }: { readonly at: string | null }) {
  const now = useNow(1000)
  if (at === null) return null
  const seconds = secondsUntil(at, now)
  const warning = deadlineWarning(seconds)
  return (
    <>
      <span className={classes(wizard.count, warning !== null && styles.late)}>
        {clockText(seconds)} left
      </span>
      <span className={text.hidden} role="status">
        {warning !== null && !warning.urgent && warning.text}
      </span>
      <span className={text.hidden} role="alert">
        {warning?.urgent === true && warning.text}
      </span>
    </>
  )
}
