// One call with its state for a control: idle, running, done, failed. Answers that came too late change nothing.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CallName, Input, Output } from '../../src-shared/contract'
import type { Failure } from '../../src-shared/errors'
import { useCall } from './bridge-context'
import { failureOf } from './client'

type ActionState<R> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly value: R }
  | { readonly kind: 'failed'; readonly failure: Failure }

export interface Action<N extends CallName> {
  readonly state: ActionState<Output<N>>
  readonly isRunning: boolean
  /** The failure of the last run, or null. */
  readonly failure: Failure | null
  /**
   * Starts the call; an earlier run that is still under way is forgotten, not stopped. Never rejects: the answer
   * says whether it worked, and is `stale` when another run, `reset` or the end of the part came first.
   */
  run(input: Input<N>): Promise<Outcome<Output<N>>>
  /** Back to idle; a run under way is forgotten. */
  reset(): void
}

export type Outcome<R> =
  | { readonly kind: 'done'; readonly value: R }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'stale' }

export function useAction<N extends CallName>(name: N): Action<N> {
  const call = useCall()
  const [state, setState] = useState<ActionState<Output<N>>>({ kind: 'idle' })
  const latest = useRef(0)

  useEffect(
    () => () => {
      latest.current++
    },
    [],
  )

  const run = useCallback(
    async (input: Input<N>): Promise<Outcome<Output<N>>> => {
      const mine = ++latest.current
      setState({ kind: 'running' })
      const outcome = await call(name, input).then(
        (value) => ({ kind: 'done', value }) as const,
        (error: unknown) => ({ kind: 'failed', failure: failureOf(error) }) as const,
      )
      if (mine !== latest.current) return { kind: 'stale' }
      setState(outcome)
      return outcome
    },
    [call, name],
  )
  const reset = useCallback(() => {
    latest.current++
    setState({ kind: 'idle' })
  }, [])

  return {
    state,
    isRunning: state.kind === 'running',
    failure: state.kind === 'failed' ? state.failure : null,
    run,
    reset,
  }
}
