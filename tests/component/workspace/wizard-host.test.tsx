// The wizard's place: runs that ended while nobody looked are told once or put away, and never stand in the way of the next key.
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, it } from 'vitest'
import type { Preset } from '../../../src-renderer/create-key/wizard-state'
import { useConsoles } from '../../../src-renderer/workspace/consoles'
import { useOpenWizard, WizardHost } from '../../../src-renderer/workspace/wizard-host'
import type { Creation } from '../../../src-shared/creation'
import { connection, connectionId, failure, session, show, topics, user } from '../fake-bridge'

beforeAll(() => import('../../../src-renderer/create-key/create-key-wizard'))

const opId = '22222222-2222-4222-8222-222222222222'
const run = (phase: Creation['phase'], change: Partial<Creation> = {}): Creation => ({
  opId,
  connectionId,
  phase,
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
  ...change,
})
const preset: Preset = {
  keyType: 'simple',
  description: 'Lost 1',
  readOnly: false,
  scopes: ['rest'],
  bits: null,
  ownPublicKey: null,
}

function Openers() {
  const open = useOpenWizard()
  return (
    <>
      <button type="button" onClick={() => open('simple')}>
        New key
      </button>
      <button type="button" onClick={() => open('simple', preset, connectionId)}>
        Recreate
      </button>
    </>
  )
}
function Host() {
  return (
    <WizardHost consoles={useConsoles()} initialConnectionId={connectionId} above={() => null}>
      {() => <Openers />}
    </WizardHost>
  )
}
/** A main process that holds `creation`, and lets go of a run that is dismissed. */
async function withRun(creation: Creation) {
  const shown = await show(
    <Host />,
    topics({
      connections: [connection()],
      sessions: [session({ kind: 'active', user, keptIn: 'keyring', way: 'password' })],
      creation,
    }),
    (bridge) => {
      const { call } = bridge
      bridge.call = (name, input) => {
        if (name === 'creation.dismiss') bridge.change({ creation: null })
        return call(name, input)
      }
    },
  )
  return { ...shown, dismissed: () => shown.bridge.inputsOf('creation.dismiss') }
}
const wizard = () => screen.queryByRole('dialog', { name: 'Create key' })
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))

it.each(['delivered', 'unconfirmed', 'orphan', 'deleted'] as const)(
  'a run that ended unseen is put away without a wizard: %s',
  async (phase) => {
    const { dismissed } = await withRun(run(phase))
    await waitFor(() => expect(dismissed()).toEqual([{ opId }]))
    expect(wizard()).toBeNull()
    await press('New key')
    expect(await screen.findByRole('radio', { name: 'Simple key' })).toBeTruthy()
    expect(dismissed()).toHaveLength(1)
  },
)

it('what is made anew after it opens with its preset', async () => {
  await withRun(run('orphan'))
  await press('Recreate')
  const box = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Description' })
  expect(box.value).toBe('Lost 1')
})

it.each(['preparing', 'creating', 'in-doubt', 'unrevealed', 'revealed', 'created'] as const)(
  'a run that still needs somebody is not put away: %s',
  async (phase) => {
    const { dismissed } = await withRun(run(phase))
    await waitFor(() => expect(wizard()).not.toBeNull())
    expect(dismissed()).toEqual([])
  },
)

it('that nothing was created is told once', async () => {
  const { dismissed } = await withRun(run('not-created', { failure: failure('timeout') }))
  expect(await screen.findByRole('heading', { name: 'The key was not created' })).toBeTruthy()
  expect(dismissed()).toEqual([])
  await press('Close')
  await waitFor(() => expect(wizard()).toBeNull())
  expect(dismissed()).toEqual([{ opId }])
})

it('what was entered for a key that was not created is there again', async () => {
  await withRun(run('not-created'))
  await userEvent.click(await screen.findByRole('button', { name: 'Back to details' }))
  const box = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Description' })
  expect(box.value).toBe('Grafana')
})

it.each([
  ['creating', 'not-created', 'The key was not created'],
  ['revealed', 'delivered', 'Key stored'],
  ['revealed', 'deleted', 'The key was deleted'],
] as const)('a wizard that came back by itself stays for the end: %s, then %s', async (from, to, heading) => {
  const { change, dismissed } = await withRun(run(from))
  await waitFor(() => expect(wizard()).not.toBeNull())
  await change({ creation: run(to) })
  expect(within(wizard() as HTMLElement).getByRole('heading', { name: heading })).toBeTruthy()
  expect(dismissed()).toEqual([])
  await press('Close')
  await waitFor(() => expect(wizard()).toBeNull())
})
