// The journal: what happened on this computer, filtered, exported, and checked against tampering.
import { useState } from 'react'
import type { ChainVerdict } from '../../src-shared/journal'
import { useTopic } from '../bridge/bridge-context'
import { useAction } from '../bridge/use-action'
import { Alert } from '../parts/alert'
import { Banner } from '../parts/banner'
import { Button } from '../parts/button'
import { EmptyState } from '../parts/empty-state'
import { StoreIcon, VerifyIcon, WarningIcon } from '../parts/icons'
import { MenuButton, MenuItem } from '../parts/menu'
import { Waiting } from '../parts/progress'
import { SearchField } from '../parts/search-field'
import { Select } from '../parts/select'
import { StatusLine } from '../parts/status'
import { ChainStatus } from './chain-status'
import styles from './journal.module.css'
import { JournalTable } from './journal-table'
import { entriesText } from './journal-words'
import { useJournal } from './use-journal'
import { groups, spans, useJournalFilter } from './use-journal-filter'

/** The verdict of the person's last question; until then what the start found. */
function useChain() {
  const { broken } = useTopic('journal')
  const { run, isRunning, failure } = useAction('journal.verify')
  const [asked, setAsked] = useState<{ readonly verdict: ChainVerdict; readonly at: string } | null>(null)
  return {
    verdict: asked?.verdict ?? broken,
    checkedAt: asked?.at ?? null,
    isRunning,
    failure,
    async check() {
      const outcome = await run({})
      if (outcome.kind === 'done') setAsked({ verdict: outcome.value, at: new Date().toISOString() })
    },
  }
}

/** Arrow keys scroll it. */
const scrollable = { tabIndex: 0 }

export function JournalScreen() {
  const { kept, isFailing } = useTopic('journal')
  const own = useJournalFilter()
  const list = useJournal(own.filter)
  const chain = useChain()
  const save = useAction('journal.export')
  const saved = save.state.kind === 'done' ? save.state.value.saved : null
  const exportAs = (format: 'csv' | 'json') => void save.run({ filter: own.filter, format })

  return (
    <div className={styles.screen}>
      <div className={styles.bar}>
        <SearchField
          label="Search journal"
          value={own.text}
          onChange={own.setText}
          className={styles.search}
        />
        <Select label="Kind" options={groups} value={own.group} onChange={own.setGroup} />
        <Select label="Time" options={spans} value={own.span} onChange={own.setSpan} />
        <span className={styles.end}>
          <Button
            icon={VerifyIcon}
            variant="quiet"
            isPending={chain.isRunning}
            onPress={() => void chain.check()}
          >
            Verify chain
          </Button>
          <MenuButton label="Export" align="end">
            <MenuItem label="CSV, for spreadsheets" onAction={() => exportAs('csv')} />
            <MenuItem label="JSON, with the chain’s hashes" onAction={() => exportAs('json')} />
          </MenuButton>
        </span>
      </div>
      <ChainStatus verdict={chain.verdict} checkedAt={chain.checkedAt} />
      {kept === 'memory' && (
        <Banner title="The journal is not kept" tone="warning" icon={StoreIcon}>
          Without a credential store there is no key to seal it under: it lasts until Keywright closes.
        </Banner>
      )}
      {isFailing && (
        <Banner title="The journal has a gap" tone="danger" icon={WarningIcon}>
          Entries of this run could not be written to the disk. No private key is handed out while that is so.
        </Banner>
      )}
      <Alert failure={save.failure ?? chain.failure ?? list.failure} />
      <StatusLine label="Export" className={styles.result}>
        {saved !== null &&
          `Saved ${entriesText(saved.count)} as ${saved.fileName} in ${saved.folder}. Text that a spreadsheet could take for a formula begins with an apostrophe.`}
      </StatusLine>
      <section className={styles.list} aria-label="Entries" {...scrollable}>
        {list.rows === null ? (
          list.failure === null && (
            <p className={styles.waiting}>
              <Waiting text="Reading the journal" />
            </p>
          )
        ) : list.rows.length > 0 ? (
          <JournalTable
            rows={list.rows}
            finding={chain.verdict?.kind === 'broken' ? chain.verdict : null}
            isWhole={!own.isNarrow}
            hasMore={list.hasMore}
          />
        ) : own.isNarrow ? (
          <EmptyState title="No entries match" actions={<Button onPress={own.clear}>Clear filters</Button>} />
        ) : (
          <EmptyState title="No entries yet" />
        )}
        {list.hasMore && (
          <div className={styles.more}>
            <Button onPress={list.more} isPending={list.isReadingMore}>
              Show older
            </Button>
          </div>
        )}
      </section>
    </div>
  )
}
