// Every operation answers as the OpenAPI file says, its refusals too; and the judge itself can say no.
import { generate } from 'otplib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newAdvancedKey, registerKey } from './advanced-key'
import { allOperationIds, openapiText, problemsOf } from './conformance'
import { createKey, patch, settle, startTestConsole, type TestConsole } from './test-console'

const nowhere = '00000000-0000-4000-8000-000000000000'

describe('the judge', () => {
  const good = {
    data: {
      id: 12,
      userUid: nowhere,
      identityProviderName: 'AK',
      description: 'x',
      isReadAccessOnly: true,
      status: 'enabled',
      identifierInProvider: '1',
      parameters: 'secret',
    },
  }
  const judge = (operationId: string, body: unknown, status = 200) =>
    problemsOf(operationId, {
      status,
      headers: { 'content-type': 'application/json' },
      text: JSON.stringify(body),
    })

  it('accepts a good answer', () => expect(judge('AddApiKeyLogin', good)).toEqual([]))
  it.each([
    ['a missing member', { data: { ...good.data, status: undefined } }],
    ['a wrong type', { data: { ...good.data, isReadAccessOnly: 'yes' } }],
    ['a status that is none', { data: { ...good.data, status: 'off' } }],
    ['an empty secret', { data: { ...good.data, parameters: '' } }],
    ['an unknown member', { data: { ...good.data, secret: 'x' } }],
    ['a date that is none', { data: { ...good.data, creationDate: 'yesterday' } }],
  ])('refuses %s', (_, body) => expect(judge('AddApiKeyLogin', body)).not.toEqual([]))
  it('refuses an OAuth error elsewhere', () => {
    expect(judge('GetCurrentUser', { error: 'invalid_grant' }, 401)).not.toEqual([])
  })
  it('refuses a status that is not described', () =>
    expect(judge('GetCurrentUser', good, 201)).not.toEqual([]))
})

