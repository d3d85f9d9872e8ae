// Signing in: the password leaves its field at once and is nowhere in React; refusals, codes, and a store that is missing.
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { useTopic } from '../../../src-renderer/bridge/bridge-context'
import { SignInScreen } from '../../../src-renderer/sign-in/sign-in-screen'
import type { Failure } from '../../../src-shared/errors'
import { app, connection, connectionId, failure, session, show, topics } from '../fake-bridge'

const password = 'correct horse battery'
const signedOut = { kind: 'signed-out', reason: 'never' } as const
const code = { kind: 'code-needed', userName: 'NG\\m.lindqvist', attemptsLeft: 3 } as const
const box = (name: string) => screen.getByRole('textbox', { name })
const field = () => screen.getByLabelText('Password') as HTMLInputElement

/** Everything that React holds for the drawn tree: props and state of every fiber. */
function reactKeeps(text: string): boolean {
  const seen = new Set<unknown>()
  const search = (value: unknown): boolean => {
    if (typeof value === 'string') return value.includes(text)
    if (typeof value !== 'object' || value === null || value instanceof Node || seen.has(value)) return false
    seen.add(value)
    return Object.entries(value).some(([name, one]) => name !== 'stateNode' && search(one))
  }
  return [...document.querySelectorAll('*')].some((element) =>
    Object.entries(element).some(([name, value]) => name.startsWith('__react') && search(value)),
  )
}

it('sends user name and password once, and the field is empty at the same moment', async () => {
  const { bridge } = await show(<SignInScreen connection={connection()} sign={signedOut} />)
  bridge.answer('session.signIn', new Promise(() => undefined))
  await userEvent.type(box('User name'), 'NG\\m.lindqvist')
  await userEvent.type(field(), password)
  expect(reactKeeps('lindqvist')).toBe(true)
  expect(reactKeeps(password)).toBe(false)
  await userEvent.keyboard('{Enter}')
  expect(bridge.inputsOf('session.signIn')).toEqual([
    { connectionId, userName: 'NG\\m.lindqvist', password, stay: true },
  ])
  expect(field().value).toBe('')
  expect(reactKeeps(password)).toBe(false)
  await userEvent.keyboard('{Enter}')
  expect(bridge.inputsOf('session.signIn')).toHaveLength(1)
})

it('asks for what is missing without a call', async () => {
  const { bridge } = await show(<SignInScreen connection={connection()} sign={signedOut} />)
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(screen.getByText('Enter your user name.')).toBeTruthy()
  expect(document.activeElement).toBe(box('User name'))
  expect(bridge.calls).toEqual([])
})

it('a refused company user reads of REST access, and types the password again', async () => {
  const { bridge } = await show(
    <SignInScreen connection={connection({ userName: 'owner' })} sign={signedOut} />,
  )
  bridge.answer('session.signIn', { failure: failure('credentials-wrong', { companyUser: true }) })
  expect(document.activeElement).toBe(field())
  await userEvent.keyboard('wrong{Enter}')
  expect((await screen.findByRole('alert')).textContent).toMatch(/REST access/)
  expect(document.activeElement).toBe(field())
})

it('without a credential store nobody stays signed in, and the box says why', async () => {
  const { bridge } = await show(
    <SignInScreen connection={connection({ userName: 'x' })} sign={signedOut} />,
    topics({ app: app({ vault: { kind: 'memory', why: 'absent' } }) }),
  )
  const stay = screen.getByRole('checkbox', { name: 'Stay signed in on this computer' }) as HTMLInputElement
  expect(stay.disabled).toBe(true)
  expect(stay.checked).toBe(false)
  expect(screen.getByText(/lasts until Keywright closes/)).toBeTruthy()
  await userEvent.type(field(), 'pw{Enter}')
  expect(bridge.inputsOf('session.signIn')[0]?.stay).toBe(false)
})

it('sends the digits of a pasted code and empties the field', async () => {
  const { bridge } = await show(<SignInScreen connection={connection()} sign={code} />)
  const input = box('Verification code') as HTMLInputElement
  expect(document.activeElement).toBe(input)
  expect(input.autocomplete).toBe('one-time-code')
  await userEvent.paste(' 123 456 ')
  await userEvent.keyboard('{Enter}')
  expect(bridge.inputsOf('session.answerCode')).toEqual([{ connectionId, code: '123456' }])
  expect(input.value).toBe('')
})

it('a wrong code says how many attempts are left and names the clock; Back cancels', async () => {
  const { bridge } = await show(<SignInScreen connection={connection()} sign={code} />)
  bridge.answer('session.answerCode', { failure: failure('code-wrong', { attemptsLeft: 2 }) })
  await userEvent.type(box('Verification code'), '000000{Enter}')
  expect((await screen.findByRole('alert')).textContent).toMatch(/2 attempts left.*clock/)
  await userEvent.click(screen.getByRole('button', { name: 'Back' }))
  expect(bridge.inputsOf('session.cancelCode')).toEqual([{ connectionId }])
})

function FromTopic() {
  const sign = useTopic('sessions')[0]?.sign
  return sign?.kind === 'signed-out' || sign?.kind === 'code-needed' ? (
    <SignInScreen connection={connection({ userName: 'x' })} sign={sign} />
  ) : null
}

it('the last wrong code leads back to the password and says why, until it is sent again', async () => {
  const shown = await show(<FromTopic />, topics({ sessions: [session({ ...code, attemptsLeft: 1 })] }))
  const { bridge } = shown
  let answer: (value: { failure: Failure }) => void = () => {}
  bridge.answer('session.answerCode', new Promise((resolve) => (answer = resolve)))
  await userEvent.type(box('Verification code'), '000000{Enter}')
  // As main does: first the topic, then the answer.
  await shown.change({ sessions: [session(signedOut)] })
  expect(field()).toBeTruthy()
  answer({ failure: failure('code-wrong', { attemptsLeft: 0 }) })
  expect((await screen.findByRole('alert')).textContent).toMatch(/not accepted.*Sign in again/)
  bridge.answer('session.signIn', new Promise(() => undefined))
  await userEvent.type(field(), 'pw{Enter}')
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})

it('Back takes the failure of a wrong code with it', async () => {
  const shown = await show(<FromTopic />, topics({ sessions: [session(code)] }))
  shown.bridge.answer('session.answerCode', { failure: failure('code-wrong', { attemptsLeft: 2 }) })
  await userEvent.type(box('Verification code'), '000000{Enter}')
  await screen.findByRole('alert')
  await userEvent.click(screen.getByRole('button', { name: 'Back' }))
  await shown.change({ sessions: [session(signedOut)] })
  expect(field()).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
})
