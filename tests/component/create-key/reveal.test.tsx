// The wizard after Create, from the topic alone: waiting, the reveal step with Done and every way out, the end.
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { connectionId, creation, openWizard, publicKey } from './fake-page'

const said = () => screen.getByRole('status', { name: 'Wizard' }).textContent
const tick = () => screen.getByRole('checkbox', { name: 'I have stored this key in a safe place' })
const done = () => screen.getByRole('button', { name: 'Done' })
const copied = { clearsAt: new Date(Date.now() + 60_000).toISOString() }
const saved = { fileName: 'grafana-prod-2.txt', folder: 'Documents' }
const opId = creation().opId

afterEach(() => {
  vi.useRealTimers()
})

describe('after a reload', () => {
  it('the reveal step opens from the topic, with its frame and nothing of the key', async () => {
    await openWizard({ topics: { creation: creation() } })
    expect(screen.getByRole('heading', { name: 'Store the private key' })).toBe(document.activeElement)
    expect(screen.getByTitle('Private key').getAttribute('src')).toBe('app://reveal/ticket-1')
  })

  it('a run that is being created is waited for, and can be left to the check', async () => {
    const page = await openWizard({ topics: { creation: creation({ phase: 'creating', frameUrl: null }) } })
    expect(screen.getByRole('heading', { name: 'Creating the key' })).toBeInstanceOf(HTMLElement)
    await userEvent.keyboard('{Escape}')
    expect(said()).toBe('The key is being created. Use Stop waiting to leave.')
    await userEvent.click(screen.getByRole('button', { name: 'Stop waiting' }))
    expect(page.called('creation.stopWaiting')).toEqual([{ opId }])
    page.set({ creation: creation({ phase: 'in-doubt', frameUrl: null }) })
    expect(
      screen.getByText('The console may have created this key. Checking. It will not be sent again.'),
    ).toBeDefined()
  })

  it('a long wait says so', async () => {
    const startedAt = new Date(Date.now() - 6000).toISOString()
    await openWizard({ topics: { creation: creation({ phase: 'creating', frameUrl: null, startedAt }) } })
    expect(screen.getByText(/^Still waiting\./)).toBeInstanceOf(HTMLElement)
  })
})

it('a new ticket is a new frame element', async () => {
  const page = await openWizard({ topics: { creation: creation() } })
  const first = screen.getByTitle('Private key')
  page.set({ creation: creation({ shown: true }) })
  expect(screen.getByTitle('Private key')).toBe(first)
  page.set({ creation: creation({ frameUrl: 'app://reveal/ticket-2' }) })
  expect(screen.getByTitle('Private key')).not.toBe(first)
  page.set({ creation: creation({ frameUrl: null }) })
  expect(screen.queryByTitle('Private key')).toBeNull()
})

describe('Done', () => {
  it('needs one stored copy and the tick, and says which is missing', async () => {
    const page = await openWizard({ topics: { creation: creation() } })
    expect(done().getAttribute('aria-description')).toBe('Copy or save the key first, then tick the box.')
    done().focus()
    expect(done()).toBe(document.activeElement)
    await userEvent.click(tick())
    expect(done().getAttribute('aria-description')).toBe('Copy or save the key first.')
    await userEvent.click(done())
    expect(page.called('creation.done')).toEqual([])
    page.set({ creation: creation({ phase: 'revealed', saved }) })
    expect(done().getAttribute('aria-disabled')).toBeNull()
    await userEvent.click(done())
    expect(page.called('creation.done')).toEqual([{ opId, copyIsStored: false }])
  })

  it('asks once more after Copy alone', async () => {
    const page = await openWizard({ topics: { creation: creation({ phase: 'revealed', copied }) } })
    await userEvent.click(tick())
    await userEvent.click(done())
    const question = screen.getByRole('alertdialog', { name: 'Is the key stored?' })
    expect(within(question).getByRole('button', { name: 'Go back' })).toBe(document.activeElement)
    await userEvent.click(within(question).getByRole('button', { name: 'Go back' }))
    expect(page.called('creation.done')).toEqual([])
    await userEvent.click(done())
    await userEvent.click(screen.getByRole('button', { name: 'Yes, it is stored' }))
    expect(page.called('creation.done')).toEqual([{ opId, copyIsStored: true }])
  })

  it.each([
    ['cleared', null, 'The clipboard is cleared.'],
    ['not cleared in time', -5_000, 'The clipboard should be clear by now; if you are not sure, copy'],
    ['to be cleared', 30_000, 'The clipboard will be cleared in'],
  ])('says of the clipboard what is known: %s', async (_, inMs, words) => {
    const clearsAt = inMs === null ? null : new Date(Date.now() + inMs).toISOString()
    await openWizard({ topics: { creation: creation({ phase: 'revealed', copied: { clearsAt } }) } })
    await userEvent.click(tick())
    await userEvent.click(done())
    const question = screen.getByRole('alertdialog', { name: 'Is the key stored?' })
    expect(question.textContent).toContain(words)
    expect(question.textContent?.includes('is cleared')).toBe(inMs === null)
  })

  it('shows how to use the key, and closes', async () => {
    const page = await openWizard({ topics: { creation: creation({ phase: 'delivered', saved }) } })
    const region = screen.getByRole('region', { name: 'How to use this key' })
    expect(region.textContent).toContain('https://vspc.northgate.example:1280/api/v3/users/me')
    await userEvent.click(within(region).getByRole('radio', { name: 'Python' }))
    await userEvent.click(within(region).getByRole('button', { name: 'Copy example' }))
    expect(JSON.stringify(page.called('app.copyText'))).toContain('import json')
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect(page.called('creation.dismiss')).toEqual([{ opId }])
    expect(page.closed()).toBe(1)
  })

  it('after an own public key there is nothing to reveal', async () => {
    const page = await openWizard({
      topics: { creation: creation({ phase: 'created', keyType: 'advanced', publicKey, frameUrl: null }) },
    })
    expect(screen.getByRole('heading', { name: 'Key created' })).toBeInstanceOf(HTMLElement)
    expect(screen.queryByTitle('Private key')).toBeNull()
    await userEvent.click(done())
    expect(page.closed()).toBe(1)
  })
})

