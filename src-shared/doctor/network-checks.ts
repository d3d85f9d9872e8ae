// The key doctor's checks of the way to the console: does it answer, under which certificate, in which version.
import type { CheckResult, DoctorInput } from './diagnosis'

function reachable({ session: { reach } }: DoctorInput): CheckResult {
  const check = 'reachable'
  switch (reach.kind) {
    case 'online':
    case 'certificate-changed':
      return { check, verdict: 'fine', reason: 'answers', facts: {} }
    case 'unknown':
      return { check, verdict: 'unknown', reason: 'not-asked', facts: {} }
    case 'unreachable': {
      const { since, code } = reach
      // Something answered; what is wrong is the next check's.
      if (code.startsWith('tls-')) return { check, verdict: 'fine', reason: 'answers', facts: {} }
      const reason = code === 'not-a-console' ? 'not-a-console' : 'no-answer'
      return { check, verdict: 'failed', reason, facts: { since, code } }
    }
  }
}

function tls({ connection: { pin }, session: { reach }, now }: DoctorInput): CheckResult {
  const check = 'tls'
  if (reach.kind === 'certificate-changed')
    return { check, verdict: 'failed', reason: 'certificate-changed', facts: {} }
  if (reach.kind === 'unreachable' && reach.code.startsWith('tls-')) {
    const reason = reach.code === 'tls-failed' ? 'no-handshake' : 'certificate-untrusted'
    return { check, verdict: 'failed', reason, facts: { since: reach.since, code: reach.code } }
  }
  if (reach.kind !== 'online') return { check, verdict: 'unknown', reason: 'tls-not-asked', facts: {} }
  if (pin === null) return { check, verdict: 'fine', reason: 'trusted', facts: {} }
  // Keywright goes by the fingerprint; the programs that use the key go by the date.
  return now > Date.parse(pin.validTo)
    ? { check, verdict: 'unknown', reason: 'pinned-expired', facts: { validTo: pin.validTo } }
    : { check, verdict: 'fine', reason: 'pinned', facts: {} }
}

type Version = readonly [major: number, minor: number]
/** Product versions between which the REST API is known (vspc-rest.md 2 and 13); before 8.0 it is another one. */
const oldest: Version = [8, 0]
const newest: Version = [9, 2]

const isBefore = ([major, minor]: Version, [otherMajor, otherMinor]: Version) =>
  major === otherMajor ? minor < otherMinor : major < otherMajor

function version({ session: { sign } }: DoctorInput): CheckResult {
  const check = 'version'
  const user = sign.kind === 'active' || sign.kind === 'offline' ? sign.user : null
  const told = user?.consoleVersion ?? ''
  const numbers = /^(\d{1,4})\.(\d{1,4})(?:\.|$)/.exec(told)
  if (numbers === null) return { check, verdict: 'unknown', reason: 'version-not-told', facts: {} }
  const here: Version = [Number(numbers[1]), Number(numbers[2])]
  const facts = { version: told }
  if (isBefore(here, oldest)) return { check, verdict: 'failed', reason: 'version-too-old', facts }
  return isBefore(newest, here)
    ? { check, verdict: 'unknown', reason: 'version-newer', facts }
    : { check, verdict: 'fine', reason: 'version-known', facts }
}

export const networkChecks = (input: DoctorInput): CheckResult[] => [
  reachable(input),
  tls(input),
  version(input),
]
