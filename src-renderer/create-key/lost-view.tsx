// The run ended without a confirmed hand-over: what exists, who may hold its private key, and what to do.
import type { Failure } from '../../src-shared/errors'
import { ConsoleText } from '../keys/console-text'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { Icon, type IconShape } from '../parts/icon'
import { ActiveIcon, UnlinkedIcon, WarningIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import type { RunViewProps } from './runs'
import { StepHead } from './step-head'
import wizard from './wizard.module.css'
import { WizardLayout } from './wizard-layout'

interface Words {
  readonly title: string
  readonly icon: IconShape
  readonly tone: 'danger' | 'warning' | 'ok'
  readonly what: string
  readonly todo: string
}

const orphan: Words = {
  title: 'Nobody has this private key',
  icon: UnlinkedIcon,
  tone: 'danger',
  what: 'The key exists on the console, but its private key was never handed out and cannot be had any more.',
  todo: 'Under Needs attention you can revoke it and create it again, only revoke it, or keep it with a reason.',
}

const unconfirmed: Words = {
  title: 'Storing was not confirmed',
  icon: WarningIcon,
  tone: 'warning',
  what: 'The private key was handed out, but this step ended before you said that it is stored. It cannot be shown again.',
  todo: 'Under Needs attention you can say that you have it, disable the key, or revoke it and create it again.',
}

const deleted: Words = {
  title: 'The key was deleted',
  icon: ActiveIcon,
  tone: 'ok',
  what: 'It no longer exists on the console, and its private key is destroyed.',
  todo: 'There is nothing left to do.',
}

const wordsOf = (phase: string): Words =>
  phase === 'deleted' ? deleted : phase === 'orphan' ? orphan : unconfirmed

interface LostViewProps extends RunViewProps {
  readonly failure: Failure | null
}

export function LostView({ creation, consoleName, rail, onFinish, failure }: LostViewProps) {
  const words = wordsOf(creation.phase)
  return (
    <WizardLayout
      rail={rail}
      arrival={creation.phase}
      onEnter={onFinish}
      onEscape={onFinish}
      foot={
        <Button variant="filled" size="form" onPress={onFinish}>
          Close
        </Button>
      }
    >
      <StepHead title={words.title}>
        <span className={text.strong}>
          <ConsoleText text={creation.description} />
        </span>{' '}
        on <bdi>{consoleName}</bdi>
      </StepHead>
      <div className={wizard.note} role="status">
        <Icon shape={words.icon} size="small" tone={words.tone} />
        <div className={wizard.set}>
          <p>{words.what}</p>
          <p>{words.todo}</p>
        </div>
      </div>
      <Alert failure={failure} />
    </WizardLayout>
  )
}
