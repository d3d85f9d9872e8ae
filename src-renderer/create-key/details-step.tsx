// Second step: what the key is for, what it may do, and for Advanced keys which kind of integration uses it.
import { type Dispatch, type ReactNode, useId } from 'react'
import { type DescriptionProblem, descriptionLimit, deservesWarning } from '../../src-shared/description'
import { findPrivateKey } from '../../src-shared/private-key-text'
import { Button } from '../parts/button'
import { Switch } from '../parts/checkbox'
import { classes } from '../parts/class-names'
import { Icon } from '../parts/icon'
import { WarningIcon } from '../parts/icons'
import { RadioGroup, type RadioOption } from '../parts/radios'
import text from '../parts/text.module.css'
import { TextField } from '../parts/text-field'
import { descriptionProblemText, descriptionWarning } from '../text/description-problem'
import { scopeWords } from '../text/scope-words'
import { StepHead } from './step-head'
import styles from './wizard.module.css'
import { effectiveScope, type Scope, type WizardAction, type WizardState } from './wizard-state'
import { privateKeyDiscarded } from './wizard-text'

const scopes: readonly RadioOption<Scope>[] = [
  {
    value: 'rest',
    label: scopeWords.rest,
    aside: <span className={classes(text.monoSmall, text.muted)}>rest</span>,
    hint: 'Tools that call the REST API of the console.',
  },
  {
    value: 'integration',
    label: scopeWords.integration,
    aside: <span className={classes(text.monoSmall, text.muted)}>integration</span>,
    hint: 'Plugins that ship with the console. They always read and write.',
  },
]

interface DetailsStepProps {
  readonly state: WizardState
  readonly problem: DescriptionProblem | null
  readonly dispatch: Dispatch<WizardAction>
  /** Built-in plugins exist for providers only (decisions D16). */
  readonly isProvider: boolean
  readonly owner: ReactNode
}

export function DetailsStep({ state, problem, dispatch, isProvider, owner }: DetailsStepProps) {
  return (
    <>
      <StepHead title="What is it for?">Others see this in the list of keys.</StepHead>
      <DescriptionField state={state} problem={problem} dispatch={dispatch} />
      {state.type === 'advanced' && (
        <div data-field="scope">
          <RadioGroup
            label="Integration kind"
            options={isProvider ? scopes : scopes.slice(0, 1)}
            value={state.scope}
            onChange={(scope) => dispatch({ do: 'set-scope', scope })}
          />
        </div>
      )}
      {effectiveScope(state) === 'rest' && <AccessSwitch readOnly={state.readOnly} dispatch={dispatch} />}
      {owner}
    </>
  )
}

type DescriptionFieldProps = Pick<DetailsStepProps, 'state' | 'problem' | 'dispatch'>

function DescriptionField({ state, problem, dispatch }: DescriptionFieldProps) {
  // An empty field is no mistake before the person wants to go on.
  const shown = problem !== null && (problem.kind !== 'empty' || state.tried) ? problem : null
  const error = state.discarded ? privateKeyDiscarded : shown === null ? null : descriptionProblemText(shown)
  return (
    <div className={styles.set} data-first="" data-field="description">
      <TextField
        label="Description"
        value={state.description}
        onChange={(description) =>
          // A private key that is pasted here by mistake does not even reach the state.
          dispatch(
            findPrivateKey(description) === null
              ? { do: 'set-description', description }
              : { do: 'discard-description' },
          )
        }
        count={`${state.description.trim().length} of ${descriptionLimit}`}
        note="Travels in the address of the request and is stored as plain text. Never put a secret in it."
        error={error}
      />
      <div role="status">
        {error === null && deservesWarning(state.description) && (
          <p className={classes(text.withIcon, text.warning)}>
            <Icon shape={WarningIcon} size="small" />
            {descriptionWarning}
          </p>
        )}
      </div>
      {shown?.kind === 'in-use' && (
        <div>
          <Button onPress={() => dispatch({ do: 'set-description', description: shown.proposal })}>
            {`Use “${shown.proposal}”`}
          </Button>
        </div>
      )}
    </div>
  )
}

interface AccessSwitchProps {
  readonly readOnly: boolean
  readonly dispatch: Dispatch<WizardAction>
}

function AccessSwitch({ readOnly, dispatch }: AccessSwitchProps) {
  const hint = useId()
  return (
    <div className={styles.set} data-field="access">
      <div className={classes(styles.between, styles.unbroken)}>
        <div>
          <div className={styles.legend}>Read-only access</div>
          <p id={hint} className={text.hint}>
            The key can read but not change anything. Fixed once the key exists.
          </p>
        </div>
        <span className={styles.end}>
          <Switch
            label="Read-only access"
            describedBy={hint}
            isSelected={readOnly}
            onChange={(next) => dispatch({ do: 'set-read-only', readOnly: next })}
          />
        </span>
      </div>
      <div role="status">
        {!readOnly && (
          <p className={classes(text.withIcon, text.warning)}>
            <Icon shape={WarningIcon} size="small" />
            This key will be able to change and delete data.
          </p>
        )}
      </div>
    </div>
  )
}
