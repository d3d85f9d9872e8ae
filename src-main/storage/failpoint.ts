// Ends the process at a named step, as a power cut would; only in the test build, and only where the environment asks (D24).

/** Steps of security-spec N-74 that nothing outside the process can hit exactly. */
export type Failpoint =
  | 'before-record'
  | 'after-record'
  | 'after-answer'
  | 'after-carve'
  | 'after-line'
  | 'in-save'
  | 'before-done'

/** Call it as `if (__FAILPOINTS__) failpoint(…)`, so that the name is not in a release. */
export function failpoint(name: Failpoint): void {
  if (__FAILPOINTS__ && process.env.KEYWRIGHT_FAILPOINT === name) process.kill(process.pid, 'SIGKILL')
}
