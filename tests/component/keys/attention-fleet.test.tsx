// Needs attention with several consoles: listed whatever is in view, with the console's name where the place does not tell it.
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { App, loadWorkspace } from '../../../src-renderer/app'
import { consoleScope, type Scope } from '../../../src-renderer/workspace/scope'
import type { SessionState } from '../../../src-shared/connection'
import type { AttentionEntry } from '../../../src-shared/creation'
import { connection, show, topics } from '../fake-bridge'
import { active, button, connectionId as eu, inventoryOf, leaveNothing, openKeys, wentTo } from './fake-main'
import { attentionEntry } from './sample-attention'
import { sampleKey, stubSizes } from './sample-keys'

beforeAll(async () => {
  window.matchMedia ??= (media) =>
    ({ matches: false, media, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
  await loadWorkspace()
})
beforeEach(() => stubSizes())
afterEach(() => {
  cleanup()
  leaveNothing()
})

const us = '22222222-2222-4222-8222-222222222222'
const at = (connectionId: string): SessionState => ({ ...active(), connectionId })
const out = (connectionId: string): SessionState => ({
  ...at(connectionId),
  sign: { kind: 'signed-out', reason: 'never' },
})
const ofUs = (number: number, change: Partial<AttentionEntry> = {}) =>
  attentionEntry(number, 'orphan', { connectionId: us, consoleName: 'US-1', ...change })
const connections = [
  connection({ id: eu, name: 'EU-1' }),
  connection({ id: us, name: 'US-1', origin: 'https://us.example:1280' }),
]

const open = (scope: Scope, attention: AttentionEntry[], sessions = [at(eu), at(us)]) =>
  openKeys(inventoryOf([sampleKey(1)]), {
    scope,
    topics: {
      connections,
      sessions,
      inventory: [inventoryOf([sampleKey(1)]), inventoryOf([], { connectionId: us })],
      attention,
    },
  })
const region = () => screen.getByRole('region', { name: 'Needs attention' })
const items = () =>
  within(region())
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent)

describe('one console in view', () => {
  test('the key of another one is listed after its own, with the name of its console', async () => {
    await open(consoleScope(eu), [ofUs(1), attentionEntry(2, 'orphan')])
    expect(items()).toHaveLength(2)
    expect(items()[0]).toMatch(/^Lost 2OrphanCreated/)
    expect(items()[1]).toMatch(/^Lost 1Orphanon US-1Created/)
  })

  test('it is settled at its own console, whose name stands in the question', async () => {
    const main = await open(consoleScope(eu), [ofUs(1)])
    await userEvent.click(button('Revoke'))
    const question = screen.getByRole('alertdialog', { name: 'Revoke key' })
    expect(within(question).getByText('US-1')).toBeTruthy()
    await userEvent.click(within(question).getByRole('button', { name: 'Revoke' }))
    expect(main.calls).toMatchObject([['attention.settle', { connectionId: us, choice: 'revoke' }]])
  })

  test('of one that waits for its sign-in only the number is said, with the way there', async () => {
    await open(consoleScope(eu), [ofUs(1)], [at(eu), out(us)])
    expect(screen.queryByRole('region', { name: 'Needs attention' })).toBeNull()
    const note = screen.getByRole('region', { name: /^1 key made on .*US-1.* was not safely handed over$/ })
    expect(note.textContent).not.toContain('Lost')
    await userEvent.click(within(note).getByRole('button', { name: /US-1/ }))
    expect(wentTo).toEqual([consoleScope(us)])
  })
})

test('with several in view each entry names its console', async () => {
  await open({ kind: 'all' }, [ofUs(1), attentionEntry(2, 'orphan')])
  expect(items()[0]).toContain('on US-1')
  expect(items()[1]).toContain('on EU-1')
})

test('over the sign-in to one console those of the others are listed, and can be settled', async () => {
  const state = topics({
    connections,
    sessions: [out(eu), at(us)],
    attention: [ofUs(1), attentionEntry(2, 'orphan')],
  })
  sessionStorage.clear()
  const { bridge, change } = await show(<App />, state)
  if (screen.queryByRole('heading', { name: 'Sign in' }) === null)
    await userEvent.click(await screen.findByRole('treeitem', { name: /EU-1/ }))
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeTruthy()
  expect(items()).toHaveLength(1)
  expect(items()[0]).toContain('on US-1')
  await userEvent.click(within(region()).getByRole('button', { name: 'Keep' }))
  const dialog = screen.getByRole('dialog', { name: 'Keep key' })
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'In use')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Keep' }))
  expect(bridge.inputsOf('attention.settle')).toMatchObject([{ connectionId: us, choice: 'keep' }])
  await change({ attention: [attentionEntry(2, 'orphan')] })
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Needs attention' })).toBeNull())
  expect(screen.getByText('Lost 1 stays.')).toBeTruthy()
})