describe('every operation', () => {
  let console: TestConsole
  beforeAll(async () => {
    console = await startTestConsole({ options: { 'async-ms': 1 } })
  })
  afterAll(() => console.stop())

  it('answers 200 as described', async () => {
    const bearer = await console.bearer()
    const { instanceUid, organizationUid } = await console.me(bearer)
    const get = async (path: string) => {
      const answer = await console.send('GET', path, { bearer })
      expect(answer.status, path).toBe(200)
      return answer.body
    }
    await get('/about')
    await get('/authentication/keys/rsa?keySize=1024')
    const totp = await get('/authentication/keys/totp-secret')
    const secret = String(totp.data?.secret)
    const code = await generate({ secret, epoch: console.time.ms / 1000 })
    const enrol = new URLSearchParams({
      secretUrl: String(totp.data?.secretUrl),
      code,
      description: 'Phone',
      scopes: 'ui',
    })
    const audit = await console.bearer('CompanyInvoiceAuditor')
    const { instanceUid: auditUid } = await console.me(audit)
    const factor = await console.send('POST', `/users/${auditUid}/logins/totp?${enrol}`, { bearer: audit })
    expect(factor.status).toBe(200)
    await get('/users')
    await get(`/users/${instanceUid}`)
    await get('/users/logins?limit=500')
    await get(`/users/${instanceUid}/logins`)
    const { path } = await createKey(console, bearer)
    await get(path)
    expect((await console.send('PATCH', path, { bearer, json: patch('status', 'disabled') })).status).toBe(
      200,
    )
    expect((await console.send('DELETE', path, { bearer })).body.data).toBe(true)
    expect((await registerKey(console, bearer, newAdvancedKey())).status).toBe(200)
    await get('/organizations')
    await get(`/organizations/${organizationUid}`)
    await get(`/organizations/${organizationUid}/keys`)
    await get(`/organizations/${organizationUid}/users`)
    await get(`/organizations/${organizationUid}/configuration/policy`)
    await get('/organizations/provider?expand=Organization')
    const companies = await get('/organizations/companies?expand=Organization')
    const resellers = await get('/organizations/resellers?expand=Organization')
    const company = `/organizations/companies/${companies.data?.[0]?.instanceUid}`
    const reseller = `/organizations/resellers/${resellers.data?.[0]?.instanceUid}`
    for (const one of [company, reseller]) {
      await get(one)
      const changed = await console.send('PATCH', one, { bearer, json: patch('isRestAccessEnabled', false) })
      expect(changed.body.data?.isRestAccessEnabled).toBe(false)
    }
    await get('/eventLogs/activityLogs?limit=500')
    await get('/asyncActions')
    await get('/asyncActions/config')
    const revoked = await console.send('DELETE', `/users/${auditUid}/tokens`, { bearer })
    expect(revoked.body.data).toBe(true)
  })

  it('answers async operations as described', async () => {
    const bearer = await console.bearer()
    const { instanceUid } = await console.me(bearer)
    console.sandbox.control.setOptions({ writes: 'async' })
    const create = `/users/${instanceUid}/logins/apikey?description=Queued&scopes=rest`
    const start = async () => {
      const id = crypto.randomUUID()
      const answer = await console.send('POST', create, { bearer, headers: { 'x-request-id': id } })
      expect(answer.status).toBe(202)
      return id
    }
    const done = await start()
    await settle()
    expect((await console.send('GET', `/asyncActions/${done}`, { bearer })).status).toBe(200)
    expect((await console.send('GET', `/asyncActions/${done}/result`, { bearer })).status).toBe(200)
    console.sandbox.control.setOptions({ writes: 'direct' })
    expect((await console.send('DELETE', `/asyncActions/${done}/result`, { bearer })).status).toBe(200)
    console.sandbox.control.setOptions({ writes: 'async' })
    console.delaysLast = true
    const held = await start()
    console.sandbox.control.resetOptions()
    expect((await console.send('DELETE', `/asyncActions/${held}`, { bearer })).status).toBe(200)
    console.delaysLast = false
    await console.endDelays()
  })

  it('was called at least once', () => {
    expect([...console.operationsSeen].sort()).toEqual([...allOperationIds].sort())
  })

  it('refuses in the described shapes', async () => {
    const bearer = await console.bearer()
    const { instanceUid } = await console.me(bearer)
    const expectRefusal = async (
      status: number,
      type: string,
      answer: Promise<{ status: number; body: { errors?: { type: string; code: number }[] } }>,
    ) => {
      const { status: actual, body } = await answer
      expect(actual).toBe(status)
      expect(body.errors?.[0]).toMatchObject({ type })
    }
    await expectRefusal(401, 'security', console.send('GET', '/users/me'))
    await expectRefusal(401, 'security', console.send('GET', '/users/me', { bearer: 'nonsense' }))
    await expectRefusal(404, 'logical', console.send('GET', `/users/${nowhere}`, { bearer }))
    await expectRefusal(404, 'transport', console.send('GET', '/nothing', { bearer }))
    await expectRefusal(404, 'transport', console.send('PUT', '/users/me', { bearer }))
    await expectRefusal(404, 'logical', console.send('GET', `/users/${instanceUid}/logins/99999`, { bearer }))
    await expectRefusal(404, 'logical', console.send('GET', `/asyncActions/${nowhere}`, { bearer }))
    await expectRefusal(404, 'logical', console.send('GET', `/asyncActions/${nowhere}/result`, { bearer }))
    await expectRefusal(404, 'logical', console.send('DELETE', `/asyncActions/${nowhere}`, { bearer }))
    await expectRefusal(400, 'logical', console.send('GET', '/users?limit=501', { bearer }))
    const key = await createKey(console, bearer)
    await expectRefusal(
      415,
      'transport',
      console.send('PATCH', key.path, { bearer, raw: '[]', type: 'text/plain' }),
    )
    await expectRefusal(400, 'logical', console.send('PATCH', key.path, { bearer, json: [] }))
    await expectRefusal(
      400,
      'logical',
      console.send('PATCH', key.path, { bearer, raw: '[{', type: 'application/json' }),
    )
    console.sandbox.control.addFault({ operationId: 'GetUsers', times: 1, status: 520 })
    await expectRefusal(520, 'unspecified', console.send('GET', '/users', { bearer }))
    console.sandbox.control.addFault({ operationId: 'GetUsers', times: 1, throttle: {} })
    await expectRefusal(429, 'transport', console.send('GET', '/users', { bearer }))
  })

  it('names the parameter at fault', async () => {
    const bearer = await console.bearer()
    const { instanceUid } = await console.me(bearer)
    const named = async (method: string, path: string, headers: Record<string, string> = {}) => {
      const answer = await console.send(method, path, { bearer, headers })
      expect(answer.status, path).toBe(400)
      return answer.body.errors?.[0]?.parameterName
    }
    const create = `/users/${instanceUid}/logins/apikey`
    expect(await named('GET', '/users?offset=-1')).toBe('offset')
    expect(await named('GET', '/users?limit=many')).toBe('limit')
    expect(await named('GET', '/users?nonsense=1')).toBe('nonsense')
    expect(await named('GET', '/users?filter=[')).toBe('filter')
    expect(await named('GET', '/users/not-a-uuid')).toBe('userUid')
    expect(await named('GET', `/users/${instanceUid}/logins/abc`)).toBe('userLoginId')
    expect(await named('GET', '/users/me', { 'x-request-id': 'no uuid' })).toBe('X-Request-id')
    expect(await named('POST', `${create}?scopes=rest`)).toBe('description')
    expect(await named('POST', `${create}?description=&scopes=rest`)).toBe('description')
    expect(await named('POST', `${create}?description=a%3Db&scopes=rest`)).toBe('description')
    expect(await named('POST', `${create}?description=${'x'.repeat(129)}&scopes=rest`)).toBe('description')
    expect(await named('POST', `${create}?description=a`)).toBe('scopes')
    expect(await named('POST', `${create}?description=a&scopes=everything`)).toBe('scopes')
    expect(await named('POST', `${create}?description=a&scopes=rest&isReadAccessOnly=maybe`)).toBe(
      'isReadAccessOnly',
    )
    expect(await named('GET', '/authentication/keys/rsa?keySize=512')).toBe('keySize')
  })

  it('serves the OpenAPI file and a page to everybody', async () => {
    const read = (target: string) =>
      console.sandbox.handle({ method: 'GET', target, headers: {}, body: Buffer.alloc(0) })
    expect((await read('/api/v3/openapi.yaml'))?.body).toBe(openapiText)
    const page = await read('/api')
    expect(page?.headers['content-type']).toContain('text/html')
    expect(page?.body).not.toMatch(/https?:\/\//)
  })
})
