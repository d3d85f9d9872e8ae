// The palette: what it finds, how it is used by keyboard, what it says where something is off, and where it leads.
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeAll, expect, it, vi } from 'vitest'
import { OpenConsoleDialogContext } from '../../../src-renderer/consoles/use-console-dialogs'
import { type Command, useCommands } from '../../../src-renderer/palette/commands'
import { PaletteHost } from '../../../src-renderer/palette/palette-host'
import { type Navigation, NavigationContext } from '../../../src-renderer/workspace/navigation'
import type { SessionState } from '../../../src-shared/connection'
import type { Inventory, KeyRecord } from '../../../src-shared/key'
import { app, connection, connectionId, session, show, topics, user } from '../fake-bridge'

const otherId = '22222222-2222-4222-8222-222222222222'

const key = (id: string, change: Partial<KeyRecord> = {}): KeyRecord => ({
  id,
  type: 'simple',
  description: `Key ${id}`,
  readOnly: true,
  scopes: ['rest'],
  userUid: 'u-1',
  userName: 'NG\\svc-psa',
  companyUid: 'c-1',
  companyName: 'Fabrikam',
  status: { word: 'enabled', raw: 'Enabled' },
  createdAt: null,
  publicKey: null,
  ...change,
})

const list = (id: string, keys: KeyRecord[]): Inventory => ({
  connectionId: id,
  keys,
  owners: [],
  organizations: [],
  fetchedAt: '2026-01-12T08:00:00.000Z',
  source: 'console',
  complete: true,
  partial: false,
  elsewhere: [],
  problem: null,
})

const active = (id: string): SessionState => ({
  ...session({ kind: 'active', user, keptIn: 'keyring', way: 'password' }),
  connectionId: id,
})

// Loaded on demand in the app; here nothing waits for that.
beforeAll(async () => {
  await import('../../../src-renderer/palette/palette')
  await import('../../../src-renderer/palette/shortcut-sheet')
})

const ran = vi.fn()
const openDialog = vi.fn()

function Part({ commands }: { readonly commands: readonly Command[] }) {
  useCommands(commands)
  return <button type="button">Before</button>
}

function Around({ commands, navigation }: { commands: readonly Command[]; navigation: Partial<Navigation> }) {
  const [scope] = useState({ kind: 'all' as const })
  const whole: Navigation = {
    place: 'console',
    scope,
    wantedRow: null,
    go: vi.fn(),
    goToScope: vi.fn(),
    goToKey: vi.fn(),
    tookRow: vi.fn(),
    ...navigation,
  }
  return (
    <NavigationContext value={whole}>
      <OpenConsoleDialogContext value={openDialog}>
        <Part commands={commands} />
        <PaletteHost />
      </OpenConsoleDialogContext>
    </NavigationContext>
  )
}

const disable: Command = {
  id: 'keys-disable',
  group: 'actions',
  label: 'Disable keys',
  words: 'switch off',
  shortcut: 'disable',
  whyNot: null,
  run: ran,
}

const inventories = [
  list(connectionId, [
    key('1', { description: 'Grafana prod' }),
    key('2', { description: 'PSA sync', userName: 'NG\\grafana-user' }),
    key('3', { description: 'Evil\u202Ename', companyUid: 'c-2', companyName: 'Contoso' }),
  ]),
  list(otherId, [key('9', { description: 'Grafana test' })]),
]

async function open(commands: readonly Command[] = [disable], navigation: Partial<Navigation> = {}) {
  ran.mockReset()
  const shown = await show(
    <Around commands={commands} navigation={navigation} />,
    topics({
      connections: [
        connection(),
        connection({ id: otherId, name: 'US-1', origin: 'https://us.example:1280' }),
      ],
      sessions: [active(connectionId), active(otherId)],
      inventory: inventories,
    }),
  )
  screen.getByRole('button', { name: 'Before' }).focus()
  await userEvent.keyboard('{Control>}k{/Control}')
  const field = await screen.findByRole('combobox', { name: /^Search keys, consoles/ })
  return { ...shown, field }
}

const options = () => screen.getAllByRole('option').map((one) => one.textContent ?? '')
const chosen = () => screen.getAllByRole('option', { selected: true }).map((one) => one.textContent ?? '')
const group = (name: string) => within(screen.getByRole('group', { name: new RegExp(`^${name}`) }))

