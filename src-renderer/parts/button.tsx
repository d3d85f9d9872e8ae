// Buttons: filled (what Enter does), plain, quiet, danger; waiting; and unusable with a reason that everyone can reach.
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import styles from './button.module.css'
import { classes } from './class-names'
import { Icon, type IconShape } from './icon'
import { Spinner } from './progress'
import { Tooltip } from './tooltip'

export type ButtonVariant = 'filled' | 'plain' | 'quiet' | 'danger' | 'danger-filled' | 'link'

interface Common {
  readonly variant?: ButtonVariant
  /** `form`: the taller one of forms and dialogs. */
  readonly size?: 'bar' | 'form'
  readonly onPress?: (() => void) | undefined
  /** Not usable now, and why: it stays focusable, the reason is its description and its tooltip. */
  readonly disabledReason?: string | null | undefined
  /** The work is under way: keeps the focus, ignores presses, says so. */
  readonly isPending?: boolean
  readonly autoFocus?: boolean
  readonly className?: string | undefined
  readonly ref?: Ref<HTMLButtonElement>
  readonly 'aria-haspopup'?: AriaButtonProps['aria-haspopup']
  readonly 'aria-expanded'?: boolean
  readonly 'aria-pressed'?: boolean
}

interface ButtonProps extends Common {
  readonly children: ReactNode
  readonly icon?: IconShape | undefined
  /** Icon after the text, for menu buttons. */
  readonly iconAfter?: IconShape | undefined
  /** `submit`: pressing Enter in a field of the form presses it. */
  readonly type?: 'button' | 'submit'
  /** When the visible text alone does not say it. It must contain the visible text. */
  readonly label?: string | undefined
}

const look: Readonly<Record<ButtonVariant, string | undefined>> = {
  filled: styles.filled,
  plain: undefined,
  quiet: styles.quiet,
  danger: styles.danger,
  'danger-filled': styles.dangerFilled,
  link: styles.link,
}

interface BaseProps extends Common {
  readonly content: ReactNode
  readonly type: 'button' | 'submit'
  readonly label: string | undefined
  readonly tooltip: string | null
  readonly iconOnly: boolean
}

function BaseButton(props: BaseProps) {
  const { variant = 'plain', size = 'bar', disabledReason = null, isPending = false, onPress } = props
  const off = disabledReason !== null
  const optional: AriaButtonProps = {}
  if (props.label !== undefined) optional['aria-label'] = props.label
  if (props['aria-haspopup'] !== undefined) optional['aria-haspopup'] = props['aria-haspopup']
  if (props['aria-expanded'] !== undefined) optional['aria-expanded'] = props['aria-expanded']
  if (props['aria-pressed'] !== undefined) optional['aria-pressed'] = props['aria-pressed']
  if (onPress !== undefined && !off && !isPending) optional.onPress = onPress
  if (off || isPending) {
    // Not `isDisabled`, which leaves the tab order, nor react-aria's `isPending`, whose announcement outlives the screen.
    optional['aria-disabled'] = true
    const mark = isPending ? { 'data-pending': true } : {}
    optional.render = (dom) => <button {...dom} {...mark} aria-description={disabledReason ?? 'Working'} />
  }
  return (
    <Tooltip text={disabledReason ?? props.tooltip}>
      <AriaButton
        {...optional}
        {...(props.ref === undefined ? {} : { ref: props.ref })}
        type={off || isPending ? 'button' : props.type}
        autoFocus={props.autoFocus ?? false}
        className={classes(
          styles.button,
          look[variant],
          size === 'form' && styles.form,
          props.iconOnly && styles.iconOnly,
          props.className,
        )}
      >
        {props.content}
      </AriaButton>
    </Tooltip>
  )
}

export function Button({ children, icon, iconAfter, type = 'button', label, ...common }: ButtonProps) {
  return (
    <BaseButton
      {...common}
      type={type}
      label={label}
      tooltip={null}
      iconOnly={false}
      content={
        <>
          {common.isPending === true ? <Spinner /> : icon !== undefined && <Icon shape={icon} />}
          {children}
          {iconAfter !== undefined && <Icon shape={iconAfter} size="small" />}
        </>
      }
    />
  )
}

interface IconButtonProps extends Common {
  readonly icon: IconShape
  readonly iconSize?: 'small' | 'normal'
  /** Accessible name, and tooltip. */
  readonly label: string
  /** Shown in the tooltip after the name, for example `F5`. */
  readonly shortcut?: string
}

export function IconButton({ icon, iconSize = 'normal', label, shortcut, ...common }: IconButtonProps) {
  return (
    <BaseButton
      variant="quiet"
      {...common}
      type="button"
      label={label}
      tooltip={shortcut === undefined ? label : `${label} (${shortcut})`}
      iconOnly
      content={common.isPending === true ? <Spinner /> : <Icon shape={icon} size={iconSize} />}
    />
  )
}
