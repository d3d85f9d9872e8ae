// The keys screen: what can be done and why not, dialogs and their outcomes, what needs attention, and the list's states.
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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
} from './fake-main'
import { attentionEntry } from './sample-attention'
import { sampleKey, stubSizes } from './sample-keys'

beforeEach(() => stubSizes())
afterEach(() => {
  cleanup()
  leaveNothing()
})

const grafana = sampleKey(1, { description: 'Grafana' })
const mailer = sampleKey(2, { description: 'Mailer', status: { word: 'disabled', raw: 'disabled' } })
const zabbix = sampleKey(3, {
  description: 'Zabbix',
  type: 'advanced',
  readOnly: false,
  status: { word: 'owner-off', raw: 'disabledDueToUser' },
})
const three = [grafana, mailer, zabbix]
const row = (name: string) => screen.getByRole('rowheader', { name })
const status = (text: RegExp) => screen.getAllByRole('status').find((one) => text.test(one.textContent ?? ''))
const outcomes = (...failed: string[]) => ({
  outcomes: three.map(({ id }) => ({
    id,
    failure: failed.includes(id) ? ({ code: 'forbidden', detail: {}, trace: 't' } as const) : null,
  })),
})

describe('actions', () => {
  test('need a selection, and say so', async () => {
    await openKeys(inventoryOf(three))
    for (const name of ['Edit', 'Enable', 'Disable', 'Verify', 'Delete']) {
      expect(isOff(button(name))).toBe(true)
      expect(description(button(name))).toBe('Select a key first.')
    }
    expect(isOff(button('New key'))).toBe(false)
  })

  test.each([
    ['Grafana', 'Enable', 'This key is already enabled.'],
    ['Mailer', 'Disable', 'This key is already disabled.'],
    ['Zabbix', 'Enable', 'The key is off because its owner is disabled. It follows the owner.'],
  ])('%s: %s is refused', async (name, action, reason) => {
    const u = userEvent.setup()
    await openKeys(inventoryOf(three))
    await u.click(row(name))
    expect(description(button(action))).toBe(reason)
  })

  test('several keys: no Edit, no Verify, the others for those that fit', async () => {
    const u = userEvent.setup()
    await openKeys(inventoryOf(three))
    await u.click(row('Grafana'))
    await u.keyboard('{Control>}a{/Control}')
    expect(description(button('Edit'))).toBe('Select a single key.')
    expect(description(button('Verify'))).toBe('Select a single key.')
    expect(isOff(button('Enable'))).toBe(false)
    expect(screen.getByRole('heading', { name: '3 keys selected' })).toBeTruthy()
  })

  test('a role without rights is told whom to ask, next to New key too', async () => {
    const u = userEvent.setup()
    await openKeys(inventoryOf(three), { topics: { sessions: [active(user({ role: 'PortalOperator' }))] } })
    const reason = 'Your role, Portal Operator, cannot change keys. A Portal Administrator can.'
    expect(description(button('New key'))).toBe(reason)
    expect(screen.getAllByText(reason)).not.toEqual([])
    await u.click(row('Grafana'))
    expect(description(button('Delete'))).toBe(reason)
    expect(isOff(button('Verify'))).toBe(false)
  })

  test('a reseller may not switch, but edit and delete', async () => {
    const u = userEvent.setup()
    const who = user({ role: 'ResellerAdministrator', organizationType: 'reseller' })
    await openKeys(inventoryOf(three), { topics: { sessions: [active(who)] } })
    await u.click(row('Grafana'))
    expect(description(button('Disable'))).toContain('cannot enable or disable keys. The service provider')
    expect(isOff(button('Edit'))).toBe(false)
    await u.click(button('Delete'))
    expect(screen.queryByRole('button', { name: 'Disable instead' })).toBeNull()
  })

  test('offline refuses changes and shows the age of the copy', async () => {
    const u = userEvent.setup()
    const main = await openKeys(inventoryOf(three, { source: 'saved' }), {
      topics: {
        sessions: [
          {
            connectionId,
            sign: { kind: 'offline', user: user() },
            reach: { kind: 'unreachable', since: new Date().toISOString(), code: 'timeout' },
            stationKey: null,
          },
        ],
      },
    })
    expect(description(button('New key'))).toBe('You are offline. Changes need a connection.')
    expect(screen.getByRole('region', { name: 'You are offline' }).textContent).toContain('nothing is queued')
    expect(status(/3 keys, saved copy, 2 minutes old/)).toBeTruthy()
    await u.click(row('Grafana'))
    await u.keyboard('{Delete}')
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(status(/You are offline/)).toBeTruthy()
    await u.click(button('Try again'))
    expect(main.calls).toEqual([['connections.retry', { connectionId }]])
  })
})

