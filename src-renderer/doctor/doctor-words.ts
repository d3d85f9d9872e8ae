// What the key doctor says: names of the checks, a sentence for every finding, and what can be done by whom.
import type {
  CheckResult,
  Diagnosis,
  DoctorCheck,
  DoctorFacts,
  DoctorReason,
  DoctorVerdict,
  Fix,
  Fixer,
  FixStep,
} from '../../src-shared/doctor/diagnosis'
import { isolatedText } from '../../src-shared/neutral-text'
import { roleLabel, whomToAsk } from '../../src-shared/rights'
import { momentText } from '../keys/moment'
import { dateText } from '../text/dates'
import { sentence } from '../text/sentence'

export const checkNames: Readonly<Record<DoctorCheck, string>> = {
  reachable: 'Console reachable',
  tls: 'Certificate',
  version: 'Console version',
  status: 'Status',
  owner: 'Owner',
  'rest-access': 'Company and REST access',
  scope: 'Scope',
  role: 'Owner’s role',
}

const verdictWords: Readonly<Record<DoctorVerdict, string>> = {
  fine: 'Fine',
  failed: 'Failed',
  unknown: 'Not known',
  'not-reached': 'Not checked',
}
/** Findings for which "not known" would say too little. */
const otherWords: Partial<Record<DoctorReason, string>> = {
  'follows-owner': 'See owner',
  'follows-company': 'See company',
  'follows-rest-access': 'See REST access',
  'plugins-only': 'Depends on use',
  'role-narrow': 'Depends on use',
  'pinned-expired': 'Look at this',
}

export const verdictWord = ({ verdict, reason }: CheckResult): string =>
  otherWords[reason] ?? verdictWords[verdict]

/** Findings that fail nothing, but are the answer for somebody whose program is refused. */
const notable: readonly DoctorReason[] = [
  'pinned-expired',
  'reseller-rest-off-perhaps',
  'plugins-only',
  'role-narrow',
]
export const notableChecks = ({ checks }: Diagnosis): CheckResult[] =>
  checks.filter(({ reason }) => notable.includes(reason))

type Say = (facts: DoctorFacts, now: number) => string
const text = (facts: DoctorFacts, name: string, otherwise: string) =>
  isolatedText(facts[name] ?? '') || otherwise
const company: (facts: DoctorFacts) => string = (facts) => text(facts, 'company', 'the company')
const reseller: (facts: DoctorFacts) => string = (facts) => text(facts, 'reseller', 'the reseller')
const owner: (facts: DoctorFacts) => string = (facts) => text(facts, 'owner', 'the owner')
const raw: (facts: DoctorFacts) => string = (facts) => text(facts, 'raw', 'none')
const since: Say = (facts, now) =>
  facts.since === undefined
    ? ''
    : `, tried without success since ${momentText(facts.since, now).replace(/^on /, '')}`

