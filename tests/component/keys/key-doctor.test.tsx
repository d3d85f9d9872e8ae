// The details pane: the key doctor's list, what it says to whom, what leaves it by the clipboard; marks; several keys.
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Organization, Owner } from '../../../src-shared/key'
import {
  active,
  button,
  connectionId,
  description,
  inventoryOf,
  isOff,
  leaveNothing,
  openKeys,
  user,
} from './fake-main'
import { sampleKey, stubSizes } from './sample-keys'

beforeEach(() => stubSizes())
afterEach(() => {
  cleanup()
  leaveNothing()
})

const alpha: Organization = {
  uid: 'o-alpha',
  name: 'Alpha',
  type: 'company',
  active: true,
  restAccess: true,
  resellerUid: 'o-harbour',
}
const harbour: Organization = { ...alpha, uid: 'o-harbour', name: 'Harbourline', type: 'reseller' }
const owner: Owner = {
  userUid: 'u-1',
  userName: 'alpha_svc',
  role: 'CompanyAdministrator',
  status: 'enabled',
  mfa: 'off',
}
const works = sampleKey(1, {
  description: 'Grafana',
  userName: 'alpha_svc',
  companyUid: 'o-alpha',
  companyName: 'Alpha',
})
const dead = { ...works, id: '2', status: { word: 'owner-off', raw: 'disabledDueToUser' } as const }
const companyAdmin = user({
  role: 'CompanyAdministrator',
  organizationUid: 'o-alpha',
  organizationType: 'company',
})

const listOf = (...keys: (typeof works)[]) =>
  inventoryOf(keys, { owners: [owner], organizations: [alpha, harbour] })
const row = (name: string) => screen.getByRole('rowheader', { name })
const doctor = () => screen.getByRole('region', { name: 'Key doctor' })
const checks = () =>
  within(doctor())
    .getAllByRole('listitem')
    .map((item) => [...item.querySelectorAll('span')].slice(0, 2).map((part) => part.textContent))

/** What the last call put onto the clipboard. */
function copied(main: Awaited<ReturnType<typeof openKeys>>): string {
  const [name, input] = main.calls.at(-1) ?? ['', null]
  expect(name).toBe('app.copyText')
  return (input as { text: string }).text
}

async function select(u: ReturnType<typeof userEvent.setup>, name = 'Grafana') {
  await u.click(row(name))
}

