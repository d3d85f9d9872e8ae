// One request to a console: headers, limits, patience with throttling, and answers turned into values or failures.
import { AppError } from '../../src-shared/errors'
import type { Log } from '../log/log'
import type { SecretCell } from '../log/secret-cell'
import { complaint, failureOf, isJson, notAConsole } from './answer-failure'
import { type HttpAnswer, type HttpPort, type HttpTarget, limits } from './http-port'
import { readJson } from './read-json'

/** What this client was written and tested against (vspc-rest.md section 3). */
const clientVersion = '3.6.2'
const base = '/api/v3'
const parallelPerConsole = 4
/** Reads wait at most this long for a throttled console; then the person is told how long it wants. */
const patienceMs = 10_000
const readTries = 5

export interface Exchange {
  /** Short label for the log and for `forbidden`, for example `list-keys`. */
  readonly action: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/api/v3`, with query. */
  readonly path: string
  readonly bearer?: string | SecretCell
  readonly body?: { readonly type: string; readonly bytes: Buffer }
  /** `X-Request-id`; writes always have one, reads get a fresh one. False: the operation does not define it. */
  readonly requestId?: string | false
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
  /** The bytes of a success are the caller's own business (creates); failures are mapped as everywhere. */
  readonly anyStatus?: boolean
  /** Gets the headers of a success, for who needs more than the body. */
  readonly onHeaders?: (headers: HttpAnswer['headers']) => void
}

interface Deps {
  readonly http: HttpPort
  readonly log: Log
  readonly newRequestId: () => string
  /** Rejects with AppError `cancelled` when the signal fires. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly monotonic: () => number
}

export interface Transport {
  /** The answer as it came when it is a success (2xx), or under any status with `anyStatus`. Throws AppError. */
  send(target: HttpTarget, exchange: Exchange): Promise<HttpAnswer>
  /** The parsed JSON of a 200; null for 202. */
  json(target: HttpTarget, exchange: Exchange): Promise<unknown>
}

/** Lets `limit` tasks run at once, the rest in order. Throws `cancelled` for a task that is given up while it waits. */
function createGate(limit: number) {
  let running = 0
  let waiting: (() => void)[] = []
  const turn = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const go = () => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }
      const stop = () => {
        waiting = waiting.filter((other) => other !== go)
        reject(new AppError('cancelled'))
      }
      signal?.addEventListener('abort', stop, { once: true })
      waiting.push(go)
    })
  return async <T>(signal: AbortSignal | undefined, task: () => Promise<T>): Promise<T> => {
    if (signal?.aborted === true) throw new AppError('cancelled')
    if (running >= limit) await turn(signal)
    else running += 1
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

/** Path without ids and query, for the log. */
const routeOf = (path: string) =>
  (path.split('?', 1)[0] ?? '').replace(/\/([0-9a-f]{8}-[0-9a-f-]{27}|-?\d+)(?=\/|$)/gi, '/*')

const authorization = (bearer: string | SecretCell) =>
  typeof bearer === 'string'
    ? `Bearer ${bearer}`
    : bearer.use((bytes) => `Bearer ${bytes.toString('latin1')}`)

export function createTransport({ http, log, newRequestId, sleep, monotonic }: Deps): Transport {
  const gates = new Map<string, ReturnType<typeof createGate>>()
  /** Consoles that refused the client version header (U19). */
  const olderConsoles = new Set<string>()

  function headersOf(target: HttpTarget, exchange: Exchange): Record<string, string> {
    const requestId = exchange.requestId === undefined ? newRequestId() : exchange.requestId
    return {
      Accept: 'application/json',
      'User-Agent': 'Keywright',
      ...(olderConsoles.has(target.origin) ? {} : { 'X-Client-Version': clientVersion }),
      ...(requestId === false ? {} : { 'X-Request-id': requestId }),
      ...(exchange.bearer === undefined ? {} : { Authorization: authorization(exchange.bearer) }),
      ...(exchange.body === undefined ? {} : { 'Content-Type': exchange.body.type }),
    }
  }

  async function once(target: HttpTarget, exchange: Exchange): Promise<HttpAnswer> {
    let gate = gates.get(target.origin)
    if (gate === undefined) {
      gate = createGate(parallelPerConsole)
      gates.set(target.origin, gate)
    }
    const { action, method } = exchange
    const from = monotonic()
    const line = { action, method, route: routeOf(exchange.path), connectionId: target.connectionId }
    try {
      const answer = await gate(exchange.signal, () =>
        http.send(target, {
          method,
          path: base + exchange.path,
          headers: headersOf(target, exchange),
          ...(exchange.body === undefined ? {} : { body: exchange.body.bytes }),
          timeoutMs: exchange.timeoutMs ?? limits.answerMs,
          maxBytes: limits.maxBytes,
          ...(exchange.signal === undefined ? {} : { signal: exchange.signal }),
        }),
      )
      log.event('console.answered', { ...line, status: answer.status, ms: Math.round(monotonic() - from) })
      return answer
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal'
      log.event('console.failed', { ...line, code, ms: Math.round(monotonic() - from) })
      throw error
    }
  }

  /** Repeats reads and sign-in steps without the version header when the console refuses exactly that. */
  async function withVersion(target: HttpTarget, exchange: Exchange): Promise<HttpAnswer> {
    const answer = await once(target, exchange)
    const repeatable = exchange.method === 'GET' || exchange.path.startsWith('/token')
    if (answer.status !== 400 || !repeatable || olderConsoles.has(target.origin)) return answer
    const said = complaint(answer)
    if (!/x-client-version/i.test(`${said.parameter} ${said.message}`)) return answer
    olderConsoles.add(target.origin)
    return once(target, exchange)
  }

  /** Waiting time before a read is tried again after this answer; null: no more tries. */
  function pauseBefore(attempt: number, answer: HttpAnswer, action: string): number | null {
    if (attempt >= readTries) return null
    if (answer.status === 429) {
      const { retryAfterSeconds } = failureOf(answer, action).detail
      return typeof retryAfterSeconds === 'number' ? retryAfterSeconds * 1000 : 1000 * 2 ** (attempt - 1)
    }
    return answer.status >= 500 && attempt === 1 ? 500 : null
  }

  async function send(target: HttpTarget, exchange: Exchange): Promise<HttpAnswer> {
    let waited = 0
    for (let attempt = 1; ; attempt += 1) {
      const answer = await withVersion(target, exchange)
      if ((answer.status >= 200 && answer.status < 300) || exchange.anyStatus) return answer
      const pause = exchange.method === 'GET' ? pauseBefore(attempt, answer, exchange.action) : null
      if (pause === null || waited + pause > patienceMs) throw failureOf(answer, exchange.action)
      waited += pause
      await sleep(pause, exchange.signal)
    }
  }

  return {
    send,
    async json(target, exchange) {
      const answer = await send(target, exchange)
      if (answer.status === 202) return null
      exchange.onHeaders?.(answer.headers)
      if (!isJson(answer)) {
        if (answer.body.length === 0) throw new AppError('bad-response', { reason: 'empty' })
        throw notAConsole(answer)
      }
      const value = readJson(answer.body)
      // A bare `null` is no queued answer.
      if (value === null) throw new AppError('bad-response', { reason: 'no-data' })
      return value
    },
  }
}
