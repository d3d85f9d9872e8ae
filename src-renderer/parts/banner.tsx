// A named region across the view: a state that lasts, what follows from it, and what can be done.
import { type ReactNode, useId } from 'react'
import styles from './banner.module.css'
import { classes } from './class-names'
import { Icon, type IconShape, type Tone } from './icon'

interface BannerProps {
  /** Name of the region. */
  readonly title: string
  readonly tone: 'warning' | 'danger' | 'info' | 'quiet'
  readonly icon: IconShape
  /** One or two sentences. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

const iconTone: Readonly<Record<BannerProps['tone'], Tone>> = {
  warning: 'warning',
  danger: 'danger',
  info: 'info',
  quiet: 'muted',
}

export function Banner({ title, tone, icon, children, actions }: BannerProps) {
  const id = useId()
  return (
    <section className={classes(styles.banner, styles[tone])} aria-labelledby={id}>
      <Icon shape={icon} tone={iconTone[tone]} />
      <div>
        <div id={id} className={styles.title}>
          {title}
        </div>
        {children !== undefined && children !== null && <div className={styles.text}>{children}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </section>
  )
}
