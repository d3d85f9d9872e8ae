// Calls of the contract as promises: a failed reply becomes an ApiError, a good one waits until the page shows its effect.
import type { Bridge, CallName, Input, Output } from '../../src-shared/contract'
import type { Failure } from '../../src-shared/errors'
import type { Replica } from './replica'

export interface ApiError extends Error {
  readonly failure: Failure
}

function apiError(failure: Failure): ApiError {
  return Object.assign(new Error(failure.code), { name: 'ApiError', failure })
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError' && 'failure' in error
}

/** What to show of anything that was thrown: a call's failure as it is, everything else as `internal`. */
export function failureOf(error: unknown): Failure {
  return isApiError(error) ? error.failure : { code: 'internal', detail: {}, trace: 'page' }
}

export interface Client {
  /**
   * Asks the main process. Resolves when the topics have reached the state that the answer speaks of, so that
   * a screen never shows the time before its own change. Rejects with an {@link ApiError}.
   */
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>
}

export function createClient(bridge: Pick<Bridge, 'call'>, replica: Pick<Replica, 'reached'>): Client {
  return {
    async call(name, input) {
      const reply = await bridge.call(name, input)
      await replica.reached(reply.revision)
      if (!reply.ok) throw apiError(reply.failure)
      return reply.value
    },
  }
}
