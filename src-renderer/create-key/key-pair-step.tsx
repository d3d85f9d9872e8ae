// Third step of an Advanced key: a pair made on this computer, or the public half of a pair from elsewhere.
import type { Dispatch } from 'react'
import type { KeyRecord } from '../../src-shared/key'
import { Alert } from '../parts/alert'
import { Button } from '../parts/button'
import { classes } from '../parts/class-names'
import { Icon } from '../parts/icon'
import { ActiveIcon, AgainIcon } from '../parts/icons'
import { ProgressBar } from '../parts/progress'
import { RadioGroup, SegmentedRadios } from '../parts/radios'
import { StatusLine } from '../parts/status'
import text from '../parts/text.module.css'
import { OwnPublicKey } from './own-public-key'
import { PublicKeyPlate } from './public-key-plate'
import { StepHead } from './step-head'
import type { KeyPairMaker } from './use-key-pair'
import styles from './wizard.module.css'
import type { Bits, Missing, WizardAction, WizardState } from './wizard-state'

const sizes: readonly { readonly value: `${Bits}`; readonly label: string }[] = [
  { value: '2048', label: '2048' },
  { value: '3072', label: '3072' },
  { value: '4096', label: '4096' },
]
const bitsOf: Readonly<Record<`${Bits}`, Bits>> = { '2048': 2048, '3072': 3072, '4096': 4096 }

interface KeyPairStepProps {
  readonly state: WizardState
  readonly dispatch: Dispatch<WizardAction>
  readonly maker: KeyPairMaker
  readonly missing: readonly Missing[]
  readonly twins: readonly KeyRecord[]
}

export function KeyPairStep({ state, dispatch, maker, missing, twins }: KeyPairStepProps) {
  return (
    <>
      <StepHead title="Key pair">Only the public half is sent to the console.</StepHead>
      <div data-first="" data-field="key-pair">
        <RadioGroup
          label="Key pair"
          hideLabel
          options={[
            { value: 'generate', label: 'Generate a key for me on this computer' },
            { value: 'own', label: 'Use my own public key' },
          ]}
          value={state.pairFrom}
          onChange={(from) => dispatch({ do: 'set-pair-from', from })}
        />
      </div>
      {state.pairFrom === 'generate' ? (
        <GeneratedPair state={state} dispatch={dispatch} maker={maker} />
      ) : (
        <OwnPublicKey
          own={state.own}
          dispatch={dispatch}
          missing={state.tried ? (missing[0]?.text ?? null) : null}
          twins={twins}
        />
      )}
    </>
  )
}

type GeneratedPairProps = Pick<KeyPairStepProps, 'state' | 'dispatch' | 'maker'>

function GeneratedPair({ state, dispatch, maker }: GeneratedPairProps) {
  const { pair, bits } = state
  const making = `Making a ${bits}-bit pair…`
  return (
    <>
      <div className={styles.between}>
        <div className={styles.set}>
          <span className={styles.legend} aria-hidden="true">
            Key size
          </span>
          <SegmentedRadios
            label="Key size"
            options={sizes}
            value={`${bits}`}
            onChange={(size) => {
              dispatch({ do: 'set-bits', bits: bitsOf[size] })
              maker.generate(bitsOf[size])
            }}
          />
        </div>
        <div className={classes(styles.end, styles.low)}>
          <StatusLine>
            {pair.kind === 'ready' && (
              <span className={text.withIcon}>
                <Icon shape={ActiveIcon} size="small" tone="ok" />
                {`Made in ${(pair.made.tookMs / 1000).toFixed(1)} s`}
              </span>
            )}
            {pair.kind === 'making' && making}
            {pair.kind === 'cancelled' && 'Stopped. No pair was made.'}
          </StatusLine>
          {pair.kind === 'making' ? (
            <Button onPress={maker.cancel}>Stop</Button>
          ) : (
            <Button
              variant={pair.kind === 'ready' ? 'quiet' : 'plain'}
              icon={AgainIcon}
              onPress={() => maker.generate(bits)}
            >
              {pair.kind === 'ready' ? 'Generate again' : 'Generate'}
            </Button>
          )}
        </div>
      </div>
      {pair.kind === 'making' && <ProgressBar label={making} value={0} max={null} />}
      <Alert failure={pair.kind === 'failed' ? pair.failure : null} />
      {pair.kind === 'ready' && (
        <>
          <PublicKeyPlate publicKey={pair.made.publicKey} />
          <p className={text.hint}>The private half is in memory only. You store it in the last step.</p>
        </>
      )}
    </>
  )
}
