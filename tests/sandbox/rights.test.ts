// Who sees what and who may do what.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newAdvancedKey } from './advanced-key'
import { createKey, idOf, patch, startTestConsole, type TestConsole } from './test-console'

let console: TestConsole
beforeAll(async () => {
  console = await startTestConsole()
})
afterAll(() => console.stop())

const companiesSeen = async (role: string) => {
  const { body } = await console.send('GET', '/users/logins?limit=500', {
    bearer: await console.bearer(role),
  })
  return new Set(body.data?.map((one) => one.companyName))
}
const userUid = (name: string) => {
  const found = console.sandbox.control.users().find((one) => one.userName.endsWith(name))
  if (found === undefined) throw new Error(`no user ${name}`)
  return found.uid
}
const organizationUid = (name: string) =>
  console.sandbox.control.organizations().find((one) => one.name === name)?.uid ?? ''
/** A key of another user, as the administrator sees it. */
const keyOf = async (user: string) => {
  const path = `/users/${userUid(user)}/logins`
  const answer = await console.send('GET', path, { bearer: await console.bearer() })
  const [, id = ''] = /"id":(\d+)[^}]*"identityProviderName":"AK"/.exec(answer.text) ?? []
  return `${path}/${id}`
}

describe('visibility', () => {
  it('is everything for provider roles', async () => {
    for (const role of [
      'PortalAdministrator',
      'PortalOperator',
      'PortalReadonlyOperator',
      'SiteAdministrator',
    ]) {
      expect((await companiesSeen(role)).size, role).toBe(7)
    }
  })

  it('is the own and the child companies for resellers, the own organization for companies', async () => {
    expect(await companiesSeen('ResellerOwner')).toEqual(
      new Set(['Harbourline', 'Corvid Legal', 'Alder & Finch']),
    )
    expect(await companiesSeen('CompanyOwner')).toEqual(new Set(['Corvid Legal']))
    expect(await companiesSeen('CompanyInvoiceAuditor')).toEqual(new Set(['Bexley Clinics']))
  })

  it('makes everything else not exist', async () => {
    const bearer = await console.bearer('CompanyOwner')
    const bexley = userUid('bexley_admin')
    const other = await keyOf('bexley_admin')
    const paths = [
      `/users/${bexley}`,
      `/users/${bexley}/logins`,
      other,
      `/organizations/${organizationUid('Bexley Clinics')}`,
      `/organizations/${organizationUid('Bexley Clinics')}/keys`,
      `/organizations/${organizationUid('Bexley Clinics')}/users`,
      `/organizations/companies/${organizationUid('Bexley Clinics')}`,
      `/organizations/resellers/${organizationUid('Corvid Legal')}`,
    ]
    for (const path of paths) expect((await console.send('GET', path, { bearer })).status, path).toBe(404)
    expect((await console.send('DELETE', other, { bearer })).status).toBe(404)
    const log = await console.send('GET', '/eventLogs/activityLogs?limit=500', { bearer })
    const seen = new Set(log.body.data?.map((one) => one.organizationUid))
    expect([...seen]).toEqual([organizationUid('Corvid Legal')])
    const wrongOwner = other.replace(bexley, userUid('corvid_owner'))
    expect((await console.send('GET', wrongOwner, { bearer })).status).toBe(404)
  })

  it('lists only keys under an organization', async () => {
    const path = `/organizations/${organizationUid('Northgate')}/keys?limit=500`
    const { body } = await console.send('GET', path, { bearer: await console.bearer() })
    expect(new Set(body.data?.map((one) => one.identityProviderName))).toEqual(new Set(['AK', 'AA']))
    expect(new Set(body.data?.map((one) => one.companyName))).toEqual(new Set(['Northgate']))
  })
})

describe('roles of the reference', () => {
  it.each([
    ['/about', 'PortalAdministrator', 200],
    ['/about', 'ResellerOwner', 200],
    ['/about', 'PortalOperator', 403],
    ['/about', 'CompanyOwner', 403],
    ['/users', 'CompanyOwner', 200],
    ['/users', 'CompanyInvoiceAuditor', 403],
    ['/users/logins', 'CompanyInvoiceAuditor', 200],
  ])('%s for %s: %i', async (path, role, status) => {
    expect((await console.send('GET', path, { bearer: await console.bearer(role) })).status).toBe(status)
  })
})