const sayings: Readonly<Record<DoctorReason, Say>> = {
  answers: () => 'The console answers.',
  'not-asked': () => 'The console was not asked yet.',
  'no-answer': (facts, now) => `The console does not answer${since(facts, now)}.`,
  'not-a-console': () => 'Something answers at this address, but it is not the console.',

  trusted: () => 'This computer trusts the certificate.',
  pinned: () => 'Only you trusted the certificate. Programs that use the key must be told to trust it, too.',
  'pinned-expired': (facts) =>
    `You trusted the certificate, but it expired on ${dateText(facts.validTo ?? '')}. Other programs may refuse it.`,
  'tls-not-asked': () => 'The certificate was not checked yet.',
  'certificate-changed': () => 'The console shows another certificate than the one you trusted.',
  'certificate-untrusted': () => 'The certificate is not trusted.',
  'no-handshake': () => 'No secure connection can be made.',

  'version-known': (facts) => `Version ${text(facts, 'version', '')} has this REST API.`,
  'version-newer': (facts) =>
    `Version ${text(facts, 'version', '')} is newer than what Keywright knows. Keys most likely work as before.`,
  'version-not-told': () => 'The console tells its version to some roles only.',
  'version-too-old': (facts) =>
    `Version ${text(facts, 'version', '')} is older than 8.0 and has no REST API for these keys.`,

  enabled: () => 'The console calls the key enabled.',
  'disabled-by-hand': () => 'Somebody switched the key off by hand.',
  'off-by-system': () => 'The console switched the key off by itself and does not say why.',
  'disabled-unknown': (facts) => `Disabled for a reason that this version does not know: ${raw(facts)}.`,
  'status-unknown': (facts) =>
    `The console reports a status that this version does not know: ${raw(facts)}. Only enabled keys work.`,
  'follows-owner': (facts) => `The console switched it off because of its owner: ${raw(facts)}.`,
  'follows-company': (facts) => `The console switched it off because of its company: ${raw(facts)}.`,
  'follows-rest-access': (facts) =>
    `The console switched it off for want of a component or permission: ${raw(facts)}.`,

  'owner-enabled': (facts) => `${owner(facts)} is enabled. MFA plays no part: keys need no code.`,
  'owner-is-you': () => 'You are the owner, and you can sign in.',
  'owner-unknown': (facts) => `The console does not say whether ${owner(facts)} is enabled.`,
  'owner-not-listed': (facts) => `${owner(facts)} is not among the users that you may see.`,
  'owner-disabled': (facts) =>
    `${owner(facts)} is disabled, and a key works only while its owner may sign in.`,
  'owner-gone': (facts) => `${owner(facts)} is no longer among the users; keys end with their owner.`,
  'owner-enabled-again': (facts) =>
    `${owner(facts)} is enabled again, but the console still keeps the key off.`,

  'rest-on': (facts) => `REST access is on for ${company(facts)}.`,
  'provider-has-no-switch': () => 'The provider’s own REST access cannot be switched off.',
  'plugins-need-no-rest': () => 'Keys for built-in plugins do not depend on REST access.',
  'company-not-listed': () => 'Its company is not among those that you may see.',
  'rest-not-told': (facts) => `The console does not say whether REST access is on for ${company(facts)}.`,
  'reseller-rest-off-perhaps': (facts) =>
    `REST access is on for ${company(facts)}, but off for ${reseller(facts)} above it.`,
  'company-disabled': (facts) => `${company(facts)} is disabled; its users and their keys do not work.`,
  'company-active-again': (facts) =>
    `${company(facts)} is active again, but the console still keeps the key off.`,
  'reseller-disabled': (facts) =>
    `${reseller(facts)} is disabled, and all of its companies with it, ${company(facts)} too.`,
  'tenant-disabled': (facts) => `The Cloud Connect tenant of ${company(facts)} is disabled.`,
  'rest-off': (facts) => `REST access is off for ${company(facts)}.`,
  'reseller-rest-off': (facts) =>
    `REST access is off for ${reseller(facts)}, to which ${company(facts)} belongs.`,
  'component-missing': (facts) =>
    `REST access is not off for ${company(facts)} as far as the console says. A component or another permission is missing, or the key did not come back by itself.`,

  'scope-rest': () => 'The key may use the REST API.',
  'plugins-only': () => 'The key is for built-in plugins. The REST API refuses it to programs.',
  'scopes-not-told': () => 'The console does not say what the key is for.',
  'scope-without-rest': (facts) =>
    `The key may not use the REST API; it is for ${text(facts, 'scopes', 'nothing')} only. That cannot be changed.`,

  'role-known': (facts) =>
    `It may do what ${roleLabel(facts.role ?? '')} may${facts.access === 'read-only' ? ', reading only: changes are refused' : ''}.`,
  'role-narrow': (facts) =>
    `${roleLabel(facts.role ?? '')} may do little: many requests are refused although the key works.`,
  'role-not-told': () => 'The role of the owner is not known.',

  'stopped-before': () => '',
}

