// The keys of several consoles in one grid: truth per console, facets, columns, and actions that are split per console.
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SessionState } from '../../../src-shared/connection'
import type { Topics } from '../../../src-shared/contract'
import type { Inventory, KeyRecord } from '../../../src-shared/key'
import {
  active,
  button,
  connectionId,
  description,
  inventoryOf,
  isOff,
  leaveNothing,
  openKeys,
  user,
  wentTo,
} from './fake-main'
import { sampleKey, stubSizes } from './sample-keys'

beforeEach(() => stubSizes())
afterEach(() => {
  cleanup()
  leaveNothing()
})

const eu = connectionId
const us = '22222222-2222-4222-8222-222222222222'
const connection = (id: string, name: string) => ({
  id,
  name,
  origin: `https://${name.toLowerCase()}.example:1280`,
  pin: null,
  userName: null,
  group: '',
  color: 'none' as const,
  tag: null,
})
const at = (id: string, change: Partial<SessionState> = {}): SessionState => ({
  ...active(),
  connectionId: id,
  ...change,
})
const away = { reach: { kind: 'unreachable', since: new Date().toISOString(), code: 'timeout' } } as const

const grafana = sampleKey(1, { description: 'Grafana' })
const mailer = sampleKey(2, { description: 'Mailer', userName: 'D\\other', userUid: 'u-2' })
/** The same id as Grafana has on the other console. */
const zabbix = sampleKey(1, {
  description: 'Zabbix',
  companyUid: 'c-1',
  companyName: 'Alder',
  type: 'advanced',
})

function openFleet({
  topics = {},
  answers = {},
  euKeys = [grafana, mailer],
  usList = {},
}: {
  topics?: Partial<Topics>
  answers?: NonNullable<Parameters<typeof openKeys>[1]>['answers']
  euKeys?: KeyRecord[]
  usList?: Partial<Inventory>
} = {}) {
  return openKeys(inventoryOf(euKeys), {
    scope: { kind: 'all' },
    ...(answers ? { answers } : {}),
    topics: {
      connections: [connection(eu, 'EU-1'), connection(us, 'US-1')],
      sessions: [at(eu), at(us)],
      inventory: [inventoryOf(euKeys), inventoryOf([zabbix], { connectionId: us, ...usList })],
      ...topics,
    },
  })
}

const rows = () => screen.getAllByRole('rowheader').map((one) => one.textContent)
const row = (name: string) => screen.getByRole('rowheader', { name })
const status = (text: RegExp) => screen.getAllByRole('status').find((one) => text.test(one.textContent ?? ''))
const headers = () => screen.getAllByRole('columnheader').map((one) => one.textContent)
const look = () => screen.getByRole('region', { name: 'Consoles that need a look' })
const done = (...ids: string[]) => ({ outcomes: ids.map((id) => ({ id, failure: null })) })

