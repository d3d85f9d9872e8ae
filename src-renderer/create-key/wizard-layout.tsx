// The inside of the wizard's dialog: rail, step, foot; keys, focus on arrival, and what is read out.
import { type ReactNode, useRef } from 'react'
import { classes } from '../parts/class-names'
import { DialogFoot } from '../parts/dialog'
import { StatusLine } from '../parts/status'
import { useArrival } from './arrival'
import { type DialogKeys, useDialogKeys } from './dialog-keys'
import { StepRail, type StepRailProps } from './step-rail'
import styles from './wizard.module.css'
import type { Field } from './wizard-state'

interface WizardLayoutProps extends DialogKeys {
  readonly rail: StepRailProps
  /** Control that takes the focus on arrival; null: the first control, or the heading. */
  readonly field?: Field | null
  /** A new value moves the focus. */
  readonly arrival: string
  /** What takes the height that is left, instead of letting the step scroll: the middle part, or the last. */
  readonly fills?: 'middle' | 'last'
  /** Read out when it changes, not drawn. */
  readonly announcement?: string
  readonly footStart?: ReactNode
  readonly foot: ReactNode
  readonly children: ReactNode
}

export function WizardLayout(props: WizardLayoutProps) {
  const root = useRef<HTMLDivElement>(null)
  useArrival(root, props.field ?? null, props.arrival)
  useDialogKeys(root, props)
  return (
    <div className={styles.wizard} ref={root}>
      <div className={styles.split}>
        <StepRail {...props.rail} />
        <div
          className={classes(
            styles.step,
            props.fills === 'middle' && styles.filling,
            props.fills === 'last' && styles.ending,
          )}
        >
          {props.children}
        </div>
      </div>
      <DialogFoot start={props.footStart}>{props.foot}</DialogFoot>
      <StatusLine isHidden label="Wizard">
        {props.announcement ?? ''}
      </StatusLine>
    </div>
  )
}
