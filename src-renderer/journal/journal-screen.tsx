// The journal: what happened on this computer, filtered, exported, and checked against tampering.
import { useDeferredValue, useMemo, useState } from 'react'
import type { JournalFilter } from '../../src-shared/journal'
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
import styles from './journal.module.css'
import { JournalTable } from './journal-table'
import { brokenText, verdictLine } from './journal-words'
import { useJournal } from './use-journal'

const groups = [
  { value: 'all', label: 'Everything' },
  { value: 'keys', label: 'Keys' },
  { value: 'private-keys', label: 'Private keys' },
  { value: 'sign-ins', label: 'Sign-ins' },
  { value: 'certificates', label: 'Certificates' },
  { value: 'app', label: 'Keywright' },
] as const
const spans = [
  { value: 'all', label: 'Any time', days: null },
  { value: '1', label: 'Last 24 hours', days: 1 },
  { value: '7', label: 'Last 7 days', days: 7 },
  { value: '30', label: 'Last 30 days', days: 30 },
] as const

type Group = (typeof groups)[number]['value']
type Span = (typeof spans)[number]['value']

const dayMs = 24 * 60 * 60_000

function useFilter() {
  const [text, setText] = useState('')
  const [group, setGroup] = useState<Group>('all')
  const [span, setSpan] = useState<Span>('all')
  const words = useDeferredValue(text)
  const filter = useMemo<JournalFilter>(() => {
    const days = spans.find((one) => one.value === span)?.days ?? null
    return {
      text: words.slice(0, 200),
      group: group === 'all' ? null : group,
      since: days === null ? null : new Date(Date.now() - days * dayMs).toISOString(),
      keyId: null,
    }
  }, [words, group, span])
  const clear = () => {
    setText('')
    setGroup('all')
    setSpan('all')
  }
  const isNarrow = text !== '' || group !== 'all' || span !== 'all'
  return { filter, text, setText, group, setGroup, span, setSpan, clear, isNarrow }
}

export function JournalScreen() {
  const { kept, broken } = useTopic('journal')
  const own = useFilter()
  const list = useJournal(own.filter)
  const verify = useAction('journal.verify')
  const save = useAction('journal.export')
  const verdict = verify.state.kind === 'done' ? verify.state.value : null
  const saved = save.state.kind === 'done' ? save.state.value.saved : null
  const found = verdict?.kind === 'broken' ? verdict : broken?.kind === 'broken' ? broken : null
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
            isPending={verify.isRunning}
            onPress={() => void verify.run({})}
          >
            Verify chain
          </Button>
          <MenuButton label="Export" align="end">
            <MenuItem label="CSV, for spreadsheets" onAction={() => exportAs('csv')} />
            <MenuItem label="JSON, with the chain’s hashes" onAction={() => exportAs('json')} />
          </MenuButton>
        </span>
      </div>
      {found !== null && (
        <Banner title={brokenText(found).title} tone="danger" icon={WarningIcon}>
          {brokenText(found).text}
        </Banner>
      )}
      {kept === 'memory' && (
        <Banner title="The journal is not kept" tone="warning" icon={StoreIcon}>
          Without a credential store it lasts until Keywright closes.
        </Banner>
      )}
      <Alert failure={save.failure ?? verify.failure ?? list.failure} />
      <StatusLine label="Result" className={styles.result}>
        {verdict !== null && verdictLine(verdict)}
        {saved !== null &&
          ` Saved ${saved.count.toLocaleString()} entries as ${saved.fileName} in ${saved.folder}.`}
      </StatusLine>
      <section className={styles.list} aria-label="Entries">
        {list.entries === null ? (
          list.isReading && <Waiting text="Reading the journal" />
        ) : list.entries.length === 0 ? (
          own.isNarrow ? (
            <EmptyState
              title="No entries match"
              actions={<Button onPress={own.clear}>Clear filters</Button>}
            />
          ) : (
            <EmptyState title="No entries yet" />
          )
        ) : (
          <>
            <JournalTable entries={list.entries} brokenAt={found?.seq ?? null} />
            {list.hasMore && (
              <div className={styles.more}>
                <Button onPress={list.more} isPending={list.isReading}>
                  Show older
                </Button>
              </div>
            )}
          </>
        )}
      </section>
    </div>
  )
}
