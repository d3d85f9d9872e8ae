// The activity screen over a fake main process: one timeline, filters, going on, what is missing, hostile text.
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { ActivityScreen } from '../../../src-renderer/activity/activity-screen'
import type { ActivityPage, ActivityRecord } from '../../../src-shared/activity'
import type { Topics } from '../../../src-shared/contract'
import type { Failure } from '../../../src-shared/errors'
import type { JournalEntry, JournalEvent } from '../../../src-shared/journal'
import type { TimelineScope } from '../../../src-shared/timeline-filter'
import { connection, connectionId, failure, session, show, topics, user } from '../fake-bridge'

const second = '22222222-2222-4222-8222-222222222222'
const all: TimelineScope = { kind: 'all' }

const at = (minute: number) => new Date(Date.UTC(2026, 4, 4, 12) + minute * 60_000).toISOString()
const record = (
  minute: number,
  type: string,
  message = '',
  change: Partial<ActivityRecord> = {},
): ActivityRecord => ({
  at: at(minute),
  type,
  kind: 'Internal',
  message,
  userUid: user.userUid,
  organizationUid: user.organizationUid,
  ...change,
})
const entry = (
  seq: number,
  minute: number,
  event: JournalEvent,
  facts: JournalEntry['facts'] = {},
): JournalEntry => ({
  seq,
  at: at(minute),
  event,
  facts: { connectionId, console: 'EU-1', ...facts },
})
const page = (records: readonly ActivityRecord[], change: Partial<ActivityPage> = {}): ActivityPage => ({
  records: [...records],
  unreadable: 0,
  next: null,
  isCut: false,
  upTo: null,
  clockAheadMs: 0,
  ...change,
})
const active = session({ kind: 'active', user, keptIn: 'keyring', way: 'password' })
const base = (change: Partial<Topics> = {}) =>
  topics({ connections: [connection()], sessions: [active], ...change })

interface Logs {
  readonly journal?: readonly JournalEntry[]
  /** By connection: pages in order, or a failure for good. */
  readonly consoles?: Readonly<Record<string, (ActivityPage | Failure)[]>>
}

async function open({ journal = [], consoles = {} }: Logs, initial = base(), scope = all) {
  const asked: Record<string, unknown>[] = []
  const left = new Map(Object.entries(consoles).map(([id, pages]) => [id, [...pages]]))
  const shown = await show(<ActivityScreen scope={scope} />, initial, (bridge) => {
    const call = bridge.call
    bridge.answer('journal.read', { value: { rows: journal, next: null } })
    bridge.call = (name, input) => {
      if (name === 'activity.read') {
        const query = input as Record<string, unknown>
        asked.push(query)
        const own = left.get(String(query.connectionId)) ?? []
        const answer = (own.length > 1 ? own.shift() : own[0]) ?? page([])
        bridge.answer('activity.read', 'code' in answer ? { failure: answer } : { value: answer })
      }
      return call(name, input)
    }
  })
  return { ...shown, asked }
}
const entries = () => screen.getByRole('region', { name: 'Entries' })
const lines = () => within(entries()).queryAllByRole('listitem')
const titles = () => lines().map((line) => line.querySelector('strong')?.textContent)
async function choose(label: string, option: string) {
  await userEvent.click(screen.getByRole('button', { name: new RegExp(`${label}$`) }))
  await userEvent.click(await screen.findByRole('option', { name: option }))
}

it('shows both sources in one order, grouped by day, each line with who wrote it down', async () => {
  await open({
    journal: [
      entry(2, 30, 'key.edited', { key: 'Backup bot', person: user.userName, kind: 'Old' }),
      entry(1, -1440, 'app.locked'),
    ],
    consoles: {
      [connectionId]: [page([record(60, 'LoginFailed', 'refused'), record(0, 'UserRecordDisabled')])],
    },
  })
  await waitFor(() =>
    expect(titles()).toEqual(['Sign-in refused', 'Description changed', 'User disabled', 'Keywright locked']),
  )
  const [login, edited] = lines()
  expect(login?.textContent).toContain('Console')
  expect(login?.textContent).not.toContain('This computer')
  expect(login?.textContent).toContain(`${user.userName}`)
  expect(login?.textContent).toContain('Northgate')
  expect(edited?.textContent).toContain('This computer')
  expect(edited?.textContent).toContain('Backup bot')
  expect(edited?.textContent).toContain('before: Old')
  expect(within(entries()).getAllByRole('heading', { level: 2 })).toHaveLength(2)
})

