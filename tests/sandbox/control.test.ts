// The control channel over HTTP, and what it does to requests over HTTPS.
import https from 'node:https'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { request } from './https-client'
import { createKey, startTestConsole, type TestConsole } from './test-console'

let console: TestConsole
beforeEach(async () => {
  console = await startTestConsole({ canaries: true })
})
afterEach(() => console.stop())

async function control(method: string, path: string, body?: unknown, token = console.sandbox.controlToken) {
  const answer = await fetch(`${console.sandbox.controlUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const get = (path: string, bearer = '', agent?: https.Agent) =>
  request(`${console.sandbox.url}/api/v3${path}`, {
    trust: console.sandbox.certificatePem,
    headers: { authorization: `Bearer ${bearer}` },
    ...(agent === undefined ? {} : { agent }),
  })

describe('the channel', () => {
  it('answers only to its own bearer', async () => {
    expect((await control('GET', '/options', undefined, 'wrong')).status).toBe(401)
    expect((await control('GET', '/options')).status).toBe(200)
    expect((await get('/users/me', console.sandbox.controlToken)).status).toBe(401)
  })

  it('refuses what it does not understand instead of doing nothing', async () => {
    const bad: [string, string, unknown?][] = [
      ['POST', '/faults', { operationId: 'GetUser5', status: 500 }],
      ['POST', '/faults', { operationId: 'GetUsers', stauts: 500 }],
      ['POST', '/holds', { operationId: 'GetUsers', at: 'sometime' }],
      ['PUT', '/options', { nonsense: 1 }],
      ['POST', '/certificate', { key: 'other' }],
      ['POST', '/tokens/expire', { refesh: true }],
      ['PUT', '/clock', {}],
    ]
    for (const [method, path, body] of bad) expect((await control(method, path, body)).status, path).toBe(400)
    expect((await control('PUT', '/users/nobody', { status: 'Disabled' })).status).toBe(404)
    expect((await control('PUT', '/organizations/none', { status: 'Disabled' })).status).toBe(404)
    expect((await control('GET', '/nothing')).status).toBe(404)
    expect(console.sandbox.control.faults()).toEqual([])
  })

  it('sets, reads and resets options', async () => {
    expect((await control('PUT', '/options', { 'page-cap': 50 })).body).toMatchObject({ 'page-cap': 50 })
    expect((await control('DELETE', '/options')).body).toMatchObject({ 'page-cap': 500 })
  })
})

describe('faults', () => {
  it('give a status with body, HTML, headers, or nothing, as often as ordered', async () => {
    const bearer = await console.bearer()
    const fault = (order: object) =>
      control('POST', '/faults', { operationId: 'GetUsers', times: 1, ...order })
    await fault({ status: 418, body: { odd: 1 }, headers: { 'x-odd': 'yes' } })
    const odd = await get('/users', bearer)
    expect([odd.status, odd.text, odd.headers['x-odd']]).toEqual([418, '{"odd":1}', 'yes'])
    await fault({ html: '<h1>Bad gateway</h1>' })
    const page = await get('/users', bearer)
    expect([page.status, page.headers['content-type'], page.text]).toEqual([
      502,
      'text/html',
      '<h1>Bad gateway</h1>',
    ])
    await fault({ status: 401 })
    expect(await get('/users', bearer)).toMatchObject({ status: 401, text: '' })
    expect((await get('/users', bearer)).status).toBe(200)
    const twice = await control('POST', '/faults', { operationId: '*', times: 2, status: 520 })
    expect(twice.body.id).toMatch(/-/)
    const statuses = [
      await get('/users', bearer),
      await get('/users/me', bearer),
      await get('/users', bearer),
    ]
    expect(statuses.map((one) => one.status)).toEqual([520, 520, 200])
  })

  it('throttle with and without retryAfter', async () => {
    const bearer = await console.bearer()
    await control('POST', '/faults', { operationId: 'GetUsers', times: 1, throttle: { retryAfter: 25 } })
    const first = await get('/users', bearer)
    expect(first.status).toBe(429)
    expect(first.headers['retry-after']).toBe('25')
    expect(JSON.parse(first.text)).toEqual({ errors: [{ type: 'transport', code: 429, retryAfter: 25 }] })
    await control('POST', '/faults', { operationId: 'GetUsers', times: 1, throttle: {} })
    const second = await get('/users', bearer)
    expect(JSON.parse(second.text)).toEqual({ errors: [{ type: 'transport', code: 429 }] })
  })

  it('stay until they are cleared, one or all', async () => {
    const bearer = await console.bearer()
    const { body } = await control('POST', '/faults', { operationId: 'GetUsers', status: 520 })
    for (let round = 0; round < 3; round++) expect((await get('/users', bearer)).status).toBe(520)
    await control('DELETE', `/faults/${body.id}`)
    expect((await get('/users', bearer)).status).toBe(200)
    await control('POST', '/faults', { operationId: 'GetUsers', status: 520 })
    await control('DELETE', '/faults')
    expect((await get('/users', bearer)).status).toBe(200)
  })

  it('delay, queue, empty a secret and cut the connection', async () => {
    const bearer = await console.bearer()
    const { path } = await createKey(console, bearer)
    const create = path.replace(/\d+$/, 'apikey?description=Faulty&scopes=rest')
    const post = () =>
      request(`${console.sandbox.url}/api/v3${create}`, {
        method: 'POST',
        trust: console.sandbox.certificatePem,
        headers: { authorization: `Bearer ${bearer}` },
      })
    const fault = (order: object) =>
      control('POST', '/faults', { operationId: 'AddApiKeyLogin', times: 1, ...order })
    await fault({ delayMs: 987 })
    expect((await post()).status).toBe(200)
    expect(console.delays).toContain(987)
    await fault({ accepted: true })
    const queued = await post()
    expect(queued.status).toBe(202)
    expect(queued.headers.location).toMatch(/\/asyncActions\/[0-9a-f-]{36}$/)
    await fault({ emptySecret: true })
    expect((JSON.parse((await post()).text) as { data: { parameters: string } }).data.parameters).toBe('')
    const { simple } = console.sandbox.control.creates()
    await fault({ drop: 'before-commit' })
    await expect(post()).rejects.toThrow()
    expect((await control('GET', '/creates')).body).toMatchObject({ simple })
    await fault({ drop: 'after-commit' })
    await expect(post()).rejects.toThrow()
    expect((await control('GET', '/creates')).body).toMatchObject({ simple: simple + 1 })
    expect((await post()).status).toBe(200)
  })
})

describe('hostile answers', () => {
  it('are given as they are: text, bytes, and with headers', async () => {
    const bearer = await console.bearer()
    const fault = (order: object) =>
      control('POST', '/faults', { operationId: 'GetUsers', times: 1, ...order })
    await fault({ raw: '{"data": nonsense' })
    const odd = await get('/users', bearer)
    expect([odd.status, odd.text, odd.headers['content-type']]).toEqual([
      200,
      '{"data": nonsense',
      'application/json; charset=utf-8',
    ])
    await fault({ raw: 'plain é', status: 400, headers: { 'content-type': 'text/plain' } })
    const plain = await get('/users', bearer)
    expect([plain.status, plain.text, plain.headers['content-type']]).toEqual([400, 'plain é', 'text/plain'])
    await fault({ base64: Buffer.from([0x22, 0xc3, 0x28, 0x22]).toString('base64') })
    expect((await get('/users', bearer)).headers['content-length']).toBe('4')
  })

  it('come after the commit, with another key text, or with a location of their own', async () => {
    const bearer = await console.bearer()
    const { path } = await createKey(console, bearer)
    const post = async (description: string) =>
      request(
        `${console.sandbox.url}/api/v3${path.replace(/\d+$/, `apikey?description=${description}&scopes=rest`)}`,
        {
          method: 'POST',
          trust: console.sandbox.certificatePem,
          headers: { authorization: `Bearer ${bearer}` },
        },
      )
    const fault = (order: object) =>
      control('POST', '/faults', { operationId: 'AddApiKeyLogin', times: 1, ...order })
    const { simple } = console.sandbox.control.creates()
    await fault({ status: 500, committed: true })
    expect((await post('Committed')).status).toBe(500)
    await fault({ raw: '[]', committed: true })
    expect((await post('CommittedToo')).text).toBe('[]')
    expect(console.sandbox.control.creates().simple).toBe(simple + 2)
    await fault({ parameters: '"a","parameters":17' })
    expect((await post('Twice')).text).toContain('"parameters":"a","parameters":17')
    await fault({ parameters: '' })
    const bare = await post('Bare')
    expect(JSON.parse(bare.text)).toHaveProperty('data.description', 'Bare')
    expect(bare.text).not.toContain('parameters')
    await fault({ accepted: true, headers: { location: 'https://elsewhere.example/x' } })
    expect((await post('Moved')).headers.location).toBe('https://elsewhere.example/x')
  })
})

describe('holds', () => {
  it.each(['before', 'after'] as const)('keep a request %s its work until it is released', async (at) => {
    const bearer = await console.bearer()
    const { path } = await createKey(console, bearer)
    const { body } = await control('POST', '/holds', { operationId: 'DeleteUserLogin', at })
    let isAnswered = false
    const answer = console.send('DELETE', path, { bearer }).then((one) => {
      isAnswered = true
      return one
    })
    const waiting = async () => (await control('GET', '/holds')).body.holds as { waiting: number }[]
    await expect.poll(waiting).toEqual([expect.objectContaining({ waiting: 1 })])
    expect(isAnswered).toBe(false)
    const meanwhile = await console.send('GET', path, { bearer })
    expect(meanwhile.status).toBe(at === 'before' ? 200 : 404)
    await control('DELETE', `/holds/${body.id}`)
    expect((await answer).status).toBe(200)
    expect(await waiting()).toEqual([])
  })
})

describe('state', () => {
  it('expires access tokens, or all tokens, of everybody or of one user', async () => {
    const [admin, owner] = [await console.bearer(), await console.bearer('CompanyOwner')]
    await control('POST', '/tokens/expire', { userName: 'Corvid Legal\\corvid_owner' })
    expect((await get('/users/me', owner)).status).toBe(401)
    expect((await get('/users/me', admin)).status).toBe(200)
    const form = { grant_type: 'password', username: 'NG-VSPC\\m.lindqvist', password: 'Demo-Lindqvist-1' }
    const { body } = await console.token(form)
    await control('POST', '/tokens/expire')
    expect((await get('/users/me', admin)).status).toBe(401)
    const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' }
    const renewed = await console.token(refresh)
    expect(renewed.status).toBe(200)
    await control('POST', '/tokens/expire', { refresh: true })
    const late = { ...refresh, refresh_token: renewed.body.refresh_token ?? '' }
    expect((await console.token(late)).status).toBe(400)
  })

  it('switches users and organizations', async () => {
    const owner = await console.bearer('CompanyOwner')
    const user = encodeURIComponent('Corvid Legal\\corvid_owner')
    expect((await control('PUT', `/users/${user}`, { status: 'Disabled' })).body.status).toBe('Disabled')
    expect((await get('/users/me', owner)).status).toBe(401)
    await control('PUT', `/users/${user}`, { status: 'Enabled' })
    expect((await get('/users/me', owner)).status).toBe(200)
    const company = encodeURIComponent('Corvid Legal')
    await control('PUT', `/organizations/${company}`, { isRestAccessEnabled: false })
    expect((await get('/users/me', owner)).status).toBe(401)
    await control('PUT', `/organizations/${company}`, { isRestAccessEnabled: true, status: 'Disabled' })
    expect((await get('/users/me', owner)).status).toBe(401)
    const listed = (await control('GET', '/organizations')).body.organizations as { name: string }[]
    expect(listed.find((one) => one.name === 'Corvid Legal')).toMatchObject({
      status: 'Disabled',
      isRestAccessEnabled: true,
    })
    expect((await control('GET', '/users')).body.users).toHaveLength(21)
  })

  it('skews the clock, the Date header included', async () => {
    const bearer = await console.bearer()
    await control('PUT', '/clock', { skewMs: 3_599_000 })
    const answer = await get('/users/me', bearer)
    expect(answer.status).toBe(200)
    expect(Date.parse(String(answer.headers.date))).toBe(
      Math.floor((console.time.ms + 3_599_000) / 1000) * 1000,
    )
    await control('PUT', '/clock', { skewMs: 3_600_000 })
    expect((await get('/users/me', bearer)).status).toBe(401)
    expect((await control('GET', '/clock')).body).toMatchObject({ skewMs: 3_600_000 })
  })

  it('lists canaries only where they were ordered', async () => {
    const bearer = await console.bearer()
    const { text } = await createKey(console, bearer)
    const listed = (await control('GET', '/canaries')).body.canaries as { kind: string; text: string }[]
    expect(listed.map((one) => one.kind)).toEqual(['access', 'refresh', 'key'])
    expect(listed.map((one) => one.text)).toEqual(expect.arrayContaining([bearer, text]))
    await console.stop()
    console = await startTestConsole()
    await console.bearer()
    expect((await control('GET', '/canaries')).status).toBe(404)
    expect(console.sandbox.control.canaries()).toBeNull()
  })
})

describe('request log', () => {
  it('knows what came, and no query, no body, no header value', async () => {
    const bearer = await console.bearer()
    const { path } = await createKey(console, bearer, { description: 'Spring tide' })
    await console.sendOrCut('GET', `${path}?select=%5B%5D`, { bearer, conforms: false })
    await console.send('GET', '/nothing?secret=hush', { bearer })
    const log = await control('GET', '/requests')
    const requests = log.body.requests as Record<string, unknown>[]
    expect(requests.at(-2)).toMatchObject({
      method: 'GET',
      operationId: 'GetUserLogin',
      template: '/users/{userUid}/logins/{userLoginId}',
      path: `/api/v3${path}`,
      status: 200,
      headerNames: ['authorization', 'host'],
    })
    expect(requests.at(-1)).toMatchObject({ operationId: null, path: '/api/v3/nothing', status: 404 })
    const text = JSON.stringify(log.body)
    // The positive control: what may be known is in it.
    expect(text).toContain('AddApiKeyLogin')
    for (const secret of [bearer, 'Spring', 'hush', 'select', 'Demo-Lindqvist-1']) {
      expect(text).not.toContain(secret)
    }
    await control('DELETE', '/requests')
    expect((await control('GET', '/requests')).body).toEqual({
      requests: [],
      connections: { tcp: 0, tls: 0, tlsFailures: 0 },
    })
  })

  it('counts connections, and handshakes that a client gave up', async () => {
    await get('/users/me')
    await expect(request(`${console.sandbox.url}/api`)).rejects.toThrow(/self-signed|certificate/)
    const counts = async () => (await control('GET', '/requests')).body.connections as { tcp: number }
    await expect.poll(async () => (await counts()).tcp).toBe(2)
    expect(console.sandbox.control.requests()).toHaveLength(1)
  })
})

describe('certificate', () => {
  const peer = async (agent?: https.Agent) => (await get('/users/me', '', agent)).certificate

  it('changes for new connections and closes the open ones', async () => {
    const agent = new https.Agent({ keepAlive: true })
    const before = await peer(agent)
    expect(before.fingerprint256).toBe(console.sandbox.fingerprint256)
    const open = () => Object.values(agent.freeSockets).flat().length
    await expect.poll(open).toBe(1)
    const { body } = await control('POST', '/certificate', { key: 'new' })
    await expect.poll(open).toBe(0)
    const after = await peer(agent)
    agent.destroy()
    expect(after.fingerprint256).toBe(body.fingerprint256)
    expect(after.fingerprint256).toBe(console.sandbox.fingerprint256)
    expect(after.fingerprint256).not.toBe(before.fingerprint256)
    expect(after.pubkey).not.toEqual(before.pubkey)
  })

  it('can be renewed with the same key', async () => {
    const before = await peer()
    await control('POST', '/certificate', { key: 'same' })
    const after = await peer()
    expect(after.fingerprint256).not.toBe(before.fingerprint256)
    expect(after.pubkey).toEqual(before.pubkey)
  })

  it('of before is refused by a client that pinned it, and no request arrives', async () => {
    const pinned = console.sandbox.certificatePem
    await control('POST', '/certificate', { key: 'new' })
    await control('DELETE', '/requests')
    await expect(request(`${console.sandbox.url}/api/v3/users/me`, { trust: pinned })).rejects.toThrow()
    expect(console.sandbox.control.requests()).toEqual([])
    expect(console.sandbox.control.connections().tcp).toBe(1)
  })
})
