// The key doctor: every reason of every check, where it stops, and who can change it.
import { describe, expect, it, test } from 'vitest'
import type { Certificate, SessionState, SignedInUser } from '../../../src-shared/connection'
import { type DoctorInput, type DoctorReason, doctorChecks } from '../../../src-shared/doctor/diagnosis'
import type { KeyRecord, KeyStatus, Organization, Owner } from '../../../src-shared/key'
import { diagnose } from '../../../src-shared/key-doctor'

const now = Date.parse('2026-07-01T12:00:00.000Z')

const key = (change: Partial<KeyRecord> = {}): KeyRecord => ({
  id: '7',
  type: 'simple',
  description: 'Grafana prod',
  readOnly: true,
  scopes: ['rest'],
  userUid: 'u-svc',
  userName: 'alpha_svc',
  companyUid: 'o-alpha',
  companyName: 'Alpha',
  status: { word: 'enabled', raw: 'enabled' },
  createdAt: null,
  publicKey: null,
  ...change,
})
const off = (word: KeyStatus['word'], raw: string) => key({ status: { word, raw } })
const ownerOff = off('owner-off', 'disabledDueToUser')
const companyOff = off('company-off', 'disabledDueToCompany')
const restOff = off('rest-off', 'disabledDueSystemComponentsRestrictions')

const owner = (change: Partial<Owner> = {}): Owner => ({
  userUid: 'u-svc',
  userName: 'alpha_svc',
  role: 'CompanyAdministrator',
  status: 'enabled',
  mfa: 'on',
  ...change,
})
const org = (uid: string, change: Partial<Organization> = {}): Organization => ({
  uid,
  name: uid.slice(2),
  type: 'company',
  active: true,
  restAccess: true,
  ...change,
})
const alpha = org('o-alpha', { resellerUid: 'o-harbour' })
const harbour = org('o-harbour', { type: 'reseller' })

const user = (change: Partial<SignedInUser> = {}): SignedInUser => ({
  userUid: 'u-me',
  userName: 'NG\\me',
  role: 'PortalAdministrator',
  organizationUid: 'o-provider',
  organizationName: 'Northgate',
  organizationType: 'provider',
  consoleVersion: '9.2.0.33215',
  ...change,
})
const active = (who = user()): SessionState['sign'] => ({
  kind: 'active',
  user: who,
  keptIn: 'keyring',
  way: 'password',
})
const certificate = (validTo: string) => ({ validTo }) as Certificate

interface Given {
  key?: KeyRecord
  owners?: Owner[]
  organizations?: Organization[]
  user?: SignedInUser
  sign?: SessionState['sign']
  reach?: SessionState['reach']
  pin?: Certificate | null
  complete?: boolean
  source?: 'saved' | 'console'
}
const input = (given: Given): DoctorInput => ({
  key: given.key ?? key(),
  connection: { pin: given.pin ?? null },
  session: { sign: given.sign ?? active(given.user), reach: given.reach ?? { kind: 'online' } },
  inventory: {
    owners: given.owners ?? [owner()],
    organizations: given.organizations ?? [alpha, harbour],
    fetchedAt: '2026-07-01T11:58:00.000Z',
    source: given.source ?? 'console',
    complete: given.complete ?? true,
  },
  now,
})
const unreachable = (code: string): SessionState['reach'] => ({
  kind: 'unreachable',
  since: '2026-07-01T08:10:00.000Z',
  code,
})
const check = (given: Given, name: (typeof doctorChecks)[number]) =>
  diagnose(input(given)).checks.find((one) => one.check === name)

test('a key against which nothing speaks: eight fine checks, nothing to repair', () => {
  const found = diagnose(input({}))
  expect(found.checks.map((one) => one.check)).toEqual([...doctorChecks])
  expect(found.checks.map((one) => one.verdict)).toEqual(Array(8).fill('fine'))
  expect(found).toMatchObject({
    failed: null,
    fix: null,
    recorded: null,
    rawStatus: 'enabled',
    fetchedAt: '2026-07-01T11:58:00.000Z',
    isSavedCopy: false,
  })
})

