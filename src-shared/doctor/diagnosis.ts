// What the key doctor is asked and what it answers: checks, reasons, verdicts, and who can change what.
import type { Connection, SessionState } from '../connection'
import type { Inventory, KeyRecord } from '../key'

export const doctorChecks = [
  'reachable',
  'tls',
  'version',
  'status',
  'owner',
  'rest-access',
  'scope',
  'role',
] as const
export type DoctorCheck = (typeof doctorChecks)[number]

/** `unknown`: the records do not say, or it depends on what the key is for; the checks go on. */
export type DoctorVerdict = 'fine' | 'failed' | 'unknown' | 'not-reached'

/** What was found, by check; each has words in `src-renderer/doctor/doctor-words.ts`. */
export type DoctorReason =
  // reachable
  | 'answers'
  | 'not-asked'
  | 'no-answer'
  | 'not-a-console'
  // tls
  | 'trusted'
  | 'pinned'
  | 'pinned-expired'
  | 'tls-not-asked'
  | 'certificate-changed'
  | 'certificate-untrusted'
  | 'no-handshake'
  // version
  | 'version-known'
  | 'version-newer'
  | 'version-not-told'
  | 'version-too-old'
  // status
  | 'enabled'
  | 'disabled-by-hand'
  | 'off-by-system'
  | 'disabled-unknown'
  | 'status-unknown'
  | 'follows-owner'
  | 'follows-company'
  | 'follows-rest-access'
  // owner
  | 'owner-enabled'
  | 'owner-is-you'
  | 'owner-unknown'
  | 'owner-not-listed'
  | 'owner-disabled'
  | 'owner-gone'
  | 'owner-enabled-again'
  // rest-access
  | 'rest-on'
  | 'provider-has-no-switch'
  | 'plugins-need-no-rest'
  | 'company-not-listed'
  | 'rest-not-told'
  | 'reseller-rest-off-perhaps'
  | 'company-disabled'
  | 'company-active-again'
  | 'reseller-disabled'
  | 'tenant-disabled'
  | 'rest-off'
  | 'reseller-rest-off'
  | 'component-missing'
  // scope
  | 'scope-rest'
  | 'plugins-only'
  | 'scopes-not-told'
  | 'scope-without-rest'
  // role
  | 'role-known'
  | 'role-narrow'
  | 'role-not-told'
  // not reached
  | 'stopped-before'

/** Labels and times for the words; texts are as the console sent them, so they are neutralised where they are shown. */
export type DoctorFacts = Readonly<Record<string, string>>

export interface CheckResult {
  readonly check: DoctorCheck
  readonly verdict: DoctorVerdict
  readonly reason: DoctorReason
  readonly facts: DoctorFacts
}

/** Who can change it, as seen by the person who reads it. */
export type Fixer =
  | 'you'
  /** Whoever may do it with keys, for the person's role (`whomToAsk`). */
  | 'key-administrators'
  /** An administrator of the company that the key belongs to. */
  | 'company'
  | 'provider'
  | 'owner'
  /** Whoever runs the console and the network on the way to it. */
  | 'console-staff'

export type FixStep =
  | 'check-network'
  | 'check-address'
  | 'repair-certificate'
  | 'review-certificate'
  | 'update-console'
  | 'enable-key'
  | 'look-in-console'
  | 'enable-owner'
  | 'replace-key'
  | 'enable-company'
  | 'enable-reseller'
  | 'enable-tenant'
  | 'switch-rest-on'
  | 'switch-reseller-rest-on'
  | 'create-rest-key'

export interface Fix {
  readonly who: Fixer
  readonly step: FixStep
}

export interface DoctorInput {
  readonly connection: Pick<Connection, 'pin'>
  readonly session: Pick<SessionState, 'sign' | 'reach'>
  readonly inventory: Pick<Inventory, 'owners' | 'organizations' | 'fetchedAt' | 'source' | 'complete'>
  readonly key: KeyRecord
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface Diagnosis {
  /** All of {@link doctorChecks}, in their order. */
  readonly checks: readonly CheckResult[]
  readonly failed: CheckResult | null
  /** Who can do what about `failed`. */
  readonly fix: Fix | null
  /**
   * The first failure among what the console last said of the key (status to role), where `failed` is one of reaching the
   * console: it stays true once the console answers again, unless somebody changed it.
   */
  readonly recorded: CheckResult | null
  /** Status as the console wrote it. */
  readonly rawStatus: string
  /** When the console said all this; null: never. */
  readonly fetchedAt: string | null
  /** The facts are from the copy on this computer: what happened since is not known. */
  readonly isSavedCopy: boolean
}