describe('actions over several consoles', () => {
  test('one call per console, with its own keys; one message; Undo takes both back', async () => {
    const u = userEvent.setup()
    const main = await openFleet({
      answers: {
        'keys.setEnabled': ({ keys }: { keys: { id: string }[] }) => done(...keys.map(({ id }) => id)),
      },
    })
    await u.click(row('Grafana'))
    await u.keyboard('{Control>}ad{/Control}')
    const dialog = screen.getByRole('alertdialog', { name: 'Disable key' })
    expect(
      within(dialog)
        .getAllByRole('listitem')
        .map((one) => one.textContent),
    ).toEqual(['GrafanaEU-1, Northgate, id 1', 'MailerEU-1, Northgate, id 2', 'ZabbixUS-1, Alder, id 1'])
    await u.click(within(dialog).getByRole('button', { name: 'Disable' }))
    expect(main.calls).toMatchObject([
      ['keys.setEnabled', { connectionId: eu, enabled: false, keys: [{ id: '1' }, { id: '2' }] }],
      ['keys.setEnabled', { connectionId: us, enabled: false, keys: [{ id: '1', description: 'Zabbix' }] }],
    ])
    expect(status(/^3 keys are disabled\./)).toBeTruthy()
    await u.click(button('Undo'))
    expect(main.calls.slice(2)).toMatchObject([
      ['keys.setEnabled', { connectionId: eu, enabled: true }],
      ['keys.setEnabled', { connectionId: us, enabled: true }],
    ])
  })

  test('a console whose call fails as a whole names its keys; the other one’s are done', async () => {
    const u = userEvent.setup()
    await openFleet({
      answers: {
        'keys.remove': (input: { connectionId: string }) =>
          input.connectionId === us
            ? { code: 'timeout', detail: { seconds: 30 }, trace: 't' }
            : done('1', '2'),
      },
    })
    await u.click(row('Grafana'))
    await u.keyboard('{Control>}a{/Control}{Delete}')
    await u.type(screen.getByRole('textbox', { name: 'Type the number of keys to confirm' }), '3{Enter}')
    const outcome = await screen.findByRole('alertdialog', { name: '1 key not deleted' })
    expect(outcome.textContent).toContain('2 keys were deleted.')
    expect(within(outcome).getByRole('listitem').textContent).toMatch(/^ZabbixUS-1.*did not answer in time/)
  })

  test('reasons are each console’s own: what is out of reach stays, and is said', async () => {
    const u = userEvent.setup()
    const main = await openFleet({
      topics: { sessions: [at(eu), at(us, away)] },
      answers: { 'keys.setEnabled': () => done('1', '2') },
    })
    await u.click(row('Zabbix'))
    expect(description(button('Disable'))).toBe('You are offline. Changes need a connection.')
    await u.keyboard('{Control>}a{/Control}')
    expect(isOff(button('Disable'))).toBe(false)
    await u.click(button('Disable'))
    const dialog = screen.getByRole('alertdialog', { name: 'Disable key' })
    expect(dialog.textContent).toContain('1 key on US-1 stays as it is. You are offline.')
    await u.click(within(dialog).getByRole('button', { name: 'Disable' }))
    expect(main.calls).toHaveLength(1)
    expect(main.calls).toMatchObject([['keys.setEnabled', { connectionId: eu }]])
  })

  test('where no console can, each says why; where all have the same reason, it is said once', async () => {
    const u = userEvent.setup()
    const operator = at(eu, {
      sign: { kind: 'active', user: user({ role: 'PortalOperator' }), keptIn: 'keyring', way: 'password' },
    })
    const main = await openFleet({ topics: { sessions: [operator, at(us, away)] } })
    await u.click(row('Grafana'))
    await u.keyboard('{Control>}a{/Control}')
    expect(description(button('Delete'))).toBe(
      'EU-1: Your role, Portal Operator, cannot change keys. A Portal Administrator can. US-1: You are offline. Changes need a connection.',
    )
    expect(description(button('New key'))).toMatch(/^EU-1: Your role.* US-1: You are offline/)
    await main.publish({ sessions: [at(eu, away), at(us, away)] })
    expect(description(button('New key'))).toBe('You are offline. Changes need a connection.')
    expect(description(button('Edit'))).toBe('Select a single key.')
  })
})

