// Sentences of the keys screen that depend on data, and the grid's column widths.
import { expect, test } from 'vitest'
import { attentionText } from '../../../src-renderer/keys/attention-entry'
import { knownWidths, shownColumns, tracksOf } from '../../../src-renderer/keys/grid-columns'
import { restOffText, withoutRest } from '../../../src-renderer/keys/rest-off'
import { statusReason } from '../../../src-renderer/keys/status-reason'
import { verdictText } from '../../../src-renderer/keys/verify-dialog'
import { madeText, madeTitle } from '../../../src-renderer/text/attention-words'
import type { Organization, Verdict } from '../../../src-shared/key'
import type { StatusWord } from '../../../src-shared/key-query'
import { inventoryOf, user } from './fake-main'
import { attentionEntry } from './sample-attention'
import { sampleKey } from './sample-keys'

const company = (number: number, restAccess: boolean | null = false): Organization => ({
  uid: `o-${number}`,
  name: `Company ${number}`,
  type: 'company',
  active: true,
  restAccess,
})

test.each<[StatusWord, string, RegExp | null]>([
  ['enabled', 'enabled', null],
  ['disabled', 'disabled', /^Switched off by hand/],
  ['owner-off', 'disabledDueToUser', /owner is disabled/],
  ['company-off', 'disabledDueToCompany', /Northgate is disabled/],
  ['company-off', 'disabledDueToTenant', /Cloud Connect tenant/],
  ['rest-off', 'disabledDueSystemComponentsRestrictions', /REST access is off for Northgate/],
  ['off-by-system', 'disabledDueSystemComponentsRestrictions', /component or permission/],
  ['off-by-system', 'disabledDueToSystem', /does not say why/],
  ['unknown', 'disabledDueToWeather', /^Disabled; .*reason/],
  ['unknown', 'Unknown', /does not know/],
])('%s, %s has an exact reason', (word, raw, reason) => {
  const said = statusReason(sampleKey(1, { status: { word, raw } }), undefined)
  if (reason === null) expect(said).toBeNull()
  else expect(said).toMatch(reason)
})

test('an enabled key of a company without REST access says both', () => {
  expect(statusReason(sampleKey(1), company(1))).toContain('although REST access is off')
})

test('REST access: only companies that matter, named up to three', () => {
  const keys = [1, 2, 3, 4, 5].map((number) => sampleKey(number, { companyUid: `o-${number}` }))
  const all = [...[1, 2, 3, 4, 5].map((number) => company(number)), company(8), company(9, null)]
  const list = inventoryOf(keys, { organizations: all })
  expect(withoutRest(list, user()).map((one) => one.uid)).toEqual(['o-1', 'o-2', 'o-3', 'o-4', 'o-5'])
  expect(withoutRest(list, user({ organizationUid: 'o-8' }))).toHaveLength(6)
  expect(restOffText(user(), all.slice(0, 3))).toContain('for Company 1, Company 2 and Company 3, so their')
  expect(restOffText(user(), all.slice(0, 5))).toContain('Company 1, Company 2 and 3 more companies')
  expect(restOffText(user({ role: 'PortalOperator' }), all.slice(0, 1))).toContain(
    'An administrator of the provider can',
  )
})

test.each<[Verdict, string]>([
  [{ kind: 'works', userName: 'svc', readOnly: true, at: '' }, 'Works. EU-1 accepted it as svc.'],
  [{ kind: 'refused', at: '' }, 'Refused. EU-1 does not accept it: it is wrong, disabled or deleted.'],
  [
    { kind: 'cannot-be-checked', why: 'unreachable', at: '' },
    'Cannot be checked. The console did not answer. The key was not judged.',
  ],
])('verdict %#', (verdict, text) => {
  expect(verdictText(verdict, 'EU-1')).toBe(text)
})

test('what needs attention says what is known and until when', () => {
  const now = Date.now()
  const at = new Date(now).toISOString()
  const entry = attentionEntry(1, 'orphan', { startedAt: at, decidedAt: at })
  expect(attentionText(entry, now)).toMatch(/^Created today at .* Nobody holds it\.$/)
  expect(attentionText({ ...entry, kind: 'unconfirmed' }, now)).toContain('never confirmed as stored')
  expect(attentionText({ ...entry, kind: 'in-doubt' }, now)).toMatch(/Decided by .* at the latest\.$/)
})

test('saved widths: unknown columns go, absurd ones are bounded', () => {
  expect(knownWidths({ owner: 200.4, status: 3, created: 9999, gone: 100 })).toEqual({
    owner: 200,
    status: 64,
    created: 1200,
  })
  const { template, least } = tracksOf(shownColumns([], false), { description: 300 })
  expect(template).toMatch(/^300px calc\(/)
  expect(least).toMatch(/^calc\(300px \+ /)
})

test('a create in doubt is counted, but not as a key that was made', () => {
  const orphan = { kind: 'orphan' } as const
  const inDoubt = { kind: 'in-doubt' } as const
  expect(madeText([orphan])).toBe('1 key was made but not safely handed over')
  expect(madeText([orphan, orphan])).toBe('2 keys were made but not safely handed over')
  expect(madeText([orphan, inDoubt])).toMatch(/^2 keys were made, or may have been,/)
  expect(madeText([inDoubt])).toMatch(/^1 key may have been made;/)
  expect(madeTitle([orphan], 'here')).toBe('1 key made here was not safely handed over')
  expect(madeTitle([orphan, inDoubt], 'on EU-1')).toMatch(/^2 keys made on EU-1, or perhaps made,/)
  expect(madeTitle([inDoubt], 'here')).toMatch(/^1 key may have been made here /)
})
