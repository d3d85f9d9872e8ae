// One request: headers, patience, the version header, the limit of parallel requests, and failures by status.
import { expect, it } from 'vitest'
import { provesNothingDone } from '../../../src-main/console/answer-failure'
import type { HttpAnswer, HttpPort, HttpRequest } from '../../../src-main/console/http-port'
import { createTransport } from '../../../src-main/console/transport'
import { SecretCell } from '../../../src-main/log/secret-cell'
import { AppError } from '../../../src-shared/errors'
import { createHandClock } from '../../doubles/hand-clock'

const target = { connectionId: 'c', origin: 'https://vspc.example:1280', pin: null, generation: 0 }
const json = (status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: Buffer.from(JSON.stringify(body)),
})
const html = (status: number): HttpAnswer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from('<p>'),
})
const nothing = (status: number): HttpAnswer => ({ status, headers: {}, body: Buffer.alloc(0) })
const errors = (first: object) => ({ errors: [first] })

function parts(...answers: (HttpAnswer | AppError)[]) {
  const requests: HttpRequest[] = []
  const pauses: number[] = []
  const lines: string[] = []
  const http: HttpPort = {
    async send(_, request) {
      requests.push(request)
      const answer = answers.length > 1 ? answers.shift() : answers[0]
      if (answer === undefined || answer instanceof AppError) throw answer
      return answer
    },
    presented: () => null,
    forget: () => {},
  }
  const transport = createTransport({
    http,
    log: { event: (name, fields) => void lines.push(JSON.stringify({ name, ...fields })), trace: () => 't' },
    newRequestId: () => 'fresh-id',
    sleep: async (ms) => void pauses.push(ms),
    monotonic: () => 0,
    random: () => 0,
  })
  return {
    transport,
    requests,
    pauses,
    lines,
    get: (path = '/users/me') => transport.json(target, { action: 'a', method: 'GET', path, bearer: 'tok' }),
    /** As whole lists are read. `rests`: begun, and how many of them have ended. */
    patiently(rests: { begun: number[]; ended: number }) {
      const resting = (ms: number) => {
        rests.begun.push(ms)
        return () => {
          rests.ended += 1
        }
      }
      const exchange = { action: 'a', method: 'GET', path: '/x', patience: { resting } } as const
      return transport.json(target, exchange)
    },
  }
}

it('sends its headers, below the base path', async () => {
  const { get, requests } = parts(json(200, { data: 1 }))
  expect(await get()).toEqual({ data: 1 })
  expect(requests[0]).toMatchObject({
    path: '/api/v3/users/me',
    headers: {
      Accept: 'application/json',
      Authorization: 'Bearer tok',
      'X-Client-Version': '3.6.2',
      'X-Request-id': 'fresh-id',
      'User-Agent': 'Keywright',
    },
  })
})

it('takes a bearer out of a cell, and the log knows neither it nor the query', async () => {
  const { transport, requests, lines } = parts(json(200, {}))
  const bearer = SecretCell.fromBytes(Buffer.from('cell-secret'))
  const path = '/users/00000000-0000-4000-8000-000000000001/logins/71?description=private'
  await transport.json(target, { action: 'read-key', method: 'GET', path, bearer })
  expect(requests[0]?.headers.Authorization).toBe('Bearer cell-secret')
  expect(lines.join()).toContain('/users/*/logins/*')
  expect(lines.join()).not.toMatch(/cell-secret|private|00000000/)
})

