// One outline icon in a fixed size and tone. Decoration: the word next to it, or the control's label, is what is read.
import type { ComponentType } from 'react'
import { classes } from './class-names'
import styles from './icon.module.css'

export type IconShape = ComponentType<{ className?: string; 'aria-hidden'?: boolean | 'true' | 'false' }>
export type Tone = 'ok' | 'warning' | 'danger' | 'info' | 'accent' | 'muted' | 'hint'

interface IconProps {
  readonly shape: IconShape
  /** 14, 16 (default) or 20 px at normal text size. */
  readonly size?: 'small' | 'normal' | 'large'
  readonly tone?: Tone | undefined
  readonly className?: string | undefined
}

export function Icon({ shape: Shape, size = 'normal', tone, className }: IconProps) {
  return (
    <Shape
      aria-hidden="true"
      className={classes(
        styles.icon,
        size === 'small' && styles.small,
        size === 'large' && styles.large,
        tone !== undefined && styles[tone],
        className,
      )}
    />
  )
}
