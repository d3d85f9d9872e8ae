// The console tree: what is in it, what each console says, and its keyboard, in the app over a main process of the test.
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { App, loadWorkspace } from '../../../src-renderer/app'
import type { Connection, SessionState } from '../../../src-shared/connection'
import type { Topics } from '../../../src-shared/contract'
import { certificate, connection, fingerprint, session, show, topics, user } from '../fake-bridge'
import { inventoryOf } from '../keys/fake-main'
import { sampleKey, stubSizes } from '../keys/sample-keys'

const ids = ['1', '2', '3'].map((digit) => `${digit.repeat(8)}-1111-4111-8111-111111111111`)
const [eu = '', us = '', lab = ''] = ids
const active: SessionState['sign'] = { kind: 'active', user, keptIn: 'keyring', way: 'password' }

const of = (
  id: string,
  sign: SessionState['sign'] = active,
  reach?: SessionState['reach'],
): SessionState => ({
  ...session(sign, reach),
  connectionId: id,
})
const named = (id: string, name: string, change: Partial<Connection> = {}) =>
  connection({ id, name, ...change })

const alder = { companyUid: 'c-1', companyName: 'Alder' }
const beta = { companyUid: 'c-2', companyName: 'Beta' }
const fleet = (change: Partial<Topics> = {}): Topics =>
  topics({
    connections: [
      named(eu, 'EU-1', { group: 'Europe', tag: 'production' }),
      named(us, 'US-1'),
      named(lab, 'Lab'),
    ],
    sessions: [of(eu), of(us, { kind: 'signed-out', reason: 'never' }), of(lab, { kind: 'offline', user })],
    inventory: [
      inventoryOf([sampleKey(1, alder), sampleKey(2, alder), sampleKey(3, beta)], { connectionId: eu }),
      inventoryOf([sampleKey(1, { description: 'Lab key' })], { connectionId: lab, source: 'saved' }),
    ],
    ...change,
  })

beforeAll(async () => {
  await loadWorkspace()
})
beforeEach(() => stubSizes())

const tree = () => screen.getByRole('tree', { name: 'Consoles' })
const entries = () => within(tree()).getAllByRole('treeitem')
const names = () => entries().map((one) => one.textContent)
const entry = (name: RegExp) => within(tree()).getByRole('treeitem', { name })
const focused = () => document.activeElement?.textContent

test('all consoles, groups, and of each console its tag, its state and its keys', async () => {
  await show(<App />, fleet())
  await screen.findByRole('grid')
  expect(names()).toEqual([
    'All consoles4 keys',
    'Europe',
    'EU-13 keysConnectedProduction',
    'US-1Signed out',
    'Lab1 keyOffline',
  ])
  expect(entries().map((one) => one.getAttribute('aria-level'))).toEqual(['1', '1', '2', '1', '1'])
  expect(entry(/All consoles/).getAttribute('aria-selected')).toBe('true')
  // Four at the root: all, the group, and two consoles without one.
  expect(entry(/Lab/).getAttribute('aria-posinset')).toBe('4')
  expect(entry(/Lab/).getAttribute('aria-setsize')).toBe('4')
})

test('arrows, Home, End and letters move; Right opens, Left closes and leads out; Enter chooses', async () => {
  const u = userEvent.setup()
  const { bridge } = await show(<App />, fleet())
  await screen.findByRole('grid')
  entry(/All consoles/).focus()
  await u.keyboard('{ArrowDown}{ArrowDown}')
  expect(focused()).toContain('EU-1')
  await u.keyboard('{ArrowRight}')
  expect(names().slice(2, 5)).toEqual(['EU-13 keysConnectedProduction', 'Alder2 keys', 'Beta1 key'])
  await u.keyboard('{ArrowRight}')
  expect(focused()).toBe('Alder2 keys')
  await u.keyboard('{ArrowLeft}')
  expect(focused()).toContain('EU-1')
  await u.keyboard('b{Enter}')
  expect(entry(/^Beta/).getAttribute('aria-selected')).toBe('true')
  expect(screen.getByRole('heading', { name: 'API keys' }).nextSibling?.textContent).toBe('EU-1 › Beta')
  expect(screen.getAllByRole('rowheader').map((one) => one.textContent)).toEqual(['Key 00003'])
  await u.keyboard('{End}')
  expect(focused()).toContain('Lab')
  await u.keyboard('{Home}')
  expect(focused()).toContain('All consoles')
  await u.keyboard('{ArrowDown}{ArrowLeft}')
  expect(names()).toEqual(['All consoles4 keys', 'Europe', 'US-1Signed out', 'Lab1 keyOffline'])
  expect(entry(/Europe/).getAttribute('aria-expanded')).toBe('false')
  expect(tree().querySelectorAll('[tabindex="0"]')).toHaveLength(1)
  // Remembered for the next start.
  expect(bridge.inputsOf('settings.set').at(-1)).toMatchObject({
    name: 'fleet',
    value: {
      scope: { kind: 'company', connectionId: eu, companyUid: 'c-2' },
      open: [eu, 'closed:Europe'],
    },
  })
})

