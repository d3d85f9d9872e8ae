// Fourth step: every value once more, each with Change, and what will happen.
import type { Dispatch, ReactNode } from 'react'
import type { Connection, SignedInUser } from '../../src-shared/connection'
import type { PublicKey } from '../../src-shared/key'
import { ConsoleText } from '../keys/console-text'
import { AccessWord, TypeWord } from '../keys/key-words'
import { Button } from '../parts/button'
import { classes } from '../parts/class-names'
import { ConsoleMark } from '../parts/console-mark'
import text from '../parts/text.module.css'
import { scopeWords } from '../text/scope-words'
import styles from './review-step.module.css'
import { StepHead } from './step-head'
import wizard from './wizard.module.css'
import {
  effectiveReadOnly,
  effectiveScope,
  type Field,
  publicKeyOf,
  type WizardAction,
  type WizardState,
} from './wizard-state'

interface Row {
  readonly label: string
  readonly value: ReactNode
  /** Null: nothing that can be chosen. */
  readonly field: Field | null
}

/** None: the pair was thrown away meanwhile, for example by signing out. */
function pairText(state: WizardState, publicKey: PublicKey | null): string {
  if (publicKey === null) return 'None any more. A new one is needed.'
  const origin = state.pairFrom === 'own' ? 'your own public key' : 'made on this computer'
  return `RSA, ${publicKey.bits} bits, ${origin}`
}

function rowsOf(state: WizardState, user: SignedInUser | null): readonly Row[] {
  const scope = effectiveScope(state)
  const publicKey = publicKeyOf(state)
  const rows: (Row | null)[] = [
    { label: 'Type', value: <TypeWord type={state.type} long />, field: 'type' },
    { label: 'Description', value: <ConsoleText text={state.description.trim()} />, field: 'description' },
    {
      label: 'Access',
      value: <AccessWord access={effectiveReadOnly(state) ? 'read-only' : 'read-write'} />,
      field: scope === 'integration' ? 'scope' : 'access',
    },
    state.type === 'simple'
      ? null
      : {
          label: 'Integration kind',
          value: (
            <>
              {scopeWords[scope]} <span className={classes(text.monoSmall, text.muted)}>{scope}</span>
            </>
          ),
          field: 'scope',
        },
    state.type === 'simple'
      ? null
      : { label: 'Key pair', value: pairText(state, publicKey), field: 'key-pair' },
    user === null
      ? null
      : {
          label: 'Owner',
          value: (
            <>
              <ConsoleText text={user.userName} /> (you)
            </>
          ),
          field: null,
        },
  ]
  return rows.filter((row) => row !== null)
}

function consoleRows(console: Connection | undefined, mayChoose: boolean): readonly Row[] {
  if (console === undefined) return []
  const value = (
    <>
      <ConsoleText text={console.name} /> <ConsoleMark of={console} />
    </>
  )
  return [{ label: 'Console', value, field: mayChoose ? 'console' : null }]
}

function consequences(state: WizardState): readonly string[] {
  if (state.type === 'simple')
    return [
      'The console creates the key and sends its private key once.',
      'You store the private key. It is offered once, here.',
      'You can test it against the console before you finish.',
    ]
  if (state.pairFrom === 'own')
    return [
      'The console registers your public key.',
      'Whoever holds the private half can use the key at once.',
    ]
  return [
    'The console registers the public key.',
    'You store the private key. It is offered once, here.',
    'You can test it against the console before you finish.',
  ]
}

interface ReviewStepProps {
  readonly console: Connection | undefined
  readonly mayChooseConsole: boolean
  readonly state: WizardState
  readonly dispatch: Dispatch<WizardAction>
  readonly user: SignedInUser | null
  /** Why nothing can be created now, or what the last try came to. */
  readonly obstacle: ReactNode
}

export function ReviewStep(props: ReviewStepProps) {
  const { state, dispatch, user, obstacle, console, mayChooseConsole } = props
  const rows = [...consoleRows(console, mayChooseConsole), ...rowsOf(state, user)]
  return (
    <>
      <StepHead title="Review">Only the description can be changed later.</StepHead>
      {obstacle}
      <dl className={styles.review}>
        {rows.map(({ label, value, field }) => (
          <div key={label} {...(field === null ? {} : { 'data-field': field })}>
            <dt>{label}</dt>
            <dd>{value}</dd>
            {field !== null && (
              <dd>
                <Button
                  variant="link"
                  label={`Change ${label.toLowerCase()}`}
                  onPress={() => dispatch({ do: 'change', field })}
                >
                  Change
                </Button>
              </dd>
            )}
          </div>
        ))}
      </dl>
      <div className={wizard.set}>
        <h4 className={wizard.legend}>What happens</h4>
        <ol className={wizard.next}>
          {consequences(state).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </div>
    </>
  )
}
