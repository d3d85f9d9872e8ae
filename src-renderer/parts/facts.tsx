// Facts as a description list, a plate around something to compare, fingerprints and small marks.
import { Fragment, type ReactNode } from 'react'
import { classes } from './class-names'
import styles from './facts.module.css'

export interface Fact {
  readonly label: string
  readonly value: ReactNode
}

interface FactsProps {
  readonly facts: readonly Fact[]
  /** Width of the labels: as needed, 5.25 rem (details pane), 9.5 rem (review). */
  readonly labels?: 'fit' | 'narrow' | 'wide'
  readonly className?: string
}

export function Facts({ facts, labels = 'fit', className }: FactsProps) {
  return (
    <dl className={classes(styles.facts, labels !== 'fit' && styles[labels], className)}>
      {facts.map((fact) => (
        <Fragment key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

export function Plate({ head, children }: { readonly head?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles.plate}>
      {head !== undefined && <div className={styles.plateHead}>{head}</div>}
      {children}
    </div>
  )
}

interface FingerprintProps {
  /** Upper-case hex with colons. */
  readonly value: string
  /** Bytes per line at most for 16; it may break only after every 8 bytes, and copies as one string. */
  readonly group?: 8 | 16
}

const breakAfter = 8

export function Fingerprint({ value, group = 8 }: FingerprintProps) {
  const bytes = value.split(':')
  const starts = bytes.map((_, at) => at).filter((at) => at % breakAfter === 0)
  return (
    <span className={classes(styles.fingerprint, group === 16 && styles.fingerprintLarge)} translate="no">
      {starts.map((at) => (
        <Fragment key={at}>
          {at > 0 && <wbr />}
          {bytes.slice(at, at + breakAfter).join(':')}
          {at + breakAfter < bytes.length && ':'}
        </Fragment>
      ))}
    </span>
  )
}

interface BadgeProps {
  readonly tone?: 'accent' | 'warning'
  readonly children: ReactNode
}

export function Badge({ tone, children }: BadgeProps) {
  return <span className={classes(styles.badge, tone !== undefined && styles[tone])}>{children}</span>
}
