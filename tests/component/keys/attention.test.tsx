// Needs attention: what each entry offers, what is asked before, what is called, and what stays when it fails.
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startWizard } from '../../../src-renderer/create-key/wizard-state'
import { presetOf } from '../../../src-renderer/keys/attention'
import { AttentionNote } from '../../../src-renderer/keys/attention-note'
import { RemovedAttention } from '../../../src-renderer/keys/removed-attention'
import type { AttentionEntry } from '../../../src-shared/creation'
import type { Failure } from '../../../src-shared/errors'
import { show, topics } from '../fake-bridge'
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

const keys = [sampleKey(1, { description: 'Grafana' })]

const region = () => screen.getByRole('region', { name: 'Needs attention' })
const question = () => screen.getByRole('alertdialog', { name: 'Revoke key' })
const inQuestion = (name: string) => within(question()).getByRole('button', { name })
const timeout: Failure = { code: 'timeout', detail: { seconds: 30 }, trace: 't' }

/** A main process that settles by taking the entry away before it answers, as the real one does. */
async function open(entries: AttentionEntry[], fails: Failure | null = null) {
  const main = await openKeys(inventoryOf(keys), {
    topics: { attention: entries },
    answers: {
      'attention.settle': ({ opId }: { opId: string }) => {
        if (fails !== null) return fails
        main.change({ attention: entries.filter((one) => one.opId !== opId) })
        return {}
      },
    },
  })
  return { main, u: userEvent.setup() }
}

describe('choices', () => {
  test('each kind has exactly its own, and nothing dismisses the list (S-50)', async () => {
    await open([attentionEntry(1, 'orphan'), attentionEntry(2, 'unconfirmed'), attentionEntry(3, 'in-doubt')])
    const names = within(region())
      .getAllByRole('listitem')
      .map((item) =>
        within(item)
          .getAllByRole('button')
          .map((one) => one.textContent),
      )
    expect(names).toEqual([
      ['Keep', 'Revoke', 'Revoke and recreate'],
      ['Revoke and recreate', 'Disable', 'I have it'],
      ['Check again'],
    ])
    expect(within(region()).getAllByRole('button')).toHaveLength(7)
    await userEvent.keyboard('{Escape}')
    expect(region()).toBeTruthy()
  })

  test('the last entry settled is said, although its buttons are gone before the answer', async () => {
    const { main, u } = await open([attentionEntry(1, 'unconfirmed')])
    await u.click(button('I have it'))
    expect(main.calls).toMatchObject([['attention.settle', { choice: 'have-it' }]])
    expect(await screen.findByText('Lost 1 is confirmed as stored.')).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Needs attention' })).toBeNull()
  })

  test('a failure stands in the row of its key and says why', async () => {
    const { u } = await open([attentionEntry(1, 'unconfirmed'), attentionEntry(2, 'orphan')], timeout)
    await u.click(button('I have it'))
    const [first, second] = within(region()).getAllByRole('listitem')
    expect(within(first as HTMLElement).getByRole('alert').textContent).toContain('did not answer in time')
    expect(within(second as HTMLElement).queryByRole('alert')).toBeNull()
  })
})

