// What tells a console apart beside its name: a colour for those who see it, and the word of its tag.
import type { Connection } from '../../src-shared/connection'
import { type ConnectionColor, type ConnectionTag, tagWords } from '../../src-shared/console-looks'
import { classes } from './class-names'
import styles from './console-mark.module.css'
import { Badge } from './facts'
import { Icon } from './icon'
import { WarningIcon } from './icons'

/** Decoration, never the only difference: the name stands beside it. Nothing without a colour. */
export function ConsoleSwatch({ color }: { readonly color: ConnectionColor }) {
  return color === 'none' ? null : (
    <span className={classes(styles.swatch, styles[color])} aria-hidden="true" />
  )
}

/** Nothing without a tag. Production is the one that warns. */
export function ConsoleTag({ tag }: { readonly tag: ConnectionTag | null }) {
  if (tag === null) return null
  return tag === 'production' ? (
    <Badge tone="warning">
      <Icon shape={WarningIcon} size="small" />
      {tagWords[tag]}
    </Badge>
  ) : (
    <Badge>{tagWords[tag]}</Badge>
  )
}

interface ConsoleMarkProps {
  readonly of: Pick<Connection, 'color' | 'tag'>
}

/** Both in one, beside the name of a console; nothing at all for one that is not marked. */
export function ConsoleMark({ of: { color, tag } }: ConsoleMarkProps) {
  if (color === 'none' && tag === null) return null
  return (
    <span className={styles.mark}>
      <ConsoleSwatch color={color} />
      <ConsoleTag tag={tag} />
    </span>
  )
}
