// The entries as a table, newest first; the place at which the chain breaks is marked, also where nothing is left of it.
import { Fragment } from 'react'
import type { Finding, JournalRow } from '../../src-shared/journal'
import { eventWords } from '../../src-shared/journal-words'
import { ConsoleText } from '../keys/console-text'
import { Icon } from '../parts/icon'
import { WarningIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { momentText } from '../text/dates'
import styles from './journal.module.css'
import { detailText } from './journal-words'

interface JournalTableProps {
  readonly rows: readonly JournalRow[]
  /** Null: none. */
  readonly finding: Finding | null
  /** The rows are all there are, without gaps of a filter. */
  readonly isWhole: boolean
  readonly hasMore: boolean
}

const said = (value: string | undefined) =>
  value === undefined || value === '' ? null : <ConsoleText text={value} />

function NumberCell({ seq, isBroken }: { readonly seq: number; readonly isBroken: boolean }) {
  return (
    <td className={styles.number}>
      {isBroken && (
        <>
          <Icon shape={WarningIcon} size="small" tone="danger" />
          <span className={text.hidden}>The chain breaks here: </span>
        </>
      )}
      {seq.toLocaleString()}
    </td>
  )
}

/** Where an entry should be. */
function GapRow({ seq }: { readonly seq: number }) {
  return (
    <tr className={styles.broken}>
      <NumberCell seq={seq} isBroken />
      <td />
      <th scope="row">Missing entry</th>
      <td colSpan={4} className={styles.details}>
        Keywright wrote an entry with this number.
      </td>
    </tr>
  )
}

function EntryRow({ row, isBroken }: { readonly row: JournalRow; readonly isBroken: boolean }) {
  const broken = isBroken ? styles.broken : undefined
  if (row.event === null)
    return (
      <tr className={broken}>
        <NumberCell seq={row.seq} isBroken={isBroken} />
        <td />
        <th scope="row">Unreadable entry</th>
        <td colSpan={4} className={styles.details}>
          It does not open under the key of this computer.
        </td>
      </tr>
    )
  const { facts } = row
  return (
    <tr className={broken}>
      <NumberCell seq={row.seq} isBroken={isBroken} />
      <td className={styles.time}>
        <time dateTime={row.at}>{momentText(row.at)}</time>
      </td>
      <th scope="row">{eventWords[row.event]}</th>
      <td>{said(facts.console)}</td>
      <td className={styles.name}>{said(facts.key)}</td>
      <td className={styles.name}>{said(facts.person)}</td>
      <td className={styles.details}>{said(detailText(row))}</td>
    </tr>
  )
}

/** Numbers can be there twice in a file that was tampered with. */
function keysOf(rows: readonly JournalRow[]): string[] {
  const seen = new Map<number, number>()
  return rows.map(({ seq }) => {
    const times = (seen.get(seq) ?? 0) + 1
    seen.set(seq, times)
    return `${seq}.${times}`
  })
}

export function JournalTable({ rows, finding, isWhole, hasMore }: JournalTableProps) {
  const keys = keysOf(rows)
  const brokenAt = finding?.seq ?? null
  const isGap = brokenAt !== null && isWhole && rows.every(({ seq }) => seq !== brokenAt)
  const gapBefore = isGap ? rows.findIndex(({ seq }) => seq < brokenAt) : -1
  /** Older than all rows, and there is nothing else to come. */
  const isLast = isGap && gapBefore === -1 && !hasMore
  return (
    <table className={styles.table} aria-label="Journal">
      <thead>
        <tr>
          <th scope="col" className={styles.number}>
            No.
          </th>
          <th scope="col">Time</th>
          <th scope="col">What</th>
          <th scope="col">Console</th>
          <th scope="col">Key</th>
          <th scope="col">Person</th>
          <th scope="col">Details</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Fragment key={keys[index]}>
            {index === gapBefore && brokenAt !== null && <GapRow seq={brokenAt} />}
            <EntryRow row={row} isBroken={row.seq === brokenAt} />
          </Fragment>
        ))}
        {isLast && <GapRow seq={brokenAt} />}
      </tbody>
    </table>
  )
}