describe('leaving the reveal', () => {
  it('is not possible by Escape, which says what to do', async () => {
    const page = await openWizard({ topics: { creation: creation() } })
    await userEvent.keyboard('{Escape}')
    expect(said()).toBe('Finish or delete the key first.')
    expect(page.closed()).toBe(0)
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })

  it('asks when the window should close; Go back is the default', async () => {
    const page = await openWizard({ topics: { creation: creation() } })
    page.command('leave-requested')
    const question = screen.getByRole('alertdialog', { name: 'The key will be lost' })
    expect(within(question).getByRole('button', { name: 'Go back' })).toBe(document.activeElement)
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('alertdialog')).toBeNull()
    expect(page.calls).toEqual([])
    page.command('leave-requested')
    await userEvent.click(screen.getByRole('button', { name: 'Leave anyway' }))
    expect(page.called('creation.leave')).toEqual([{ opId }])
    await waitFor(() => expect(page.closed()).toBe(1))
  })

  it('by deleting needs one confirmation, and a failure is shown', async () => {
    const page = await openWizard({
      topics: { creation: creation() },
      answers: { 'creation.deleteKey': () => ({ code: 'unreachable', detail: {}, trace: 'T' }) },
    })
    await userEvent.click(screen.getByRole('button', { name: 'Delete this key' }))
    const question = screen.getByRole('alertdialog', { name: 'Delete key' })
    expect(within(question).getByRole('button', { name: 'Cancel' })).toBe(document.activeElement)
    await userEvent.click(within(question).getByRole('button', { name: 'Delete' }))
    expect(page.called('creation.deleteKey')).toEqual([{ opId, connectionId }])
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(
      screen
        .getAllByRole('alert')
        .map((one) => one.textContent)
        .join(),
    ).toContain('could not be reached')
    page.set({ creation: creation({ phase: 'orphan', frameUrl: null }) })
    expect(await screen.findByRole('heading', { name: 'Nobody has this private key' })).toBeInstanceOf(
      HTMLElement,
    )
    expect(screen.getByRole('alert').textContent).toContain('could not be reached')
    expect(page.closed()).toBe(0)
  })
})

it('warns twice before the deadline, the second time urgently', async () => {
  vi.useFakeTimers()
  const deadlineAt = new Date(Date.now() + 121_000).toISOString()
  await openWizard({ topics: { creation: creation({ deadlineAt }) } })
  expect(screen.getByText('2:01 left')).toBeInstanceOf(HTMLElement)
  const urgent = () => screen.queryAllByRole('alert').map((one) => one.textContent)
  act(() => vi.advanceTimersByTime(1000))
  expect(screen.getByText('2 minutes left to store the key.')).toBeInstanceOf(HTMLElement)
  expect(urgent()).toEqual([''])
  act(() => vi.advanceTimersByTime(90_000))
  expect(urgent()).toEqual(['30 seconds left to store the key. Then it is destroyed.'])
})
