// The event log: what is written for which act, who may read it, filters, paging, and records ordered by the control channel.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newAdvancedKey, registerKey } from './advanced-key'
import { createKey, type Item, startTestConsole, type TestConsole } from './test-console'

let console: TestConsole
let bearer: string
let me: Item
beforeEach(async () => {
  console = await startTestConsole()
  bearer = await console.bearer()
  me = await console.me(bearer)
})
afterEach(() => console.stop())

const read = (more = '', as = bearer) =>
  console.send('GET', `/eventLogs/activityLogs?limit=500${more}`, { bearer: as })
const log = async (more = '', as = bearer) => (await read(more, as)).body.data ?? []
const types = async (more = '') => (await log(more)).map((one) => one.activityLogType)
const organization = (name: string) =>
  console.sandbox.control.organizations().find((one) => one.name === name)?.uid ?? ''

describe('what is written', () => {
  it('keys: created and removed, with owner, organization and the id in the message', async () => {
    const key = await createKey(console, bearer, { description: 'Backup bot' })
    await console.send('DELETE', key.path, { bearer })
    const [removed, created] = await log()
    expect(created).toMatchObject({
      activityLogType: 'UserLoginTypeCreated',
      activityKind: 'Internal',
      userUid: me.instanceUid,
      organizationUid: me.organizationUid,
    })
    expect(Date.parse(String(created?.date))).toBe(console.time.ms)
    expect(removed?.activityLogType).toBe('UserLoginTypeRemoved')
    for (const record of [created, removed])
      expect(record?.message).toContain(`Identity ${key.id} of type AK`)
  })

  it('Advanced keys too, and a sign-in that a public key does not open', async () => {
    const key = newAdvancedKey(1024)
    await registerKey(console, bearer, key)
    const unknown = newAdvancedKey(1024)
    await console.token({ grant_type: 'public_key', public_key: unknown.base64 })
    expect((await types()).slice(0, 2)).toEqual(['LoginFailed', 'UserLoginTypeCreated'])
    expect((await log())[0]).toMatchObject({ userUid: null, organizationUid: null })
  })

  it('never the name that was typed, nor any secret', async () => {
    const key = await createKey(console, bearer)
    await console.token({ grant_type: 'password', username: 'My-Passw0rd', password: 'wrong' })
    const text = JSON.stringify(await log())
    expect(text).toContain('A sign-in was refused.')
    expect(text).not.toContain('My-Passw0rd')
    expect(text).not.toContain(key.text)
  })

  it('users and resellers switched off and on', async () => {
    const { control } = console.sandbox
    control.setUser('Corvid Legal\\corvid_owner', 'Disabled')
    control.setUser('Corvid Legal\\corvid_owner', 'Disabled')
    control.setUser('Corvid Legal\\corvid_owner', 'Enabled')
    control.setOrganization('Harbourline', { status: 'Disabled', isRestAccessEnabled: false })
    expect((await types()).slice(0, 4)).toEqual([
      'ResellerRESTAPIAccessModified',
      'ResellerStatusUpdated',
      'UserRecordEnabled',
      'UserRecordDisabled',
    ])
    expect(await log(`&organizationUid=${organization('Harbourline')}`)).toHaveLength(2)
  })
})

describe('who may read it', () => {
  it('everybody the records of what they see; records of nobody only the provider', async () => {
    const owner = await console.bearer('CompanyOwner')
    console.sandbox.control.addActivity({ type: 'UnattendedTask', message: 'Nobody did it.' })
    expect(new Set((await log('', owner)).map((one) => one.organizationUid))).toEqual(
      new Set([organization('Corvid Legal')]),
    )
    expect((await log()).map((one) => one.message)).toContain('Nobody did it.')
  })

  it.each([
    ['PortalAdministrator', 200],
    ['SiteAdministrator', 200],
    ['PortalOperator', 403],
    ['ResellerOwner', 403],
    ['CompanyOwner', 403],
  ])('as in the web console, where the option says so: %s %i', async (role, status) => {
    const as = await console.bearer(role)
    expect((await read('', as)).status).toBe(200)
    console.sandbox.control.setOptions({ 'activity-roles': 'guide' })
    expect((await read('', as)).status).toBe(status)
  })
})

describe('filters and paging', () => {
  it('by kind, period, user and organization', async () => {
    const { control } = console.sandbox
    control.addActivity({ type: 'CloudTenantModified', message: 'by a plug-in', kind: 'External' })
    control.addActivity({ type: 'Old', message: 'long ago', agoMs: 86_400_000 })
    expect(await types('&activityLogKind=External')).toEqual(['CloudTenantModified'])
    expect(await types('&to=2026-05-04T00:00:00Z')).toEqual(['Old'])
    expect(await types('&from=2026-05-04T00:00:00Z&dateSortingDirection=ascending')).toEqual([
      'LoginSuccessful',
      'CloudTenantModified',
    ])
    expect(await types(`&userUid=${me.instanceUid}`)).toEqual(['LoginSuccessful'])
    expect((await read('&activityLogKind=Sideways')).status).toBe(400)
    expect((await read('&from=yesterday')).status).toBe(400)
  })

  it('pages of what was asked for, newest first, without gaps', async () => {
    console.sandbox.control.addActivity({ type: 'Filler', message: 'one of many', count: 120, agoMs: 1000 })
    const page = async (offset: number) =>
      console.send('GET', `/eventLogs/activityLogs?limit=50&offset=${offset}`, { bearer })
    const pages = await Promise.all([0, 50, 100].map(page))
    expect(pages.map(({ body }) => body.data?.length)).toEqual([50, 50, 21])
    expect(pages[0]?.body.meta?.pagingInfo).toMatchObject({ total: 121, count: 50 })
    const dates = pages.flatMap(({ body }) => (body.data ?? []).map((one) => String(one.date)))
    expect(dates).toEqual([...dates].sort().reverse())
    expect(new Set(dates).size).toBe(121)
  })
})

it('the control channel writes records as they are, and refuses what is none', async () => {
  const order = (body: object) =>
    fetch(`${console.sandbox.controlUrl}/activity`, {
      method: 'POST',
      headers: { authorization: `Bearer ${console.sandbox.controlToken}` },
      body: JSON.stringify(body),
    })
  expect((await order({ type: 'A', message: 'x\u202Ey', userUid: randomUUID(), agoMs: 5 })).status).toBe(200)
  expect((await order({ type: 'A' })).status).toBe(400)
  expect((await order({ type: 'A', message: 'x', colour: 'red' })).status).toBe(400)
  expect((await log()).filter((one) => one.activityLogType === 'A')).toHaveLength(1)
})
