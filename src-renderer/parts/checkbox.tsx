// A tick box and a switch, each with its word; a hint is read as the description, not as part of the name.
import { type ReactNode, useId } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'
import { Switch as AriaSwitch } from 'react-aria-components/Switch'
import styles from './choice.module.css'
import { classes } from './class-names'
import { Icon } from './icon'
import { CheckIcon } from './icons'

interface CheckboxProps {
  readonly label: string
  readonly hint?: ReactNode
  /** Read as the description, drawn by the caller. */
  readonly note?: string
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
}

export function Checkbox(props: CheckboxProps) {
  const { label, hint, note, isSelected, onChange, isDisabled, autoFocus } = props
  const id = useId()
  return (
    <AriaCheckbox
      className={styles.tick ?? ''}
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled ?? false}
      autoFocus={autoFocus ?? false}
      aria-labelledby={`${id}-label`}
      {...(hint === undefined && note === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
    >
      <span className={styles.box}>
        <Icon shape={CheckIcon} />
      </span>
      {note !== undefined && (
        <span id={`${id}-hint`} hidden>
          {note}
        </span>
      )}
      <span>
        <span id={`${id}-label`}>{label}</span>
        {hint !== undefined && note === undefined && (
          <span id={`${id}-hint`} className={styles.hint}>
            {hint}
          </span>
        )}
      </span>
    </AriaCheckbox>
  )
}

interface SwitchProps {
  /** Accessible name; drawn by the caller, since it stands at the other end of the line. */
  readonly label: string
  /** Id of the element with the hint. */
  readonly describedBy?: string
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly isDisabled?: boolean
  readonly className?: string
}

export function Switch({ label, describedBy, isSelected, onChange, isDisabled, className }: SwitchProps) {
  return (
    <AriaSwitch
      className={classes(styles.switch, className)}
      aria-label={label}
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled ?? false}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
    >
      <span className={styles.word}>{isSelected ? 'On' : 'Off'}</span>
      <span className={styles.track} />
    </AriaSwitch>
  )
}
