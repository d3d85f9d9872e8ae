// Whether the journal is as it was written: what the start found, or what the person asked for just now.
import type { ChainVerdict } from '../../src-shared/journal'
import { Banner } from '../parts/banner'
import { WarningIcon } from '../parts/icons'
import { StatusLine } from '../parts/status'
import { timeText } from '../text/dates'
import styles from './journal.module.css'
import { brokenText, intactText, unanchoredText } from './journal-words'

interface ChainStatusProps {
  /** Null: nothing to say. */
  readonly verdict: ChainVerdict | null
  /** When the person asked for it; null: the start found it. */
  readonly checkedAt: string | null
}

export function ChainStatus({ verdict, checkedAt }: ChainStatusProps) {
  const checked = checkedAt === null ? '' : ` Checked at ${timeText(checkedAt)}.`
  if (verdict === null || verdict.kind === 'intact')
    return (
      <StatusLine label="Chain" className={styles.result}>
        {verdict !== null && intactText(verdict.count) + checked}
      </StatusLine>
    )
  const isBroken = verdict.kind === 'broken'
  const { title, text } = isBroken ? brokenText(verdict) : unanchoredText(verdict.why)
  return (
    <StatusLine label="Chain">
      <Banner title={title} tone={isBroken ? 'danger' : 'warning'} icon={WarningIcon}>
        {text + checked}
      </Banner>
    </StatusLine>
  )
}
