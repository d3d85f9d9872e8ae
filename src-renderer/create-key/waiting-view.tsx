// While the console creates the key, and while nobody knows whether it did.
import { useState } from 'react'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { useMenuCommand } from '../bridge/use-menu-command'
import { ConsoleText } from '../keys/console-text'
import { Button } from '../parts/button'
import { classes } from '../parts/class-names'
import { Icon } from '../parts/icon'
import { CheckIcon, WaitIcon } from '../parts/icons'
import { Spinner } from '../parts/progress'
import { StatusLine } from '../parts/status'
import text from '../parts/text.module.css'
import { timeText } from '../text/dates'
import { useNow } from '../text/use-now'
import type { RunViewProps } from './runs'
import { StepHead } from './step-head'
import styles from './waiting-view.module.css'
import wizard from './wizard.module.css'
import { WizardLayout } from './wizard-layout'
import { checklist, longWaitMs, stillWaiting } from './wizard-text'

export function WaitingView(props: RunViewProps) {
  return props.creation.phase === 'in-doubt' ? <InDoubt {...props} /> : <Waiting {...props} />
}

function Waiting({ creation, consoleName, rail }: RunViewProps) {
  const stop = useAction('creation.stopWaiting')
  const now = useNow(1000)
  const [said, say] = useState('')
  const items = checklist(creation, consoleName)
  const isLong = now - Date.parse(creation.startedAt) > longWaitMs
  const insist = () => say('The key is being created. Use Stop waiting to leave.')
  // Closing the window meanwhile would only hide what becomes of it.
  useMenuCommand('leave-requested', insist)
  return (
    <WizardLayout
      rail={rail}
      arrival="waiting"
      announcement={said}
      onEscape={insist}
      foot={
        <Button
          size="form"
          isPending={stop.isRunning}
          onPress={() => {
            stop.run({ opId: creation.opId }).catch(() => undefined)
          }}
        >
          Stop waiting
        </Button>
      }
    >
      <StepHead title="Creating the key">
        <ConsoleText text={creation.description} /> on <bdi>{consoleName}</bdi>
      </StepHead>
      <ol className={styles.list}>
        {items.map((item) => (
          <li key={item.text} className={classes(item.state === 'ahead' && styles.ahead)}>
            {item.state === 'done' && <Icon shape={CheckIcon} tone="ok" />}
            {item.state === 'now' && <Spinner />}
            {item.state === 'ahead' && <span className={styles.dot} />}
            <span>{item.text}</span>
            {item.state === 'done' && <span className={text.hidden}>: done</span>}
          </li>
        ))}
      </ol>
      <StatusLine className={styles.status}>
        <span className={text.hidden}>{items.find((item) => item.state === 'now')?.text ?? ''}. </span>
        {isLong && stillWaiting}
      </StatusLine>
    </WizardLayout>
  )
}

function InDoubt({ creation, consoleName, rail, onFinish }: RunViewProps) {
  const entry = useTopic('attention').find((one) => one.opId === creation.opId)
  return (
    <WizardLayout
      rail={rail}
      arrival="in-doubt"
      onEnter={onFinish}
      onEscape={onFinish}
      foot={
        <Button variant="filled" size="form" onPress={onFinish}>
          Close
        </Button>
      }
    >
      <StepHead title="Was the key created?">
        <ConsoleText text={creation.description} /> on <bdi>{consoleName}</bdi>
      </StepHead>
      <div className={wizard.note} role="status">
        <Icon shape={WaitIcon} size="small" tone="warning" />
        <p className={styles.doubt}>
          The console may have created this key. Checking. It will not be sent again.
        </p>
      </div>
      <p className={text.muted}>
        {entry?.decidedAt === null || entry?.decidedAt === undefined
          ? 'The check goes on if you close this.'
          : `The check goes on if you close this; it is decided at ${timeText(entry.decidedAt)} at the latest.`}{' '}
        The result is listed under Needs attention, and if the private key is still held here, this step opens
        by itself.
      </p>
    </WizardLayout>
  )
}
