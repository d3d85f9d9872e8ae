// Creates keys. The answer's bytes are carved before anything parses them; nothing here ever sends a create twice.
import { AppError } from '../../src-shared/errors'
import type { KeyRecord } from '../../src-shared/key'
import type { Log } from '../log/log'
import { SecretCell } from '../log/secret-cell'
import { failpoint } from '../storage/failpoint'
import { isJson, notAConsole } from './answer-failure'
import { type Ask, type Bearer, unwrap } from './ask'
import { carveSecret } from './carve'
import { readLogin } from './console-wire'
import { type HttpAnswer, type HttpTarget, limits } from './http-port'
import { query, segment } from './query'
import { readJson } from './read-json'
import type { Transport } from './transport'

export interface SimpleKeyOrder {
  /** The operation's id; it travels as `X-Request-id`, so that the action can be found again. */
  readonly opId: string
  readonly userUid: string
  readonly description: string
  readonly scopes: readonly string[]
  readonly readOnly: boolean
  readonly signal?: AbortSignal | undefined
}
interface AdvancedKeyOrder extends SimpleKeyOrder {
  /** `<RSAKeyValue>` with Modulus and Exponent only. */
  readonly publicKeyXml: string
}

export type Created =
  | {
      readonly kind: 'created'
      readonly record: KeyRecord
      /** The Simple key's text; null: the console created it without saying it (an orphan), or an Advanced key. */
      readonly secret: SecretCell | null
    }
  /** Queued (202): look it up under `opId`. */
  | { readonly kind: 'accepted' }

export function createKeyCreation({ transport, ask, log }: { transport: Transport; ask: Ask; log: Log }) {
  /** Scopes are repeated, as the published schema says (U4). */
  function orderQuery(order: SimpleKeyOrder): string {
    const scopes = order.scopes.map((scope) => `&scopes=${encodeURIComponent(scope)}`).join('')
    return query({ description: order.description, isReadAccessOnly: order.readOnly }) + scopes
  }

  const loginsOf = (userUid: string) => `/users/${segment(userUid)}/logins`

  /** Throws `bad-response` where the answer does not describe a key of this kind: the outcome is open then. */
  function createdFrom(answer: HttpAnswer, type: KeyRecord['type']): Created {
    if (__FAILPOINTS__) failpoint('after-answer')
    if (answer.status === 202) return { kind: 'accepted' }
    if (!isJson(answer)) throw notAConsole(answer)
    const carved = type === 'simple' ? carveSecret(answer.body) : null
    const secret = carved === null ? null : SecretCell.fromBytes(carved)
    if (__FAILPOINTS__) failpoint('after-carve')
    try {
      const read = readLogin(unwrap(readJson(answer.body)).data)
      if (read.kind !== 'key' || read.record.type !== type)
        throw new AppError('bad-response', { reason: 'no-key' })
      if (read.hadPrivateElements) log.event('security.private-elements-listed', { count: 1 })
      return { kind: 'created', record: read.record, secret }
    } catch (error) {
      secret?.wipe()
      throw error
    }
  }

  async function createSimpleKey(
    target: HttpTarget,
    bearer: Bearer,
    order: SimpleKeyOrder,
  ): Promise<Created> {
    const answer = await transport.send(target, {
      action: 'create-key',
      method: 'POST',
      path: `${loginsOf(order.userUid)}/apikey${orderQuery(order)}`,
      bearer,
      requestId: order.opId,
      timeoutMs: limits.createMs,
      signal: order.signal,
    })
    return createdFrom(answer, 'simple')
  }

  async function createAdvancedKey(
    target: HttpTarget,
    bearer: Bearer,
    order: AdvancedKeyOrder,
  ): Promise<Created> {
    const answer = await transport.send(target, {
      action: 'create-key',
      method: 'POST',
      path: `${loginsOf(order.userUid)}/asymmetricalgorithm${orderQuery(order)}`,
      bearer,
      body: { type: 'application/octet-stream', bytes: Buffer.from(order.publicKeyXml, 'utf8') },
      requestId: order.opId,
      timeoutMs: limits.createMs,
      signal: order.signal,
    })
    return createdFrom(answer, 'advanced')
  }

  /** What the create would have answered. `not-found`: not there (yet), or not kept any more. */
  async function asyncResult(
    target: HttpTarget,
    bearer: Bearer,
    opId: string,
    type: KeyRecord['type'],
  ): Promise<Created> {
    return createdFrom(await transport.send(target, ask.resultExchange(opId, 'GET', bearer)), type)
  }

  /** Deletes the console's copy of a result (S-49); one that is gone already is fine. */
  async function forgetAsyncResult(target: HttpTarget, bearer: Bearer, opId: string): Promise<void> {
    try {
      await transport.send(target, ask.resultExchange(opId, 'DELETE', bearer))
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not-found')) throw error
    }
  }

  return { createSimpleKey, createAdvancedKey, asyncResult, forgetAsyncResult }
}