it.each([
  [nothing(401), 'sign-in-over'],
  [html(401), 'sign-in-over'],
  [nothing(403), 'forbidden'],
  [json(404, errors({ type: 'logical', code: 404 })), 'not-found'],
  [nothing(404), 'not-found'],
  [html(404), 'not-a-console'],
  [json(404, { something: 'else' }), 'not-a-console'],
  [json(409, errors({ type: 'retryableLogical', code: 409 })), 'conflict'],
  [json(400, errors({ type: 'logical', code: 400, parameterName: 'offset' })), 'request-refused'],
  [json(415, errors({ type: 'transport', code: 415 })), 'request-refused'],
  [html(400), 'not-a-console'],
  [nothing(408), 'timeout'],
  [json(520, errors({ type: 'unspecified', code: 520 })), 'server-fault'],
  [html(502), 'server-fault'],
  [json(520, errors({ type: 'logical', code: 1001 })), 'request-refused'],
  [html(200), 'not-a-console'],
  [nothing(200), 'bad-response'],
  [{ ...json(200, {}), body: Buffer.from('{"a":') }, 'bad-response'],
  [{ ...json(200, {}), headers: { 'content-type': 'text/plain' } }, 'not-a-console'],
  [nothing(302), 'not-a-console'],
])('answer %# is %s', async (answer, code) => {
  await expect(parts(answer).get()).rejects.toMatchObject({ code })
})

it('a console’s words are inert, short and in one line; the log has none', async () => {
  const message = `<script>alert(1)</script>\r\n\u001b[31m\u202Eevil ${'x'.repeat(5_000_000)}`
  const { get, lines } = parts(
    json(400, errors({ type: 'logical', code: 400, message, parameterName: 'limit' })),
  )
  const error = await get().catch((thrown: unknown) => thrown)
  if (!(error instanceof AppError)) throw new Error('no failure')
  expect(error.detail).toMatchObject({ status: 400, parameter: 'limit' })
  const text = String(error.detail.consoleText)
  expect(text.length).toBeLessThanOrEqual(300)
  expect(/[\p{Cc}\p{Cf}]/u.test(text)).toBe(false)
  expect(lines.join()).not.toContain('script')
})

it.each([
  [{ retryAfter: 2 }, {}, [2000]],
  [{}, {}, [1000]],
  [{}, { 'retry-after': '3' }, [3000]],
  [{ retryAfter: -1 }, {}, [1000]],
])('a throttled read waits: %j %j', async (said, headers, expected) => {
  const { get, pauses } = parts(
    json(429, errors({ type: 'transport', code: 429, ...said }), headers),
    json(200, {}),
  )
  await get()
  expect(pauses).toEqual(expected)
})

it.each([
  [{ retryAfter: 60 }, 60],
  [{ retryAfter: 1e9 }, 300],
])('a long wait %j is told instead', async (said, seconds) => {
  const { get, pauses } = parts(json(429, errors({ type: 'transport', code: 429, ...said })))
  await expect(get()).rejects.toMatchObject({ code: 'rate-limited', detail: { retryAfterSeconds: seconds } })
  expect(pauses).toEqual([])
})

it('a console that keeps throttling ends after ten seconds of waiting', async () => {
  const { get, pauses } = parts(nothing(429))
  const error = await get().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'rate-limited' })
  expect(error instanceof AppError && 'retryAfterSeconds' in error.detail).toBe(false)
  expect(pauses).toEqual([1000, 2000, 4000])
})

it('a read is tried once more after a fault, a write never', async () => {
  const read = parts(json(520, {}), json(200, { data: 2 }))
  expect(await read.get()).toEqual({ data: 2 })
  for (const method of ['POST', 'PATCH', 'DELETE'] as const)
    for (const answer of [json(520, {}), nothing(429), new AppError('unreachable', { reason: 'reset' })]) {
      const write = parts(answer, json(200, {}))
      await expect(write.transport.json(target, { action: 'w', method, path: '/x' })).rejects.toBeInstanceOf(
        AppError,
      )
      expect(write.requests).toHaveLength(1)
    }
})

const throttled = (said: object = {}) => json(429, errors({ type: 'transport', code: 429, ...said }))

