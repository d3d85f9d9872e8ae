// Messages that assistive technology reads when they change. The element stays; only its text comes and goes.
import type { ReactNode } from 'react'
import { classes } from './class-names'
import styles from './status.module.css'
import text from './text.module.css'

interface StatusLineProps {
  /** Name, where a screen has several. */
  readonly label?: string
  readonly className?: string | undefined
  /** Only read out, not drawn. */
  readonly isHidden?: boolean
  readonly children: ReactNode
}

export function StatusLine({ label, className, isHidden = false, children }: StatusLineProps) {
  return (
    <div role="status" aria-label={label} className={classes(isHidden && text.hidden, className)}>
      {children}
    </div>
  )
}

/** Keep it mounted; children null: nothing is shown. The parent needs `position: relative`. */
export function Toast({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div role="status" className={styles.toastRegion}>
      {children !== null && children !== undefined && (
        <div className={styles.toast}>
          {children}
          {action}
        </div>
      )}
    </div>
  )
}
