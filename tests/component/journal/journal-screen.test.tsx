// The journal's screen over a fake main process: entries, filters, paging, what checking found, export, and its other states.
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { JournalScreen } from '../../../src-renderer/journal/journal-screen'
import { brokenText } from '../../../src-renderer/journal/journal-words'
import {
  type ChainVerdict,
  Finding,
  type JournalEntry,
  type JournalEvent,
  type JournalRow,
  type JournalState,
  journalEvents,
} from '../../../src-shared/journal'
import { eventWords } from '../../../src-shared/journal-words'
import { everyEntry } from '../../doubles/filters'
import { failure, show, topics } from '../fake-bridge'

const entry = (seq: number, event: JournalEvent, facts: JournalEntry['facts'] = {}): JournalRow => ({
  seq,
  at: '2026-01-12T09:14:33.000Z',
  event,
  facts,
})
const unreadable = (seq: number): JournalRow => ({ seq, event: null })
const state = (change: Partial<JournalState> = {}) =>
  topics({
    journal: { kept: 'disk', count: 3, newest: 3, broken: null, isFailing: false, ...change },
  })
const page = (rows: readonly JournalRow[], next: number | null = null) => ({ value: { rows, next } })

async function open(rows: readonly JournalRow[], initial = state(), next: number | null = null) {
  const shown = await show(<JournalScreen />, initial, (bridge) =>
    bridge.answer('journal.read', page(rows, next)),
  )
  return { ...shown, table: await screen.findByRole('table', { name: 'Journal' }) }
}
const names = (table: HTMLElement) =>
  within(table)
    .getAllByRole('rowheader')
    .map((cell) => cell.textContent)
async function choose(label: string, option: string) {
  await userEvent.click(screen.getByRole('button', { name: new RegExp(`${label}$`) }))
  await userEvent.click(await screen.findByRole('option', { name: option }))
}
const rowOf = (name: string | RegExp) => screen.getByRole('rowheader', { name }).closest('tr') as HTMLElement

it('shows entries newest first with time, what, console, key, person and details', async () => {
  const { table } = await open([
    entry(3, 'key.edited', {
      console: 'EU-1',
      key: 'Grafana\u202E',
      person: 'NG\\m',
      kind: 'Old name',
      keyId: '7',
    }),
    entry(2, 'sign-in.worked', { console: 'EU-1', person: 'NG\\m', kind: 'keyring' }),
    entry(1, 'app.started', { kind: '1.2.3' }),
  ])
  const headers = within(table).getAllByRole('columnheader')
  expect(headers.map((cell) => cell.textContent)).toEqual([
    'No.',
    'Time',
    'What',
    'Console',
    'Key',
    'Person',
    'Details',
  ])
  expect(names(table)).toEqual(['Description changed', 'Signed in', 'Keywright started'])
  const cells = within(rowOf('Description changed')).getAllByRole('cell')
  expect(cells.map((cell) => cell.textContent)).toEqual([
    '3',
    expect.stringMatching(/:14:33/),
    'EU-1',
    'Grafana[U+202E]',
    'NG\\m',
    'before: Old name, ID 7',
  ])
  expect(rowOf('Signed in').textContent).toContain('stays signed in')
})

it('says what an Advanced key was made with', async () => {
  const facts = {
    keyType: 'advanced',
    readOnly: false,
    scopes: 'rest integration',
    fingerprint: 'AB:CD',
    keyId: '7',
  }
  await open([entry(1, 'key.created', facts as JournalEntry['facts'])])
  expect(rowOf('Key created').textContent).toContain(
    'Advanced, read-write, 3rd party integrations, Built-in plugins, public key SHA-256 AB:CD, ID 7',
  )
})

it('says what brought a key there, in words, and nothing of what has none', async () => {
  await open([
    entry(2, 'key.orphan', { kind: 'leave', keyId: '7' }),
    entry(1, 'key.revoked', { kind: 'revoke-done', keyId: '7' }),
  ])
  expect(rowOf('Private key never shown').textContent).toContain('left without Done, ID 7')
  expect(rowOf('Key revoked').textContent).not.toContain('revoke-done')
})