describe('what each check finds without failing', () => {
  test.each<[string, (typeof doctorChecks)[number], Given, 'fine' | 'unknown', DoctorReason]>([
    ['answers', 'reachable', {}, 'fine', 'answers'],
    ['was not asked yet', 'reachable', { reach: { kind: 'unknown' } }, 'unknown', 'not-asked'],
    ['was not asked yet', 'tls', { reach: { kind: 'unknown' } }, 'unknown', 'tls-not-asked'],
    ['is trusted by the system', 'tls', {}, 'fine', 'trusted'],
    ['is pinned', 'tls', { pin: certificate('2030-01-01T00:00:00.000Z') }, 'fine', 'pinned'],
    [
      'is pinned and expired',
      'tls',
      { pin: certificate('2026-07-01T11:59:59.000Z') },
      'unknown',
      'pinned-expired',
    ],
    ['is known', 'version', {}, 'fine', 'version-known'],
    ['is the oldest', 'version', { user: user({ consoleVersion: '8.0.0.1' }) }, 'fine', 'version-known'],
    ['is newer', 'version', { user: user({ consoleVersion: '9.3' }) }, 'unknown', 'version-newer'],
    ['is much newer', 'version', { user: user({ consoleVersion: '10.0.1' }) }, 'unknown', 'version-newer'],
    ['is not told', 'version', { user: user({ consoleVersion: null }) }, 'unknown', 'version-not-told'],
    ['is nonsense', 'version', { user: user({ consoleVersion: 'soon' }) }, 'unknown', 'version-not-told'],
    ['nobody signed in', 'version', { sign: { kind: 'restoring' } }, 'unknown', 'version-not-told'],
    ['is enabled', 'status', {}, 'fine', 'enabled'],
    ['points to the owner', 'status', { key: ownerOff }, 'unknown', 'follows-owner'],
    ['points to the company', 'status', { key: companyOff }, 'unknown', 'follows-company'],
    ['points to REST access', 'status', { key: restOff }, 'unknown', 'follows-rest-access'],
    ['is enabled', 'owner', {}, 'fine', 'owner-enabled'],
    ['has MFA off or on', 'owner', { owners: [owner({ mfa: 'off' })] }, 'fine', 'owner-enabled'],
    ['is who asks', 'owner', { owners: [], user: user({ userUid: 'u-svc' }) }, 'fine', 'owner-is-you'],
    ['has no known state', 'owner', { owners: [owner({ status: 'unknown' })] }, 'unknown', 'owner-unknown'],
    ['is not listed', 'owner', { owners: [] }, 'unknown', 'owner-not-listed'],
    ['is on', 'rest-access', {}, 'fine', 'rest-on'],
    [
      'does not exist for the provider',
      'rest-access',
      { organizations: [org('o-alpha', { type: 'provider', active: null, restAccess: null })] },
      'fine',
      'provider-has-no-switch',
    ],
    [
      'does not reach keys for plugins',
      'rest-access',
      { key: key({ scopes: ['integration'] }), organizations: [org('o-alpha', { restAccess: false })] },
      'fine',
      'plugins-need-no-rest',
    ],
    ['company not listed', 'rest-access', { organizations: [] }, 'unknown', 'company-not-listed'],
    ['no company', 'rest-access', { key: key({ companyUid: null }) }, 'unknown', 'company-not-listed'],
    [
      'is not told',
      'rest-access',
      { organizations: [org('o-alpha', { restAccess: null, active: null })] },
      'unknown',
      'rest-not-told',
    ],
    [
      'of the reseller is off, though the key counts as enabled',
      'rest-access',
      { organizations: [alpha, { ...harbour, restAccess: false }] },
      'unknown',
      'reseller-rest-off-perhaps',
    ],
    ['has REST', 'scope', { key: key({ scopes: ['ui', 'rest'] }) }, 'fine', 'scope-rest'],
    ['is for plugins', 'scope', { key: key({ scopes: ['integration'] }) }, 'unknown', 'plugins-only'],
    ['is empty', 'scope', { key: key({ scopes: [] }) }, 'unknown', 'scopes-not-told'],
    ['is unknown', 'scope', { key: key({ scopes: ['unknown'] }) }, 'unknown', 'scopes-not-told'],
    ['is known', 'role', {}, 'fine', 'role-known'],
    ['may do little', 'role', { owners: [owner({ role: 'CompanySubtenant' })] }, 'unknown', 'role-narrow'],
    ['is not told', 'role', { owners: [owner({ role: 'Unknown' })] }, 'unknown', 'role-not-told'],
    ['nobody is listed', 'role', { owners: [] }, 'unknown', 'role-not-told'],
    ['is that of who asks', 'role', { owners: [], user: user({ userUid: 'u-svc' }) }, 'fine', 'role-known'],
  ])('%s: %s', (_title, name, given, verdict, reason) => {
    expect(check(given, name)).toMatchObject({ verdict, reason })
  })
})