it('a creation that both wrote down is one line with both sources; its details tell both clocks', async () => {
  await open({
    journal: [entry(7, 0, 'key.created', { keyId: '4711', key: 'Backup bot', person: user.userName })],
    consoles: { [connectionId]: [page([record(1, 'UserLoginTypeCreated', 'Identity 4711 of type AK')])] },
  })
  await waitFor(() => expect(lines()).toHaveLength(1))
  const [line] = lines() as [HTMLElement]
  expect(within(line).getByText('Console')).toBeTruthy()
  expect(within(line).getByText('This computer')).toBeTruthy()
  await userEvent.click(within(line).getByText('Details'))
  await waitFor(() => expect(line.textContent).toContain('Identity 4711 of type AK'))
  for (const label of ['The console’s words', 'Console’s clock', 'This computer’s clock', 'Put together'])
    expect(within(line).getByText(label)).toBeTruthy()
  expect(line.textContent).toContain('No. 7')
})

it('a guess is called one', async () => {
  const key = {
    id: '4711',
    type: 'simple' as const,
    description: 'Backup bot',
    readOnly: false,
    scopes: ['rest'],
    userUid: user.userUid,
    userName: user.userName,
    companyUid: null,
    companyName: '',
    status: { word: 'enabled' as const, raw: 'enabled' },
    createdAt: at(0),
    publicKey: null,
  }
  const inventory = {
    connectionId,
    keys: [key],
    owners: [],
    organizations: [],
    fetchedAt: at(0),
    source: 'console' as const,
    complete: true,
    partial: false,
    elsewhere: [],
    problem: null,
  }
  await open(
    { consoles: { [connectionId]: [page([record(1, 'UserLoginTypeCreated', 'something was made')])] } },
    base({ inventory: [inventory] }),
  )
  await waitFor(() => expect(lines()).toHaveLength(1))
  const [line] = lines() as [HTMLElement]
  expect(line.textContent).toContain('probably Backup bot')
  await userEvent.click(within(line).getByText('Details'))
  await waitFor(() =>
    expect(line.textContent).toContain('A guess: this owner’s key was created at that time'),
  )
})

it('hostile text of a console is inert, long text is cut, unknown types are words', async () => {
  const hostile = '<img src=x onerror=alert(1)>\u202Egnp.exe\u0000'
  await open({
    consoles: {
      [connectionId]: [
        page([
          record(3, 'CloudTenantModified', hostile),
          record(2, 'evil\u202Etype', 'x'.repeat(4096)),
          record(1, 'T', '', { userUid: 'u-9' }),
        ]),
      ],
    },
  })
  await waitFor(() => expect(titles()).toEqual(['Cloud tenant modified', 'evil[U+202E]type', 'T']))
  const [first, longest, unknown] = lines() as [HTMLElement, HTMLElement, HTMLElement]
  await userEvent.click(within(first).getByText('Details'))
  await waitFor(() =>
    expect(first.textContent).toContain('<img src=x onerror=alert(1)>[U+202E]gnp.exe[U+0000]'),
  )
  expect(document.querySelector('img')).toBeNull()
  await userEvent.click(within(longest).getByText('Details'))
  await waitFor(() => expect(longest.textContent).toContain(`${'x'.repeat(1000)}…`))
  expect(longest.textContent).not.toContain('x'.repeat(1001))
  expect(unknown.textContent).toContain('Unknown user')
})