it('opens with Ctrl+K, has the focus, lists what can be done; Escape closes and gives the focus back', async () => {
  const { field } = await open()
  expect(document.activeElement).toBe(field)
  expect(screen.getByRole('dialog', { name: 'Command palette' })).toBeTruthy()
  expect(
    group('Actions')
      .getAllByRole('option')
      .map((one) => one.textContent),
  ).toEqual([
    'Disable keysCtrl+D',
    'Refresh all consolesShift+F5',
    'Add console',
    'Arrange consoles',
    'Import connections',
    'Export connections',
    'Lock nowCtrl+L',
  ])
  expect(
    group('Go to')
      .getAllByRole('option')
      .map((one) => one.textContent),
  ).toContain('JournalCtrl+J')
  expect(group('Consoles').getAllByRole('option')).toHaveLength(2)
  expect(screen.queryByRole('group', { name: /^Keys/ })).toBeNull()
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Before'))
})

it('finds keys by description, owner and company, with console and hidden characters named', async () => {
  await open()
  await userEvent.keyboard('grafana')
  const keys = group('Keys')
    .getAllByRole('option')
    .map((one) => one.textContent)
  expect(keys).toEqual([
    'Grafana prodNG\\svc-psa · Fabrikam · EU-1',
    'Grafana testNG\\svc-psa · Fabrikam · US-1',
    'PSA syncNG\\grafana-user · Fabrikam · EU-1',
  ])
  expect(screen.getByRole('status').textContent).toBe('3 results')
  await userEvent.clear(screen.getByRole('combobox'))
  await userEvent.keyboard('contoso')
  expect(
    group('Companies')
      .getAllByRole('option')
      .map((one) => one.textContent),
  ).toEqual(['ContosoEU-1'])
  expect(options().join()).toContain('Evil[U+202E]name')
})

it('arrows go round, Page keys go from group to group, the active one is told to the field', async () => {
  const { field } = await open()
  await userEvent.keyboard('e')
  const all = options()
  expect(all.length).toBeGreaterThan(4)
  expect(chosen()).toEqual([all[0]])
  await userEvent.keyboard('{ArrowDown}')
  expect(chosen()).toEqual([all[1]])
  const active = document.getElementById(field.getAttribute('aria-activedescendant') ?? '')
  expect(active?.textContent).toBe(all[1])
  await userEvent.keyboard('{ArrowUp}{ArrowUp}')
  expect(chosen()).toEqual([all.at(-1)])
  await userEvent.keyboard('{ArrowDown}{PageDown}')
  const groups = screen.getAllByRole('group')
  expect(groups[1]?.contains(screen.getByRole('option', { selected: true }))).toBe(true)
  expect(document.activeElement).toBe(field)
})

it('a key leads to its row, with as little change of the view as shows it', async () => {
  const goToKey = vi.fn()
  await open([], { goToKey, scope: { kind: 'console', connectionId } })
  await userEvent.keyboard('grafana prod{Enter}')
  expect(screen.queryByRole('dialog')).toBeNull()
  await waitFor(() =>
    expect(goToKey).toHaveBeenCalledWith({ kind: 'console', connectionId }, `${connectionId}/1`),
  )
  await userEvent.keyboard('{Control>}k{/Control}')
  await userEvent.keyboard('grafana test{Enter}')
  await waitFor(() =>
    expect(goToKey).toHaveBeenLastCalledWith({ kind: 'console', connectionId: otherId }, `${otherId}/9`),
  )
})

it('consoles and companies are scopes', async () => {
  const goToScope = vi.fn()
  await open([], { goToScope })
  await userEvent.keyboard('us-1{Enter}')
  await waitFor(() => expect(goToScope).toHaveBeenCalledWith({ kind: 'console', connectionId: otherId }))
  await userEvent.keyboard('{Control>}k{/Control}')
  await userEvent.keyboard('contoso{Enter}')
  await waitFor(() =>
    expect(goToScope).toHaveBeenLastCalledWith({ kind: 'company', connectionId, companyUid: 'c-2' }),
  )
})

it('runs an action after the focus is back, and lists it as recent next time', async () => {
  await open()
  let focused: string | null | undefined
  ran.mockImplementation(() => {
    focused = document.activeElement?.textContent
  })
  await userEvent.keyboard('switch off{Enter}')
  await waitFor(() => expect(ran).toHaveBeenCalledTimes(1))
  expect(focused).toBe('Before')
  await userEvent.keyboard('{Control>}k{/Control}')
  expect(
    group('Recent')
      .getAllByRole('option')
      .map((one) => one.textContent),
  ).toEqual(['Disable keysCtrl+D'])
})

