// The port on Electron's network stack, with a faked stack: verdicts, partitions, options, and writes on fresh connections.
import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCertificate } from '../../../sandbox-console/http/certificate'
import { provesNothingDone } from '../../../src-main/console/answer-failure'
import { createElectronHttp } from '../../../src-main/console/electron-http'
import { networkFailure } from '../../../src-main/console/net-error'

interface FakeSession {
  readonly partition: string
  verify: ((request: object, answer: (code: number) => void) => void) | null
  config: object | null
  closed: number
}

/** What the network does with the next request: presents this certificate, then answers or fails. */
interface Network {
  pem: string
  errorCode: number
  failure: string | null
  /** What happens instead of an answer: this event with these arguments. */
  instead: readonly [string, ...unknown[]] | null
  /** So many handshakes are decided by the stack's own cache, without asking. */
  unasked: number
  /** Set: requests wait here before their handshake. */
  hold: Promise<void> | null
}

async function parts() {
  const { certificatePem, fingerprint256 } = await createCertificate()
  const network: Network = {
    pem: certificatePem,
    errorCode: -202,
    failure: null,
    instead: null,
    unasked: 0,
    hold: null,
  }
  const sessions: FakeSession[] = []
  const opened: { options: Record<string, unknown>; session: FakeSession; aborted: boolean }[] = []
  const session = {
    fromPartition(partition: string, options: object) {
      expect(options).toEqual({ cache: false })
      const fake: FakeSession = { partition, verify: null, config: null, closed: 0 }
      sessions.push(fake)
      return {
        fake,
        setCertificateVerifyProc: (proc: FakeSession['verify']) => {
          fake.verify = proc
        },
        setSSLConfig: (config: object) => {
          fake.config = config
        },
        closeAllConnections: async () => {
          fake.closed += 1
        },
      }
    },
  }
  const net = {
    request(options: Record<string, unknown> & { session: { fake: FakeSession } }) {
      const own = options.session.fake
      const entry = { options, session: own, aborted: false }
      opened.push(entry)
      const request = Object.assign(new EventEmitter(), {
        setHeader: () => {},
        write: () => {},
        abort: () => {
          entry.aborted = true
        },
        end: () => {},
      })
      request.end = async () => {
        if (network.hold !== null) await network.hold
        if (network.unasked > 0) {
          network.unasked -= 1
          return request.emit('error', new Error('net::ERR_CERT_AUTHORITY_INVALID'))
        }
        const seen = {
          hostname: '127.0.0.1',
          certificate: { data: network.pem },
          errorCode: network.errorCode,
          verificationResult: 'net::ERR_CERT_AUTHORITY_INVALID',
        }
        own.verify?.(seen, (code) => {
          const refused = code === -2 || (code === -3 && network.errorCode !== 0)
          const failure = network.failure ?? (refused ? 'net::ERR_FAILED' : null)
          if (failure !== null) return request.emit('error', new Error(failure))
          if (network.instead !== null) return request.emit(...network.instead)
          const response = Object.assign(new EventEmitter(), {
            statusCode: 200,
            headers: { 'Content-Type': ['a', 'b'] },
          })
          request.emit('response', response)
          response.emit('data', Buffer.from('ok'))
          response.emit('end')
        })
      }
      return request
    },
  }
  // The fakes stand in for two of Electron's modules, of which the port uses this much.
  const http = createElectronHttp({ net, session, now: () => new Date() } as unknown as Parameters<
    typeof createElectronHttp
  >[0])
  const send = (target: object, method = 'GET') =>
    http.send(
      { connectionId: 'c', origin: 'https://127.0.0.1:1280', pin: null, generation: 0, ...target },
      { method: method as 'GET', path: '/api/v3/about', headers: {}, timeoutMs: 1000, maxBytes: 100 },
    )
  return { http, send, network, sessions, opened, fingerprint256 }
}

it('an unknown certificate is refused and described', async () => {
  const { send, http, fingerprint256 } = await parts()
  await expect(send({})).rejects.toMatchObject({ code: 'tls-untrusted', detail: { fingerprint256 } })
  expect(http.presented('c')).toMatchObject({ fingerprint256, problems: ['self-signed'] })
})

it('a pinned one is accepted in a partition of its own, in memory, with TLS 1.2 at least', async () => {
  const { send, sessions, opened, fingerprint256 } = await parts()
  await expect(send({}).catch(() => 'refused')).resolves.toBe('refused')
  const answer = await send({ pin: fingerprint256, generation: 1 })
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'a, b' } })
  expect(answer.body.toString()).toBe('ok')
  expect(sessions.map(({ partition }) => partition)).toEqual(['api:c:0:read-0', 'api:c:1:read-0'])
  expect(sessions.every(({ config }) => JSON.stringify(config) === '{"minVersion":"tls1.2"}')).toBe(true)
  expect(opened[1]?.options).toMatchObject({
    url: 'https://127.0.0.1:1280/api/v3/about',
    credentials: 'omit',
    useSessionCookies: false,
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  })
})

