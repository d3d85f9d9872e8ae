// Signing in with keys: the page names file or clipboard and never sees a key; and this computer's own key with its dialog.
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { RemoveConnectionDialog } from '../../../src-renderer/consoles/connection-dialogs'
import { StationKeyDialog } from '../../../src-renderer/consoles/station-key-dialog'
import { SignInScreen } from '../../../src-renderer/sign-in/sign-in-screen'
import type { StationKeyState } from '../../../src-shared/connection'
import { app, connection, connectionId, failure, session, show, topics, user } from '../fake-bridge'

const signedOut = { kind: 'signed-out', reason: 'never' } as const
const active = { kind: 'active', user, keptIn: 'keyring', way: 'password' } as const
const stationKey: StationKeyState = {
  keyId: '41',
  userUid: 'u-1',
  userName: 'NG\\m.lindqvist',
  description: 'Keywright on DESK-7',
  state: 'ready',
  former: [],
}
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
const choose = (name: string) => userEvent.click(screen.getByRole('radio', { name }))
const stay = () =>
  screen.getByRole('checkbox', { name: 'Stay signed in on this computer' }) as HTMLInputElement

const showScreen = (sessions = [session(signedOut)]) =>
  show(<SignInScreen connection={connection()} sign={signedOut} />, topics({ sessions }))
const showDialog = (
  own: StationKeyState | null,
  sign: Parameters<typeof session>[0] = active,
  more: Parameters<typeof topics>[0] = {},
) =>
  show(
    <StationKeyDialog connection={connection()} onClose={() => {}} />,
    topics({ sessions: [{ ...session(sign), stationKey: own }], ...more }),
  )

it('a Simple key is kept only when asked, an Advanced key as a password', async () => {
  const { bridge } = await showScreen()
  bridge.answer('session.signInWithKey', { value: { done: true } })
  await choose('Simple key')
  expect(stay().checked).toBe(false)
  await press('From clipboard')
  await choose('Advanced key')
  expect(stay().checked).toBe(true)
  await press('From file…')
  expect(bridge.inputsOf('session.signInWithKey')).toEqual([
    { connectionId, way: 'simple-key', from: 'clipboard', stay: false },
    { connectionId, way: 'advanced-key', from: 'file', stay: true },
  ])
})

it('people with single sign-on are led to the keys', async () => {
  await showScreen()
  expect(screen.getByText(/single sign-on, a password does not work/)).toBeTruthy()
  await press('Use a key instead')
  expect((screen.getByRole('radio', { name: 'Simple key' }) as HTMLInputElement).checked).toBe(true)
})

it.each<[string, Parameters<typeof failure>, RegExp]>([
  ['refused', ['credentials-wrong', { way: 'simple-key' }], /key was refused/],
  ['not this kind', ['key-file-invalid', { reason: 'not-simple' }], /not a Simple key/],
  ['empty', ['key-file-invalid', { reason: 'empty' }], /no key in it/],
])('says what was wrong with a key: %s', async (_, what, words) => {
  const { bridge } = await showScreen()
  bridge.answer('session.signInWithKey', { failure: failure(...what) })
  await choose('Simple key')
  await press('From clipboard')
  expect((await screen.findByRole('alert')).textContent).toMatch(words)
})

it('offers to sign in without a password only where this computer has a key that is ready', async () => {
  const { bridge } = await showScreen([{ ...session(signedOut), stationKey }])
  await press('Sign in without a password')
  expect(bridge.inputsOf('session.signInWithStationKey')).toEqual([{ connectionId }])
})

it('does not offer one that is unfinished', async () => {
  await showScreen([{ ...session(signedOut), stationKey: { ...stationKey, state: 'unfinished' } }])
  expect(screen.queryByRole('button', { name: 'Sign in without a password' })).toBeNull()
})

it('the dialog explains, sets up, and says that it worked', async () => {
  const { bridge } = await showDialog(null)
  const dialog = within(screen.getByRole('dialog', { name: 'Sign in without a password' }))
  expect(dialog.getByText(/never shown/)).toBeTruthy()
  expect(dialog.queryByRole('button', { name: 'Withdraw' })).toBeNull()
  await press('Set up')
  expect(bridge.inputsOf('stationKey.setUp')).toEqual([{ connectionId }])
  expect(await screen.findByText(/^Set up\. The key has signed in/)).toBeTruthy()
})

it.each<[string, () => Promise<unknown>, RegExp]>([
  [
    'no credential store',
    () => showDialog(null, active, { app: app({ vault: { kind: 'memory', why: 'absent' } }) }),
    /needs a credential store/,
  ],
  ['signed out', () => showDialog(null, signedOut), /not signed in/],
  [
    'a read-only key',
    () => showDialog(null, { ...active, user: { ...user, readOnly: true } }),
    /read-only key/,
  ],
])('is off with its reason: %s', async (_, open, reason) => {
  await open()
  expect(screen.getByText(reason)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Set up' }).getAttribute('aria-disabled')).toBe('true')
})

it('withdraw that failed says that nothing was forgotten', async () => {
  const { bridge } = await showDialog(stationKey)
  bridge.answer('stationKey.withdraw', { failure: failure('unreachable') })
  await press('Withdraw')
  expect(await screen.findByText(/Nothing was forgotten/)).toBeTruthy()
})

it('one that the console has not shown is said to be so, and another can be set up', async () => {
  await showDialog({ ...stationKey, state: 'unfinished', keyId: null })
  expect(screen.getByText('Not finished: the console has not shown this key')).toBeTruthy()
  expect(screen.getByText(/Withdraw forgets this one, from a day after it was asked for/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Set up' }).getAttribute('aria-disabled')).not.toBe('true')
})

it('a withdrawal that leaves one in doubt does not say that nothing happened', async () => {
  const { bridge } = await showDialog(stationKey)
  bridge.answer('stationKey.withdraw', { failure: failure('station-key-in-doubt', { otherOwner: true }) })
  await press('Withdraw')
  expect(await screen.findByText(/Let its owner withdraw it here/)).toBeTruthy()
  expect(screen.queryByText(/Nothing was forgotten/)).toBeNull()
})

it('replace says when the old key could not be deleted', async () => {
  const { bridge } = await showDialog(stationKey)
  bridge.answer('stationKey.replace', { value: { oldIsGone: false } })
  await press('Replace')
  expect(await screen.findByText(/has not confirmed that the old one is gone/)).toBeTruthy()
})

it('removing a connection says that its key stays, and leads to the withdrawal', async () => {
  await show(
    <RemoveConnectionDialog connection={connection()} onClose={() => {}} />,
    topics({ sessions: [{ ...session(active), stationKey }] }),
  )
  expect(screen.getByText(/Keywright on DESK-7, stays on the console/)).toBeTruthy()
  await press('Withdraw it first')
  expect(screen.getByRole('dialog', { name: 'Sign in without a password' })).toBeTruthy()
})
