// What the answer of a create means: a key with its text, a key without, queued, or nothing that can be told (N-22, N-24).
import { afterEach, expect, it, vi } from 'vitest'
import { createConsoleApi } from '../../../src-main/console/console-api'
import type { HttpAnswer, HttpRequest } from '../../../src-main/console/http-port'
import { SecretCell } from '../../../src-main/log/secret-cell'

const secret = `5f0c3a9d27b1e846${'Zk3tQm9LxWv7RbN2'.repeat(7)}`
const login = {
  id: 71,
  userUid: 'u',
  userName: 'n',
  identityProviderName: 'AK',
  description: 'd',
  isReadAccessOnly: true,
  scopes: ['rest'],
  status: 'enabled',
  parameters: secret,
  identifierInProvider: '6848913579973929030',
  creationDate: '2026-05-04T16:02:26.0136931+00:00',
}
const answerOf = (body: string, change: Partial<HttpAnswer> = {}): HttpAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(body),
  ...change,
})

function parts(answer: HttpAnswer) {
  const requests: HttpRequest[] = []
  const http = {
    send: async (_: unknown, request: HttpRequest) => {
      requests.push(request)
      return answer
    },
    presented: () => null,
    forget: () => {},
  }
  const log = { event: () => {}, trace: () => '' }
  const api = createConsoleApi({
    http,
    log,
    newRequestId: () => 'r',
    sleep: async () => {},
    monotonic: () => 0,
  })
  const target = { connectionId: 'c', origin: 'https://vspc.example:1280', pin: null, generation: 0 }
  const order = { opId: 'op-1', userUid: 'u', description: 'A & B?', scopes: ['rest', 'ui'], readOnly: true }
  return {
    requests,
    simple: () => api.createSimpleKey(target, 'b', order),
    advanced: () => api.createAdvancedKey(target, 'b', { ...order, publicKeyXml: '<RSAKeyValue/>' }),
  }
}

afterEach(() => vi.restoreAllMocks())

it('sends everything in the query, without body, under the operation’s id', async () => {
  const { requests, simple } = parts(answerOf(JSON.stringify({ data: login })))
  await simple()
  expect(requests).toHaveLength(1)
  expect(requests[0]).toMatchObject({
    method: 'POST',
    path: '/api/v3/users/u/logins/apikey?description=A%20%26%20B%3F&isReadAccessOnly=true&scopes=rest&scopes=ui',
    headers: { 'X-Request-id': 'op-1' },
    timeoutMs: 60_000,
  })
  expect(requests[0]?.body).toBeUndefined()
})

it('the key text is in a cell; the answer’s bytes have lost it', async () => {
  const answer = answerOf(JSON.stringify({ data: login }))
  const created = await parts(answer).simple()
  if (created.kind !== 'created') throw new Error(created.kind)
  expect(created.secret?.use((bytes) => bytes.toString())).toBe(secret)
  expect(created.record).toMatchObject({ id: '71', type: 'simple' })
  expect(answer.body.toString()).not.toContain(secret.slice(0, 16))
})

it('an Advanced key sends its public half as bytes and brings no secret', async () => {
  const { requests, advanced } = parts(
    answerOf(JSON.stringify({ data: { ...login, identityProviderName: 'AA', parameters: '' } })),
  )
  expect(await advanced()).toMatchObject({ kind: 'created', secret: null, record: { type: 'advanced' } })
  expect(requests[0]).toMatchObject({ headers: { 'Content-Type': 'application/octet-stream' } })
  expect(requests[0]?.body?.toString()).toBe('<RSAKeyValue/>')
})

it('queued', async () => {
  const location = 'https://evil.example/asyncActions/../x'
  const { requests, simple } = parts(answerOf('', { status: 202, headers: { location } }))
  expect(await simple()).toEqual({ kind: 'accepted' })
  expect(requests).toHaveLength(1)
})

it.each([
  ['HTML', answerOf('<p>', { headers: { 'content-type': 'text/html' } }), 'not-a-console'],
  ['an empty body', answerOf(''), 'bad-response'],
  ['null', answerOf('null'), 'bad-response'],
  ['an array', answerOf('[]'), 'bad-response'],
  ['cut', answerOf(JSON.stringify({ data: login }).slice(0, -3)), 'bad-response'],
  ['trailing garbage', answerOf(`${JSON.stringify({ data: login })}x`), 'bad-response'],
  [
    'a password identity',
    answerOf(JSON.stringify({ data: { ...login, identityProviderName: 'WIN' } })),
    'bad-response',
  ],
  [
    'the other kind of key',
    answerOf(JSON.stringify({ data: { ...login, identityProviderName: 'AA' } })),
    'bad-response',
  ],
  [
    'a refusal inside a success',
    answerOf(JSON.stringify({ data: null, errors: [{ type: 'logical', code: 409 }] })),
    'request-refused',
  ],
  ['a redirect', answerOf('', { status: 302 }), 'not-a-console'],
])('%s: %s, and no cell stays filled', async (_, answer, code) => {
  const made = vi.spyOn(SecretCell, 'fromBytes')
  const { simple, requests } = parts(answer as HttpAnswer)
  await expect(simple()).rejects.toMatchObject({ code })
  expect(made.mock.results.every(({ value }) => value instanceof SecretCell && value.isWiped)).toBe(true)
  expect(requests).toHaveLength(1)
})

it('the list above does meet a filled cell', async () => {
  const made = vi.spyOn(SecretCell, 'fromBytes')
  await parts(answerOf(JSON.stringify({ data: { ...login, identityProviderName: 'WIN' } })))
    .simple()
    .catch(() => {})
  expect(made).toHaveBeenCalledTimes(1)
})