describe('filters', () => {
  const logs: Logs = {
    journal: [
      entry(2, 50, 'key.disabled', { key: 'Backup bot', keyId: '4711', person: user.userName }),
      entry(1, 40, 'sign-in.worked', { person: 'NG\\r.hale' }),
    ],
    consoles: {
      [connectionId]: [
        page([
          record(30, 'LoginSuccessful'),
          record(20, 'UserRecordEnabled', 'by hand'),
          record(10, 'CompanyRESTAPIAccessModified'),
        ]),
      ],
    },
  }

  it.each([
    ['Sign-ins', ['Signed in', 'Signed in']],
    ['Keys', ['Key disabled']],
    ['Users', ['User enabled']],
    ['Access', ['REST access of a company switched']],
    ['This computer', ['Key disabled', 'Signed in']],
  ])('kind %s', async (kind, expected) => {
    await open(logs)
    await waitFor(() => expect(lines()).toHaveLength(5))
    await choose('Kind', kind)
    await waitFor(() => expect(titles()).toEqual(expected))
  })

  it('Keys says what a console does not write down', async () => {
    await open(logs)
    expect(screen.queryByText(/writes nothing down/)).toBeNull()
    await choose('Kind', 'Keys')
    expect(screen.getAllByText(/writes nothing down when a key is enabled, disabled or edited/)).toHaveLength(
      1,
    )
  })

  it('words of any kind; nothing found can be cleared', async () => {
    await open(logs)
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search activity' }), 'hand')
    await waitFor(() => expect(titles()).toEqual(['User enabled']))
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search activity' }), 'xyz')
    expect(await screen.findByRole('heading', { name: 'No entries match' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }))
    await waitFor(() => expect(lines()).toHaveLength(5))
  })

  it('a person: the log is asked for that person only, and the names stay to choose from', async () => {
    const { asked } = await open(logs)
    await waitFor(() => expect(lines()).toHaveLength(5))
    await choose('Person', user.userName)
    await waitFor(() => expect(titles()).not.toContain('Sign-in refused'))
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ userUid: user.userUid }))
    await waitFor(() => expect(lines()).toHaveLength(4))
    await choose('Person', 'NG\\r.hale')
    await waitFor(() => expect(titles()).toEqual(['Signed in']))
    // Nobody of that name is known there: it is not asked for everybody instead.
    expect(asked).toHaveLength(2)
  })

  it('days: asked of the logs as the local days that they are', async () => {
    const { asked, bridge } = await open(logs)
    await userEvent.type(screen.getByLabelText('From'), '2026-05-03')
    await userEvent.type(screen.getByLabelText('To'), '2026-05-04')
    const from = new Date('2026-05-03T00:00:00').toISOString()
    const to = new Date('2026-05-05T00:00:00').toISOString()
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ from, to }))
    expect(bridge.inputsOf('journal.read').at(-1)?.filter).toMatchObject({ since: from, until: to })
  })

  it('only this key, from the details of a line, and back', async () => {
    const { asked } = await open(logs)
    await waitFor(() => expect(lines()).toHaveLength(5))
    const [line] = lines() as [HTMLElement]
    await userEvent.click(within(line).getByText('Details'))
    await userEvent.click(await within(line).findByRole('button', { name: 'Only this key' }))
    await waitFor(() => expect(titles()).toEqual(['Key disabled']))
    expect(screen.getByText(/writes nothing down/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /Only the key Backup bot/ }))
    await waitFor(() => expect(lines()).toHaveLength(5))
    expect(asked.length).toBeGreaterThan(2)
  })
})

