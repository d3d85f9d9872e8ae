// Actions whose answer comes late: what else is open stays open, nothing is dropped, and the message lasts its ten seconds.
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Output } from '../../../src-shared/contract'
import { later } from '../later'
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
import { sampleKey, stubSizes } from './sample-keys'

beforeEach(() => stubSizes())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  leaveNothing()
})

const off = { word: 'disabled', raw: 'disabled' } as const
const grafana = sampleKey(1, { description: 'Grafana' })
const mailer = sampleKey(2, { description: 'Mailer', status: off })
const zabbix = sampleKey(3, { description: 'Zabbix', status: off })
const three = [grafana, mailer, zabbix]
type Outcomes = Output<'keys.setEnabled'>
const done = (id: string): Outcomes => ({ outcomes: [{ id, failure: null }] })
const refused = (id: string): Outcomes => ({
  outcomes: [{ id, failure: { code: 'forbidden', detail: {}, trace: 't' } }],
})
const row = (name: string) => screen.getByRole('rowheader', { name })
const status = (text: RegExp) => screen.getAllByRole('status').find((one) => text.test(one.textContent ?? ''))
const dialog = (name: string) => screen.queryByRole('alertdialog', { name })

/** Each call to switch keys waits for its own answer. */
async function openSlow() {
  const answers: ReturnType<typeof later<Outcomes>>[] = []
  const main = await openKeys(inventoryOf(three), {
    answers: {
      'keys.setEnabled': () => {
        const answer = later<Outcomes>()
        answers.push(answer)
        return answer.promise
      },
    },
  })
  return { main, answer: (at: number, value: Outcomes) => act(async () => answers[at]?.resolve(value)) }
}

describe('a dialog that was opened meanwhile', () => {
  test('is not closed by the answer of Enable', async () => {
    const u = userEvent.setup()
    const { answer } = await openSlow()
    await u.click(row('Mailer'))
    await u.click(button('Enable'))
    await u.click(row('Grafana'))
    await u.keyboard('{Delete}')
    await answer(0, done('2'))
    expect(dialog('Delete key')).toBeTruthy()
  })

  test('is not replaced by what Enable could not do; that comes when it is closed', async () => {
    const u = userEvent.setup()
    const { answer } = await openSlow()
    await u.click(row('Mailer'))
    await u.click(button('Enable'))
    await u.click(row('Grafana'))
    await u.keyboard('{Delete}')
    await answer(0, refused('2'))
    expect(dialog('Delete key')).toBeTruthy()
    expect(dialog('1 key not enabled')).toBeNull()
    await u.click(button('Cancel'))
    expect(dialog('1 key not enabled')).toBeTruthy()
    await u.click(button('Close'))
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })

  test('is not closed by the answer of Undo', async () => {
    const u = userEvent.setup()
    const { answer } = await openSlow()
    await u.click(row('Mailer'))
    await u.click(button('Enable'))
    await answer(0, done('2'))
    await u.click(button('Undo'))
    await u.click(row('Grafana'))
    await u.keyboard('{Delete}')
    await answer(1, done('2'))
    expect(dialog('Delete key')).toBeTruthy()
  })

  test('is not closed by the answer to a dialog that was left', async () => {
    const u = userEvent.setup()
    const { answer } = await openSlow()
    await u.click(row('Grafana'))
    await u.click(button('Disable'))
    const asking = dialog('Disable key')
    if (asking === null) throw new Error('no dialog')
    await u.click(within(asking).getByRole('button', { name: 'Disable' }))
    await u.keyboard('{Escape}')
    await u.click(row('Mailer'))
    await u.keyboard('{Delete}')
    await answer(0, done('1'))
    expect(dialog('Delete key')).toBeTruthy()
  })
})

describe('while a key is being enabled', () => {
  test('another one can be, and each says that it is', async () => {
    const u = userEvent.setup()
    const { main, answer } = await openSlow()
    await u.click(row('Mailer'))
    await u.keyboard('{Control>}e{/Control}')
    expect(isOff(button('Enable'))).toBe(true)
    await u.click(row('Zabbix'))
    expect(isOff(button('Enable'))).toBe(false)
    await u.keyboard('{Control>}e{/Control}')
    expect(main.calls).toMatchObject([
      ['keys.setEnabled', { keys: [{ id: '2' }] }],
      ['keys.setEnabled', { keys: [{ id: '3' }] }],
    ])
    await answer(1, done('3'))
    expect(status(/Zabbix is enabled\./)).toBeTruthy()
    await answer(0, done('2'))
    expect(status(/Mailer is enabled\./)).toBeTruthy()
  })

  test('the same one is not asked for twice, and that is said', async () => {
    const u = userEvent.setup()
    const { main, answer } = await openSlow()
    await u.click(row('Mailer'))
    await u.keyboard('{Control>}ee{/Control}')
    expect(main.calls).toHaveLength(1)
    expect(status(/Mailer is being enabled already\./)).toBeTruthy()
    await answer(0, refused('2'))
    await u.click(button('Close'))
    // The dialog gives the focus back after it has gone.
    await waitFor(() => expect(screen.getByRole('grid').contains(document.activeElement)).toBe(true))
    await u.keyboard('{Control>}e{/Control}')
    expect(main.calls).toHaveLength(2)
  })
})

test('Disable instead says why not once the connection is lost, and the dialog stays', async () => {
  const u = userEvent.setup()
  const main = await openKeys(inventoryOf(three))
  await u.click(row('Grafana'))
  await u.click(button('Delete'))
  expect(isOff(button('Disable instead'))).toBe(false)
  await main.publish({
    sessions: [
      {
        ...active(user()),
        connectionId,
        reach: { kind: 'unreachable', since: new Date().toISOString(), code: 'timeout' },
      },
    ],
  })
  expect(description(button('Disable instead'))).toBe('You are offline. Changes need a connection.')
  await u.click(button('Disable instead'))
  expect(dialog('Delete key')).toBeTruthy()
})

test('the message goes after ten seconds, however often the list is read meanwhile', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const u = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) })
  const main = await openKeys(inventoryOf(three), { answers: { 'keys.setEnabled': () => done('2') } })
  await u.click(row('Mailer'))
  await u.click(button('Enable'))
  await u.click(row('Grafana'))
  expect(status(/Mailer is enabled\./)).toBeTruthy()
  for (const read of [1, 2, 3, 4]) {
    await act(async () => vi.advanceTimersByTimeAsync(2_400))
    await main.publish({ sync: [{ connectionId, read, total: 4, waitUntil: null }] })
  }
  await act(async () => vi.advanceTimersByTimeAsync(1_000))
  expect(status(/Mailer is enabled\./)).toBeUndefined()
})
