// What switching REST access, organizations and owners does to keys, and what the event log says of it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newAdvancedKey, registerKey } from './advanced-key'
import { createKey, patch, query, startTestConsole, type TestConsole } from './test-console'

let console: TestConsole
let bearer: string
beforeEach(async () => {
  console = await startTestConsole()
  bearer = await console.bearer()
})
afterEach(() => console.stop())

/** Status by description of the keys of one organization. */
const statuses = async (companyName: string) => {
  const filter = query([{ property: 'companyName', operation: 'equals', value: companyName }])
  const { body } = await console.send('GET', `/users/logins?limit=500&filter=${filter}`, { bearer })
  const keys = (body.data ?? []).filter((one) => /^A[AK]$/.test(String(one.identityProviderName)))
  return Object.fromEntries(keys.map((one) => [one.description, one.status]))
}
const companyPath = (name: string) => {
  const found = console.sandbox.control.organizations().find((one) => one.name === name)
  return `/organizations/${found?.type === 'Reseller' ? 'resellers' : 'companies'}/${found?.uid}`
}
const restOff = 'disabledDueSystemComponentsRestrictions'

describe('REST access', () => {
  it('off: rest keys stop and say so, plugin keys stay; on: what was enabled comes back', async () => {
    const owner = await console.bearer('CompanyOwner')
    const key = await createKey(console, owner, { description: 'Live key' })
    await registerKey(console, owner, newAdvancedKey(1024), { scopes: 'integration' })
    const path = companyPath('Corvid Legal')
    const before = await statuses('Corvid Legal')
    const off = await console.send('PATCH', path, { bearer, json: patch('isRestAccessEnabled', false) })
    expect(off.body.data?.isRestAccessEnabled).toBe(false)
    expect(await statuses('Corvid Legal')).toEqual({
      'Corvid audit, spring': 'disabled',
      'Corvid case archive': restOff,
      'Corvid restore checks': restOff,
      'Live key': restOff,
      'Advanced test key': 'enabled',
    })
    expect((await console.send('GET', '/users/me', { bearer: key.text })).status).toBe(401)
    expect((await console.send('GET', '/users/me', { bearer: owner })).status).toBe(401)
    await console.send('PATCH', path, { bearer, json: patch('isRestAccessEnabled', true) })
    expect(await statuses('Corvid Legal')).toEqual(before)
    expect((await console.send('GET', '/users/me', { bearer: key.text })).status).toBe(200)
  })

  it('off in the demo: Ellis Dental', async () => {
    expect(await statuses('Ellis Dental')).toEqual({
      'Ellis licence check': restOff,
      'Ellis practice backup bot': restOff,
      'Ellis plug-in link': 'enabled',
    })
  })

  it('of a reseller does not touch its companies', async () => {
    const before = await statuses('Alder & Finch')
    const path = companyPath('Harbourline')
    await console.send('PATCH', path, { bearer, json: patch('isRestAccessEnabled', false) })
    expect(Object.values(await statuses('Harbourline'))).toEqual([restOff, restOff])
    expect(await statuses('Alder & Finch')).toEqual(before)
  })
})

describe('owner and organization', () => {
  it('owner off: disabledDueToUser, and back; a hand-set disabled is kept', async () => {
    const before = await statuses('Corvid Legal')
    console.sandbox.control.setUser('Corvid Legal\\corvid_owner', 'Disabled')
    expect(await statuses('Corvid Legal')).toEqual({
      'Corvid audit, spring': 'disabled',
      'Corvid case archive': 'disabledDueToUser',
      'Corvid restore checks': 'disabledDueToUser',
    })
    console.sandbox.control.setUser('Corvid Legal\\corvid_owner', 'Enabled')
    expect(await statuses('Corvid Legal')).toEqual(before)
  })

  it('a disabled reseller disables its companies, and back', async () => {
    const before = await statuses('Corvid Legal')
    await console.send('PATCH', companyPath('Harbourline'), { bearer, json: patch('status', 'Disabled') })
    const company = await console.send('GET', companyPath('Corvid Legal'), { bearer })
    expect(company.body.data?.status).toBe('Disabled')
    expect((await statuses('Corvid Legal'))['Corvid case archive']).toBe('disabledDueToCompany')
    await console.send('PATCH', companyPath('Harbourline'), { bearer, json: patch('status', 'Active') })
    expect(await statuses('Corvid Legal')).toEqual(before)
  })

  it('a key that is off for another reason cannot be enabled, but can be disabled', async () => {
    const filter = query([{ property: 'description', operation: 'equals', value: 'Dunmore ticket portal' }])
    const list = await console.send('GET', `/users/logins?filter=${filter}`, { bearer })
    const [, id = ''] = /"id":(\d+)/.exec(list.text) ?? []
    const path = `/users/${list.body.data?.[0]?.userUid}/logins/${id}`
    const enable = await console.send('PATCH', path, { bearer, json: patch('status', 'enabled') })
    expect(enable.status).toBe(409)
    expect(enable.body.errors?.[0]?.type).toBe('retryableLogical')
    const disable = await console.send('PATCH', path, { bearer, json: patch('status', 'disabled') })
    expect(disable.body.data?.status).toBe('disabled')
  })
})

it('writes the event log for what the product logs, and nothing for enable, disable and edit', async () => {
  const owner = await console.bearer('CompanyOwner')
  const key = await createKey(console, owner)
  for (const json of [patch('description', 'x'), patch('status', 'disabled'), patch('status', 'enabled')]) {
    await console.send('PATCH', key.path, { bearer: owner, json })
  }
  await console.send('DELETE', key.path, { bearer: owner })
  await console.token({ grant_type: 'password', username: 'NG-VSPC\\m.lindqvist', password: 'wrong' })
  await console.send('PATCH', companyPath('Corvid Legal'), {
    bearer,
    json: [...patch('isRestAccessEnabled', false), ...patch('status', 'Disabled')],
  })
  console.sandbox.control.setUser('Bexley Clinics\\bexley_admin', 'Disabled')
  const { instanceUid } = await console.me(bearer)
  await console.send('DELETE', `/users/${instanceUid}/tokens?userLoginId=999`, { bearer })
  const read = async (more = '') =>
    (await console.send('GET', `/eventLogs/activityLogs?limit=500${more}`, { bearer })).body.data ?? []
  const log = await read('&dateSortingDirection=ascending')
  expect(log.map((one) => one.activityLogType)).toEqual([
    'LoginSuccessful',
    'LoginSuccessful',
    'UserLoginTypeCreated',
    'UserLoginTypeRemoved',
    'LoginFailed',
    'CompanyStatusUpdated',
    'CompanyRESTAPIAccessModified',
    'UserRecordDisabled',
  ])
  expect(JSON.stringify(log)).not.toContain(key.text)
  expect((await read()).map((one) => one.activityLogType)).toEqual(
    log.map((one) => one.activityLogType).reverse(),
  )
  console.time.ms += 60_000
  await console.send('DELETE', `/users/${instanceUid}/tokens`, { bearer })
  bearer =
    (
      await console.token({
        grant_type: 'password',
        username: 'NG-VSPC\\m.lindqvist',
        password: 'Demo-Lindqvist-1',
      })
    ).body.access_token ?? ''
  const from = new Date(console.time.ms - 1000).toISOString()
  expect((await read(`&from=${from}`)).map((one) => one.activityLogType)).toEqual([
    'LoginSuccessful',
    'UserTokenRevoked',
  ])
  expect(await read(`&to=${from}&userUid=${instanceUid}`)).toHaveLength(2)
})