describe('enable and disable', () => {
  test('Enable acts at once, and Undo takes it back', async () => {
    const u = userEvent.setup()
    const main = await openKeys(inventoryOf(three), {
      answers: { 'keys.setEnabled': () => ({ outcomes: [{ id: '2', failure: null }] }) },
    })
    await u.click(row('Mailer'))
    await u.click(button('Enable'))
    expect(status(/Mailer is enabled\./)).toBeTruthy()
    await u.click(button('Undo'))
    expect(main.calls).toMatchObject([
      ['keys.setEnabled', { enabled: true, keys: [{ id: '2', description: 'Mailer' }] }],
      ['keys.setEnabled', { enabled: false, keys: [{ id: '2' }] }],
    ])
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  test('Disable asks, with the focus on Cancel', async () => {
    const u = userEvent.setup()
    const main = await openKeys(inventoryOf(three), {
      answers: { 'keys.setEnabled': () => ({ outcomes: [{ id: '1', failure: null }] }) },
    })
    await u.click(row('Grafana'))
    await u.keyboard('{Control>}d{/Control}')
    const dialog = screen.getByRole('alertdialog', { name: 'Disable key' })
    expect(document.activeElement?.textContent).toBe('Cancel')
    expect(dialog.textContent).toContain('id 1')
    expect(main.calls).toEqual([])
    await u.click(within(dialog).getByRole('button', { name: 'Disable' }))
    expect(main.calls).toMatchObject([['keys.setEnabled', { enabled: false, keys: [{ id: '1' }] }]])
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })

  test('keys that failed are listed with the reason, and the others are said', async () => {
    const u = userEvent.setup()
    const off = { word: 'disabled', raw: 'disabled' } as const
    await openKeys(inventoryOf(three.map((key) => ({ ...key, status: off }))), {
      answers: { 'keys.setEnabled': () => outcomes('3') },
    })
    await u.click(row('Grafana'))
    await u.keyboard('{Control>}ae{/Control}')
    const dialog = screen.getByRole('alertdialog', { name: '1 key not enabled' })
    expect(dialog.textContent).toContain('2 keys were enabled.')
    expect(within(dialog).getByRole('listitem').textContent).toMatch(/^Zabbix.*role/)
  })

  test('a call that failed as a whole is an alert', async () => {
    const u = userEvent.setup()
    await openKeys(inventoryOf(three), {
      answers: { 'keys.setEnabled': () => ({ code: 'timeout', detail: { seconds: 30 }, trace: 'abc' }) },
    })
    await u.click(row('Mailer'))
    await u.click(button('Enable'))
    expect(screen.getByRole('alert').textContent).toContain('did not answer in time')
    await u.click(button('Dismiss'))
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('delete', () => {
  const answers = { 'keys.remove': () => ({ outcomes: [{ id: '1', failure: null }] }) } as const

  test('an enabled key needs its description typed', async () => {
    const u = userEvent.setup()
    const main = await openKeys(inventoryOf(three), { answers })
    await u.click(row('Grafana'))
    await u.click(button('Delete'))
    const dialog = screen.getByRole('alertdialog', { name: 'Delete key' })
    const box = within(dialog).getByRole('textbox', { name: 'Type the description to confirm' })
    expect(document.activeElement).toBe(box)
    expect(isOff(within(dialog).getByRole('button', { name: 'Delete' }))).toBe(true)
    await u.type(box, 'grafana{Enter}')
    expect(main.calls).toEqual([])
    await u.clear(box)
    await u.type(box, 'Grafana{Enter}')
    expect(main.calls).toMatchObject([['keys.remove', { keys: [{ id: '1', description: 'Grafana' }] }]])
    expect(status(/Grafana was deleted/)).toBeTruthy()
  })

  test.each([
    ['two spaces', 'Nightly  export', 'Nightly export'],
    ['a no-break space', 'Nightly\u00a0export', 'Nightly export'],
    ['a decomposed accent', 'Cafe\u0301 export', 'Caf\u00e9 export'],
    ['a composed accent, typed decomposed', 'Caf\u00e9 export', 'Cafe\u0301 export'],
  ])('a description with %s can be typed as it looks', async (_, stored, typed) => {
    const u = userEvent.setup()
    const main = await openKeys(inventoryOf([{ ...grafana, description: stored }]), { answers })
    await u.click(screen.getByRole('rowheader'))
    await u.click(button('Delete'))
    const box = screen.getByRole('textbox', { name: 'Type the description to confirm' })
    await u.type(box, typed.slice(0, -1))
    await u.keyboard('{Enter}')
    expect(main.calls).toEqual([])
    await u.type(box, `${typed.slice(-1)}{Enter}`)
    expect(main.calls).toMatchObject([['keys.remove', { keys: [{ id: '1', description: stored }] }]])
  })

  test('Disable instead leads to Disable key', async () => {
    const u = userEvent.setup()
    await openKeys(inventoryOf(three))
    await u.click(row('Grafana'))
    await u.click(button('Delete'))
    await u.click(button('Disable instead'))
    expect(screen.getByRole('alertdialog', { name: 'Disable key' })).toBeTruthy()
  })

  test('a disabled key needs one confirmation; the focus goes to its neighbour', async () => {
    const u = userEvent.setup()
    const main = await openKeys(inventoryOf(three), {
      answers: { 'keys.remove': () => ({ outcomes: [{ id: '2', failure: null }] }) },
    })
    await u.click(row('Mailer'))
    await u.keyboard('{Delete}')
    const dialog = screen.getByRole('alertdialog')
    expect(within(dialog).queryByRole('textbox')).toBeNull()
    expect(document.activeElement?.textContent).toBe('Cancel')
    await main.publish({ inventory: [inventoryOf([grafana, zabbix])] })
    await u.click(within(dialog).getByRole('button', { name: 'Delete' }))
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Zabbix'))
  })

  test('several keys are listed, and their number is typed', async () => {
    const u = userEvent.setup()
    const main = await openKeys(inventoryOf(three), { answers: { 'keys.remove': () => outcomes('3') } })
    await u.click(row('Grafana'))
    await u.keyboard('{Control>}a{/Control}{Delete}')
    const dialog = screen.getByRole('alertdialog')
    expect(within(dialog).getAllByRole('listitem')).toHaveLength(3)
    expect(dialog.textContent).toContain('1 of them is enabled')
    await u.type(within(dialog).getByRole('textbox'), '3{Enter}')
    expect(main.calls).toHaveLength(1)
    expect(screen.getByRole('alertdialog', { name: '1 key not deleted' })).toBeTruthy()
  })
})

describe('edit', () => {
  test('applies the rules of descriptions and saves', async () => {
    const u = userEvent.setup()
    const main = await openKeys(inventoryOf(three))
    await u.click(row('Grafana'))
    await u.keyboard('{F2}')
    const dialog = screen.getByRole('dialog', { name: 'Edit key' })
    const box = within(dialog).getByRole('textbox', { name: 'Description' })
    await u.clear(box)
    await u.type(box, 'Mailer{Enter}')
    expect(dialog.textContent).toContain('Try “Mailer 2”.')
    expect(main.calls).toEqual([])
    await u.type(box, ' two{Enter}')
    expect(main.calls).toMatchObject([['keys.edit', { key: { id: '1' }, description: 'Mailer two' }]])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('a failure stays in the dialog', async () => {
    const u = userEvent.setup()
    await openKeys(inventoryOf(three), {
      answers: { 'keys.edit': () => ({ code: 'changed-meanwhile', detail: {}, trace: 'abc' }) },
    })
    await u.click(row('Grafana'))
    await u.click(button('Edit'))
    await u.type(screen.getByRole('textbox', { name: 'Description' }), ' 2{Enter}')
    expect(within(screen.getByRole('dialog')).getByRole('alert').textContent).toContain('changed meanwhile')
  })
})

test('Verify reads through the main process and says the verdict', async () => {
  const u = userEvent.setup()
  const main = await openKeys(inventoryOf(three), {
    answers: { 'keys.verify': () => ({ verdict: { kind: 'not-this-key', at: '2026-01-01T00:00:00.000Z' } }) },
  })
  await u.click(row('Grafana'))
  await u.click(button('Verify'))
  const dialog = screen.getByRole('dialog', { name: 'Verify key' })
  expect(within(dialog).queryByRole('textbox')).toBeNull()
  await u.click(button('From clipboard'))
  expect(main.calls).toMatchObject([['keys.verify', { from: 'clipboard', key: { id: '1' } }]])
  expect(within(dialog).getByRole('status').textContent).toBe('Not this key. It belongs to another one.')
})

describe('attention', () => {
  const region = () => screen.getByRole('region', { name: 'Needs attention' })

  test('three at first, all on demand, and only of this console', async () => {
    const u = userEvent.setup()
    const other = { ...attentionEntry(9, 'orphan'), connectionId: '99999999-9999-4999-8999-999999999999' }
    const attention = [1, 2, 3, 4].map((number) => attentionEntry(number, 'orphan'))
    await openKeys(inventoryOf(three), { topics: { attention: [...attention, other] } })
    expect(within(region()).getAllByRole('listitem')).toHaveLength(3)
    await u.click(button('Show all'))
    expect(within(region()).getAllByRole('listitem')).toHaveLength(4)
    await u.click(button('Show fewer'))
    expect(within(region()).getAllByRole('listitem')).toHaveLength(3)
  })

  test('an orphan is kept with a reason', async () => {
    const u = userEvent.setup()
    const main = await openKeys(inventoryOf(three), { topics: { attention: [attentionEntry(1, 'orphan')] } })
    await u.click(button('Keep'))
    const dialog = screen.getByRole('dialog', { name: 'Keep key' })
    await u.click(within(dialog).getByRole('button', { name: 'Keep' }))
    expect(main.calls).toEqual([])
    await u.type(within(dialog).getByRole('textbox', { name: 'Reason' }), ' Found it {Enter}')
    expect(main.calls).toMatchObject([['attention.settle', { choice: 'keep', reason: 'Found it' }]])
  })

  test('an orphan is revoked after a question', async () => {
    const u = userEvent.setup()
    const main = await openKeys(inventoryOf(three), { topics: { attention: [attentionEntry(1, 'orphan')] } })
    await u.click(button('Revoke'))
    const dialog = screen.getByRole('alertdialog', { name: 'Revoke key' })
    expect(document.activeElement?.textContent).toBe('Cancel')
    await u.click(within(dialog).getByRole('button', { name: 'Revoke' }))
    expect(main.calls).toMatchObject([['attention.settle', { choice: 'revoke' }]])
  })

  test('an unconfirmed one: I have it; one in doubt: Check again', async () => {
    const u = userEvent.setup()
    const main = await openKeys(inventoryOf(three), {
      topics: { attention: [attentionEntry(1, 'unconfirmed'), attentionEntry(2, 'in-doubt')] },
    })
    await u.click(button('I have it'))
    await u.click(button('Check again'))
    expect(main.calls).toMatchObject([
      ['attention.settle', { choice: 'have-it' }],
      ['attention.check', { opId: attentionEntry(2, 'in-doubt').opId }],
    ])
  })
})

describe('the list', () => {
  test('counts, search, filters and no match', async () => {
    const u = userEvent.setup()
    await openKeys(inventoryOf(three))
    expect(status(/^3 keys, read 2 minutes ago$/)).toBeTruthy()
    await u.type(screen.getByRole('searchbox', { name: 'Search keys' }), 'zab')
    expect(status(/^1 of 3 keys, /)).toBeTruthy()
    await u.type(screen.getByRole('searchbox'), 'zz')
    expect(screen.getByText('No keys match these filters.')).toBeTruthy()
    await u.click(button('Clear filters'))
    expect(status(/^3 keys, /)).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('searchbox'))
  })

  test('what a search hides is no longer selected', async () => {
    const u = userEvent.setup()
    await openKeys(inventoryOf(three))
    await u.click(row('Grafana'))
    await u.type(screen.getByRole('searchbox'), 'zab')
    expect(description(button('Delete'))).toBe('Select a key first.')
  })

  test('empty, never read, failed, incomplete, not refreshed', async () => {
    const problem = { code: 'timeout', detail: { seconds: 30 }, trace: 't' } as const
    const main = await openKeys(inventoryOf([]))
    expect(screen.getByRole('heading', { name: 'No API keys on this console yet' })).toBeTruthy()
    await main.publish({ inventory: [inventoryOf([], { fetchedAt: null, source: 'none', problem })] })
    expect(screen.getByRole('alert').textContent).toContain('did not answer in time')
    await main.publish({ inventory: [inventoryOf(three, { complete: false, problem })] })
    expect(screen.getByRole('region', { name: 'The list is incomplete' }).textContent).toContain('3 keys')
    expect(screen.getByRole('region', { name: 'The list could not be refreshed' })).toBeTruthy()
  })

  test('reading anew shows how far it is and can be ended', async () => {
    const u = userEvent.setup()
    const main = await openKeys(inventoryOf(three))
    await u.click(button('Refresh'))
    await main.publish({ sync: [{ connectionId, read: 1500, total: 4000, waitUntil: null }] })
    expect(screen.getByRole('progressbar', { name: 'Reading keys' }).getAttribute('value')).toBe('1500')
    expect(status(/^3 keys, reading 1,500 of 4,000 keys/)).toBeTruthy()
    await u.click(await screen.findByRole('button', { name: 'Cancel refresh' }))
    expect(main.calls.map(([name]) => name)).toEqual(['keys.refresh', 'keys.cancelRefresh'])
  })

  test('the layout is remembered once the changes have ended', async () => {
    const u = userEvent.setup()
    const main = await openKeys(inventoryOf(three))
    await u.click(screen.getByRole('columnheader', { name: 'Type' }))
    await u.click(screen.getByRole('columnheader', { name: 'Type' }))
    expect(main.calls).toEqual([])
    await waitFor(() => expect(main.calls).toHaveLength(1))
    expect(main.calls[0]).toMatchObject([
      'settings.set',
      { name: 'grid', value: { sort: { column: 'type', direction: 'descending' } } },
    ])
    expect(status(/^Sorted by Type, descending$/)).toBeTruthy()
  })
})

test('REST access off: whose, what follows, who can change it', async () => {
  const ellis = sampleKey(7, {
    description: 'Licence check',
    companyUid: 'o-ellis',
    companyName: 'Ellis Dental',
    status: { word: 'rest-off', raw: 'disabledDueSystemComponentsRestrictions' },
  })
  const organizations = [
    { uid: 'o-ellis', name: 'Ellis Dental', type: 'company', active: true, restAccess: false } as const,
  ]
  const main = await openKeys(inventoryOf([ellis], { organizations: [...organizations] }))
  const text = () => screen.getByRole('region', { name: 'REST access is off' }).textContent
  expect(text()).toMatch(/Ellis Dental.*do not work\. You can switch it on again in the console/)
  expect(isOff(button('New key'))).toBe(false)
  const owner = user({ role: 'CompanyOwner', organizationUid: 'o-ellis', organizationType: 'company' })
  await main.publish({ sessions: [active(owner)] })
  expect(text()).toContain('Only the provider can switch it on again')
  expect(description(button('New key'))).toBe('REST access is off for Ellis Dental.')
  await userEvent.setup().click(button('Copy message to provider'))
  expect(main.calls).toMatchObject([['app.copyText', { text: expect.stringContaining('Ellis Dental') }]])
})

test('details: F4, exact reason and raw status, public key to copy', async () => {
  const u = userEvent.setup()
  const publicKey = { bits: 3072, fingerprint256: Array.from({ length: 32 }, () => 'A4').join(':') }
  const main = await openKeys(inventoryOf([{ ...zabbix, publicKey }]))
  await u.click(row('Zabbix'))
  const pane = screen.getByRole('complementary', { name: 'Details' })
  expect(pane.textContent).toContain('Off because its owner is disabled.')
  expect(pane.textContent).toContain('disabledDueToUser')
  expect(pane.textContent).toContain(publicKey.fingerprint256)
  await u.click(button('Copy public key'))
  expect(main.calls).toEqual([['keys.copyPublicKey', { connectionId, id: zabbix.id }]])
  await u.keyboard('{F4}')
  expect(screen.queryByRole('complementary')).toBeNull()
})