it('says which change is in doubt, and how a key of this computer went', async () => {
  await open([
    entry(2, 'key.change-in-doubt', { kind: 'deleted', keyId: '7' }),
    entry(1, 'station-key.withdrawn', { kind: 'not-shown' }),
  ])
  expect(rowOf('Change of a key in doubt').textContent).toContain('it may be deleted, ID 7')
  expect(rowOf('This computer’s key withdrawn').textContent).toContain('the console had never shown it')
})

it('every event and every finding has words', () => {
  const words = journalEvents.map((event) => eventWords[event])
  expect(new Set(words).size).toBe(journalEvents.length)
  const titles = Finding.shape.why.options.map((why) => brokenText({ seq: 57, why }).title)
  expect(new Set(titles).size).toBe(titles.length)
})

it('asks main for what the filters say, and can clear them', async () => {
  const { bridge } = await open([entry(1, 'app.started')])
  const last = () => bridge.inputsOf('journal.read').at(-1)
  expect(last()).toEqual({
    filter: everyEntry,
    before: null,
    limit: 100,
  })
  bridge.answer('journal.read', page([]))
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search journal' }), 'graf')
  await choose('Kind', 'Private keys')
  await choose('Time', 'Last 7 days')
  await waitFor(() => expect(last()?.filter).toMatchObject({ text: 'graf', group: 'private-keys' }))
  const since = Date.parse(last()?.filter.since ?? '')
  expect(Date.now() - since).toBeGreaterThan(6.9 * 86_400_000)
  expect(Date.now() - since).toBeLessThan(7.1 * 86_400_000)
  await userEvent.click(await screen.findByRole('button', { name: 'Clear filters' }))
  await waitFor(() => expect(last()?.filter).toEqual(everyEntry))
})

it('shows older entries on demand, and new ones by itself', async () => {
  const newest = Array.from({ length: 100 }, (_, index) => entry(103 - index, 'key.edited'))
  const older = [entry(3, 'key.created'), entry(2, 'key.sent'), entry(1, 'app.started')]
  const { bridge, change, table } = await open(newest, state({ newest: 103 }), 4711)
  bridge.answer('journal.read', page(older))
  await userEvent.click(screen.getByRole('button', { name: 'Show older' }))
  await waitFor(() => expect(names(table)).toHaveLength(103))
  expect(names(table).slice(-3)).toEqual(['Key created', 'Key requested', 'Keywright started'])
  expect(bridge.inputsOf('journal.read').at(-1)).toMatchObject({ before: 4711, limit: 100 })
  expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull()

  bridge.answer('journal.read', page([entry(104, 'key.deleted'), ...newest, ...older]))
  await change({ journal: { kept: 'disk', count: 104, newest: 104, broken: null, isFailing: false } })
  await waitFor(() => expect(names(table)[0]).toBe('Key deleted'))
  expect(names(table)).toHaveLength(104)
  expect(bridge.inputsOf('journal.read').at(-1)).toMatchObject({ before: null, limit: 104 })
})

it('goes on reading where main came back early', async () => {
  const pages = [page([], 900), page([], 400), page([entry(1, 'key.kept', { reason: 'old importer' })])]
  await show(<JournalScreen />, state(), (bridge) => {
    const call = bridge.call
    bridge.call = (name, input) => {
      if (name === 'journal.read') bridge.answer('journal.read', pages.shift() ?? page([]))
      return call(name, input)
    }
  })
  const table = await screen.findByRole('table', { name: 'Journal' })
  expect(names(table)).toEqual(['Key kept without its private key'])
  expect(table.textContent).toContain('“old importer”')
})

it('Verify chain says that all is well', async () => {
  const { bridge } = await open([entry(1, 'app.started')])
  bridge.answer('journal.verify', { value: { kind: 'intact', count: 1234 } satisfies ChainVerdict })
  await userEvent.click(screen.getByRole('button', { name: 'Verify chain' }))
  const status = screen.getByRole('status', { name: 'Chain' })
  await waitFor(() => expect(status.textContent).toMatch(/^All 1,234 entries are intact\. Checked at /))
})