describe('key doctor', () => {
  test('a dead key: stops at the cause, says who can change it, and drafts the message', async () => {
    const u = userEvent.setup()
    const list = {
      ...listOf({ ...dead, description: 'Gra\u202Efana' }),
      owners: [{ ...owner, status: 'disabled' as const }],
    }
    const main = await openKeys(list, {
      topics: { sessions: [active(user({ role: 'ResellerAdministrator', organizationType: 'reseller' }))] },
    })
    await select(u, 'Gra[U+202E]fana')
    expect(checks()).toEqual([
      ['Console reachable', 'Fine'],
      ['Certificate', 'Fine'],
      ['Console version', 'Fine'],
      ['Status', 'See owner'],
      ['Owner', 'Failed'],
      ['Company and REST access', 'Not checked'],
      ['Scope', 'Not checked'],
      ['Owner’s role', 'Not checked'],
    ])
    expect(doctor().textContent).toContain('alpha_svc is disabled')
    expect(doctor().textContent).toContain('An administrator of the company or of the provider can enable')
    expect(doctor().textContent).toContain('As the console said today at')
    await u.click(button('Why does this key not work?'))
    expect(document.activeElement?.textContent).toBe('Key doctor')
    await u.click(button('Copy message'))
    const text = copied(main)
    for (const part of [
      'Console: EU-1, https://vspc.example:1280',
      'Key: Gra[U+202E]fana',
      'Kind: Simple key, read-only, id 2',
      'Owner: alpha_svc',
      'Reason: alpha_svc is disabled',
      'disabledDueToUser',
      'Please enable the user',
    ])
      expect(text).toContain(part)
    await u.click(button('Copy details'))
    expect(copied(main)).toContain('Owner: Failed (owner-disabled). alpha_svc')
  })

  test('a secret that somebody typed into a description does not leave by the clipboard', async () => {
    const u = userEvent.setup()
    const secret = `${'0123456789abcdef'}${'Zq9'.repeat(36)}`
    const main = await openKeys(listOf({ ...dead, description: `token ${secret}` }), {
      topics: { sessions: [active(companyAdmin)] },
    })
    await select(u, `token ${secret}`)
    for (const name of ['Copy message', 'Copy details']) {
      await u.click(button(name))
      const text = copied(main)
      expect(text).toContain('Key: (withheld: it looks like a secret)')
      expect(text).not.toContain('Zq9Zq9')
    }
  })

  test('a key that works: nothing to ask for, the checks on demand, Verify and Check now', async () => {
    const u = userEvent.setup()
    const main = await openKeys(listOf(works))
    await select(u)
    expect(doctor().textContent).toContain('Nothing speaks against this key')
    expect(within(doctor()).queryAllByRole('listitem')).toEqual([])
    expect(screen.queryByRole('button', { name: 'Why does this key not work?' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Copy message' })).toBeNull()
    await u.click(button('Show checks'))
    expect(checks().every(([, word]) => word === 'Fine')).toBe(true)
    await u.click(button('Check now'))
    expect(main.calls.at(-1)).toEqual(['keys.refresh', { connectionId }])
    await u.click(button('Verify this key'))
    expect(screen.getByRole('dialog', { name: 'Verify key' })).toBeTruthy()
  })

  test('the menu of a dead key leads to the doctor; that of one that works does not', async () => {
    const u = userEvent.setup()
    await openKeys(listOf(works, { ...dead, description: 'Dead' }))
    await select(u)
    await u.keyboard('{Shift>}{F10}{/Shift}')
    const why = { name: 'Why does this key not work?' }
    expect(screen.getByRole('menuitem', { name: 'Details' })).toBeTruthy()
    expect(screen.queryByRole('menuitem', why)).toBeNull()
    await u.keyboard('{Escape}')
    await select(u, 'Dead')
    await u.keyboard('{Shift>}{F10}{/Shift}')
    await u.click(screen.getByRole('menuitem', why))
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Key doctor'))
  })

  test('what the person can repair needs no message', async () => {
    const u = userEvent.setup()
    await openKeys(listOf({ ...works, status: { word: 'disabled', raw: 'disabled' } }))
    await select(u)
    expect(doctor().textContent).toContain(
      'Somebody switched the key off by hand.You can enable the key: press Enable.',
    )
    expect(screen.queryByRole('button', { name: 'Copy message' })).toBeNull()
  })

  test('offline: stops at the console, says how old the copy is and what it held against the key', async () => {
    const u = userEvent.setup()
    const main = await openKeys(
      { ...listOf({ ...works, status: { word: 'disabled', raw: 'disabled' } }), source: 'saved' },
      {
        topics: {
          sessions: [
            {
              ...active(),
              sign: { kind: 'offline', user: user() },
              reach: { kind: 'unreachable', since: new Date().toISOString(), code: 'timeout' },
            },
          ],
        },
      },
    )
    await select(u)
    expect(checks()[0]).toEqual(['Console reachable', 'Failed'])
    expect(
      checks()
        .slice(1)
        .every(([, word]) => word === 'Not checked'),
    ).toBe(true)
    const said = doctor().textContent
    expect(said).toContain('The console does not answer, tried without success since today at')
    expect(said).toContain('this spoke against the key: Somebody switched the key off by hand.')
    expect(said).toContain('From the copy saved today at')
    expect(said).toContain('cannot be known offline')
    await u.click(button('Check now'))
    expect(main.calls.at(-1)).toEqual(['connections.retry', { connectionId }])
  })
})

describe('details', () => {
  test('owner, company and marks', async () => {
    const u = userEvent.setup()
    await openKeys(
      { ...listOf({ ...works, readOnly: false }), elsewhere: ['1'] },
      {
        topics: {
          sessions: [
            {
              ...active(),
              stationKey: {
                keyId: '1',
                userUid: 'u-1',
                userName: 'NG-VSPC\\m.lindqvist',
                description: 'Keywright on DESK-7',
                state: 'ready' as const,
                former: [],
              },
            },
          ],
        },
      },
    )
    await u.click(screen.getByRole('rowheader', { name: /Grafana/ }))
    const pane = screen.getByRole('complementary', { name: 'Details' })
    expect(within(pane).getByText('Made elsewhere')).toBeTruthy()
    expect(within(pane).getByText('This computer’s key')).toBeTruthy()
    expect(screen.getByRole('region', { name: 'Owner' }).textContent).toContain('MFAOff')
    expect(screen.getByRole('region', { name: 'Owner' }).textContent).toContain(
      'An administrator owns it: it may do whatever an administrator may.',
    )
    expect(screen.getByRole('region', { name: 'Company' }).textContent).toContain(
      'TypeCompanyStateActiveREST accessOnResellerHarbourline',
    )
  })

  test('a disabled owner is the warning, before the role; an unknown one says what may not be seen', async () => {
    const u = userEvent.setup()
    const main = await openKeys({ ...listOf(works), owners: [{ ...owner, status: 'disabled' }] })
    await select(u)
    expect(screen.getByRole('region', { name: 'Owner' }).textContent).toContain('The owner is disabled')
    await main.publish({ inventory: [{ ...listOf(works), owners: [] }] })
    expect(screen.getByRole('region', { name: 'Owner' }).textContent).toContain('You may not see more')
  })

  test('several keys are counted by status and kind', async () => {
    const u = userEvent.setup()
    await openKeys(
      listOf(works, { ...dead, description: 'Dead' }, { ...dead, id: '3', description: 'Third' }),
    )
    await u.click(row('Grafana'))
    await u.keyboard('{Control>}a{/Control}')
    expect(screen.getByRole('region', { name: 'Status' }).textContent).toBe('StatusEnabled1Owner off2')
    expect(screen.getByRole('region', { name: 'Kind' }).textContent).toBe('KindSimple3Read-only3Owners1')
    expect(screen.queryByRole('region', { name: 'Key doctor' })).toBeNull()
  })

  test('Verify says why it cannot be used', async () => {
    const u = userEvent.setup()
    const main = await openKeys(listOf(works))
    await select(u)
    await main.publish({ sessions: [{ ...active(), reach: { kind: 'unknown' } }] })
    expect(isOff(button('Verify this key'))).toBe(false)
    await main.publish({
      sessions: [{ ...active(), sign: { kind: 'restoring' }, reach: { kind: 'online' } }],
    })
    expect(description(button('Verify this key'))).toBe('You are not signed in. Changes need a sign-in.')
  })
})
