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

export interface WizardLayoutProps extends DialogKeys {
  readonly rail: StepRailProps
  /** Control that takes the focus on arrival; null: the first control, or the heading. */
  readonly field?: Field | null
  /** A new value moves the focus. */
  readonly arrival: string
  /** The step fills the height that is there instead of scrolling. */
  readonly fills?: boolean
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
        <div className={classes(styles.step, props.fills === true && styles.filling)}>{props.children}</div>
      </div>
      <DialogFoot start={props.footStart}>{props.foot}</DialogFoot>
      <StatusLine isHidden label="Wizard">
        {props.announcement ?? ''}
      </StatusLine>
    </div>
  )
}
