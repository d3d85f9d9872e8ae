// The rail on the wizard's left: where the person is, in words, and as a blade that is filed one cut per step.
import { classes } from '../parts/class-names'
import { DialogTitle } from '../parts/dialog'
import { RailCut } from '../parts/key-cut'
import styles from './step-rail.module.css'
import type { Step } from './wizard-state'

const labels: Readonly<Record<Step, string>> = {
  type: 'Type',
  details: 'Details',
  'key-pair': 'Key pair',
  review: 'Review',
  'private-key': 'Private key',
}

export interface StepRailProps {
  readonly steps: readonly Step[]
  readonly current: Step
  /** With an own public key there is no private key to store. */
  readonly endsWithoutSecret: boolean
  readonly consoleName: string
}

export function StepRail({ steps, current, endsWithoutSecret, consoleName }: StepRailProps) {
  const at = steps.indexOf(current)
  return (
    <div className={styles.rail}>
      <DialogTitle>Create key</DialogTitle>
      <p className={styles.where}>
        on <bdi>{consoleName}</bdi>
      </p>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li
            key={step}
            className={classes(styles.step, index < at && styles.done, index === at && styles.current)}
            aria-current={index === at ? 'step' : undefined}
          >
            {step === 'private-key' && endsWithoutSecret ? 'Done' : labels[step]}
            {index === 0 && <RailCut steps={steps.length} filed={at + 1} className={styles.blade} />}
          </li>
        ))}
      </ol>
    </div>
  )
}
