// How often and from which seed fast-check tries: the same in every run, so that no run fails by luck; more on request.

/**
 * `KEYWRIGHT_SEED=any` tries from another seed each time, `KEYWRIGHT_RUNS=50` fifty times as often: what they find becomes
 * an example of its own.
 */
export function properties(numRuns: number): { readonly numRuns: number; readonly seed: number } {
  const { KEYWRIGHT_SEED: seed = '20261124', KEYWRIGHT_RUNS: times = '1' } = process.env
  return {
    numRuns: numRuns * Number(times),
    seed: seed === 'any' ? Math.floor(Math.random() * 2 ** 31) : Number(seed),
  }
}
