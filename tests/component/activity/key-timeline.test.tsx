// The timeline in the details of a key: on demand, about that key alone, and still there for the next key.
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { KeyTimeline } from '../../../src-renderer/activity/key-timeline'
import type { Inventory, KeyRecord } from '../../../src-shared/key'
import { connection, connectionId, failure, session, show, topics, user } from '../fake-bridge'

const company = '33333333-3333-4333-8333-333333333333'
const key = (id: string, description: string): KeyRecord => ({
  id,
  type: 'simple',
  description,
  readOnly: false,
  scopes: ['rest'],
  userUid: 'u-7',
  userName: 'corvid_owner',
  companyUid: company,
  companyName: 'Corvid Legal',
  status: { word: 'enabled', raw: 'enabled' },
  createdAt: null,
  publicKey: null,
})
const bot = key('4711', 'Backup bot')
const other = key('4712', 'Restore checks')
const inventory: Inventory = {
  connectionId,
  keys: [bot, other],
  owners: [],
  organizations: [
    {
      uid: company,
      name: 'Corvid Legal',
      type: 'company',
      active: true,
      restAccess: true,
      resellerUid: null,
    },
  ],
  fetchedAt: '2026-05-04T12:00:00.000Z',
  source: 'console',
  complete: true,
  partial: false,
  elsewhere: [],
  problem: null,
}
const record = (minute: number, type: string, message: string, change: object = {}) => ({
  at: new Date(Date.UTC(2026, 4, 4, 12, minute)).toISOString(),
  type,
  kind: 'Internal',
  message,
  userUid: 'u-7',
  organizationUid: company,
  ...change,
})
const page = (records: object[]) => ({
  records,
  unreadable: 0,
  next: null,
  isCut: false,
  upTo: null,
  clockAheadMs: 0,
})

async function open(of: KeyRecord, isForbidden = false) {
  const asked: Record<string, unknown>[] = []
  const initial = topics({
    connections: [connection()],
    sessions: [session({ kind: 'active', user, keptIn: 'keyring', way: 'password' })],
    inventory: [inventory],
  })
  const shown = await show(<KeyTimeline connectionId={connectionId} of={of} />, initial, (bridge) => {
    const call = bridge.call
    bridge.answer('journal.read', {
      value: {
        rows: [
          {
            seq: 3,
            at: '2026-05-04T12:30:00.000Z',
            event: 'key.disabled',
            facts: { connectionId, keyId: of.id, key: of.description, person: user.userName },
          },
        ],
        next: null,
      },
    })
    bridge.call = (name, input) => {
      if (name === 'activity.read') {
        const query = input as Record<string, unknown>
        asked.push(query)
        const own = [
          record(2, 'UserLoginTypeCreated', 'Identity 4711 of type AK'),
          record(3, 'UserLoginTypeCreated', 'Identity 4712 of type AK'),
          record(4, 'LoginSuccessful', 'in'),
          record(5, 'UserRecordDisabled', 'off'),
        ]
        const companys = [...own, record(6, 'CompanyRESTAPIAccessModified', 'rest', { userUid: null })]
        bridge.answer(
          'activity.read',
          isForbidden
            ? { failure: failure('forbidden', { action: 'activity-log' }) }
            : { value: page(query.userUid === null ? companys : own) },
        )
      }
      return call(name, input)
    }
  })
  return { ...shown, asked }
}
const section = () => screen.getByRole('region', { name: 'Timeline' })
const titles = () =>
  within(section())
    .queryAllByRole('listitem')
    .filter((line) => line.querySelector('time') !== null)
    .map((line) => line.querySelector('strong')?.textContent)

it('asks nothing until it is opened; then it is about this key, its owner and its company', async () => {
  const { asked, bridge } = await open(bot)
  expect(bridge.calls).toEqual([])
  await userEvent.click(within(section()).getByRole('button', { name: 'Show timeline' }))
  await waitFor(() =>
    expect(titles()).toEqual([
      'Key disabled',
      'REST access of a company switched',
      'User disabled',
      'Key or other identity created',
    ]),
  )
  expect(asked.map(({ userUid, organizationUid }) => [userUid, organizationUid])).toEqual([
    ['u-7', null],
    [null, company],
  ])
  expect(bridge.inputsOf('journal.read')[0]?.filter).toMatchObject({ keyId: '4711', connectionId })
  expect(within(section()).getAllByText(/writes nothing down/)).toHaveLength(1)

  // Open for the next key, too, until it is closed.
  cleanup()
  await open(other)
  await waitFor(() => expect(titles()).toContain('Key disabled'))
  await userEvent.click(within(section()).getByRole('button', { name: 'Hide timeline' }))
  expect(titles()).toEqual([])
})

it('without the right to read the log, what this computer did is there all the same', async () => {
  await open(bot, true)
  await userEvent.click(within(section()).getByRole('button', { name: 'Show timeline' }))
  await waitFor(() => expect(titles()).toEqual(['Key disabled']))
  const region = await screen.findByRole('region', { name: 'One log is missing here' })
  expect(region.textContent).toContain('Only a Portal Administrator or Site Administrator')
  await userEvent.click(within(section()).getByRole('button', { name: 'Hide timeline' }))
})