test('a console that needs a sign-in is entered by its entry; the others stay usable', async () => {
  const u = userEvent.setup()
  await show(<App />, fleet())
  await screen.findByRole('grid')
  await u.click(entry(/US-1/))
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy()
  expect(screen.queryByRole('grid')).toBeNull()
  await u.keyboard('{Control>}3{/Control}')
  expect(screen.queryByRole('heading', { name: 'Sign in' })).toBeNull()
  expect(screen.getAllByRole('rowheader').map((one) => one.textContent)).toEqual(['Lab key'])
  expect(screen.getByRole('region', { name: 'You are offline' })).toBeTruthy()
  await u.click(entry(/All consoles/))
  expect(screen.getAllByRole('rowheader')).toHaveLength(4)
})

test('Ctrl and a digit go to a console, Shift+F5 reads all that can be read', async () => {
  const u = userEvent.setup()
  const { bridge } = await show(<App />, fleet())
  await screen.findByRole('grid')
  await u.keyboard('{Shift>}{F5}{/Shift}')
  expect(bridge.inputsOf('keys.refresh')).toEqual([{ connectionId: eu }])
  expect(bridge.inputsOf('connections.retry')).toEqual([{ connectionId: lab }])
  await u.keyboard('{Control>}1{/Control}')
  expect(entry(/EU-1/).getAttribute('aria-selected')).toBe('true')
  await u.keyboard('{F5}')
  expect(bridge.inputsOf('keys.refresh')).toHaveLength(2)
})

test('F6 goes through the tree too', async () => {
  const u = userEvent.setup()
  await show(<App />, fleet())
  await screen.findByRole('grid')
  await u.keyboard('{F6}')
  expect(focused()).toContain('All consoles')
  await u.keyboard('{F6}')
  expect(document.activeElement?.closest('[role=toolbar]')).toBeTruthy()
})

test('a changed certificate, a reading, a pause and a refusal are each said in a word', async () => {
  const presented = certificate({ fingerprint256: fingerprint('FF') })
  const waitUntil = '2026-11-24T14:05:00.000Z'
  const shown = await show(
    <App />,
    fleet({
      sessions: [
        of(
          eu,
          { kind: 'offline', user },
          { kind: 'certificate-changed', accepted: certificate(), presented },
        ),
        of(us),
        of(lab),
      ],
      sync: [
        { connectionId: us, read: 500, total: 2000, waitUntil: null },
        { connectionId: lab, read: 500, total: 2000, waitUntil },
      ],
    }),
  )
  await screen.findByRole('grid')
  expect(entry(/EU-1/).textContent).toContain('Certificate changed')
  expect(entry(/US-1/).textContent).toContain('Reading 500 of 2,000 keys')
  expect(entry(/Lab/).textContent).toMatch(/Waits until \d\d:05/)
  const problem = { code: 'forbidden', detail: {}, trace: 't' } as const
  await shown.change({
    sync: [],
    inventory: [
      inventoryOf([], { connectionId: lab, problem }),
      inventoryOf([], { connectionId: us, complete: false }),
    ],
  })
  expect(entry(/Lab/).textContent).toContain('Refused')
  expect(entry(/US-1/).textContent).toContain('Incomplete')
})

test('with one console there is no entry for all, and no state that the status bar says already', async () => {
  await show(<App />, fleet({ connections: [named(eu, 'EU-1')], sessions: [of(eu)] }))
  await screen.findByRole('grid')
  expect(names()).toEqual(['EU-13 keys'])
  expect(screen.getByRole('button', { name: 'Connection' })).toBeTruthy()
  expect(screen.getByRole('button', { name: /^API keys/ })).toBeTruthy()
})
