// Answers one call of the page: known name, gate, size, input, run, output. Pure of Electron; serve.ts brings the sender.
import type { Gate } from '../../src-shared/calls/call'
import { type CallName, calls, type Handlers, type Reply } from '../../src-shared/contract'
import { AppError, type FailureCode, type FailureDetail } from '../../src-shared/errors'
import type { Log } from '../log/log'
import { createPace } from '../log/pace'
import { jsonSize } from './input-size'

interface Deps {
  readonly handlers: Handlers
  readonly isSignedIn: (connectionId: string) => boolean
  readonly isLocked: () => boolean
  readonly log: Log
  /** Sends what changed and answers the revision that the topics have reached ("read your writes"). */
  readonly settle: () => number
  /** Resolves when what was changed is on the disk: what a page was told may not be lost by a power cut. */
  readonly kept: () => Promise<void>
  /** Milliseconds, monotonic. */
  readonly clock: () => number
}

const ordinaryLimit = 64 * 1024
/** More than a person and a busy page can do; a page in a loop is stopped (S-07, N-42). */
const limits = { burst: 400, perSecond: 400 }

/** Own names only: `constructor` and its like are not calls (N-43). */
function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name)
}

function isOpen(gate: Gate, input: unknown, isSignedIn: (connectionId: string) => boolean): boolean {
  if (gate === 'open') return true
  const id =
    typeof input === 'object' && input !== null && 'connectionId' in input ? input.connectionId : null
  return typeof id === 'string' && isSignedIn(id)
}

export function createAnswer({ handlers, isSignedIn, isLocked, log, settle, kept, clock }: Deps) {
  const pace = createPace({ ...limits, clock })
  let lastTrace = ''

  function fail(call: string, code: FailureCode, detail: FailureDetail): Reply<never> {
    const trace = log.trace()
    const reason = detail.reason === undefined ? {} : { reason: detail.reason }
    log.event('call.failed', { call, code, trace, ...reason })
    return { ok: false, failure: { code, detail, trace }, revision: settle() }
  }

  /** Told once: a log full of the same line hides the others. */
  function turnAway(isFirst: boolean): Reply<never> {
    if (!isFirst) {
      const failure = { code: 'invalid-input', detail: { reason: 'too-many' }, trace: lastTrace } as const
      return { ok: false, failure, revision: settle() }
    }
    const reply = fail('any', 'invalid-input', { reason: 'too-many' })
    lastTrace = reply.ok ? '' : reply.failure.trace
    return reply
  }

  async function run(name: CallName, input: unknown): Promise<unknown> {
    // The handler's parameter type depends on the name; the schema of that same name has just parsed the input.
    const handler = handlers[name] as (input: unknown) => Promise<unknown>
    // Parsing strips members that the contract does not list, so that nothing crosses by accident.
    return calls[name].output.parse(await handler(input))
  }

  return async function answer(name: unknown, raw: unknown): Promise<Reply<unknown>> {
    const turn = pace.take()
    if (turn !== 'granted') return turnAway(turn === 'first')
    if (!isCallName(name)) return fail('unknown', 'invalid-input', { reason: 'name' })
    const call = calls[name]
    if (isLocked() && !('whileLocked' in call)) return fail(name, 'locked', {})
    const limit = 'maxBytes' in call ? call.maxBytes : ordinaryLimit
    if (jsonSize(raw, limit) === null) return fail(name, 'invalid-input', { reason: 'size' })
    const input = call.input.safeParse(raw)
    if (!input.success) return fail(name, 'invalid-input', { reason: 'shape' })
    if (!isOpen(call.gate, input.data, isSignedIn)) return fail(name, 'signed-out', {})
    try {
      const value = await run(name, input.data)
      await kept()
      return { ok: true, value, revision: settle() }
    } catch (error) {
      if (error instanceof AppError) return fail(name, error.code, error.detail)
      // Nothing of an unexpected error may cross or be logged but its kind: its text could hold anything.
      return fail(name, 'internal', { reason: error instanceof Error ? error.name : 'thrown' })
    }
  }
}
