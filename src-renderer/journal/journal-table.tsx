// The entries as a table, newest first; the entry at which the chain breaks is marked.
import type { JournalEntry } from '../../src-shared/journal'
import { ConsoleText } from '../keys/console-text'
import { Icon } from '../parts/icon'
import { WarningIcon } from '../parts/icons'
import text from '../parts/text.module.css'
import { dateTimeText } from '../text/dates'
import styles from './journal.module.css'
import { detailText, eventWords } from './journal-words'

interface JournalTableProps {
  readonly entries: readonly JournalEntry[]
  /** Number of the first entry that is not as it was written; null: none. */
  readonly brokenAt: number | null
}

export function JournalTable({ entries, brokenAt }: JournalTableProps) {
  return (
    <table className={styles.table} aria-label="Journal">
      <thead>
        <tr>
          <th scope="col" className={styles.number}>
            No.
          </th>
          <th scope="col">Time</th>
          <th scope="col">What</th>
          <th scope="col">Key</th>
          <th scope="col">Console</th>
          <th scope="col">Person</th>
          <th scope="col">Details</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.seq} className={entry.seq === brokenAt ? styles.broken : undefined}>
            <td className={styles.number}>
              {entry.seq === brokenAt && (
                <>
                  <Icon shape={WarningIcon} size="small" tone="danger" />
                  <span className={text.hidden}>The chain breaks here, </span>
                </>
              )}
              {entry.seq.toLocaleString()}
            </td>
            <td className={styles.time}>
              <time dateTime={entry.at}>{dateTimeText(entry.at)}</time>
            </td>
            <th scope="row">{eventWords[entry.event]}</th>
            <td>
              <ConsoleText text={entry.facts.key ?? ''} />
            </td>
            <td>
              <ConsoleText text={entry.facts.console ?? ''} />
            </td>
            <td>
              <ConsoleText text={entry.facts.person ?? ''} />
            </td>
            <td className={styles.details}>
              <ConsoleText text={detailText(entry)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
