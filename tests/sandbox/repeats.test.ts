// The same request twice (X-Request-id), and requests that are answered later (202).
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createKey, settle, startTestConsole, type TestConsole } from './test-console'

let console: TestConsole
let bearer: string
let create: string
beforeEach(async () => {
  console = await startTestConsole()
  bearer = await console.bearer()
  create = `/users/${(await console.me(bearer)).instanceUid}/logins/apikey?description=Once&scopes=rest`
})
afterEach(() => console.stop())

const requestId = 'ba547d14-c556-42bb-b85c-eeeb16e2f5e7'
const withId = (id = requestId) => ({ bearer, headers: { 'x-request-id': id } })

describe('X-Request-id', () => {
  it('gives the same answer, secret included, for five minutes', async () => {
    const first = await console.send('POST', create, withId())
    console.time.ms += 299_999
    const second = await console.send('POST', create, withId(requestId.toUpperCase()))
    expect(second.text).toBe(first.text)
    expect(console.sandbox.control.creates().simple).toBe(1)
    console.time.ms += 1
    const third = await console.send('POST', create, withId())
    expect(third.status).toBe(200)
    expect(third.text).not.toBe(first.text)
    expect(console.sandbox.control.creates().simple).toBe(2)
  })

  it('joins a repeat that comes while the first still runs', async () => {
    const both = await Promise.all([
      console.send('POST', create, withId()),
      console.send('POST', create, withId()),
    ])
    expect(both[0].text).toBe(both[1].text)
    expect(console.sandbox.control.creates().simple).toBe(1)
  })

  it('with other input is a conflict', async () => {
    await console.send('POST', create, withId())
    const other = await console.send('POST', create.replace('Once', 'Twice'), withId())
    expect(other.status).toBe(409)
    expect(console.sandbox.control.creates().simple).toBe(1)
  })

  it('belongs to one user', async () => {
    await console.send('POST', create, withId())
    const other = await createKey(console, await console.bearer('CompanyOwner'), { requestId })
    expect(other.text).not.toBe('')
    expect(console.sandbox.control.creates().simple).toBe(2)
  })

  it('does not keep refusals, and does not outlive the sign-in', async () => {
    expect((await console.send('POST', create.replace('scopes=rest', 'scopes=x'), withId())).status).toBe(400)
    expect((await console.send('POST', create, withId())).status).toBe(200)
    expect((await console.send('POST', create, { ...withId(), bearer: 'other' })).status).toBe(401)
  })

  it('still answers after the connection was cut behind the commit', async () => {
    console.sandbox.control.addFault({ operationId: 'AddApiKeyLogin', drop: 'after-commit', times: 1 })
    expect(await console.sendOrCut('POST', create, withId())).toBeNull()
    expect(console.sandbox.control.creates().simple).toBe(1)
    const repeat = await console.send('POST', create, withId())
    expect(String(repeat.body.data?.parameters)).toHaveLength(128)
    expect(console.sandbox.control.creates().simple).toBe(1)
  })
})

describe('202', () => {
  beforeEach(() => {
    console.sandbox.control.setOptions({ writes: 'async' })
    console.delaysLast = true
  })
  const action = (path = '', method = 'GET', who = bearer) =>
    console.send(method, `/asyncActions/${requestId}${path}`, { bearer: who })
  const start = async () => {
    const answer = await console.send('POST', create, withId())
    expect(answer.status).toBe(202)
    expect(answer.text).toBe('')
    expect(answer.headers.location).toBe(`${console.sandbox.url}/api/v3/asyncActions/${requestId}`)
  }
  const finish = async () => {
    console.delaysLast = false
    await console.endDelays()
    console.sandbox.control.resetOptions()
  }

  it('runs, succeeds, gives the result, forgets it', async () => {
    await start()
    expect((await action()).body.data).toMatchObject({
      id: requestId,
      actionName: 'AddApiKeyLogin',
      status: 'running',
      queryParameters: { description: ['Once'], scopes: ['rest'] },
      requestBody: null,
    })
    expect((await console.send('GET', '/asyncActions', { bearer })).body.data).toHaveLength(1)
    expect((await action('/result')).status).toBe(404)
    expect(console.sandbox.control.creates().simple).toBe(0)
    await finish()
    expect((await action()).body.data).toMatchObject({ status: 'succeed' })
    expect((await console.send('GET', '/asyncActions', { bearer })).body.data).toEqual([])
    const result = await action('/result')
    const key = String((result.body.data as { parameters?: unknown }).parameters)
    expect((await console.send('GET', '/users/me', { bearer: key })).status).toBe(200)
    expect((await action('/result', 'DELETE')).status).toBe(200)
    expect((await action('/result')).status).toBe(404)
    expect((await action()).status).toBe(200)
  })

  it('keeps results five minutes', async () => {
    await start()
    await finish()
    console.time.ms += 299_999
    expect((await action('/result')).status).toBe(200)
    console.time.ms += 1
    expect((await action('/result')).status).toBe(404)
    expect((await action()).status).toBe(404)
  })

  it('shows an action to its initiator only', async () => {
    await start()
    await finish()
    const other = await console.bearer('CompanyOwner')
    expect((await action('', 'GET', other)).status).toBe(404)
    expect((await action('/result', 'GET', other)).status).toBe(404)
    expect((await action('/result', 'DELETE', other)).status).toBe(404)
  })

  it('can be cancelled while it runs, and then does nothing', async () => {
    await start()
    expect((await action('', 'DELETE')).status).toBe(200)
    await finish()
    expect((await action()).body.data).toMatchObject({ status: 'canceled' })
    expect(console.sandbox.control.creates().simple).toBe(0)
    expect((await action('', 'DELETE')).status).toBe(404)
  })

  it('ends as failed with the refusal as its result', async () => {
    const me = await console.me(bearer)
    const path = `/users/${me.instanceUid}/logins/424242`
    const answer = await console.send('DELETE', path, withId())
    expect(answer.status).toBe(202)
    await finish()
    expect((await action()).body.data).toMatchObject({ status: 'failed', actionName: 'DeleteUserLogin' })
    expect((await action('/result')).body.errors?.[0]).toMatchObject({ code: 404 })
    console.time.ms += 3_599_999
    bearer =
      (
        await console.token({
          grant_type: 'password',
          username: 'NG-VSPC\\m.lindqvist',
          password: 'Demo-Lindqvist-1',
        })
      ).body.access_token ?? ''
    expect((await action('/result')).status).toBe(200)
  })

  it('joins repeats, and gets its own id without X-Request-id', async () => {
    await start()
    await start()
    await finish()
    expect(console.sandbox.control.creates().simple).toBe(1)
    console.sandbox.control.setOptions({ writes: 'async' })
    const answer = await console.send('POST', create, { bearer })
    const id = answer.headers.location?.split('/').at(-1) ?? ''
    await settle()
    console.sandbox.control.resetOptions()
    expect((await console.send('GET', `/asyncActions/${id}/result`, { bearer })).status).toBe(200)
  })

  it('never queues sign-in, the key helper and actions', async () => {
    expect((await console.send('GET', '/authentication/keys/rsa?keySize=1024', { bearer })).status).toBe(200)
    expect((await console.send('GET', '/asyncActions/config', { bearer })).status).toBe(200)
  })
})
