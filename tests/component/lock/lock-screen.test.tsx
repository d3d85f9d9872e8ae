// The lock screen: what it says, that the password leaves its field at once, and every way out of it.
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { App, loadWorkspace } from '../../../src-renderer/app'
import { LockScreen } from '../../../src-renderer/lock/lock-screen'
import type { LockState } from '../../../src-shared/lock'
import { app, connection, connectionId, failure, session, show, topics, user } from '../fake-bridge'

type Locked = Extract<LockState, { kind: 'locked' }>

const other = '22222222-2222-4222-8222-222222222222'
const locked = (change: Partial<Locked> = {}): Locked => ({
  kind: 'locked',
  since: '2026-05-04T10:42:00.000Z',
  why: 'asked',
  minutes: 10,
  clipboardCleared: false,
  people: [{ connectionId, consoleName: 'EU-1', userName: 'NG\\m.lindqvist' }],
  code: null,
  ...change,
})
const showLocked = (change: Partial<Locked> = {}) => show(<LockScreen />, topics({ lock: locked(change) }))
/** Loading them takes longer than a screen is waited for. */
beforeAll(async () => {
  await Promise.all([
    loadWorkspace(),
    import('../../../src-renderer/settings/settings-screen'),
    import('../../../src-renderer/parts/select'),
  ])
})
/** jsdom has no layout: a wide window. */
beforeEach(() => {
  window.matchMedia ??= (media) =>
    ({ media, matches: false, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
})
const field = () => screen.getByLabelText('Password') as HTMLInputElement
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

it.each<[Partial<Locked>, RegExp]>([
  [{ why: 'idle' }, /^After 10 minutes without activity, at \d\d:\d\d( [AP]M)?\.$/],
  [
    { why: 'idle', minutes: 1, clipboardCleared: true },
    /^After 1 minute without .+\. The clipboard was cleared\.$/,
  ],
  [{ why: 'system' }, /^With this computer, at .+\.$/],
  [{ why: 'suspend' }, /^When this computer went to sleep, at .+\.$/],
  [{ why: 'asked' }, /^By you, at .+\.$/],
  [{ why: 'restart' }, /^It was locked when Keywright closed\.$/],
])('says why, and of the clipboard only what is true: %o', async (change, text) => {
  await showLocked(change)
  expect(screen.getByRole('heading', { name: 'Locked' })).toBeTruthy()
  expect(screen.getByText(text)).toBeTruthy()
  expect(screen.getByText('NG\\m.lindqvist, EU-1')).toBeTruthy()
})

it('takes the password out of its field as it sends it, and asks for it again after a refusal', async () => {
  const { bridge } = await showLocked()
  expect(document.activeElement).toBe(field())
  bridge.answer('lock.unlock', { failure: failure('credentials-wrong', { locked: true }) })
  await userEvent.keyboard('wrong password{Enter}')
  expect(bridge.inputsOf('lock.unlock')).toEqual([{ connectionId, password: 'wrong password' }])
  expect(field().value).toBe('')
  expect((await screen.findByRole('alert')).textContent).toContain('The password was refused')
  await waitFor(() => expect(document.activeElement).toBe(field()))
})

it('asks for what is missing without a call', async () => {
  const { bridge } = await showLocked()
  await press('Unlock')
  expect(screen.getByText('Enter your password.')).toBeTruthy()
  expect(bridge.calls).toEqual([])
})

it('a console that does not answer is no dead end: try again, or sign out', async () => {
  const { bridge } = await showLocked()
  bridge.answer('lock.unlock', { failure: failure('unreachable', { reason: 'refused', locked: true }) })
  await userEvent.keyboard('pw{Enter}')
  expect(await screen.findByRole('alert')).toBeTruthy()
  bridge.answer('lock.unlock', { value: {} })
  await userEvent.type(field(), 'pw{Enter}')
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  expect(bridge.inputsOf('lock.unlock')).toHaveLength(2)
})

it('a changed certificate points to the way out, which is not on this screen', async () => {
  const { bridge } = await showLocked()
  bridge.answer('lock.unlock', { failure: failure('tls-changed', { locked: true }) })
  await userEvent.keyboard('pw{Enter}')
  expect((await screen.findByRole('alert')).textContent).toContain('Sign out to review')
})

it('asks for the verification code; when none is left, for the password again, and says why', async () => {
  const { bridge, change } = await showLocked()
  await change({ lock: locked({ code: { connectionId, attemptsLeft: 1 } }) })
  const code = screen.getByRole('textbox', { name: 'Verification code' })
  expect(document.activeElement).toBe(code)
  expect(screen.getByText(/Last attempt/)).toBeTruthy()
  bridge.answer('lock.answerCode', { failure: failure('code-wrong', { attemptsLeft: 0 }) })
  await userEvent.keyboard('123 456{Enter}')
  expect(bridge.inputsOf('lock.answerCode')).toEqual([{ code: '123456' }])
  await change({ lock: locked() })
  expect(document.activeElement).toBe(field())
  expect(screen.getByRole('alert').textContent).toContain('The code was not accepted')
  await userEvent.keyboard('pw{Enter}')
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})

it('signs out after one question; Back leads back', async () => {
  const { bridge } = await showLocked()
  await press('Sign out')
  expect(screen.getByText(/remove the saved list from this computer/)).toBeTruthy()
  await press('Back')
  expect(field()).toBeTruthy()
  expect(bridge.calls).toEqual([])
  await press('Sign out')
  bridge.answer('lock.signOut', { failure: failure('busy', { locked: true }) })
  await press('Sign out')
  expect(bridge.inputsOf('lock.signOut')).toEqual([{}])
  expect((await screen.findByRole('alert')).textContent).toContain('A new private key is not stored yet')
})

it('with several consoles, whoever is chosen unlocks', async () => {
  const people = [...locked().people, { connectionId: other, consoleName: 'US-1', userName: 'US\\ada' }]
  const { bridge } = await showLocked({ people })
  await userEvent.click(await screen.findByRole('button', { name: 'EU-1 Console' }))
  await userEvent.click(await screen.findByRole('option', { name: 'US-1' }))
  expect(screen.getByText('US\\ada, US-1')).toBeTruthy()
  await userEvent.type(field(), 'pw{Enter}')
  expect(bridge.inputsOf('lock.unlock')).toEqual([{ connectionId: other, password: 'pw' }])
})

it('waits until it is known who may unlock', async () => {
  const { change } = await showLocked({ why: 'restart', people: [] })
  expect(screen.getByText('Reading who is signed in')).toBeTruthy()
  expect(screen.queryByLabelText('Password')).toBeNull()
  await change({ lock: locked({ why: 'restart' }) })
  expect(document.activeElement).toBe(field())
})

it('closing over a private key that waits says why it does not close', async () => {
  const { change } = await showLocked()
  await change({ app: app({ command: { seq: 1, name: 'leave-requested' } }) })
  expect(screen.getByRole('alert').textContent).toMatch(/not stored yet.+Unlock to store it/)
})

it('the page behind draws nothing any more once it is locked, and comes back to its place (P11)', async () => {
  const open = topics({
    connections: [connection()],
    sessions: [session({ kind: 'active', user, keptIn: 'keyring', way: 'password' })],
  })
  const first = await show(<App />, open)
  await userEvent.click(await screen.findByRole('button', { name: 'Settings' }))
  expect(await screen.findByRole('heading', { name: 'Settings' })).toBeTruthy()
  await first.change({ lock: locked() })
  expect(document.body.textContent).toBe('')
  await show(<App />, open)
  expect(await screen.findByRole('heading', { name: 'Settings' })).toBeTruthy()
})

it('Lock now stands in the sidebar with its keys, for somebody who is signed in', async () => {
  const { bridge } = await show(
    <App />,
    topics({
      connections: [connection()],
      sessions: [session({ kind: 'active', user, keptIn: 'keyring', way: 'password' })],
    }),
  )
  const button = await screen.findByRole('button', { name: 'Lock now' })
  expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Ctrl+L')
  await userEvent.click(button)
  expect(bridge.inputsOf('lock.now')).toEqual([{}])
})

it('takes a key of the person instead of a password, and says that the one of this computer is no proof', async () => {
  const { bridge } = await showLocked()
  expect(screen.getByText(/key of this computer does not/)).toBeTruthy()
  bridge.answer('lock.unlockWithKey', {
    failure: failure('credentials-wrong', { otherPerson: true, way: 'simple-key' }),
  })
  await press('Key from file…')
  expect(bridge.inputsOf('lock.unlockWithKey')).toEqual([{ connectionId, from: 'file' }])
  expect((await screen.findByRole('alert')).textContent).toMatch(/belongs to another person/)
})
