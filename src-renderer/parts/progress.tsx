// Waiting: the spinner inside a button, a line that says what is awaited, a bar with a known end.
import { classes } from './class-names'
import styles from './progress.module.css'

/** Decoration: the text beside it says what is awaited. */
export function Spinner({ className }: { readonly className?: string }) {
  return (
    <svg className={classes(styles.spinner, className)} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M14 8a6 6 0 1 1-4.5-5.8" />
    </svg>
  )
}

export function Waiting({ text }: { readonly text: string }) {
  return (
    <span className={styles.waiting} role="status">
      <Spinner />
      {text}
    </span>
  )
}

interface ProgressBarProps {
  readonly label: string
  readonly value: number
  /** Null: the end is not known. */
  readonly max: number | null
  readonly className?: string
}

export function ProgressBar({ label, value, max, className }: ProgressBarProps) {
  return max === null ? (
    <progress className={classes(styles.bar, className)} aria-label={label} />
  ) : (
    <progress className={classes(styles.bar, className)} aria-label={label} value={value} max={max} />
  )
}