describe('where it stops, and who can change it', () => {
  const companyAdmin = user({
    role: 'CompanyAdministrator',
    organizationUid: 'o-alpha',
    organizationType: 'company',
  })
  const reseller = user({
    role: 'ResellerAdministrator',
    organizationUid: 'o-harbour',
    organizationType: 'reseller',
  })
  const operator = user({ role: 'PortalOperator' })
  const restOffFor = (who: SignedInUser): Given => ({
    key: restOff,
    user: who,
    organizations: [{ ...alpha, restAccess: false }, harbour],
  })
  test.each<[string, Given, (typeof doctorChecks)[number], DoctorReason, string, string]>([
    [
      'no answer',
      { reach: unreachable('timeout') },
      'reachable',
      'no-answer',
      'console-staff',
      'check-network',
    ],
    [
      'another program answers',
      { reach: unreachable('not-a-console') },
      'reachable',
      'not-a-console',
      'console-staff',
      'check-address',
    ],
    [
      'another certificate',
      {
        reach: {
          kind: 'certificate-changed',
          accepted: certificate(''),
          presented: certificate(''),
        },
      },
      'tls',
      'certificate-changed',
      'you',
      'review-certificate',
    ],
    [
      'no trust any more',
      { reach: unreachable('tls-untrusted') },
      'tls',
      'certificate-untrusted',
      'console-staff',
      'repair-certificate',
    ],
    [
      'no handshake',
      { reach: unreachable('tls-failed') },
      'tls',
      'no-handshake',
      'console-staff',
      'repair-certificate',
    ],
    [
      'version 7.0',
      { user: user({ consoleVersion: '7.0.0.3' }) },
      'version',
      'version-too-old',
      'you',
      'update-console',
    ],
    [
      'version 7.0, for staff of a company',
      { user: { ...companyAdmin, consoleVersion: '7.0' } },
      'version',
      'version-too-old',
      'provider',
      'update-console',
    ],
    ['by hand', { key: off('disabled', 'disabled') }, 'status', 'disabled-by-hand', 'you', 'enable-key'],
    [
      'by hand, for a reseller',
      { key: off('disabled', 'disabled'), user: reseller },
      'status',
      'disabled-by-hand',
      'key-administrators',
      'enable-key',
    ],
    [
      'by hand, for nobody in particular',
      { key: off('disabled', 'disabled'), sign: { kind: 'offline', user: null } },
      'status',
      'disabled-by-hand',
      'key-administrators',
      'enable-key',
    ],
    [
      'by the system',
      { key: off('off-by-system', 'disabledDueToSystem') },
      'status',
      'off-by-system',
      'you',
      'look-in-console',
    ],
    [
      'for a reason of the future',
      { key: off('unknown', 'disabledDueToWeather') },
      'status',
      'disabled-unknown',
      'you',
      'look-in-console',
    ],
    [
      'a status of the future',
      { key: off('unknown', 'Dormant'), user: operator },
      'status',
      'status-unknown',
      'provider',
      'look-in-console',
    ],
    [
      'owner disabled',
      { key: ownerOff, owners: [owner({ status: 'disabled' })] },
      'owner',
      'owner-disabled',
      'you',
      'enable-owner',
    ],
    [
      'owner disabled, the key counts as enabled',
      { owners: [owner({ status: 'disabled' })], user: companyAdmin },
      'owner',
      'owner-disabled',
      'you',
      'enable-owner',
    ],
    [
      'owner disabled, seen by a colleague without rights',
      {
        key: ownerOff,
        owners: [owner({ status: 'disabled' })],
        user: { ...companyAdmin, role: 'CompanyLocationUser' },
      },
      'owner',
      'owner-disabled',
      'key-administrators',
      'enable-owner',
    ],
    [
      'owner disabled, seen by the reseller',
      { key: ownerOff, owners: [owner({ status: 'disabled' })], user: reseller },
      'owner',
      'owner-disabled',
      'company',
      'enable-owner',
    ],
    [
      'owner off, users not readable',
      { key: ownerOff, owners: [] },
      'owner',
      'owner-disabled',
      'you',
      'enable-owner',
    ],
    [
      'owner off, list broken off',
      { key: ownerOff, owners: [owner({ userUid: 'u-2' })], complete: false },
      'owner',
      'owner-disabled',
      'you',
      'enable-owner',
    ],
    [
      'owner gone',
      { key: ownerOff, owners: [owner({ userUid: 'u-2' })] },
      'owner',
      'owner-gone',
      'you',
      'replace-key',
    ],
    [
      'owner gone, seen by an operator',
      { key: ownerOff, owners: [owner({ userUid: 'u-2' })], user: operator },
      'owner',
      'owner-gone',
      'key-administrators',
      'replace-key',
    ],
    ['owner back', { key: ownerOff }, 'owner', 'owner-enabled-again', 'you', 'look-in-console'],
    [
      'company disabled',
      { key: companyOff, organizations: [{ ...alpha, active: false }, harbour] },
      'rest-access',
      'company-disabled',
      'you',
      'enable-company',
    ],
    [
      'company disabled, for its own staff',
      { key: companyOff, organizations: [], user: companyAdmin },
      'rest-access',
      'company-disabled',
      'provider',
      'enable-company',
    ],
    ['company back', { key: companyOff }, 'rest-access', 'company-active-again', 'you', 'look-in-console'],
    [
      'reseller disabled: its companies with it, also for plugins',
      {
        key: key({ scopes: ['integration'] }),
        organizations: [
          { ...alpha, active: false },
          { ...harbour, active: false },
        ],
        user: reseller,
      },
      'rest-access',
      'reseller-disabled',
      'provider',
      'enable-reseller',
    ],
    [
      'tenant disabled',
      { key: off('company-off', 'disabledDueToTenant') },
      'rest-access',
      'tenant-disabled',
      'you',
      'enable-tenant',
    ],
    ['REST off', restOffFor(user()), 'rest-access', 'rest-off', 'you', 'switch-rest-on'],
    [
      'REST off, for the company',
      restOffFor(companyAdmin),
      'rest-access',
      'rest-off',
      'provider',
      'switch-rest-on',
    ],
    ['REST off, for its reseller', restOffFor(reseller), 'rest-access', 'rest-off', 'you', 'switch-rest-on'],
    [
      'REST off, for an operator',
      restOffFor(operator),
      'rest-access',
      'rest-off',
      'provider',
      'switch-rest-on',
    ],
    [
      'REST off, the key counts as enabled',
      { organizations: [{ ...alpha, restAccess: false }] },
      'rest-access',
      'rest-off',
      'you',
      'switch-rest-on',
    ],
    [
      'REST off for the reseller',
      { key: restOff, organizations: [alpha, { ...harbour, restAccess: false }], user: reseller },
      'rest-access',
      'reseller-rest-off',
      'provider',
      'switch-reseller-rest-on',
    ],
    ['REST on again', { key: restOff }, 'rest-access', 'component-missing', 'you', 'look-in-console'],
    [
      'not for REST',
      { key: key({ scopes: ['ui'] }) },
      'scope',
      'scope-without-rest',
      'owner',
      'create-rest-key',
    ],
    [
      'not for REST, own key',
      { key: key({ scopes: ['ui'] }), user: user({ userUid: 'u-svc' }) },
      'scope',
      'scope-without-rest',
      'you',
      'create-rest-key',
    ],
    [
      'not for REST, own key, signed in with a read-only key',
      { key: key({ scopes: ['ui'] }), user: user({ userUid: 'u-svc', readOnly: true }) },
      'scope',
      'scope-without-rest',
      'key-administrators',
      'create-rest-key',
    ],
    [
      'disabled by hand, signed in with a read-only key',
      { key: off('disabled', 'disabled'), user: user({ readOnly: true }) },
      'status',
      'disabled-by-hand',
      'key-administrators',
      'enable-key',
    ],
    [
      'owner gone, signed in with a read-only key',
      { key: ownerOff, owners: [owner({ userUid: 'u-2' })], user: user({ readOnly: true }) },
      'owner',
      'owner-gone',
      'key-administrators',
      'replace-key',
    ],
    [
      'not for REST, own key, no rights',
      { key: key({ scopes: ['ui'] }), user: { ...operator, userUid: 'u-svc' } },
      'scope',
      'scope-without-rest',
      'key-administrators',
      'create-rest-key',
    ],
  ])('%s', (_title, given, name, reason, who, step) => {
    const found = diagnose(input(given))
    expect(found.failed).toMatchObject({ check: name, reason, verdict: 'failed' })
    expect(found.fix).toEqual({ who, step })
    const at = doctorChecks.indexOf(name)
    expect(
      found.checks.slice(0, at).every((one) => one.verdict === 'fine' || one.verdict === 'unknown'),
    ).toBe(true)
    expect(found.checks.slice(at + 1).every((one) => one.verdict === 'not-reached')).toBe(true)
    expect(found.checks).toHaveLength(8)
  })
})