describe('writing', () => {
  const create = async (role: string, user?: string) => {
    const bearer = await console.bearer(role)
    const uid = user === undefined ? (await console.me(bearer)).instanceUid : userUid(user)
    return console.send('POST', `/users/${uid}/logins/apikey?description=Mine&scopes=rest`, { bearer })
  }

  it.each([
    ['PortalAdministrator', 200, 200, 200],
    ['CompanyOwner', 200, 200, 200],
    ['CompanyAdministrator', 200, 200, 200],
    ['ResellerOwner', 200, 403, 200],
    ['ResellerAdministrator', 200, 403, 200],
    ['PortalOperator', 403, 403, 403],
    ['PortalReadonlyOperator', 403, 403, 403],
    ['SiteAdministrator', 403, 403, 403],
    ['CompanyInvoiceAuditor', 403, 403, 403],
  ])('%s: create %i, switch %i, delete %i', async (role, created, switched, removed) => {
    const answer = await create(role)
    expect(answer.status).toBe(created)
    const bearer = await console.bearer(role)
    // Whoever may not create has no key to try the rest on, so another visible one serves.
    const path =
      created === 200
        ? `/users/${answer.body.data?.userUid}/logins/${idOf(answer)}`
        : await keyOf('bexley_admin')
    const edit = await console.send('PATCH', path, { bearer, json: patch('description', 'Edited') })
    expect(edit.status).toBe(created)
    const off = await console.send('PATCH', path, { bearer, json: patch('status', 'disabled') })
    expect(off.status).toBe(switched)
    expect((await console.send('DELETE', path, { bearer })).status).toBe(removed)
  })

  it('creates for nobody else: 403 for a visible user, 404 for one that is not', async () => {
    expect((await create('PortalAdministrator', 'bexley_admin')).status).toBe(403)
    expect((await create('CompanyOwner', 'bexley_admin')).status).toBe(404)
    const bearer = await console.bearer()
    const path = `/users/${userUid('bexley_admin')}/logins/asymmetricalgorithm?description=x&scopes=rest`
    const sending = { bearer, raw: newAdvancedKey(1024).xml, type: 'application/octet-stream' }
    expect((await console.send('POST', path, sending)).status).toBe(403)
  })

  it('lets the provider change keys of companies, and readers nothing', async () => {
    const path = await keyOf('bexley_admin')
    const json = patch('description', 'Edited by the provider')
    const send = async (role: string) =>
      (await console.send('PATCH', path, { bearer: await console.bearer(role), json })).status
    expect(await send('PortalAdministrator')).toBe(200)
    expect(await send('PortalReadonlyOperator')).toBe(403)
    expect(await send('PortalOperator')).toBe(403)
  })

  it('switches organizations for the Portal Administrator only', async () => {
    const path = `/organizations/companies/${organizationUid('Corvid Legal')}`
    const json = patch('isRestAccessEnabled', true)
    const send = async (role: string) =>
      (await console.send('PATCH', path, { bearer: await console.bearer(role), json })).status
    expect(await send('PortalAdministrator')).toBe(200)
    expect(await send('PortalOperator')).toBe(403)
    expect(await send('ResellerOwner')).toBe(403)
    expect(await send('CompanyOwner')).toBe(403)
    const bearer = await console.bearer()
    const wrong = await console.send('PATCH', path, { bearer, json: patch('name', 'Other') })
    expect(wrong.body.errors?.[0]?.code).toBe(1001)
  })

  it('keeps a read-only session from every write', async () => {
    const account = console.sandbox.accounts[0]
    const answer = await console.token({
      grant_type: 'password',
      username: account?.userName ?? '',
      password: account?.password ?? '',
      readOnly: 'true',
    })
    const bearer = answer.body.access_token ?? ''
    const key = await createKey(console, await console.bearer())
    const writes: [string, string][] = [
      ['POST', key.path.replace(/\d+$/, 'apikey?description=x&scopes=rest')],
      ['PATCH', key.path],
      ['DELETE', key.path],
      ['DELETE', key.path.replace(/logins.*/, 'tokens')],
    ]
    for (const [method, path] of writes) {
      const sending = method === 'PATCH' ? { bearer, json: patch('status', 'disabled') } : { bearer }
      expect((await console.send(method, path, sending)).status, `${method} ${path}`).toBe(403)
    }
    expect((await console.send('GET', key.path, { bearer })).body.data?.status).toBe('enabled')
  })
})
