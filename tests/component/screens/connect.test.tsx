// Connecting: what is sent, what is refused here, and that trust is asked for and never assumed.
import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { ConnectScreen } from '../../../src-renderer/connect/connect-screen'
import { app, certificate, failure, fingerprint, show, topics } from '../fake-bridge'

const untrusted = (first: string) => ({
  value: {
    kind: 'untrusted',
    origin: 'https://vspc.example:1280',
    certificate: certificate({ fingerprint256: fingerprint(first) }),
  },
})
const address = () => screen.getByRole('textbox', { name: 'Console address' })
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

it('fills in the suggested address, says where it leads, and waits for the person', async () => {
  const { bridge } = await show(
    <ConnectScreen />,
    topics({ app: app({ suggestedAddress: 'vspc.example/api/v3' }) }),
  )
  expect(screen.getByText('https://vspc.example:1280')).toBeTruthy()
  expect(bridge.calls).toEqual([])
  await press('Connect')
  expect(bridge.inputsOf('connections.connect')).toEqual([
    { address: 'vspc.example/api/v3', name: 'vspc.example' },
  ])
})

it.each([
  ['http://vspc.example', /https/],
  ['https://user:secret@vspc.example', /user name or password/],
  ['vspc.example:0', /\bport\b/],
  ['', /address is needed/],
])('refuses %j here, without a call', async (text, words) => {
  const { bridge } = await show(<ConnectScreen />)
  if (text !== '') await userEvent.type(address(), text)
  await press('Connect')
  expect(screen.getByText(words)).toBeTruthy()
  expect(address().getAttribute('aria-invalid')).toBe('true')
  expect(document.body.textContent).not.toContain('secret')
  expect(bridge.calls).toEqual([])
})

it('asks before it trusts: Cancel is the default and sends nothing more', async () => {
  const { bridge } = await show(<ConnectScreen />)
  bridge.answer('connections.connect', untrusted('01'))
  await userEvent.type(address(), 'vspc.example{Enter}')
  const dialog = await screen.findByRole('alertdialog', { name: 'Certificate not trusted' })
  expect(dialog.textContent).toContain(fingerprint('01'))
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'))
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  expect(bridge.inputsOf('connections.connect')).toHaveLength(1)
})

it('sends the fingerprint that was read, and asks again when the console shows another one', async () => {
  const { bridge } = await show(<ConnectScreen />)
  bridge.answer('connections.connect', untrusted('01'))
  await userEvent.type(address(), 'vspc.example{Enter}')
  await screen.findByRole('alertdialog')
  bridge.answer('connections.connect', untrusted('FF'))
  await press('Trust this certificate')
  expect(bridge.inputsOf('connections.connect')[1]?.trust).toBe(fingerprint('01'))
  const dialog = await screen.findByRole('alertdialog')
  expect(dialog.textContent).toContain(fingerprint('FF'))
  expect(dialog.textContent).toMatch(/another certificate than a moment ago/)
})

it('while the console is asked with the fingerprint, nothing closes the question', async () => {
  const { bridge } = await show(<ConnectScreen />)
  bridge.answer('connections.connect', untrusted('01'))
  await userEvent.type(address(), 'vspc.example{Enter}')
  await screen.findByRole('alertdialog')
  let answer: (value: { value: unknown }) => void = () => {}
  bridge.answer('connections.connect', new Promise((resolve) => (answer = resolve)))
  await press('Trust this certificate')
  const cancel = screen.getByRole('button', { name: 'Cancel' })
  expect(cancel.getAttribute('aria-description')).toBe('Wait until the console has answered.')
  await userEvent.click(cancel)
  await userEvent.keyboard('{Escape}')
  expect(screen.getByRole('alertdialog')).toBeTruthy()
  await act(async () => answer(untrusted('FF')))
  expect((await screen.findByRole('alertdialog')).textContent).toMatch(
    /another certificate than a moment ago/,
  )
  await press('Cancel')
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
})

it('says what went wrong, and stops saying so when the address is edited', async () => {
  const { bridge } = await show(<ConnectScreen />)
  bridge.answer('connections.connect', { failure: failure('not-a-console') })
  await userEvent.type(address(), 'vspc.example{Enter}')
  expect((await screen.findByRole('alert')).textContent).toMatch(/not a Service Provider Console/)
  await userEvent.type(address(), 'x')
  expect(screen.queryByRole('alert')).toBeNull()
})
