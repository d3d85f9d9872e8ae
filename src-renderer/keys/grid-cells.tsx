// What stands in each cell of the key grid, by column.
import type { ReactNode } from 'react'
import { ageInDays, type ColumnId, type KeyRow, markWords, type RowMark } from '../../src-shared/key-query'
import { Icon, type IconShape } from '../parts/icon'
import { ElsewhereIcon, StationKeyIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { daysText } from '../text/counts'
import { dateText } from '../text/dates'
import { ConsoleText } from './console-text'
import styles from './grid-cells.module.css'
import { AccessWord, OwnerStatusWord, StatusWordMark, TypeWord } from './key-words'

const markIcons: Readonly<Record<RowMark, IconShape>> = {
  station: StationKeyIcon,
  elsewhere: ElsewhereIcon,
}

const mfaWords = { on: 'On', off: 'Off', unknown: '' } as const

const absent = (word: string) => <span className={styles.absent}>{word}</span>
const named = (name: string, otherwise: string) => (name === '' ? absent(otherwise) : <bdi>{name}</bdi>)

/** The icon before a marked key's description; its word is read out as the description of the cell. */
function Mark({ mark }: { readonly mark: RowMark }) {
  return (
    <span className={styles.markIcon} title={markWords[mark]}>
      <Icon shape={markIcons[mark]} size="small" tone={mark === 'station' ? 'accent' : 'warning'} />
    </span>
  )
}

function MarkWord({ mark }: { readonly mark: RowMark }) {
  return (
    <span className={text.withIcon}>
      <Icon shape={markIcons[mark]} size="small" tone={mark === 'station' ? 'accent' : 'warning'} />
      {markWords[mark]}
    </span>
  )
}

function ageText(created: number | null, today: number): ReactNode {
  const days = ageInDays(created, today)
  return days === null ? absent('Unknown') : daysText(days)
}

const cells: Readonly<Record<ColumnId, (row: KeyRow, today: number) => ReactNode>> = {
  description: ({ description, key, mark }) => (
    <>
      {mark !== null && <Mark mark={mark} />}
      {description.trim() === '' ? absent('No description') : <ConsoleText text={key.description} />}
    </>
  ),
  type: ({ key }) => <TypeWord type={key.type} />,
  access: ({ access }) => <AccessWord access={access} />,
  owner: ({ owner }) => named(owner, 'Unknown'),
  company: ({ company }) => named(company, 'None'),
  console: ({ console }) => <bdi>{console}</bdi>,
  status: ({ key }) => <StatusWordMark word={key.status.word} />,
  created: ({ created, key }) =>
    created === null || key.createdAt === null ? (
      absent('Unknown')
    ) : (
      <time dateTime={key.createdAt}>{dateText(key.createdAt)}</time>
    ),
  age: ({ created }, today) => ageText(created, today),
  scope: ({ scopes }) => named(scopes.join(', '), 'None'),
  ownerRole: ({ ownerRole }) => named(ownerRole, 'Unknown'),
  ownerStatus: ({ ownerStatus }) => <OwnerStatusWord status={ownerStatus} />,
  mfa: ({ mfa }) => named(mfaWords[mfa], 'Unknown'),
  mark: ({ mark }) => mark !== null && <MarkWord mark={mark} />,
}

/** @param today any time of the present day, in ms */
export const cellOf = (column: ColumnId, row: KeyRow, today: number): ReactNode => cells[column](row, today)