it('a certificate that the system trusts needs no pin, but does not replace one', async () => {
  const { send, network, fingerprint256 } = await parts()
  network.errorCode = 0
  expect((await send({})).status).toBe(200)
  network.pem = (await createCertificate()).certificatePem
  await expect(send({ connectionId: 'd', pin: fingerprint256 })).rejects.toMatchObject({
    code: 'tls-changed',
  })
})

it('after a change nothing more leaves in this generation', async () => {
  const { send, network, opened, sessions, fingerprint256 } = await parts()
  await send({ pin: fingerprint256 })
  network.pem = (await createCertificate()).certificatePem
  await expect(send({ pin: fingerprint256 })).rejects.toMatchObject({ code: 'tls-changed' })
  const before = opened.length
  for (const method of ['GET', 'POST']) {
    await expect(send({ pin: fingerprint256 }, method)).rejects.toMatchObject({ code: 'tls-changed' })
  }
  expect(opened).toHaveLength(before)
  expect(sessions[0]?.closed).toBeGreaterThan(0)
})

it('one partition never serves two decisions', async () => {
  const { send, fingerprint256 } = await parts()
  await send({ pin: fingerprint256 })
  await expect(send({ pin: null })).rejects.toMatchObject({ code: 'internal' })
  await expect(send({ pin: fingerprint256, origin: 'https://127.0.0.1:9' })).rejects.toMatchObject({
    code: 'internal',
  })
})

it('each write has a session without open connections; writes at once have different ones', async () => {
  const { send, sessions, opened, fingerprint256 } = await parts()
  const target = { pin: fingerprint256 }
  await send(target)
  await Promise.all([send(target, 'POST'), send(target, 'DELETE')])
  await send(target, 'PATCH')
  expect(opened.map(({ session }) => session.partition)).toEqual([
    'api:c:0:read-0',
    'api:c:0:write-0',
    'api:c:0:write-1',
    expect.stringMatching(/write-/),
  ])
  const writes = sessions.filter(({ partition }) => partition.includes('write'))
  expect(writes.reduce((sum, { closed }) => sum + closed, 0)).toBe(3)
  expect(sessions[0]?.closed).toBe(0)
})

it('no session ever has two requests under way; more than four reads wait in order', async () => {
  const { send, network, opened, fingerprint256 } = await parts()
  let go = () => {}
  network.hold = new Promise((resolve) => {
    go = resolve
  })
  const reads = Array.from({ length: 6 }, () => send({ pin: fingerprint256 }))
  await expect
    .poll(() => opened.map(({ session }) => session.partition))
    .toEqual([0, 1, 2, 3].map((index) => `api:c:0:read-${index}`))
  go()
  for (const answer of await Promise.all(reads)) expect(answer.status).toBe(200)
  expect(opened).toHaveLength(6)
  expect(new Set(opened.map(({ session }) => session.partition)).size).toBe(4)
})

it('a request that waits for a session can be cancelled, and takes nobody’s turn', async () => {
  const { http, send, network, opened, fingerprint256 } = await parts()
  let go = () => {}
  network.hold = new Promise((resolve) => {
    go = resolve
  })
  const target = { connectionId: 'c', origin: 'https://127.0.0.1:1280', pin: fingerprint256, generation: 0 }
  const reads = Array.from({ length: 4 }, () => send(target))
  const stop = new AbortController()
  const request = { method: 'GET', path: '/', headers: {}, timeoutMs: 1000, maxBytes: 100 } as const
  const waiting = http.send(target, { ...request, signal: stop.signal })
  const after = send(target)
  stop.abort()
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  go()
  await Promise.all([...reads, after])
  expect(opened).toHaveLength(5)
})

it('a write that was under way when a read met another certificate proves nothing (N-79)', async () => {
  const { send, network, opened, fingerprint256 } = await parts()
  await send({ pin: fingerprint256 })
  network.instead = ['nothing']
  const create = send({ pin: fingerprint256 }, 'POST')
  await expect.poll(() => opened).toHaveLength(2)
  network.pem = (await createCertificate()).certificatePem
  await expect(send({ pin: fingerprint256 })).rejects.toMatchObject({ code: 'tls-changed' })
  const failure = await create.catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'tls-changed', detail: { sent: true } })
  expect(provesNothingDone(failure)).toBe(false)
})

