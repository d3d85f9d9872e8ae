// One request to a console: headers, limits, patience with throttling, and answers turned into values or failures.
import { AppError, codeOf } from '../../src-shared/errors'
import type { Log } from '../log/log'
import type { SecretCell } from '../log/secret-cell'
import { complaint, failureOf, isJson, notAConsole } from './answer-failure'
import { type HttpAnswer, type HttpPort, type HttpTarget, limits } from './http-port'
import { readJson } from './read-json'

/** What this client was written and tested against (vspc-rest.md section 3). */
const clientVersion = '3.6.2'
const base = '/api/v3'
const parallelPerConsole = 4
/** A read that a person waits for rests at most this long; then it is told how long the console wants. */
const patienceMs = 10_000
const readTries = 5
/** Where the console does not say how long: 1, 2, 4 … seconds, spread so that several computers do not come back at once. */
const longestPauseMs = 60_000
const pauseOf = (attempt: number, random: number) =>
  Math.min(1000 * 2 ** (attempt - 1), longestPauseMs) * (1 + random / 4)

/** Of a reading that nobody stands in front of: it waits as long as the console asks (vspc-rest.md section 8). */
export interface Patience {
  /** Called when a rest of so many milliseconds begins; the answer is called when it has ended. */
  resting(ms: number): () => void
}

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
  /** Reads only. Without it a read gives up when the console wants more than a few seconds. */
  readonly patience?: Patience | undefined
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
  /** 0 to 1, spreads rests. */
  readonly random?: () => number
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

export function createTransport(deps: Deps): Transport {
  const { http, log, newRequestId, sleep, monotonic, random = Math.random } = deps
  const gates = new Map<string, ReturnType<typeof createGate>>()
  /** Until when a console that throttles wants to be left alone (monotonic); for all patient reads together. */
  const quiet = new Map<string, number>()
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

  async function rest(ms: number, { patience, signal }: Exchange): Promise<void> {
    const ended = patience?.resting(ms)
    try {
      await sleep(ms, signal)
    } finally {
      ended?.()
    }
  }

  const until = ({ origin }: HttpTarget) => quiet.get(origin) ?? 0

  /** A patient read that gets its turn while the console rests gives it back: nobody else may wait behind it. */
  async function inTurn(
    gate: ReturnType<typeof createGate>,
    target: HttpTarget,
    exchange: Exchange,
    task: () => Promise<HttpAnswer>,
  ): Promise<HttpAnswer> {
    if (exchange.patience === undefined) return gate(exchange.signal, task)
    let rested = 0
    const isQuiet = () => until(target) > rested && until(target) > monotonic()
    for (;;) {
      if (isQuiet()) {
        rested = until(target)
        await rest(rested - monotonic(), exchange)
      } else {
        const answer = await gate(exchange.signal, async () => (isQuiet() ? null : task()))
        if (answer !== null) return answer
      }
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
      const answer = await inTurn(gate, target, exchange, () =>
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
      const code = codeOf(error)
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

  /** Waiting time before a read is tried again after this failure; null: no more tries. */
  function pauseBefore(attempt: number, failure: AppError, isPatient: boolean): number | null {
    const { status, retryAfterSeconds, beyond } = failure.detail
    if (attempt >= readTries || beyond === true) return null
    if (failure.code === 'rate-limited')
      return typeof retryAfterSeconds === 'number' ? retryAfterSeconds * 1000 : pauseOf(attempt, random())
    if (failure.code !== 'server-fault') return null
    // A console says 520; any other of these comes from somebody on the way.
    if (isPatient && status === 520) return pauseOf(attempt, random())
    return attempt === 1 ? 500 : null
  }

  async function send(target: HttpTarget, exchange: Exchange): Promise<HttpAnswer> {
    const isPatient = exchange.patience !== undefined
    let waited = 0
    for (let attempt = 1; ; attempt += 1) {
      const answer = await withVersion(target, exchange)
      if ((answer.status >= 200 && answer.status < 300) || exchange.anyStatus) return answer
      const failure = failureOf(answer, exchange.action)
      const pause = exchange.method === 'GET' ? pauseBefore(attempt, failure, isPatient) : null
      if (pause === null || (!isPatient && waited + pause > patienceMs)) throw failure
      waited += pause
      if (isPatient && failure.code === 'rate-limited')
        quiet.set(target.origin, Math.max(until(target), monotonic() + pause))
      else await rest(pause, exchange)
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
