// Which screen the topics call for, and what may open over it.
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { App, loadWorkspace } from '../../../src-renderer/app'
import type { Creation } from '../../../src-shared/creation'
import {
  app,
  certificate,
  connection,
  connectionId,
  fingerprint,
  session,
  show,
  topics,
  user,
} from '../fake-bridge'

const active = session({ kind: 'active', user, keptIn: 'keyring', way: 'password' })
const signedOut = session({ kind: 'signed-out', reason: 'signed-out' })
const connected = (change = active) => topics({ connections: [connection()], sessions: [change] })

const creation: Creation = {
  opId: '22222222-2222-4222-8222-222222222222',
  connectionId,
  phase: 'unrevealed',
  keyType: 'simple',
  description: 'Grafana',
  readOnly: true,
  scopes: ['rest'],
  startedAt: '2026-11-23T10:00:00.000Z',
  keyId: '7',
  publicKey: null,
  frameUrl: null,
  deadlineAt: null,
  shown: false,
  copied: null,
  saved: null,
  tested: null,
  failure: null,
}

// Loaded beforehand, so that no test waits for it.
beforeAll(async () => {
  await loadWorkspace()
})

beforeEach(() => {
  document.documentElement.removeAttribute('data-theme')
  window.matchMedia ??= (media) =>
    ({ matches: false, media, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList
})

it('no console: connect', async () => {
  await show(<App />)
  expect(await screen.findByRole('heading', { name: 'Connect to a console' })).toBeTruthy()
})

it.each([
  ['signed out: sign in', signedOut, 'Sign in'],
  ['code needed', session({ kind: 'code-needed', userName: 'x', attemptsLeft: 3 }), 'Sign in'],
  ['active: keys', active, 'API keys'],
  ['offline: keys', session({ kind: 'offline', user }), 'API keys'],
])('%s', async (_, state, heading) => {
  await show(<App />, connected(state))
  expect(await screen.findByRole('heading', { name: heading })).toBeTruthy()
})

it('a sign-in that ended in the middle of work comes over the keys, which stay behind it', async () => {
  const shown = await show(<App />, connected())
  const search = await screen.findByRole('searchbox', { name: 'Search keys' })
  await userEvent.type(search, 'graf')
  await shown.change({ sessions: [session({ kind: 'signed-out', reason: 'over' })] })
  expect(screen.getByRole('heading', { name: 'Sign in' })).toBeTruthy()
  expect(screen.queryByRole('searchbox')).toBeNull()
  await shown.change({ sessions: [active] })
  expect((screen.getByRole('searchbox', { name: 'Search keys' }) as HTMLInputElement).value).toBe('graf')
})

it('signing out forgets the search', async () => {
  const shown = await show(<App />, connected())
  await userEvent.type(await screen.findByRole('searchbox', { name: 'Search keys' }), 'graf')
  await userEvent.click(screen.getByRole('button', { name: 'Connection' }))
  await userEvent.click(screen.getByRole('menuitem', { name: 'Sign out' }))
  expect(shown.bridge.inputsOf('session.signOut')).toEqual([{ connectionId }])
  await shown.change({ sessions: [signedOut] })
  await shown.change({ sessions: [active] })
  expect((screen.getByRole('searchbox', { name: 'Search keys' }) as HTMLInputElement).value).toBe('')
})

it('an open creation brings its wizard back after a reload', async () => {
  await show(<App />, { ...connected(), creation })
  expect(await screen.findByRole('dialog', { name: 'Create key' })).toBeTruthy()
})

it.each([
  ['may create', active, true],
  [
    'role without the right',
    session({ kind: 'active', user: { ...user, role: 'CompanyTenant' }, keptIn: 'keyring', way: 'password' }),
    false,
  ],
  [
    'console out of reach',
    session(
      { kind: 'active', user, keptIn: 'keyring', way: 'password' },
      { kind: 'unreachable', since: '2026-11-23T10:00:00.000Z', code: 'timeout' },
    ),
    false,
  ],
] as const)(
  'New key from the menu opens the wizard only where its button would: %s',
  async (_, state, opens) => {
    // Loaded beforehand, so that a wizard that must not open would be there at once.
    await import('../../../src-renderer/create-key/create-key-wizard')
    const shown = await show(<App />, connected(state))
    await screen.findByRole('heading', { name: 'API keys' })
    await shown.change({ app: app({ command: { seq: 1, name: 'new-simple-key' } }) })
    if (opens) expect(await screen.findByRole('dialog', { name: 'Create key' })).toBeTruthy()
    else expect(screen.queryByRole('dialog', { name: 'Create key' })).toBeNull()
  },
)

it('a changed certificate blocks; Close leaves a banner; review needs the tick and sends the new fingerprint', async () => {
  const presented = certificate({ fingerprint256: fingerprint('FF') })
  const { bridge } = await show(
    <App />,
    connected(
      session({ kind: 'offline', user }, { kind: 'certificate-changed', accepted: certificate(), presented }),
    ),
  )
  const blocked = await screen.findByRole('alertdialog', { name: 'Certificate changed' })
  expect(blocked.textContent).toContain(fingerprint('01'))
  expect(blocked.textContent).toContain(fingerprint('FF'))
  expect(within(blocked).queryByRole('button', { name: /Trust/ })).toBeNull()
  expect(document.activeElement?.textContent).toBe('Close')
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  await userEvent.click(screen.getByRole('button', { name: 'Review certificate' }))
  const review = await screen.findByRole('dialog', { name: 'Review certificate' })
  expect(review.textContent).toMatch(/Same key, renewed/)
  const trust = within(review).getByRole('button', { name: 'Trust the new certificate' })
  await userEvent.click(trust)
  expect(bridge.inputsOf('connections.trust')).toEqual([])
  await userEvent.click(
    within(review).getByRole('checkbox', {
      name: "I have compared the fingerprint with the console's administrator",
    }),
  )
  await userEvent.click(trust)
  expect(bridge.inputsOf('connections.trust')).toEqual([{ connectionId, fingerprint256: fingerprint('FF') }])
})

it('removing asks first, with Cancel as the default', async () => {
  const { bridge } = await show(<App />, connected())
  await userEvent.click(await screen.findByRole('button', { name: 'Connection' }))
  await userEvent.click(screen.getByRole('menuitem', { name: 'Remove connection' }))
  const dialog = await screen.findByRole('alertdialog', { name: 'Remove connection' })
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Cancel'))
  await userEvent.click(within(dialog).getByRole('button', { name: 'Remove' }))
  expect(bridge.inputsOf('connections.remove')).toEqual([{ connectionId }])
})

it('settings change at once and dress the document', async () => {
  const shown = await show(<App />, connected())
  await shown.change({ app: app({ command: { seq: 1, name: 'settings' } }) })
  await userEvent.click(await screen.findByRole('radio', { name: 'Dark' }))
  expect(shown.bridge.inputsOf('settings.set')).toEqual([{ name: 'theme', value: 'dark' }])
  await shown.change({ settings: { ...topics().settings, theme: 'dark', density: 'touch' } })
  expect(document.documentElement.dataset).toMatchObject({ theme: 'dark', density: 'touch' })
})

it('About names the runtime, and says when it is the substitute', async () => {
  const shown = await show(<App />, topics({ app: app({ runtime: 'substitute' }) }))
  await shown.change({ app: app({ runtime: 'substitute', command: { seq: 1, name: 'about' } }) })
  const about = await screen.findByRole('dialog', { name: 'About Keywright' })
  expect(about.textContent).toMatch(/Electron45\.4\.1/)
  expect(about.textContent).toMatch(/Substitute runtime/)
})

it('notices say what happened and can be dismissed; memory mode is said', async () => {
  const { bridge } = await show(
    <App />,
    topics({
      app: app({
        vault: { kind: 'memory', why: 'locked' },
        notices: [{ id: 'n1', kind: 'settings-set-aside', detail: { fileName: 'settings.corrupt-1' } }],
      }),
    }),
  )
  const notice = await screen.findByRole('region', { name: 'Settings could not be read' })
  expect(notice.textContent).toContain('settings.corrupt-1')
  expect(screen.getByRole('region', { name: 'Nothing is kept on this computer' })).toBeTruthy()
  await userEvent.click(within(notice).getByRole('button', { name: /Dismiss/ }))
  expect(bridge.inputsOf('app.dismissNotice')).toEqual([{ id: 'n1' }])
})
