// A field for a password or a code. Its text lives in the input element only: never in React state or props.
import { type ReactNode, type RefObject, useEffect, useId } from 'react'
import { classes } from './class-names'
import styles from './field.module.css'
import { Icon } from './icon'
import { ErrorIcon } from './icons'

interface SecretFieldProps {
  readonly label: string
  readonly kind: 'password' | 'code'
  /** Read `ref.current.value` at the moment of sending, then set it to the empty string. */
  readonly ref: RefObject<HTMLInputElement | null>
  readonly note?: ReactNode
  readonly error?: ReactNode
  readonly autoFocus?: boolean
  /** Says only that something was typed. */
  readonly onEdit?: () => void
}

export function SecretField({ label, kind, ref, note, error, autoFocus, onEdit }: SecretFieldProps) {
  const id = useId()
  const invalid = error !== undefined && error !== null && error !== false
  const described = invalid ? `${id}-error` : note === undefined ? undefined : `${id}-note`
  const code = kind === 'code'
  useEffect(() => {
    if (autoFocus === true) ref.current?.focus()
  }, [autoFocus, ref])
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        ref={ref}
        id={id}
        className={classes(styles.input, code && styles.code)}
        type={code ? 'text' : 'password'}
        autoComplete={code ? 'one-time-code' : 'current-password'}
        inputMode={code ? 'numeric' : 'text'}
        spellCheck={false}
        autoCapitalize="none"
        aria-invalid={invalid || undefined}
        aria-describedby={described}
        onInput={onEdit}
      />
      {invalid ? (
        <span className={styles.error} id={`${id}-error`}>
          <Icon shape={ErrorIcon} size="small" />
          <span>{error}</span>
        </span>
      ) : (
        note !== undefined && (
          <span className={styles.note} id={`${id}-note`}>
            {note}
          </span>
        )
      )}
    </div>
  )
}