it('a write whose own certificate was refused was not sent', async () => {
  const { send, fingerprint256 } = await parts()
  const failure = await send({ pin: fingerprint256.replace(/^../, '00') }, 'POST').catch(
    (error: unknown) => error,
  )
  expect(failure).toMatchObject({ code: 'tls-changed' })
  expect(provesNothingDone(failure)).toBe(true)
})

it('TLS that breaks after the certificate was accepted leaves a write open (N-20)', async () => {
  const { send, network, fingerprint256 } = await parts()
  network.failure = 'net::ERR_SSL_PROTOCOL_ERROR'
  const failure = await send({ pin: fingerprint256 }, 'POST').catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'tls-failed' })
  expect(provesNothingDone(failure)).toBe(false)
})

it('a refused certificate ends what is under way beside it at once (N-03)', async () => {
  const { send, network, opened, fingerprint256 } = await parts()
  await send({ pin: fingerprint256 })
  let go = () => {}
  network.hold = new Promise((resolve) => {
    go = resolve
  })
  const first = send({ pin: fingerprint256 })
  await expect.poll(() => opened).toHaveLength(2)
  network.instead = ['nothing']
  network.hold = null
  const silent = send({ pin: fingerprint256 })
  await expect.poll(() => opened).toHaveLength(3)
  network.pem = (await createCertificate()).certificatePem
  go()
  await expect(first).rejects.toMatchObject({ code: 'tls-changed' })
  await expect(silent).rejects.toMatchObject({ code: 'tls-changed' })
  expect(opened[2]?.aborted).toBe(true)
})

it('a verdict about which the procedure was not asked is tried once more, and no more than that', async () => {
  const { send, network, opened, fingerprint256 } = await parts()
  network.unasked = 1
  expect((await send({ pin: fingerprint256 })).status).toBe(200)
  expect(opened).toHaveLength(2)
  network.unasked = 3
  await expect(send({ pin: fingerprint256 }, 'POST')).rejects.toMatchObject({ code: 'tls-failed' })
  expect(opened).toHaveLength(4)
})

it('a redirect is no answer of a console and is not followed', async () => {
  const { send, network, opened, fingerprint256 } = await parts()
  network.instead = ['redirect', 307, 'POST', 'https://127.0.0.1:9/', {}]
  for (const method of ['GET', 'POST'])
    await expect(send({ pin: fingerprint256 }, method)).rejects.toMatchObject({
      code: 'not-a-console',
      detail: { status: 307 },
    })
  expect(opened).toHaveLength(2)
})

it('only a proxy’s request for a sign-in is told as such; none is answered with credentials', async () => {
  const { send, network, fingerprint256 } = await parts()
  const answers: unknown[][] = []
  const answer = (...given: unknown[]) => answers.push(given)
  network.instead = ['login', { isProxy: true }, answer]
  await expect(send({ pin: fingerprint256 })).rejects.toMatchObject({ detail: { reason: 'proxy' } })
  expect(answers).toEqual([[]])
})

it('a silent console ends at the time limit, an aborted request at once', async () => {
  const { http, network, fingerprint256 } = await parts()
  network.instead = ['nothing']
  const target = { connectionId: 'c', origin: 'https://127.0.0.1:1280', pin: fingerprint256, generation: 0 }
  const request = { method: 'GET', path: '/', headers: {}, maxBytes: 10 } as const
  await expect(http.send(target, { ...request, timeoutMs: 5 })).rejects.toMatchObject({
    code: 'timeout',
    detail: { sent: true },
  })
  const stop = new AbortController()
  const asked = http.send(target, { ...request, timeoutMs: 60_000, signal: stop.signal })
  stop.abort()
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
})

it('a console’s own request for a sign-in is answered with nothing, and is no fault of a proxy (N-13)', async () => {
  const { http, network, fingerprint256 } = await parts()
  const answers: unknown[][] = []
  const answer = (...given: unknown[]) => answers.push(given)
  network.instead = ['login', { isProxy: false, scheme: 'ntlm' }, answer]
  const target = { connectionId: 'c', origin: 'https://127.0.0.1:1280', pin: fingerprint256, generation: 0 }
  const request = { method: 'GET', path: '/', headers: {}, maxBytes: 10, timeoutMs: 50 } as const
  await expect(http.send(target, request)).rejects.toMatchObject({ code: 'timeout' })
  expect(answers).toEqual([[]])
})

