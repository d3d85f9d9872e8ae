// The one ornament: every key's own blade, the blank of an empty list, the long cut of the first screen, and the mark.
import { classes } from './class-names'
import { depthsOf, path, profile } from './cut-profile'
import styles from './key-cut.module.css'

interface BladeProps {
  /** Public-key fingerprint (Advanced) or key id (Simple). */
  readonly of: string
  /** In px; the blade is 26 px high. */
  readonly width?: number
  readonly className?: string
}

/** A blade that comes in from the left, with the profile of one key. */
export function Blade({ of, width = 264, className }: BladeProps) {
  const tip = width - 20
  const count = Math.max(1, Math.floor((tip - 28) / 20))
  const line = path(profile(depthsOf(of, count), { from: 36, pitch: 20, root: 8, step: 2.6 }), false, 0.5)
  return (
    <svg
      className={classes(styles.cut, className)}
      viewBox={`0 0 ${width} 26`}
      width={width}
      height="26"
      aria-hidden="true"
    >
      <path d={`M0 0.5${line}L${tip} 0.5L${width - 1} 16.12L${width - 8} 25.5H0`} />
      <path className={styles.groove} d={`M0 20.28H${width - 16}`} />
    </svg>
  )
}

/** An uncut key: no keys yet. */
export function KeyBlank() {
  return (
    <svg className={styles.cut} viewBox="0 0 244 64" width="244" height="64" aria-hidden="true">
      <path d="M57.5 20.5A28 28 0 1 0 57.5 43.5" />
      <circle cx="20.5" cy="32" r="5" />
      <path d="M57.5 16.5H66.5V22.5H220L238.5 34L231 43.5H66.5V47.5H57.5Z" />
      <path className={styles.groove} d="M66.5 37.5H224" />
      <path className={styles.groove} strokeDasharray="2 4" d="M66.5 30.5H214" />
    </svg>
  )
}

/** The upright cut between two halves of a screen. */
export function UprightCut({ className }: { readonly className?: string | undefined }) {
  const points = profile([2, 4, 1, 3, 5, 2, 3, 1], { from: 133, pitch: 22, root: 10, step: 2.4 })
  const first = points[0]?.[0] ?? 0
  const last = points.at(-1)?.[0] ?? 0
  const line = path(points, true, 15.5)
  return (
    <svg
      className={classes(styles.cut, className)}
      viewBox="0 0 16 420"
      width="16"
      height="420"
      aria-hidden="true"
    >
      <path d={`M15.5 0V${first}M15.5 ${last}V420`} />
      <path className={styles.filed} d={`M15.5 ${first}${line}`} />
    </svg>
  )
}

/** A line across the whole window, cut in its middle. */
export function LongCut({ className }: { readonly className?: string | undefined }) {
  const points = profile([2, 4, 1, 5, 2, 3, 1, 4, 2], { from: 30, pitch: 32, root: 9, step: 4.4 })
  const line = path(points, false, 0.5)
  const first = points[0]?.[0] ?? 0
  return (
    <div className={classes(styles.long, className)}>
      <span />
      <svg className={styles.cut} viewBox="0 0 320 26" width="320" height="26" aria-hidden="true">
        <path className={styles.filed} d={`M0 0.5H${first}${line}H320`} />
      </svg>
      <span />
    </div>
  )
}

interface RailCutProps {
  /** Number of steps, each 44 px high at normal text size. */
  readonly steps: number
  /** How many are filed: the present one included. */
  readonly filed: number
  readonly className?: string | undefined
}

const railDepths = [5, 8, 6, 9, 4, 7]

/** The wizard's rail: filed one cut per step. Place it at the rail's edge, as high as the steps. */
export function RailCut({ steps, filed, className }: RailCutProps) {
  const cuts = railDepths.slice(0, Math.min(filed, steps)).map((depth, index) => {
    const top = index * 44
    return { depth, from: top + 12, root: top + 18, end: top + 26, to: top + 32 }
  })
  const bites = cuts
    .map(({ depth, from, root, end, to }) => `M12 ${from}H11L${11 - depth} ${root}V${end}L11 ${to}H12Z`)
    .join('')
  const line = cuts
    .map(({ depth, from, root, end, to }) => `V${from}L${11 - depth} ${root}V${end}L11 ${to}`)
    .join('')
  return (
    <svg
      className={classes(styles.cut, className)}
      viewBox={`0 0 12 ${steps * 44}`}
      width="12"
      height={steps * 44}
      aria-hidden="true"
    >
      <path className={styles.bite} d={bites} />
      <path className={styles.filed} d={`M11 0${line}`} />
    </svg>
  )
}

export function Wordmark({ className }: { readonly className?: string | undefined }) {
  return (
    <div className={classes(styles.wordmark, className)}>
      <svg className={styles.mark} viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="5" cy="10" r="3.75" />
        <circle cx="5" cy="10" r=".6" fill="currentColor" />
        <path d="M8.75 8.5H19v3h-1.5l-1 1.75-1-1.75h-1.25l-1 2.5-1-2.5H8.75" />
      </svg>
      <span>Keywright</span>
    </div>
  )
}