it.each<[string, HttpAnswer[], number[]]>([
  ['as long as the console asks', [throttled({ retryAfter: 120 })], [120_000]],
  ['up to five minutes', [throttled({ retryAfter: 300 })], [300_000]],
  [
    'longer and longer where it does not say',
    [throttled(), throttled(), throttled(), throttled()],
    [1000, 2000, 4000, 8000],
  ],
  ['after 520 too', [json(520, {}), json(520, {}), json(520, {}), json(520, {})], [1000, 2000, 4000, 8000]],
  ['once and shortly after a fault of somebody on the way', [html(502)], [500]],
])('a patient read waits %s, and says when it rests', async (_, answers, expected) => {
  const { patiently } = parts(...answers, json(200, { data: 1 }))
  const rests = { begun: [] as number[], ended: 0 }
  expect(await patiently(rests)).toEqual({ data: 1 })
  expect(rests).toEqual({ begun: expected, ended: expected.length })
})

it.each<[string, HttpAnswer, string, number]>([
  ['an absurd pause', throttled({ retryAfter: 301 }), 'rate-limited', 1],
  ['throttling without end', throttled({ retryAfter: 1 }), 'rate-limited', 5],
  ['520 without end', json(520, {}), 'server-fault', 5],
  ['a refusal under 520', json(520, errors({ type: 'logical', code: 1001 })), 'request-refused', 1],
])('patience has an end: %s', async (_, answer, code, times) => {
  const { patiently, requests } = parts(answer)
  await expect(patiently({ begun: [], ended: 0 })).rejects.toMatchObject({ code })
  expect(requests).toHaveLength(times)
})

it('pauses are spread where the console does not say how long', async () => {
  const pauses: number[] = []
  const answers = [throttled(), throttled({ retryAfter: 3 }), json(200, {})]
  const transport = createTransport({
    http: { send: async () => answers.shift() ?? json(200, {}), presented: () => null, forget: () => {} },
    log: { event: () => {}, trace: () => '' },
    newRequestId: () => '',
    sleep: async (ms) => void pauses.push(ms),
    monotonic: () => 0,
    random: () => 1,
  })
  await transport.json(target, { action: 'a', method: 'GET', path: '/x' })
  expect(pauses).toEqual([1250, 3000])
})

/** A console that throttles the first request only; time passes by hand. */
function throttlingConsole() {
  const clock = createHandClock()
  const sent: string[] = []
  const transport = createTransport({
    http: {
      async send(_, { path }) {
        sent.push(path.slice('/api/v3'.length))
        return sent.length === 1 ? throttled({ retryAfter: 30 }) : json(200, {})
      },
      presented: () => null,
      forget: () => {},
    },
    log: { event: () => {}, trace: () => '' },
    newRequestId: () => '',
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = clock.after(ms, resolve)
        signal?.addEventListener('abort', () => {
          stop()
          reject(new AppError('cancelled'))
        })
      }),
    monotonic: clock.monotonic,
    random: () => 0,
  })
  const patience = { resting: () => () => {} }
  const ask = (path: string, more: object = {}) =>
    transport.json(target, { action: 'a', method: 'GET', path, ...more })
  return { clock, sent, ask, patience }
}

it('a console that wants rest gets it from every list that is read, and from nobody who waits for one answer', async () => {
  const { clock, sent, ask, patience } = throttlingConsole()
  const reads = [ask('/1', { patience })]
  await clock.advance(0)
  reads.push(ask('/2', { patience }), ask('/3', { patience }))
  await clock.advance(29_999)
  expect(sent).toEqual(['/1'])
  await ask('/asked')
  expect(sent).toEqual(['/1', '/asked'])
  await clock.advance(1)
  await Promise.all(reads)
  expect(sent.slice(2).sort()).toEqual(['/1', '/2', '/3'])
})

it('giving up ends the rest at once, and nothing more is sent', async () => {
  const { clock, sent, ask, patience } = throttlingConsole()
  const stop = new AbortController()
  const read = ask('/1', { patience, signal: stop.signal })
  await clock.advance(1000)
  stop.abort()
  await expect(read).rejects.toMatchObject({ code: 'cancelled' })
  await clock.advance(60_000)
  expect(sent).toEqual(['/1'])
})

