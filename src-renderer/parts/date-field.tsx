// One day, in the form of the system, with the browser's own calendar; its name is its label.
import { classes } from './class-names'
import styles from './date-field.module.css'

interface DateFieldProps {
  readonly label: string
  /** `2026-05-04`, or empty. */
  readonly value: string
  /** A whole day, or empty: half a date is none. */
  readonly onChange: (value: string) => void
  /** Earliest and latest day that makes sense; others are marked as wrong. */
  readonly min?: string
  readonly max?: string
  readonly className?: string | undefined
}

export function DateField({ label, value, onChange, min, max, className }: DateFieldProps) {
  const isWrong = value !== '' && ((min ?? '') > value || (max !== undefined && max !== '' && value > max))
  return (
    <label className={classes(styles.field, className)}>
      <span className={styles.label}>{label}</span>
      <input
        type="date"
        className={styles.input}
        value={value}
        min={min}
        max={max}
        aria-invalid={isWrong}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  )
}