describe('time', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => vi.useRealTimers())
  const target = { connectionId: 'c', origin: 'https://127.0.0.1:1280', generation: 0 }
  const request = { path: '/', headers: {}, maxBytes: 10, timeoutMs: 30_000 } as const

  it.each(['GET', 'POST'] as const)(
    'a connection that does not come about ends %s after ten seconds, with nothing sent (S-18)',
    async (method) => {
      const { http, network, opened, fingerprint256 } = await parts()
      network.hold = new Promise(() => {})
      const asked = http.send({ ...target, pin: fingerprint256 }, { ...request, method })
      const ended = expect(asked).rejects.toMatchObject({
        code: 'timeout',
        detail: { seconds: 10, sent: false },
      })
      await vi.advanceTimersByTimeAsync(9_999)
      expect(opened[0]?.aborted).toBe(false)
      await vi.advanceTimersByTimeAsync(1)
      await ended
      expect(opened[0]?.aborted).toBe(true)
    },
  )

  it('once the certificate was seen, the answer has its whole time (S-18)', async () => {
    const { http, network, opened, fingerprint256 } = await parts()
    network.instead = ['nothing']
    const asked = http.send({ ...target, pin: fingerprint256 }, { ...request, method: 'GET' })
    const ended = expect(asked).rejects.toMatchObject({
      code: 'timeout',
      detail: { seconds: 30, sent: true },
    })
    await vi.advanceTimersByTimeAsync(29_999)
    expect(opened[0]?.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await ended
  })

  it('a request that waits for a session has its whole time from its turn on', async () => {
    const { http, network, opened, fingerprint256 } = await parts()
    network.instead = ['nothing']
    const pinned = { ...target, pin: fingerprint256 }
    const first = Array.from({ length: 4 }, () => http.send(pinned, { ...request, method: 'GET' }))
    const last = http.send(pinned, { ...request, method: 'GET' })
    const all = Promise.allSettled([...first, last])
    await vi.advanceTimersByTimeAsync(30_000)
    expect(opened).toHaveLength(5)
    await vi.advanceTimersByTimeAsync(29_999)
    expect(opened[4]?.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await all
    expect(opened[4]?.aborted).toBe(true)
  })

  it('a certificate that was refused minutes ago is accepted at once in the next generation (N-02, S-14)', async () => {
    const { send, opened, sessions, fingerprint256 } = await parts()
    await expect(send({})).rejects.toMatchObject({ code: 'tls-untrusted' })
    await vi.advanceTimersByTimeAsync(5 * 60_000)
    expect((await send({ pin: fingerprint256, generation: 1 })).status).toBe(200)
    expect(opened).toHaveLength(2)
    expect(new Set(sessions.map(({ partition }) => partition)).size).toBe(2)
  })
})

it('only https', async () => {
  const { send, opened } = await parts()
  await expect(send({ origin: 'http://127.0.0.1:1280' })).rejects.toMatchObject({ code: 'address-insecure' })
  expect(opened).toEqual([])
})

it('the answer is limited in size', async () => {
  const { http, fingerprint256 } = await parts()
  const target = { connectionId: 'c', origin: 'https://127.0.0.1:1280', pin: fingerprint256, generation: 0 }
  const small = http.send(target, { method: 'GET', path: '/', headers: {}, timeoutMs: 1000, maxBytes: 1 })
  await expect(small).rejects.toMatchObject({ code: 'bad-response', detail: { reason: 'too-large' } })
})

it.each([
  ['net::ERR_NAME_NOT_RESOLVED', 'unreachable', 'dns'],
  ['ENOTFOUND getaddrinfo', 'unreachable', 'dns'],
  ['net::ERR_CONNECTION_REFUSED', 'unreachable', 'refused'],
  ['net::ERR_UNSAFE_PORT', 'unreachable', 'refused'],
  ['net::ERR_CONNECTION_RESET', 'unreachable', 'reset'],
  ['net::ERR_EMPTY_RESPONSE', 'unreachable', 'reset'],
  ['net::ERR_PROXY_CONNECTION_FAILED', 'unreachable', 'proxy'],
  ['net::ERR_TUNNEL_CONNECTION_FAILED', 'unreachable', 'proxy'],
  ['net::ERR_INTERNET_DISCONNECTED', 'unreachable', 'network'],
  ['net::ERR_ADDRESS_UNREACHABLE', 'unreachable', 'network'],
  ['net::ERR_SSL_PROTOCOL_ERROR', 'tls-failed', 'protocol'],
  ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'tls-failed', 'protocol'],
  ['net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'tls-failed', 'client-certificate'],
  ['net::ERR_CERT_DATE_INVALID', 'tls-failed', 'handshake'],
  ['net::ERR_CONTENT_LENGTH_MISMATCH', 'bad-response', 'truncated'],
  ['net::ERR_RESPONSE_HEADERS_TOO_BIG', 'bad-response', 'http'],
  ['net::ERR_INVALID_HTTP_RESPONSE', 'bad-response', 'http'],
  ['something new', 'unreachable', 'network'],
])('%s: %s, %s', (text, code, reason) =>
  expect(networkFailure(text)).toMatchObject({ code, detail: { reason } }),
)