/** One or two sentences; empty for checks that were not reached. */
export const findingText = ({ reason, facts }: CheckResult, now: number): string =>
  sayings[reason](facts, now)

const steps: Readonly<Record<FixStep, { readonly you: string; readonly others: string }>> = {
  'check-network': {
    you: 'check your connection',
    others: 'see whether the console runs and can be reached through the network',
  },
  'check-address': {
    you: 'correct the address',
    others: 'say at which address and port the console answers',
  },
  'repair-certificate': {
    you: 'repair the certificate',
    others: 'give the console a certificate that is valid for its name',
  },
  'review-certificate': {
    you: 'review the new certificate and compare its fingerprint',
    others: 'confirm the fingerprint of the new certificate',
  },
  'update-console': { you: 'update the console', others: 'update the console' },
  'enable-key': { you: 'enable the key: press Enable', others: 'enable the key' },
  'look-in-console': {
    you: 'look in the console under REST API keys, and at its events',
    others: 'look in the console under REST API keys for what keeps the key off',
  },
  'enable-owner': {
    you: 'enable the user in the console, or create a new key under an account that stays',
    others: 'enable the user, or create a new key under an account that stays',
  },
  'replace-key': {
    you: 'create a new key under an account that stays, then delete this one',
    others: 'create a new key under an account that stays, then delete this one',
  },
  'enable-company': { you: 'enable the company in the console', others: 'enable the company' },
  'enable-reseller': { you: 'enable the reseller in the console', others: 'enable the reseller' },
  'enable-tenant': {
    you: 'enable the Cloud Connect tenant in the console',
    others: 'enable the Cloud Connect tenant',
  },
  'switch-rest-on': {
    you: 'switch REST access on in the console; it is a setting of the company',
    others: 'switch REST access on; it is a setting of the company',
  },
  'switch-reseller-rest-on': {
    you: 'switch REST access on in the console; it is a setting of the reseller',
    others: 'switch REST access on; it is a setting of the reseller',
  },
  'create-rest-key': {
    you: 'create another key for 3rd party integrations',
    others: 'create another key for 3rd party integrations',
  },
}

export interface FixWords {
  readonly role: string
  /** As the console sent it. */
  readonly ownerName: string
}

function whoText(who: Fixer, { role, ownerName }: FixWords): string {
  switch (who) {
    case 'you':
      return 'You'
    case 'key-administrators':
      return whomToAsk(role)
    case 'company':
      return 'an administrator of the company or of the provider'
    case 'provider':
      return 'a Portal Administrator of the provider'
    case 'owner':
      return `the owner, ${isolatedText(ownerName) || 'whoever that is'},`
    case 'console-staff':
      return 'whoever runs the console and the network'
  }
}

/** For example "A Portal Administrator of the provider can enable the company." */
export function fixText(fix: Fix, words: FixWords): string {
  const step = steps[fix.step]
  return `${sentence(whoText(fix.who, words))} can ${fix.who === 'you' ? step.you : step.others}.`
}

/** What is asked of somebody else, for example "Please enable the company." */
export const requestText = (fix: Fix): string => `Please ${steps[fix.step].others}.`

/** What the whole comes to, in one line. */
export function summaryText({ failed, checks }: Diagnosis): string {
  if (failed === null) {
    const open = checks.filter((one) => one.verdict === 'unknown').length
    return open === 0 ? 'Nothing speaks against this key' : 'Nothing known speaks against this key'
  }
  const where: Readonly<Record<DoctorCheck, string>> = {
    reachable: 'The console cannot be reached',
    tls: 'The certificate is in the way',
    version: 'The console is too old',
    status: 'The key is switched off',
    owner: 'The owner is why it does not work',
    'rest-access': 'The company is why it does not work',
    scope: 'The key is not for the REST API',
    role: 'The owner’s role is in the way',
  }
  return where[failed.check]
}
