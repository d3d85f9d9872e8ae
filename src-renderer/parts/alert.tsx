// A failure where it happened: what happened, what it means, what to do; code and trace behind Details, to copy.
import type { ReactNode } from 'react'
import type { Failure } from '../../src-shared/errors'
import { errorDetails, errorText } from '../text/error-text'
import styles from './banner.module.css'
import { classes } from './class-names'
import { CopyText } from './copy-text'
import { Icon } from './icon'
import { ErrorIcon } from './icons'

interface AlertProps {
  /** Null: nothing is drawn; render it always, so that the text is read when it comes. */
  readonly failure: Failure | null
  readonly actions?: ReactNode
}

export function Alert({ failure, actions }: AlertProps) {
  if (failure === null) return null
  const { title, meaning, next } = errorText(failure)
  return (
    <div role="alert" className={classes(styles.banner, styles.alert)}>
      <Icon shape={ErrorIcon} tone="danger" />
      <div>
        <div className={styles.title}>{title}</div>
        <p>
          {meaning} {next}
        </p>
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      <details className={styles.details}>
        <summary>Details</summary>
        <div className={styles.facts}>
          <span>Code: {failure.code}</span>
          <span>Trace: {failure.trace}</span>
          <CopyText text={errorDetails(failure)} label="Copy details" variant="link" />
        </div>
      </details>
    </div>
  )
}
