// Nothing was created: why, and the way back to the details.
import { ConsoleText } from '../keys/console-text'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { classes } from '../parts/class-names'
import text from '../parts/text.module.css'
import type { RunViewProps } from './runs'
import { StepHead } from './step-head'
import wizard from './wizard.module.css'
import { WizardLayout } from './wizard-layout'

interface NotCreatedViewProps extends RunViewProps {
  readonly onResume: () => void
}

export function NotCreatedView({ creation, consoleName, rail, onFinish, onResume }: NotCreatedViewProps) {
  return (
    <WizardLayout
      rail={rail}
      arrival="not-created"
      onEnter={onResume}
      onEscape={onFinish}
      footStart={
        <Button
          variant="quiet"
          size="form"
          className={classes(wizard.quiet, wizard.cancel)}
          onPress={onFinish}
        >
          Close
        </Button>
      }
      foot={
        <Button variant="filled" size="form" onPress={onResume}>
          Back to details
        </Button>
      }
    >
      <StepHead title="The key was not created">
        <ConsoleText text={creation.description} /> does not exist on <bdi>{consoleName}</bdi>.
      </StepHead>
      <Alert failure={creation.failure} />
      <p className={text.muted}>
        What you entered is kept.
        {creation.keyType === 'advanced' &&
          ' A key pair that was made here was thrown away; a new one is made.'}
      </p>
    </WizardLayout>
  )
}
