// Makes key pairs on this computer for the wizard, one at a time, and has unused ones forgotten.
import { type Dispatch, useCallback, useEffect, useRef } from 'react'
import { useCall } from '../bridge/bridge-context'
import { failureOf } from '../bridge/client'
import type { Bits, WizardAction, WizardState } from './wizard-state'

export interface KeyPairMaker {
  generate(bits: Bits): void
  /** The pair that is being made is thrown away as soon as it comes. */
  cancel(): void
  /** A creation took the pair: it is no longer ours to forget. */
  handOver(): void
}

export function useKeyPair(
  connectionId: string,
  state: Pick<WizardState, 'step' | 'pairFrom' | 'bits' | 'pair'>,
  dispatch: Dispatch<WizardAction>,
): KeyPairMaker {
  const call = useCall()
  const runs = useRef(0)
  const held = useRef<string | null>(null)

  const forget = useCallback(
    (pairId: string | null) => {
      // Main forgets it at the latest with the next pair; nothing here depends on the answer.
      if (pairId !== null) call('creation.forgetPair', { pairId }).catch(() => undefined)
    },
    [call],
  )

  const generate = useCallback(
    (bits: Bits) => {
      const run = ++runs.current
      forget(held.current)
      held.current = null
      dispatch({ do: 'pair', pair: { kind: 'making', run } })
      call('creation.generatePair', { connectionId, bits }).then(
        (made) => {
          if (run !== runs.current) return forget(made.pairId)
          held.current = made.pairId
          dispatch({ do: 'pair', pair: { kind: 'ready', made }, run })
        },
        (error: unknown) =>
          dispatch({ do: 'pair', pair: { kind: 'failed', failure: failureOf(error) }, run }),
      )
    },
    [call, connectionId, dispatch, forget],
  )

  const cancel = useCallback(() => {
    runs.current++
    dispatch({ do: 'pair', pair: { kind: 'cancelled' } })
  }, [dispatch])

  const handOver = useCallback(() => {
    held.current = null
    dispatch({ do: 'pair', pair: { kind: 'none' } })
  }, [dispatch])

  const wanted = state.step === 'key-pair' && state.pairFrom === 'generate' && state.pair.kind === 'none'
  useEffect(() => {
    if (wanted) generate(state.bits)
  }, [wanted, generate, state.bits])

  useEffect(
    () => () => {
      runs.current++
      forget(held.current)
      held.current = null
    },
    [forget],
  )

  return { generate, cancel, handOver }
}
