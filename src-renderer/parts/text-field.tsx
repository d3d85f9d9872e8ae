// A labelled text field with note, count and error; one line, or several in mono for public keys.
import type { ReactNode, Ref } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { TextField as AriaTextField, Input, Label, Text, TextArea } from 'react-aria-components/TextField'
import { classes } from './class-names'
import styles from './field.module.css'
import { Icon } from './icon'
import { ErrorIcon } from './icons'

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** What belongs in here; replaced by the error while there is one. */
  readonly note?: ReactNode
  /** Says what is wrong and what to do; null or absent: nothing is. */
  readonly error?: ReactNode
  /** Right of the label, for example `11 of 128`. */
  readonly count?: string
  readonly rows?: number
  readonly maxLength?: number
  readonly autoFocus?: boolean
  readonly isReadOnly?: boolean
  readonly isDisabled?: boolean
  readonly placeholder?: string
  readonly autoComplete?: string
  readonly inputRef?: Ref<HTMLInputElement>
  readonly areaRef?: Ref<HTMLTextAreaElement>
  readonly onBlur?: () => void
  readonly className?: string
}

const optionalRef = <T,>(ref: Ref<T> | undefined) => (ref === undefined ? {} : { ref })

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, note, error, count, rows } = props
  const invalid = error !== undefined && error !== null && error !== false
  return (
    <AriaTextField
      className={classes(styles.field, props.className)}
      value={value}
      onChange={onChange}
      isInvalid={invalid}
      validationBehavior="aria"
      autoFocus={props.autoFocus ?? false}
      isReadOnly={props.isReadOnly ?? false}
      isDisabled={props.isDisabled ?? false}
      autoComplete={props.autoComplete ?? 'off'}
      spellCheck="false"
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
      {...(props.onBlur === undefined ? {} : { onBlur: props.onBlur })}
    >
      <span className={styles.label}>
        <Label>{label}</Label>
        {count !== undefined && (
          <span className={styles.count} aria-hidden="true">
            {count}
          </span>
        )}
      </span>
      {rows === undefined ? (
        <Input
          className={styles.input ?? ''}
          placeholder={props.placeholder ?? ''}
          {...optionalRef(props.inputRef)}
        />
      ) : (
        <TextArea
          className={classes(styles.input, styles.area)}
          rows={rows}
          placeholder={props.placeholder ?? ''}
          {...optionalRef(props.areaRef)}
        />
      )}
      {!invalid && note !== undefined && note !== null && (
        <Text slot="description" className={styles.note ?? ''}>
          {note}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>
        <Icon shape={ErrorIcon} size="small" />
        <span>{error}</span>
      </FieldError>
    </AriaTextField>
  )
}