describe('revoke and recreate', () => {
  test('asks once, names what goes and what follows, and creates nothing by itself', async () => {
    const { main, u } = await open([attentionEntry(1, 'orphan', { readOnly: false })])
    await u.click(button('Revoke and recreate'))
    expect(document.activeElement?.textContent).toBe('Cancel')
    const said = question().textContent ?? ''
    for (const word of ['Lost 1', '901', user().userName, 'Simple key, read-write', 'press Create'])
      expect(said).toContain(word)
    expect(within(question()).queryByRole('button', { name: 'Disable instead' })).toBeNull()
    await u.click(inQuestion('Revoke and recreate'))
    expect(main.calls).toMatchObject([['attention.settle', { choice: 'revoke' }]])
    const wizard = await screen.findByRole('dialog', { name: 'Create key' })
    expect(within(wizard).getByRole<HTMLInputElement>('textbox', { name: 'Description' }).value).toBe(
      'Lost 1',
    )
    expect(within(wizard).getByRole<HTMLInputElement>('switch').checked).toBe(false)
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(main.calls.map(([name]) => name)).toEqual(['attention.settle'])
  })

  test('an unconfirmed key may be in use: Disable is offered first, and is one more question', async () => {
    const { main, u } = await open([attentionEntry(1, 'unconfirmed')])
    await u.click(button('Revoke and recreate'))
    expect(question().textContent).toContain('integrations may use it already')
    await u.click(inQuestion('Disable instead'))
    const other = screen.getByRole('alertdialog', { name: 'Disable key' })
    expect(main.calls).toEqual([])
    await u.click(within(other).getByRole('button', { name: 'Disable' }))
    expect(main.calls).toMatchObject([['attention.settle', { choice: 'disable' }]])
    expect(await screen.findByText('Lost 1 is disabled.')).toBeTruthy()
    expect(screen.queryByRole('dialog', { name: 'Create key' })).toBeNull()
  })

  test('a revoke that failed opens no wizard; the row stays and says why', async () => {
    const { main, u } = await open([attentionEntry(1, 'orphan')], timeout)
    await u.click(button('Revoke and recreate'))
    await u.click(inQuestion('Revoke and recreate'))
    expect(within(question()).getByRole('alert').textContent).toContain('did not answer in time')
    await u.click(inQuestion('Cancel'))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(within(region()).getByRole('alert').textContent).toContain('did not answer in time')
    expect(within(region()).getByText('Orphan')).toBeTruthy()
    expect(screen.queryByRole('dialog', { name: 'Create key' })).toBeNull()
    expect(main.calls).toHaveLength(1)
  })

  test("somebody else's key can be revoked here, but only its owner can make it anew", async () => {
    const { main, u } = await open([attentionEntry(1, 'orphan', { userName: 'NG-VSPC\\svc-psa' })])
    const again = button('Revoke and recreate')
    expect(isOff(again)).toBe(true)
    expect(description(again)).toContain('belongs to NG-VSPC\\svc-psa')
    expect(isOff(button('Revoke'))).toBe(false)
    await u.click(again)
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(main.calls).toEqual([])
  })

  test('offline nothing that needs the console can be chosen', async () => {
    await openKeys(inventoryOf(keys), {
      topics: {
        attention: [attentionEntry(1, 'orphan')],
        sessions: [
          {
            ...active(),
            reach: { kind: 'unreachable', code: 'timeout', since: new Date().toISOString() } as never,
          },
        ],
      },
    })
    expect(isOff(button('Revoke'))).toBe(true)
    expect(isOff(button('Revoke and recreate'))).toBe(true)
    expect(isOff(button('Keep'))).toBe(false)
  })
})

test('before the sign-in it is said that keys need attention, without their names (S-50)', async () => {
  const attention = [attentionEntry(1, 'orphan'), attentionEntry(2, 'unconfirmed')]
  const { change } = await show(<AttentionNote connectionId={connectionId} />, topics({ attention }))
  const note = () => screen.queryByRole('region', { name: /handed over$/ })
  expect(note()?.textContent).toContain('2 keys made here were')
  expect(note()?.textContent).not.toContain('Lost')
  await change({ attention: attention.slice(1) })
  expect(note()?.textContent).toContain('1 key made here was')
  await change({ attention: [] })
  expect(note()).toBeNull()
})

