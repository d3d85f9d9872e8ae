// What became of each key in a call over several, and of calls over several consoles together.
import type { Output } from '../../src-shared/contract'
import type { Failure } from '../../src-shared/errors'
import type { SelectedKey } from './selected-key'

interface FailedKey extends SelectedKey {
  readonly failure: Failure
}

export interface Outcomes {
  readonly done: readonly SelectedKey[]
  readonly failed: readonly FailedKey[]
}

/** Keys that the answer does not name count as failed: nobody knows. */
export function sortOutcomes(
  keys: readonly SelectedKey[],
  { outcomes }: Output<'keys.setEnabled' | 'keys.remove'>,
): Outcomes {
  const byId = new Map(outcomes.map((one) => [one.id, one.failure]))
  const unnamed: Failure = { code: 'internal', detail: {}, trace: 'page' }
  const failed: FailedKey[] = []
  const done: SelectedKey[] = []
  for (const one of keys) {
    const failure = byId.has(one.key.id) ? byId.get(one.key.id) : unnamed
    if (failure) failed.push({ ...one, failure })
    else done.push(one)
  }
  return { done, failed }
}

/** The call of one console failed as a whole. */
export const allFailed = (keys: readonly SelectedKey[], failure: Failure): Outcomes => ({
  done: [],
  failed: keys.map((one) => ({ ...one, failure })),
})

export const together = (all: readonly Outcomes[]): Outcomes => ({
  done: all.flatMap(({ done }) => done),
  failed: all.flatMap(({ failed }) => failed),
})