it('what is off says why, and Enter does not do it', async () => {
  await open([{ ...disable, whyNot: 'You are offline. Changes need a connection.' }])
  await userEvent.keyboard('disable')
  const [option] = screen.getAllByRole('option')
  expect(option?.getAttribute('aria-disabled')).toBe('true')
  expect(option?.textContent).toContain('You are offline.')
  await userEvent.keyboard('{Enter}')
  expect(screen.getByRole('status').textContent).toBe('You are offline. Changes need a connection.')
  expect(screen.getByRole('dialog')).toBeTruthy()
  expect(ran).not.toHaveBeenCalled()
})

it('an action that is off by the time it runs is not run', async () => {
  const commands = [{ ...disable }]
  await open(commands)
  await userEvent.keyboard('disable')
  commands[0] = { ...disable, whyNot: 'Select a key first.' }
  await userEvent.keyboard('{Enter}')
  await act(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
  expect(ran).not.toHaveBeenCalled()
})

it('keys that the page does not show are not named', async () => {
  const shown = await open()
  await userEvent.keyboard('grafana')
  expect(options().join()).toContain('Grafana test')
  await shown.change({
    sessions: [
      active(connectionId),
      { ...session({ kind: 'signed-out', reason: 'over' }), connectionId: otherId },
    ],
  })
  expect(options().join()).toContain('Grafana prod')
  expect(options().join()).not.toContain('Grafana test')
})

it('the mouse chooses too, and the field keeps the focus', async () => {
  const { field } = await open()
  await userEvent.hover(screen.getByRole('option', { name: /^Journal/ }))
  expect(chosen()).toEqual(['JournalCtrl+J'])
  expect(document.activeElement).toBe(field)
  await userEvent.click(screen.getByRole('option', { name: /^Disable keys/ }))
  await waitFor(() => expect(ran).toHaveBeenCalledTimes(1))
})

it('nothing found says so', async () => {
  await open()
  await userEvent.keyboard('qqqqqq')
  expect(screen.queryByRole('option')).toBeNull()
  expect(screen.getByText(/^Nothing matches\. Try/)).toBeTruthy()
  expect(screen.getByRole('status').textContent).toBe('Nothing matches.')
  await userEvent.keyboard('{Enter}{ArrowDown}')
  expect(screen.getByRole('dialog')).toBeTruthy()
})

it('comes by the menu too, but not over another dialog', async () => {
  const shown = await open()
  await userEvent.keyboard('{Escape}')
  await shown.change({ app: app({ command: { seq: 1, name: 'shortcuts' } }) })
  expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy()
  await shown.change({ app: app({ command: { seq: 2, name: 'palette' } }) })
  await userEvent.keyboard('{Control>}k{/Control}')
  expect(screen.queryByRole('dialog', { name: 'Command palette' })).toBeNull()
  await userEvent.keyboard('{Escape}')
  await shown.change({ app: app({ command: { seq: 3, name: 'palette' } }) })
  expect(await screen.findByRole('dialog', { name: 'Command palette' })).toBeTruthy()
})

it('consoles are added from the menu and from the palette, and are shown then', async () => {
  const goToScope = vi.fn()
  const shown = await open([], { goToScope })
  openDialog.mockReset()
  await userEvent.keyboard('add console{Enter}')
  await waitFor(() => expect(openDialog).toHaveBeenCalledTimes(1))
  await shown.change({ app: app({ command: { seq: 1, name: 'add-console' } }) })
  expect(openDialog).toHaveBeenCalledTimes(2)
  const [[dialog]] = openDialog.mock.calls as [[{ kind: string; onAdded(id: string): void }]]
  expect(dialog.kind).toBe('add')
  dialog.onAdded(otherId)
  expect(goToScope).toHaveBeenCalledWith({ kind: 'console', connectionId: otherId })
})

it('a settings page opens on that page', async () => {
  const { openPage } = await import('../../../src-renderer/settings/settings-pages')
  await open()
  await userEvent.keyboard('clipboard{Enter}')
  await waitFor(() => expect(openPage.get()).toBe('security'))
  openPage.set('general')
})

it('50,000 keys: lists a few, counts all', async () => {
  const many = Array.from({ length: 50_000 }, (_, index) =>
    key(String(index), { description: `Sync ${index}` }),
  )
  const shown = await open()
  await shown.change({ inventory: [list(connectionId, many)] })
  await userEvent.keyboard('sync')
  expect(group('Keys').getAllByRole('option')).toHaveLength(8)
  expect(screen.getByRole('group', { name: 'Keys8 of 50,000' })).toBeTruthy()
})
