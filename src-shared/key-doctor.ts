// Why a key does not work, as far as Keywright's own records can tell: ordered checks that stop at the first failure.
import type { CheckResult, Diagnosis, DoctorInput } from './doctor/diagnosis'
import { fixFor } from './doctor/fixes'
import { keyChecks } from './doctor/key-checks'
import { networkChecks } from './doctor/network-checks'

/** Reads records only: asks nothing and changes nothing. */
export function diagnose(input: DoctorInput): Diagnosis {
  const recorded = keyChecks(input)
  const all = [...networkChecks(input), ...recorded]
  const stop = all.findIndex((one) => one.verdict === 'failed')
  const failed = all[stop] ?? null
  const firstRecorded = recorded.find((one) => one.verdict === 'failed') ?? null
  const { key, session, inventory } = input
  const user = session.sign.kind === 'active' || session.sign.kind === 'offline' ? session.sign.user : null
  return {
    checks: all.map(
      (one, at): CheckResult =>
        stop >= 0 && at > stop
          ? { check: one.check, verdict: 'not-reached', reason: 'stopped-before', facts: {} }
          : one,
    ),
    failed,
    fix: failed && fixFor(failed.reason, user, key),
    recorded: failed === firstRecorded ? null : firstRecorded,
    rawStatus: key.status.raw,
    fetchedAt: inventory.fetchedAt,
    isSavedCopy: inventory.source !== 'console',
  }
}