describe('the saved copy', () => {
  const offline: Given = {
    sign: { kind: 'offline', user: user() },
    reach: unreachable('timeout'),
    source: 'saved',
  }
  it('says that it is one, and what it held against the key', () => {
    const found = diagnose(input({ ...offline, key: off('disabled', 'disabled') }))
    expect(found).toMatchObject({
      isSavedCopy: true,
      failed: { reason: 'no-answer', facts: { since: '2026-07-01T08:10:00.000Z', code: 'timeout' } },
      recorded: { check: 'status', reason: 'disabled-by-hand' },
      rawStatus: 'disabled',
    })
  })
  it('holds nothing against a key that worked', () => {
    expect(diagnose(input(offline)).recorded).toBeNull()
  })
  it('is not told apart from the failure itself while the console answers', () => {
    expect(diagnose(input({ key: off('disabled', 'disabled') })).recorded).toBeNull()
  })
})

test('facts name whom and what it is about', () => {
  expect(check({ key: ownerOff }, 'owner')?.facts).toEqual({
    owner: 'alpha_svc',
    role: 'CompanyAdministrator',
  })
  expect(check({}, 'rest-access')?.facts).toEqual({ company: 'Alpha', reseller: 'harbour' })
  expect(check({ key: key({ scopes: ['rest', 'ui'] }) }, 'scope')?.facts).toEqual({ scopes: 'rest, ui' })
  expect(check({ key: key({ readOnly: false }) }, 'role')?.facts).toEqual({
    role: 'CompanyAdministrator',
    access: 'read-write',
  })
})
