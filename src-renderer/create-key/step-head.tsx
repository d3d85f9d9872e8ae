// Heading of a step with the sentence under it; takes the focus where a step has no field to begin with.
import { type ReactNode, useId } from 'react'
import styles from './wizard.module.css'

interface StepHeadProps {
  readonly title: string
  readonly children?: ReactNode
}

export function StepHead({ title, children }: StepHeadProps) {
  const id = useId()
  return (
    <div className={styles.head}>
      <h3 tabIndex={-1} data-step-heading="" {...(children === undefined ? {} : { 'aria-describedby': id })}>
        {title}
      </h3>
      {children !== undefined && <p id={id}>{children}</p>}
    </div>
  )
}