test('what is carried over: kind of integration, access, size and own public key', async () => {
  const ownPublicKey = { bits: 4096, fingerprint256: Array(32).fill('AB').join(':'), xml: '<RSAKeyValue/>' }
  const given = attentionEntry(1, 'orphan', {
    keyType: 'advanced',
    scopes: ['integration'],
    readOnly: false,
    bits: 4096,
  })
  expect(startWizard('advanced', presetOf(given))).toMatchObject({
    step: 'details',
    type: 'advanced',
    description: 'Lost 1',
    scope: 'integration',
    bits: 4096,
    pairFrom: 'generate',
    pair: { kind: 'none' },
  })
  expect(startWizard('advanced', presetOf({ ...given, bits: null, ownPublicKey }))).toMatchObject({
    bits: 3072,
    pairFrom: 'own',
    own: { kind: 'read', publicKey: ownPublicKey },
  })
})

describe('several keys fit', () => {
  const at = '2026-03-02T10:14:00.000Z'
  const doubtful = attentionEntry(1, 'in-doubt', {
    keyId: null,
    decidedAt: null,
    candidates: [
      { keyId: '901', description: 'Lost 1', createdAt: at },
      { keyId: '902', description: 'Lost 1', createdAt: null },
    ],
  })

  test('the person picks one: only that is told, nothing is deleted (N-77)', async () => {
    const { main, u } = await open([doubtful])
    expect(region().textContent).toContain('2 new keys fit')
    await u.click(button('Choose the key'))
    await u.click(screen.getByRole('radio', { name: 'Key id 902' }))
    await u.click(button('Choose'))
    expect(main.calls).toEqual([['attention.pick', { connectionId, opId: doubtful.opId, keyId: '902' }]])
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(screen.getByText('Key 902 is Lost 1.')).toBeTruthy()
  })

  test('none of these, and a refusal stays in the dialog (N-77)', async () => {
    const main = await openKeys(inventoryOf(keys), {
      topics: { attention: [doubtful] },
      answers: { 'attention.pick': () => timeout as never },
    })
    const u = userEvent.setup()
    await u.click(button('Choose the key'))
    await u.click(screen.getByRole('radio', { name: 'None of these' }))
    await u.click(button('Choose'))
    expect(main.calls).toMatchObject([['attention.pick', { keyId: null }]])
    const dialog = screen.getByRole('dialog', { name: 'Which key is it?' })
    expect(within(dialog).getByRole('alert').textContent).toContain('did not answer in time')
  })
})

describe('a removed connection', () => {
  const left = attentionEntry(1, 'unconfirmed', {
    connectionId: '99999999-9999-4999-8999-999999999999',
    connectionRemoved: true,
    consoleName: 'US-1',
  })

  test('leaves its entries in the list of the others; only a reason settles them (I6)', async () => {
    const { main, u } = await open([left, attentionEntry(2, 'orphan')])
    const [first] = within(region()).getAllByRole('listitem')
    const inFirst = within(first as HTMLElement)
    expect(first?.textContent).toContain('US-1, which is not connected any more')
    expect(inFirst.getAllByRole('button').map((one) => one.textContent)).toEqual(['Keep'])
    await u.click(inFirst.getByRole('button', { name: 'Keep' }))
    const dialog = screen.getByRole('dialog', { name: 'Keep key' })
    await u.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'Console is gone{Enter}')
    expect(main.calls).toMatchObject([
      ['attention.settle', { connectionId: left.connectionId, choice: 'keep', reason: 'Console is gone' }],
    ])
  })

  test('is listed where no console is connected, and said when it is settled (S-50)', async () => {
    const { bridge, change } = await show(<RemovedAttention />, topics({ attention: [left] }))
    const u = userEvent.setup()
    await u.click(within(region()).getByRole('button', { name: 'Keep' }))
    await u.type(screen.getByRole('textbox', { name: 'Reason' }), 'Gone')
    await u.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Keep' }))
    expect(bridge.inputsOf('attention.settle')).toMatchObject([{ choice: 'keep', reason: 'Gone' }])
    await change({ attention: [] })
    expect(screen.queryByRole('region', { name: 'Needs attention' })).toBeNull()
    expect(screen.getByText('Lost 1 stays.')).toBeTruthy()
  })
})