describe('the truth about each console', () => {
  test('each that needs a look has one line with what helps; the others’ rows are there', async () => {
    const u = userEvent.setup()
    const main = await openFleet({
      topics: { sessions: [at(eu), at(us, { sign: { kind: 'signed-out', reason: 'over' } })] },
    })
    expect(rows()).toEqual(['Grafana', 'Mailer'])
    expect(within(look()).getAllByRole('listitem')).toHaveLength(1)
    expect(look().textContent).toContain('US-1 Signed outThe sign-in has ended.')
    await u.click(button('Sign in: US-1'))
    expect(wentTo).toEqual([{ kind: 'console', connectionId: us }])
    await main.publish({ sessions: [at(eu), at(us, away)] })
    expect(rows()).toEqual(['Grafana', 'Mailer', 'Zabbix'])
    expect(look().textContent).toMatch(/US-1 UnreachableOut of reach since .*What you see was read/)
    await u.click(button('Try again: US-1'))
    expect(main.calls).toEqual([['connections.retry', { connectionId: us }]])
    await u.click(within(look()).getByRole('button', { name: 'Hide' }))
    expect(within(look()).queryByRole('listitem')).toBeNull()
  })

  test('rows of a first reading are shown as they come, never as the whole', async () => {
    const main = await openFleet({
      usList: { fetchedAt: null, source: 'none', partial: true, complete: false },
      topics: { sync: [{ connectionId: us, read: 1, total: 4000, waitUntil: null }] },
    })
    expect(rows()).toContain('Zabbix')
    expect(status(/^3 keys, reading 1 of 4,000 keys/)).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Consoles that need a look' })).toBeNull()
    const bar = await screen.findByRole('progressbar', { name: 'Reading US-1' })
    expect(bar.getAttribute('max')).toBe('4000')
    await userEvent.setup().click(button('Stop reading: US-1'))
    expect(main.calls).toEqual([['keys.cancelRefresh', { connectionId: us }]])
    // It broke off.
    await main.publish({ sync: [] })
    expect(look().textContent).toContain('US-1 IncompleteNot all of its keys could be read: 1 arrived.')
  })

  test('a throttling console says until when it waits; an old copy how old it is', async () => {
    const main = await openFleet({
      topics: { sync: [{ connectionId: us, read: 0, total: null, waitUntil: '2026-11-24T14:05:00.000Z' }] },
    })
    expect(look().textContent).toMatch(/Waits until \d\d:05.*The reading goes on at/)
    const monthAgo = new Date(Date.now() - 30.5 * 86_400_000).toISOString()
    await main.publish({
      sync: [],
      inventory: [
        inventoryOf([grafana]),
        inventoryOf([zabbix], { connectionId: us, fetchedAt: monthAgo, source: 'saved' }),
      ],
    })
    expect(look().textContent).toMatch(/US-1 Old copyWhat you see was saved on /)
    expect(status(/^2 keys, the oldest list read 30 days ago$/)).toBeTruthy()
  })

  test('nothing anywhere, and nothing in the company that was chosen', async () => {
    await openFleet({ euKeys: [], usList: { keys: [] } })
    expect(screen.getByRole('heading', { name: 'No API keys on any console yet' })).toBeTruthy()
    cleanup()
    await openKeys(inventoryOf([grafana]), {
      scope: { kind: 'company', connectionId: eu, companyUid: 'gone' },
    })
    expect(screen.getByRole('heading', { name: 'No API keys in this company' })).toBeTruthy()
    await userEvent.setup().click(button('Show the whole console'))
    expect(wentTo).toEqual([{ kind: 'console', connectionId: eu }])
  })
})

describe('facets', () => {
  const option = (name: string) => screen.getByRole('checkbox', { name })

  test('console, company and the rest with live counts; each can be taken back in the line of filters', async () => {
    const u = userEvent.setup()
    await openFleet()
    await u.click(button('Filter'))
    const panel = screen.getByRole('dialog', { name: 'Filter' })
    expect(
      within(panel)
        .getAllByRole('group')
        .map((one) => one.getAttribute('aria-label')),
    ).toEqual(['Console', 'Company', 'Owner', 'Type', 'Access', 'Scope', 'Status', 'Age'])
    expect(option('EU-1').parentElement?.parentElement?.textContent).toContain('2')
    await u.click(option('US-1'))
    expect(within(panel).getByRole('status').textContent).toBe('1 of 3 keys')
    // The other facets count what is left; the console's own counts stay.
    expect(
      within(screen.getByRole('group', { name: 'Type' }))
        .getByText('Simple')
        .closest('div')?.textContent,
    ).toContain('0')
    await u.keyboard('{Escape}')
    expect(rows()).toEqual(['Zabbix'])
    await u.click(button('Console: US-1: remove filter'))
    expect(rows()).toHaveLength(3)
  })

  test('a long list can be searched', async () => {
    const u = userEvent.setup()
    const many = Array.from({ length: 60 }, (_, index) =>
      sampleKey(index + 1, { companyUid: `c-${index}`, companyName: `Company ${index}` }),
    )
    await openFleet({ euKeys: many })
    await u.click(button('Filter'))
    const group = screen.getByRole('group', { name: 'Company' })
    expect(within(group).getAllByRole('checkbox')).toHaveLength(40)
    expect(group.textContent).toContain('21 more')
    await u.type(within(group).getByRole('searchbox', { name: 'Search company' }), 'company 59')
    await u.click(within(group).getByRole('checkbox', { name: 'Company 59' }))
    await u.keyboard('{Escape}')
    expect(status(/^1 of 61 keys, /)).toBeTruthy()
  })
})

