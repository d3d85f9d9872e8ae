// What became of each key in a call over several.
import type { Output } from '../../src-shared/contract'
import type { Failure } from '../../src-shared/errors'
import type { KeyRecord } from '../../src-shared/key'

interface FailedKey {
  readonly key: KeyRecord
  readonly failure: Failure
}

export interface Outcomes {
  readonly done: readonly KeyRecord[]
  readonly failed: readonly FailedKey[]
}

/** Keys that the answer does not name count as failed: nobody knows. */
export function sortOutcomes(
  keys: readonly KeyRecord[],
  { outcomes }: Output<'keys.setEnabled' | 'keys.remove'>,
): Outcomes {
  const byId = new Map(outcomes.map((one) => [one.id, one.failure]))
  const unnamed: Failure = { code: 'internal', detail: {}, trace: 'page' }
  const failed: FailedKey[] = []
  const done: KeyRecord[] = []
  for (const key of keys) {
    const failure = byId.has(key.id) ? byId.get(key.id) : unnamed
    if (failure) failed.push({ key, failure })
    else done.push(key)
  }
  return { done, failed }
}
