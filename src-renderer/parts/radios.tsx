// One of several: as a list, as cards with an explanation, or as segments in one line.
import { type ReactNode, useId } from 'react'
import { Radio as AriaRadio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup'
import styles from './choice.module.css'
import { classes } from './class-names'
import { Icon, type IconShape } from './icon'

export interface RadioOption<V extends string> {
  readonly value: V
  /** Accessible name of the radio, nothing more. */
  readonly label: string
  /** After the label, not part of the name, for example a scope in mono. */
  readonly aside?: ReactNode
  /** Read as the description. */
  readonly hint?: ReactNode
  readonly icon?: IconShape
  readonly isDisabled?: boolean
}

interface RadioGroupProps<V extends string> {
  readonly label: string
  /** The label is drawn elsewhere; it stays the group's name. */
  readonly hideLabel?: boolean
  readonly options: readonly RadioOption<V>[]
  readonly value: V
  readonly onChange: (value: V) => void
  readonly look?: 'list' | 'cards'
  readonly autoFocus?: boolean
  readonly className?: string
}

export function RadioGroup<V extends string>(props: RadioGroupProps<V>) {
  const { label, options, value, onChange, look = 'list' } = props
  const id = useId()
  const cards = look === 'cards'
  return (
    <AriaRadioGroup
      aria-label={label}
      className={classes(cards ? styles.cards : styles.group, props.className)}
      value={value}
      onChange={(next) => {
        const option = options.find((one) => one.value === next)
        if (option !== undefined) onChange(option.value)
      }}
    >
      {props.hideLabel !== true && (
        <span className={styles.legend} aria-hidden="true">
          {label}
        </span>
      )}
      {options.map((option) => (
        <AriaRadio
          key={option.value}
          value={option.value}
          isDisabled={option.isDisabled ?? false}
          autoFocus={props.autoFocus === true && option.value === value}
          className={classes(cards ? styles.card : styles.radio)}
          aria-labelledby={`${id}-${option.value}`}
          {...(option.hint === undefined ? {} : { 'aria-describedby': `${id}-${option.value}-hint` })}
        >
          <span className={styles.dot} />
          <span>
            <span className={styles.name}>
              {option.icon !== undefined && <Icon shape={option.icon} />}
              <span id={`${id}-${option.value}`}>{option.label}</span>
              {option.aside}
            </span>
            {option.hint !== undefined && (
              <span id={`${id}-${option.value}-hint`} className={styles.hint}>
                {option.hint}
              </span>
            )}
          </span>
        </AriaRadio>
      ))}
    </AriaRadioGroup>
  )
}

interface SegmentedRadiosProps<V extends string> {
  readonly label: string
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly value: V
  readonly onChange: (value: V) => void
  readonly size?: 'small' | 'normal'
  readonly isDisabled?: boolean
}

export function SegmentedRadios<V extends string>(props: SegmentedRadiosProps<V>) {
  const { label, options, value, onChange, size = 'normal' } = props
  return (
    <AriaRadioGroup
      aria-label={label}
      orientation="horizontal"
      isDisabled={props.isDisabled ?? false}
      className={classes(styles.segments, size === 'small' && styles.small)}
      value={value}
      onChange={(next) => {
        const option = options.find((one) => one.value === next)
        if (option !== undefined) onChange(option.value)
      }}
    >
      {options.map((option) => (
        <AriaRadio key={option.value} value={option.value} className={styles.segment ?? ''}>
          {option.label}
        </AriaRadio>
      ))}
    </AriaRadioGroup>
  )
}
