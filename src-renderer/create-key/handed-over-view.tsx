// After Done, or after an own public key was registered: what was stored where, and how the key is used.
import type { Connection } from '../../src-shared/connection'
import type { Creation } from '../../src-shared/creation'
import type { Verdict } from '../../src-shared/key'
import { ConsoleText } from '../keys/console-text'
import { Button } from '../parts/button'
import { type Fact, Facts } from '../parts/facts'
import text from '../parts/text.module.css'
import { timeText } from '../text/dates'
import { HowToUse } from './how-to-use'
import type { RunViewProps } from './runs'
import { StepHead } from './step-head'
import { WizardLayout } from './wizard-layout'

function verdictText(verdict: Verdict): string {
  const at = timeText(verdict.at)
  switch (verdict.kind) {
    case 'works':
      return `Works, ${at}`
    case 'refused':
      return `Refused by the console, ${at}`
    case 'not-this-key':
      return `Another key answered, ${at}`
    case 'cannot-be-checked':
      return `Could not be checked, ${at}`
  }
}

function handOver(creation: Creation): readonly Fact[] {
  const { saved, copied, tested, keyId } = creation
  const stored = [
    saved === null ? null : `Saved to ${saved.fileName} in ${saved.folder}`,
    copied === null ? null : 'Copied to the clipboard',
  ].filter((one) => one !== null)
  return [
    ...(stored.length === 0
      ? []
      : [{ label: 'Stored', value: stored.map((one) => <div key={one}>{one}</div>) }]),
    ...(tested === null ? [] : [{ label: 'Test', value: verdictText(tested) }]),
    ...(keyId === null ? [] : [{ label: 'Key id', value: keyId }]),
  ]
}

interface HandedOverViewProps extends RunViewProps {
  readonly connection: Connection | undefined
}

export function HandedOverView({ creation, consoleName, connection, rail, onFinish }: HandedOverViewProps) {
  const own = creation.phase === 'created'
  const facts = handOver(creation)
  return (
    <WizardLayout
      rail={rail}
      arrival={creation.phase}
      fills="last"
      onEnter={onFinish}
      onEscape={onFinish}
      foot={
        <Button variant="filled" size="form" onPress={onFinish}>
          {own ? 'Done' : 'Close'}
        </Button>
      }
    >
      <StepHead title={own ? 'Key created' : 'Key stored'}>
        <span className={text.strong}>
          <ConsoleText text={creation.description} />
        </span>{' '}
        is on <bdi>{consoleName}</bdi>
        {own ? '. Its private half stays where you made it.' : ' and its private key is no longer held here.'}
      </StepHead>
      {facts.length > 0 && <Facts facts={facts} />}
      <HowToUse creation={creation} connection={connection} />
    </WizardLayout>
  )
}