it('an older console is asked without the version header, from then on', async () => {
  const refusal = json(
    400,
    errors({ type: 'logical', code: 400, message: 'X-Client-Version is newer than the server' }),
  )
  const { get, requests } = parts(refusal, json(200, {}), json(200, {}))
  await get()
  await get()
  expect(requests.map(({ headers }) => 'X-Client-Version' in headers)).toEqual([true, false, false])
})

it('at most four requests run at once per console', async () => {
  let running = 0
  let most = 0
  const release: (() => void)[] = []
  const http: HttpPort = {
    async send() {
      running += 1
      most = Math.max(most, running)
      await new Promise<void>((resolve) => release.push(resolve))
      running -= 1
      return json(200, {})
    },
    presented: () => null,
    forget: () => {},
  }
  const log = { event: () => {}, trace: () => '' }
  const transport = createTransport({
    http,
    log,
    newRequestId: () => '',
    sleep: async () => {},
    monotonic: () => 0,
    random: () => 0,
  })
  const all = Array.from({ length: 10 }, () =>
    transport.json(target, { action: 'a', method: 'GET', path: '/x' }),
  )
  while (release.length > 0 || running > 0) {
    release.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(all)
  expect(most).toBe(4)
})

it('a cancelled request that waits for its turn is not sent', async () => {
  const { transport, requests } = parts(json(200, {}))
  const stop = new AbortController()
  stop.abort()
  const asked = transport.json(target, { action: 'a', method: 'GET', path: '/x', signal: stop.signal })
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
  expect(requests).toEqual([])
})

it('a request that is given up while four others run is not sent, and takes nobody’s turn', async () => {
  const sent: string[] = []
  let go = () => {}
  const open = new Promise<void>((resolve) => {
    go = resolve
  })
  const http: HttpPort = {
    async send(_, { path }) {
      sent.push(path)
      await open
      return json(200, {})
    },
    presented: () => null,
    forget: () => {},
  }
  const log = { event: () => {}, trace: () => '' }
  const transport = createTransport({
    http,
    log,
    newRequestId: () => '',
    sleep: async () => {},
    monotonic: () => 0,
    random: () => 0,
  })
  const ask = (path: string, signal?: AbortSignal) =>
    transport.json(target, { action: 'a', method: 'GET', path, signal })
  const first = ['/1', '/2', '/3', '/4'].map((path) => ask(path))
  const stop = new AbortController()
  // As many as there are turns: were each to keep one, the last would wait for ever.
  const given = ['/5', '/6', '/7', '/8'].map((path) => ask(path, stop.signal))
  const last = ask('/last')
  stop.abort()
  for (const one of given) await expect(one).rejects.toMatchObject({ code: 'cancelled' })
  go()
  await Promise.all([...first, last])
  expect(sent.map((path) => path.slice('/api/v3'.length))).toEqual(['/1', '/2', '/3', '/4', '/last'])
})

it.each<[AppError, boolean]>([
  [new AppError('tls-changed'), true],
  [new AppError('unreachable', { reason: 'refused' }), true],
  [new AppError('unreachable', { reason: 'reset' }), false],
  [new AppError('timeout', { sent: false }), true],
  [new AppError('timeout', { sent: true }), false],
  [new AppError('sign-in-over'), true],
  [new AppError('forbidden'), true],
  [new AppError('request-refused', { status: 400 }), true],
  [new AppError('request-refused', { status: 520 }), false],
  [new AppError('not-found', { status: 404 }), true],
  [new AppError('server-fault', { status: 520 }), false],
  [new AppError('not-a-console', { status: 302 }), false],
  [new AppError('bad-response'), false],
  [new AppError('cancelled'), false],
])('%s %# proves that nothing was done: %s', (error, proof) => expect(provesNothingDone(error)).toBe(proof))