/** The focus comes back in the frame after a menu has gone; what is pressed before that meets the menu’s end. */
async function menuIsGone(): Promise<void> {
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}

describe('columns', () => {
  test('Console is shown with several consoles; others are chosen in the menu and remembered', async () => {
    const u = userEvent.setup()
    const main = await openFleet()
    expect(headers()).toEqual([
      'Description',
      'Type',
      'Access',
      'Owner',
      'Company',
      'Console',
      'Status',
      'Created',
    ])
    await u.click(button('Columns'))
    await u.click(screen.getByRole('menuitemcheckbox', { name: 'Owner MFA' }))
    await u.click(screen.getByRole('menuitemcheckbox', { name: 'Created' }))
    await u.keyboard('{Escape}')
    expect(headers()).toEqual([
      'Description',
      'Type',
      'Access',
      'Owner',
      'Company',
      'Console',
      'Status',
      'Owner MFA',
    ])
    await waitFor(() => expect(main.calls).toHaveLength(1))
    expect(main.calls[0]).toMatchObject([
      'settings.set',
      {
        name: 'grid',
        value: { columns: ['description', 'type', 'access', 'owner', 'company', 'console', 'status', 'mfa'] },
      },
    ])
    await u.click(button('Columns'))
    await u.click(screen.getByRole('menuitem', { name: 'Usual columns' }))
    expect(headers()).toContain('Created')
  })

  test('moved by keys, the focus goes along; by the header’s menu too, which also hides and widens', async () => {
    const u = userEvent.setup()
    await openFleet()
    await u.click(row('Grafana'))
    await u.keyboard('{ArrowUp}{ArrowRight}{Alt>}{Shift>}{ArrowRight}{/Shift}{/Alt}')
    expect(headers().slice(0, 3)).toEqual(['Description', 'Access', 'Type'])
    expect(document.activeElement?.textContent).toBe('Type')
    expect(status(/^Type, column 3 of 8$/)).toBeTruthy()
    await u.keyboard('{Shift>}{F10}{/Shift}')
    await u.click(await screen.findByRole('menuitem', { name: /^Move left/ }))
    expect(headers().slice(0, 3)).toEqual(['Description', 'Type', 'Access'])
    await menuIsGone()
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Type'))
    await u.keyboard('{Shift>}{F10}{/Shift}')
    await u.click(await screen.findByRole('menuitem', { name: 'Hide column' }))
    expect(headers()).not.toContain('Type')
  })

  test('owner’s facts, age, scope and origin are columns; a marked row says its mark', async () => {
    const columns = ['description', 'ownerRole', 'ownerStatus', 'mfa', 'age', 'scope', 'mark']
    const settings = (await import('../../../src-shared/settings')).defaultSettings
    const owner = {
      userUid: 'u-1',
      userName: 'x',
      role: 'CompanyOwner',
      status: 'disabled',
      mfa: 'on',
    } as const
    const created = new Date(Date.now() - 3 * 86_400_000 - 1000).toISOString()
    await openFleet({
      euKeys: [],
      usList: {
        keys: [{ ...zabbix, createdAt: created, scopes: ['rest', 'ui'] }],
        owners: [owner],
        elsewhere: ['1'],
      },
      topics: { settings: { ...settings, grid: { ...settings.grid, columns } } },
    })
    const cells = screen.getAllByRole('gridcell').map((one) => one.textContent)
    expect(cells).toEqual(['Company Owner', 'Disabled', 'On', '3 days', 'rest, ui', 'Made elsewhere'])
    expect(row('Zabbix').getAttribute('aria-description')).toBe('Made elsewhere')
  })
})