describe('several consoles', () => {
  const two = (change: Partial<typeof active>) =>
    base({
      connections: [connection(), connection({ id: second, name: 'US-1' })],
      sessions: [active, { ...active, connectionId: second, ...change }],
    })

  it('one that refuses hides nothing of the others, and is said once', async () => {
    await open(
      {
        journal: [entry(1, 0, 'app.started')],
        consoles: {
          [connectionId]: [page([record(5, 'LoginSuccessful')])],
          [second]: [failure('forbidden', { action: 'activity-log' })],
        },
      },
      two({}),
    )
    await waitFor(() => expect(titles()).toEqual(['Signed in', 'Keywright started']))
    const region = screen.getByRole('region', { name: 'One log is missing here' })
    expect(region.textContent).toContain('US-1')
    expect(region.textContent).toContain(
      'Only a Portal Administrator or Site Administrator of the provider may read it.',
    )
    expect(within(region).queryByRole('button', { name: /Try again/ })).toBeNull()
  })

  it('one that is not signed in, or out of reach, is not asked', async () => {
    const { asked } = await open(
      { consoles: { [connectionId]: [page([record(5, 'LoginSuccessful')])] } },
      two({ sign: { kind: 'offline', user } }),
    )
    await waitFor(() => expect(titles()).toEqual(['Signed in']))
    expect(screen.getByRole('region', { name: 'One log is missing here' }).textContent).toContain(
      'It cannot be reached, and its log is not kept on this computer.',
    )
    expect(asked.map((one) => one.connectionId)).toEqual([connectionId])
  })

  it('one that failed is tried again alone', async () => {
    const { asked } = await open(
      {
        consoles: {
          [connectionId]: [page([record(5, 'LoginSuccessful')])],
          [second]: [failure('timeout', {}), page([record(6, 'LoginFailed')])],
        },
      },
      two({}),
    )
    await userEvent.click(await screen.findByRole('button', { name: 'Try again: US-1' }))
    await waitFor(() => expect(titles()).toEqual(['Sign-in refused', 'Signed in']))
    expect(screen.queryByRole('region', { name: 'One log is missing here' })).toBeNull()
    expect(asked.map((one) => one.connectionId)).toEqual([connectionId, second, second])
  })

  it('one console alone, by the filter', async () => {
    await open(
      {
        consoles: {
          [connectionId]: [page([record(5, 'LoginSuccessful')])],
          [second]: [page([record(6, 'LoginFailed')])],
        },
      },
      two({}),
    )
    await waitFor(() => expect(lines()).toHaveLength(2))
    await choose('Console', 'US-1')
    await waitFor(() => expect(titles()).toEqual(['Sign-in refused']))
  })
})

it('says how the clocks differ, what could not be read, and what was cut', async () => {
  await open({
    consoles: {
      [connectionId]: [page([record(5, 'T')], { clockAheadMs: -300_000, unreadable: 2, isCut: true })],
    },
  })
  const region = await screen.findByRole('region', { name: 'About these logs' })
  expect(region.textContent).toContain('Its clock is 5 minutes behind this computer’s.')
  expect(region.textContent).toContain('2 records could not be read.')
  expect(region.textContent).toContain('Only the newest 5,000 records of this period are read.')
})

it('Show older goes on, and Refresh begins anew', async () => {
  const { asked } = await open({
    consoles: {
      [connectionId]: [
        page([record(9, 'LoginSuccessful')], { next: 1, upTo: at(10) }),
        page([record(8, 'LoginFailed')]),
        page([record(20, 'UserRecordDisabled')]),
      ],
    },
  })
  await userEvent.click(await screen.findByRole('button', { name: 'Show older' }))
  await waitFor(() => expect(titles()).toEqual(['Signed in', 'Sign-in refused']))
  expect(asked[1]).toMatchObject({ offset: 1, to: at(10) })
  expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Refresh' }))
  await waitFor(() => expect(titles()).toEqual(['User disabled']))
})

it('new entries of the journal appear by themselves', async () => {
  const { bridge, change } = await open({ journal: [entry(1, 0, 'app.started')] })
  await waitFor(() => expect(lines()).toHaveLength(1))
  bridge.answer('journal.read', {
    value: {
      rows: [entry(2, 5, 'key.deleted', { key: 'Backup bot' }), entry(1, 0, 'app.started')],
      next: null,
    },
  })
  await change({ journal: { kept: 'disk', count: 2, newest: 2, broken: null, isFailing: false } })
  await waitFor(() => expect(titles()).toEqual(['Key deleted', 'Keywright started']))
})

it('says that nothing is there', async () => {
  await open({})
  expect(await screen.findByRole('heading', { name: 'No activity yet' })).toBeTruthy()
})