it('Verify chain names the first broken entry, marks its row, and says what to do (S-37)', async () => {
  const { bridge } = await open([entry(58, 'key.edited'), unreadable(57), entry(56, 'app.started')])
  expect(rowOf('Unreadable entry').textContent).toMatch(/^57/)
  const verdict: ChainVerdict = { kind: 'broken', seq: 57, why: 'altered', count: 57 }
  bridge.answer('journal.verify', { value: verdict })
  await userEvent.click(screen.getByRole('button', { name: 'Verify chain' }))
  const status = screen.getByRole('status', { name: 'Chain' })
  expect(await within(status).findByRole('region', { name: 'Entry 57 was altered' })).toBeTruthy()
  expect(status.textContent).toContain('find out who could write on this computer')
  expect(rowOf('Unreadable entry').textContent).toMatch(/^The chain breaks here: 57/)
  expect(rowOf('Description changed').textContent).not.toContain('breaks')
})

it.each([
  ['between', [6, 3], 4, 'missing', ['6', 'gap 4', '3']],
  ['at the end', [3, 2], 4, 'cut-off', ['gap 4', '3', '2']],
  ['at the beginning', [3, 2], 1, 'missing', ['3', '2', 'gap 1']],
] as const)(
  'what the start found has a row of its own where nothing is left: %s',
  async (_, seqs, seq, why, order) => {
    const broken: ChainVerdict = { kind: 'broken', seq, why, count: 2 }
    const { table } = await open(
      seqs.map((number) => entry(number, 'key.edited')),
      state({ broken }),
    )
    expect(screen.getByRole('region', { name: brokenText(broken).title })).toBeTruthy()
    const rows = within(table).getAllByRole('row').slice(1)
    expect(
      rows.map((row) =>
        within(row).getByRole('rowheader').textContent === 'Missing entry'
          ? row.textContent?.replace(/^The chain breaks here: (\d).*/, 'gap $1')
          : row.querySelector('td')?.textContent,
      ),
    ).toEqual(order)
  },
)

it.each([
  ['absent', 'Where the journal ended is not known'],
  ['no-answer', 'Where the journal ended cannot be checked now'],
] as const)('an end that the store does not remember is said as that: %s', async (why, title) => {
  await open([entry(1, 'app.started')], state({ broken: { kind: 'unanchored', why, count: 1 } }))
  expect(screen.getByRole('region', { name: title })).toBeTruthy()
})

it('exports what the filters leave, and says where', async () => {
  const { bridge } = await open([entry(1, 'app.started')])
  bridge.answer('journal.export', { value: { saved: { fileName: 'j.csv', folder: '/home/m', count: 1 } } })
  await choose('Kind', 'Keys')
  await userEvent.click(screen.getByRole('button', { name: 'Export' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: /CSV/ }))
  const status = screen.getByRole('status', { name: 'Export' })
  await waitFor(() => expect(status.textContent).toContain('Saved 1 entry as j.csv in /home/m.'))
  expect(bridge.inputsOf('journal.export')).toEqual([
    { filter: { ...everyEntry, group: 'keys' }, format: 'csv' },
  ])
  bridge.answer('journal.export', { value: { saved: null } })
  await userEvent.click(screen.getByRole('button', { name: 'Export' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: /JSON/ }))
  await waitFor(() => expect(status.textContent).toBe(''))
})

it('says that nothing is kept without a credential store, and that entries are missing', async () => {
  await open([entry(1, 'app.started')], state({ kept: 'memory', isFailing: true }))
  expect(screen.getByRole('region', { name: 'The journal is not kept' })).toBeTruthy()
  expect(screen.getByRole('region', { name: 'The journal has a gap' })).toBeTruthy()
})

it('says that it is reading, that nothing is there, and that it cannot be read', async () => {
  let arrive: (answer: { value: unknown }) => void = () => {}
  const { bridge, change } = await show(<JournalScreen />, state(), (fake) =>
    fake.answer(
      'journal.read',
      new Promise((resolve) => {
        arrive = resolve
      }),
    ),
  )
  expect(screen.getByText('Reading the journal')).toBeTruthy()
  arrive(page([]))
  expect(await screen.findByText('No entries yet')).toBeTruthy()
  bridge.answer('journal.read', { failure: failure('storage-failed', { reason: 'denied' }) })
  await change({ journal: { kept: 'disk', count: 4, newest: 4, broken: null, isFailing: false } })
  expect(await screen.findByRole('alert')).toBeTruthy()
})
