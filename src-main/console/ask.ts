// Asks a console one question and takes `data` out of the envelope; waits where the console queues the answer (202).
import { AppError } from '../../src-shared/errors'
import type { Log } from '../log/log'
import type { SecretCell } from '../log/secret-cell'
import { complaintOf, refusedBy } from './answer-failure'
import { ActionInfo } from './console-wire'
import type { HttpTarget } from './http-port'
import type { Exchange, Transport } from './transport'

interface AskDeps {
  readonly transport: Transport
  readonly log: Log
  readonly newRequestId: () => string
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** An answer with its envelope; `data` is never null or absent. */
export interface Envelope {
  readonly data: unknown
  readonly whole: unknown
}

export type Bearer = string | SecretCell

export type ActionStatus = 'running' | 'succeed' | 'failed' | 'canceled'
const actionStatuses: readonly string[] = ['running', 'succeed', 'failed', 'canceled']

/** Polling of section 7: half a second at first, growing to five, two minutes in all. */
const pollFirstMs = 500
const pollMostMs = 5000
const pollAllMs = 120_000

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `data` of an envelope. A refusal inside a 200 (results of failed actions) is thrown as such. */
export function unwrap(body: unknown): Envelope {
  const data = isRecord(body) ? body.data : undefined
  if (data !== undefined && data !== null) return { data, whole: body }
  const said = complaintOf(body)
  if (said.parsed) throw refusedBy(said.code ?? 400, said)
  throw new AppError('bad-response', { reason: 'no-data' })
}

export function createAsk({ transport, newRequestId, sleep }: AskDeps) {
  const action = (id: string, tail = '') => `/asyncActions/${encodeURIComponent(id)}${tail}`

  /** Throws `not-found` when the console does not know the action (any more). */
  async function actionStatus(
    target: HttpTarget,
    bearer: Bearer,
    id: string,
    signal?: AbortSignal,
  ): Promise<ActionStatus> {
    const exchange: Exchange = {
      action: 'async-action',
      method: 'GET',
      path: action(id),
      bearer,
      requestId: false,
      signal,
    }
    const parsed = ActionInfo.safeParse(unwrap(await transport.json(target, exchange)).data)
    const status = parsed.success ? parsed.data.status.toLowerCase() : ''
    const known = actionStatuses.indexOf(status === 'cancelled' ? 'canceled' : status)
    // A status of a newer console: not finished as far as this client can tell.
    return known < 0 ? 'running' : (actionStatuses[known] as ActionStatus)
  }

  function resultExchange(
    id: string,
    method: 'GET' | 'DELETE',
    bearer: Bearer,
    signal?: AbortSignal,
  ): Exchange {
    return { action: 'async-result', method, path: action(id, '/result'), bearer, requestId: false, signal }
  }

  async function queuedResult(
    target: HttpTarget,
    bearer: Bearer,
    id: string,
    signal?: AbortSignal,
  ): Promise<unknown> {
    for (let waited = 0, pause = pollFirstMs; waited < pollAllMs; waited += pause) {
      await sleep(pause, signal)
      const status = await actionStatus(target, bearer, id, signal)
      if (status === 'canceled') throw new AppError('not-applied', { reason: 'canceled' })
      if (status !== 'running') return transport.json(target, resultExchange(id, 'GET', bearer, signal))
      pause = Math.min(pause * 1.5, pollMostMs)
    }
    throw new AppError('timeout', { seconds: pollAllMs / 1000, sent: true })
  }

  /** Only our own request id is used to look a queued answer up; `Location` is ignored (N-28). */
  async function ask(
    target: HttpTarget,
    exchange: Exchange & { readonly bearer: Bearer },
  ): Promise<Envelope> {
    const requestId = typeof exchange.requestId === 'string' ? exchange.requestId : newRequestId()
    const body = await transport.json(target, { ...exchange, requestId })
    return unwrap(body ?? (await queuedResult(target, exchange.bearer, requestId, exchange.signal)))
  }

  return { ask, actionStatus, resultExchange }
}

export type Ask = ReturnType<typeof createAsk>
