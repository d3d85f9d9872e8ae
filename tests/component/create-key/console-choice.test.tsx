// Where the key is made: asked first when more than one console can make one, said in the review, and never changed unasked.
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, describe, expect, it } from 'vitest'
import { useConsoles } from '../../../src-renderer/workspace/consoles'
import { useOpenWizard, WizardHost } from '../../../src-renderer/workspace/wizard-host'
import type { SessionState, SignedInUser } from '../../../src-shared/connection'
import type { Topics } from '../../../src-shared/contract'
import { connection, session, show, topics, user } from '../fake-bridge'

beforeAll(() => import('../../../src-renderer/create-key/create-key-wizard'))

const idOf = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
const signedIn = (at: number, change: Partial<SignedInUser> = {}): SessionState => ({
  ...session({ kind: 'active', user: { ...user, ...change }, keptIn: 'keyring', way: 'password' }),
  connectionId: idOf(at),
})
const away = (at: number): SessionState => ({
  ...signedIn(at),
  reach: { kind: 'unreachable', since: '2026-11-24T10:00:00.000Z', code: 'timeout' },
})
const state = (sessions: readonly SessionState[]): Topics =>
  topics({
    connections: sessions.map(({ connectionId }, at) =>
      connection({
        id: connectionId,
        name: `C${at + 1}`,
        origin: `https://c${at + 1}.example:1280`,
        tag: at === 1 ? 'production' : null,
      }),
    ),
    sessions: [...sessions],
  })

function Opener({ connectionId }: { readonly connectionId?: string | undefined }) {
  const open = useOpenWizard()
  return (
    <button type="button" onClick={() => open('simple', undefined, connectionId)}>
      Open
    </button>
  )
}
function Host({ inView, asked }: { readonly inView: number | null; readonly asked?: string | undefined }) {
  const initial = inView === null ? null : idOf(inView)
  return (
    <WizardHost consoles={useConsoles()} initialConnectionId={initial} above={(id) => <p>{`above ${id}`}</p>}>
      {() => <Opener connectionId={asked} />}
    </WizardHost>
  )
}

async function openOver(sessions: readonly SessionState[], inView: number | null = null, asked?: string) {
  const shown = await show(<Host inView={inView} asked={asked} />, state(sessions))
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  await screen.findByRole('dialog', { name: 'Create key' })
  return shown
}
const chooser = () => screen.queryByRole('button', { name: /Console$/ })
const choose = async (name: string) => {
  await userEvent.click(screen.getByRole('button', { name: /Console$/ }))
  await userEvent.click(await screen.findByRole('option', { name }))
}
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
const toReview = async () => {
  await press('Next')
  await userEvent.type(screen.getByRole('textbox', { name: 'Description' }), 'Grafana')
  await press('Next')
}

it('is the first question, with the focus on it, and the answer is where the key is made', async () => {
  const { bridge } = await openOver([signedIn(1), signedIn(2)])
  expect(document.activeElement).toBe(chooser())
  expect(chooser()?.textContent).toContain('C1')
  await choose('C2')
  expect(screen.getByText((_, element) => element?.textContent === 'on C2', { selector: 'p' })).toBeTruthy()
  await toReview()
  const row = screen.getByText('Console', { selector: 'dt' }).parentElement
  expect(row?.textContent).toBe('ConsoleC2 ProductionChange')
  await press('Create')
  expect(bridge.inputsOf('creation.start')).toMatchObject([{ connectionId: idOf(2), description: 'Grafana' }])
})

it('Change in the review leads back to it', async () => {
  await openOver([signedIn(1), signedIn(2)])
  await toReview()
  await press('Change console')
  expect(document.activeElement).toBe(chooser())
  await choose('C2')
  await press('Next')
  expect(document.activeElement?.textContent).toBe('Change')
  expect(screen.getByText('Console', { selector: 'dt' }).parentElement?.textContent).toMatch(/^ConsoleC2/)
})

it('consoles that can make none are there, cannot be chosen, and say why', async () => {
  await openOver([signedIn(1), signedIn(2), away(3), signedIn(4, { role: 'CompanyTenant' })])
  await userEvent.click(screen.getByRole('button', { name: /Console$/ }))
  const option = (name: string) => screen.getByRole('option', { name })
  expect(option('C3').getAttribute('aria-disabled')).toBe('true')
  expect(option('C3').textContent).toContain('You are offline. Changes need a connection.')
  expect(option('C4').getAttribute('aria-disabled')).toBe('true')
  expect(option('C4').textContent).toMatch(/Your role/)
  expect(option('C2').getAttribute('aria-disabled')).toBeNull()
})

describe('what it begins with', () => {
  it('the console in view, also one that cannot make a key now', async () => {
    await openOver([signedIn(1), signedIn(2), away(3)], 3)
    expect(chooser()?.textContent).toContain('C3')
    expect(screen.getByText(/No key can be created now/)).toBeTruthy()
  })

  it('the console that is asked for', async () => {
    await openOver([signedIn(1), signedIn(2)], null, idOf(2))
    expect(chooser()?.textContent).toContain('C2')
  })

  it('with several in view the last one, as long as it can', async () => {
    sessionStorage.setItem('wizard-console', idOf(2))
    await openOver([signedIn(1), signedIn(2)])
    expect(chooser()?.textContent).toContain('C2')
  })

  it('else the first one that can', async () => {
    sessionStorage.setItem('wizard-console', idOf(3))
    await openOver([away(1), signedIn(2), away(3), signedIn(4)])
    expect(chooser()?.textContent).toContain('C2')
  })
})

it.each([
  ['one console', [signedIn(1)]],
  ['one that can', [away(1), signedIn(2)]],
])('%s: no question, but the review says where', async (_, sessions) => {
  await openOver(sessions)
  expect(chooser()).toBeNull()
  expect(screen.getByRole('radio', { name: 'Simple key' })).toBe(document.activeElement)
  await toReview()
  const row = screen.getByText('Console', { selector: 'dt' }).parentElement
  expect(within(row as HTMLElement).queryByRole('button')).toBeNull()
  expect(row?.textContent).toMatch(sessions.length === 1 ? /C1/ : /C2/)
})

it('a console that goes away while the wizard is open gives its place to no other', async () => {
  const { change, bridge } = await openOver([signedIn(1), signedIn(2)])
  await toReview()
  await change({ sessions: [away(1), signedIn(2)] })
  expect(screen.getByText('Console', { selector: 'dt' }).parentElement?.textContent).toMatch(/C1/)
  await press('Create')
  expect(bridge.inputsOf('creation.start')).toEqual([])
})

it('the sign-in over the wizard is that of the console of the key', async () => {
  await openOver([signedIn(1), signedIn(2)])
  await choose('C2')
  await waitFor(() => expect(screen.getByText(`above ${idOf(2)}`)).toBeTruthy())
})

it('a kind that only providers may choose does not follow to a company console', async () => {
  const company = { organizationType: 'company', role: 'CompanyOwner' } as const
  const { bridge } = await openOver([signedIn(1), signedIn(2, company)])
  bridge.answer('creation.generatePair', { failure: { code: 'internal', detail: {}, trace: 't' } })
  await userEvent.click(screen.getByRole('radio', { name: 'Advanced key' }))
  await press('Next')
  await userEvent.click(screen.getByRole('radio', { name: 'Built-in plugins' }))
  await press('Back')
  await choose('C2')
  await press('Next')
  expect(screen.getByRole('switch', { name: 'Read-only access' })).toBeTruthy()
  expect(screen.queryByRole('radio', { name: 'Built-in plugins', checked: true })).toBeNull()
})
