// Type, access and status of a key as an icon and a word; the same in the grid, the details and the dialogs.
import type { KeyType } from '../../src-shared/key'
import {
  type Access,
  accessWords,
  type StatusWord,
  statusLabels,
  typeWords,
} from '../../src-shared/key-query'
import { classes } from '../parts/class-names'
import type { IconShape } from '../parts/icon'
import {
  ActiveIcon,
  AdvancedKeyIcon,
  BlockedIcon,
  CompanyIcon,
  DisabledIcon,
  OwnerOffIcon,
  QuestionIcon,
  ReadOnlyIcon,
  SimpleKeyIcon,
  SystemOffIcon,
  WriteIcon,
} from '../parts/icons'
import styles from './key-words.module.css'

interface WordProps {
  readonly shape: IconShape
  readonly word: string
  readonly tone?: string | undefined
}

function Word({ shape: Shape, word, tone }: WordProps) {
  return (
    <span className={classes(styles.word, tone)}>
      <Shape className={styles.icon ?? ''} aria-hidden="true" />
      {word}
    </span>
  )
}

const typeIcons: Readonly<Record<KeyType, IconShape>> = { simple: SimpleKeyIcon, advanced: AdvancedKeyIcon }

/** `long`: "Simple key" instead of "Simple". */
export function TypeWord({ type, long = false }: { readonly type: KeyType; readonly long?: boolean }) {
  return <Word shape={typeIcons[type]} word={long ? `${typeWords[type]} key` : typeWords[type]} />
}

export function AccessWord({ access }: { readonly access: Access }) {
  const writes = access === 'read-write'
  return (
    <Word
      shape={writes ? WriteIcon : ReadOnlyIcon}
      word={accessWords[access]}
      tone={writes ? styles.writes : undefined}
    />
  )
}

const statusIcons: Readonly<Record<StatusWord, IconShape>> = {
  enabled: ActiveIcon,
  disabled: DisabledIcon,
  'owner-off': OwnerOffIcon,
  'company-off': CompanyIcon,
  'rest-off': BlockedIcon,
  'off-by-system': SystemOffIcon,
  unknown: QuestionIcon,
}

/** Off by hand is quiet; off for another reason is what someone has to find out about. */
function toneOf(word: StatusWord): string | undefined {
  if (word === 'enabled') return styles.works
  return word === 'disabled' ? undefined : styles.blocked
}

export function StatusWordMark({ word }: { readonly word: StatusWord }) {
  return <Word shape={statusIcons[word]} word={statusLabels[word]} tone={toneOf(word)} />
}

const ownerWords = {
  enabled: { shape: ActiveIcon, word: 'Enabled', tone: styles.works },
  disabled: { shape: OwnerOffIcon, word: 'Disabled', tone: styles.blocked },
  unknown: { shape: QuestionIcon, word: 'Unknown', tone: undefined },
} as const

export function OwnerStatusWord({ status }: { readonly status: keyof typeof ownerWords }) {
  return <Word {...ownerWords[status]} />
}
