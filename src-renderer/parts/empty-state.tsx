// Nothing to list: why, and what to do about it.
import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

interface EmptyStateProps {
  readonly title: string
  /** For example `<KeyBlank />`. */
  readonly ornament?: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

export function EmptyState({ title, ornament, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {ornament !== undefined && <div className={styles.ornament}>{ornament}</div>}
      <h2 className={styles.title}>{title}</h2>
      {children !== undefined && <p className={styles.text}>{children}</p>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
