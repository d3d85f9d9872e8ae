// A console that came from a file: it is asked once it is looked at, and the person decides about its certificate before anything.
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, it } from 'vitest'
import { App } from '../../../src-renderer/app'
import { certificate, connection, connectionId, failure, session, show, topics } from '../fake-bridge'

beforeAll(async () => {
  window.matchMedia ??= (media) =>
    ({ matches: false, media, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
  await import('../../../src-renderer/workspace/workspace')
})

const never = { kind: 'signed-out', reason: 'never' } as const
const refused = { kind: 'unreachable', since: '2026-11-24T10:00:00.000Z', code: 'tls-untrusted' } as const
const imported = (reach: Parameters<typeof session>[1], change = {}) =>
  topics({ connections: [connection({ pin: null, ...change })], sessions: [session(never, reach)] })

it('is asked once, without anything that a person typed', async () => {
  const { bridge } = await show(<App />, imported({ kind: 'unknown' }))
  await screen.findByRole('heading', { name: 'Sign in' })
  await waitFor(() => expect(bridge.inputsOf('connections.retry')).toEqual([{ connectionId }]))
  expect(document.body.textContent).toMatch(/Certificate not checked yet/)
  expect(bridge.calls.map(({ name }) => name)).toEqual(['connections.retry'])
})

it.each([
  ['a console with an accepted certificate', imported({ kind: 'unknown' }, { pin: certificate() })],
  ['a console that was reached', imported({ kind: 'online' })],
])('%s is not asked', async (_, state) => {
  const { bridge } = await show(<App />, state)
  await screen.findByRole('heading', { name: 'Sign in' })
  expect(bridge.calls).toEqual([])
})

it('no sign-in is offered before the certificate is accepted; the question is the one of every first contact', async () => {
  const shown = await show(<App />, imported(refused))
  const { bridge } = shown
  const banner = await screen.findByRole('region', { name: 'The certificate is not trusted' })
  expect(screen.queryByRole('textbox', { name: 'User name' })).toBeNull()
  bridge.answer('connections.connect', {
    value: { kind: 'untrusted', origin: connection().origin, certificate: certificate() },
  })
  await userEvent.click(within(banner).getByRole('button', { name: 'Check certificate' }))
  const question = await screen.findByRole('alertdialog', { name: 'Certificate not trusted' })
  expect(question.textContent).toContain(certificate().fingerprint256)
  const asked = { address: connection().origin, name: 'EU-1' }
  expect(bridge.inputsOf('connections.connect')).toEqual([asked])
  bridge.answer('connections.trust', { value: {} })
  await userEvent.click(within(question).getByRole('button', { name: 'Trust this certificate' }))
  await waitFor(() => expect(bridge.inputsOf('connections.retry')).toEqual([{ connectionId }]))
  // The call that takes along what was bound to the certificate before, as after a change.
  expect(bridge.inputsOf('connections.trust')).toEqual([
    { connectionId, fingerprint256: certificate().fingerprint256 },
  ])
  expect(bridge.inputsOf('connections.connect')).toEqual([asked])
  await shown.change({ connections: [connection()], sessions: [session(never)] })
  expect(await screen.findByRole('textbox', { name: 'User name' })).toBeTruthy()
  expect(screen.queryByRole('region', { name: 'The certificate is not trusted' })).toBeNull()
})

it('another certificate than the one that was looked at is asked about anew', async () => {
  const { bridge } = await show(<App />, imported(refused))
  const answer = (fingerprint256: string) =>
    bridge.answer('connections.connect', {
      value: {
        kind: 'untrusted',
        origin: connection().origin,
        certificate: { ...certificate(), fingerprint256 },
      },
    })
  answer(certificate().fingerprint256)
  await userEvent.click(await screen.findByRole('button', { name: 'Check certificate' }))
  bridge.answer('connections.trust', { failure: failure('changed-meanwhile') })
  const other = Array.from({ length: 32 }, () => 'EE').join(':')
  answer(other)
  await userEvent.click(await screen.findByRole('button', { name: 'Trust this certificate' }))
  await waitFor(() => expect(screen.getByRole('alertdialog').textContent).toContain(other))
  expect(bridge.inputsOf('connections.connect')).toHaveLength(2)
  expect(bridge.inputsOf('connections.retry')).toEqual([])
})

it('Cancel leaves it undecided', async () => {
  const { bridge } = await show(<App />, imported(refused))
  bridge.answer('connections.connect', {
    value: { kind: 'untrusted', origin: connection().origin, certificate: certificate() },
  })
  await userEvent.click(await screen.findByRole('button', { name: 'Check certificate' }))
  const question = await screen.findByRole('alertdialog', { name: 'Certificate not trusted' })
  await userEvent.click(within(question).getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  expect(bridge.inputsOf('connections.connect')).toHaveLength(1)
  expect(bridge.inputsOf('connections.retry')).toEqual([])
  expect(screen.getByRole('button', { name: 'Check certificate' })).toBeTruthy()
})
