// Ends the process at a named step, as a power cut would; only in the test build, and only where the environment asks (D24).

/** Steps, of security-spec N-74 above all, that nothing outside the process can hit exactly. */
export type Failpoint =
  | 'before-record'
  | 'after-record'
  | 'after-answer'
  | 'after-carve'
  | 'after-line'
  | 'in-save'
  | 'before-done'
  | 'in-write'
  | 'after-write'

/**
 * Call it as `if (__FAILPOINTS__) failpoint(…)`, so that the name is not in a release.
 * @param file of which kind of file it is about: `in-write` of a `keys-…` file is asked for as `in-write:keys-`
 */
export function failpoint(name: Failpoint, file = ''): void {
  if (!__FAILPOINTS__) return
  const [wanted, beginning = ''] = (process.env.KEYWRIGHT_FAILPOINT ?? '').split(':')
  if (wanted === name && file.startsWith(beginning)) process.kill(process.pid, 'SIGKILL')
}
