// Every failure has words: what happened, what it means, what to do; and none of them lets free text of a console through.
import { describe, expect, it } from 'vitest'
import { errorDetails, errorLine, errorText, errorWords } from '../../../src-renderer/text/error-text'
import { failureCodes } from '../../../src-shared/errors'
import { failure } from '../fake-bridge'

it('knows exactly the codes of the contract', () => {
  expect(Object.keys(errorWords).sort()).toEqual([...failureCodes].sort())
})

describe.each(failureCodes)('%s', (code) => {
  it('says what happened, what it means and what to do, in sentences', () => {
    const { title, meaning, next } = errorText(failure(code))
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    expect(meaning).toMatch(/^[A-Z“].*[.”]$/)
    expect(next).toMatch(/^[A-Z].*\.$/)
    expect(`${title} ${meaning} ${next}`).not.toMatch(/undefined|null|\[object|server|credential for/)
  })
})

it.each([
  ['address-invalid', ['empty', 'scheme', 'user-info', 'port', 'host', 'zone']],
  ['unreachable', ['dns', 'refused', 'reset', 'network', 'proxy']],
  ['public-key-invalid', ['private-key', 'not-rsa', 'too-weak', 'too-large', 'unreadable']],
  ['key-file-invalid', ['empty', 'too-large', 'unreadable']],
  [
    'import-refused',
    ['not-json', 'member-twice', 'nested', 'not-text', 'empty', 'format', 'version', 'list', 'too-many'],
  ],
  [
    'import-refused',
    ['entry', 'member-unknown', 'name-missing', 'name', 'origin-missing', 'origin', 'origin-insecure'],
  ],
  ['import-refused', ['origin-user', 'group', 'color', 'tag', 'certificate', 'too-large', 'unreadable']],
  ['save-failed', ['exists', 'denied', 'disk-full', 'io']],
  ['changed-meanwhile', ['consoles', 'certificate', 'import', 'attention', 'of a key']],
] as const)('tells the reasons of %s apart', (code, reasons) => {
  const texts = reasons.map((reason) => JSON.stringify(errorText(failure(code, { reason }))))
  expect(new Set(texts).size).toBe(reasons.length)
})

it.each(['consoles', 'certificate', 'import'])('%s that changed meanwhile are no key', (reason) => {
  expect(JSON.stringify(errorText(failure('changed-meanwhile')))).toMatch(/\bkey\b/)
  expect(JSON.stringify(errorText(failure('changed-meanwhile', { reason })))).not.toMatch(/\bkey\b/)
})

it('names REST access only to company users', () => {
  expect(errorLine(failure('credentials-wrong', { companyUser: true }))).toMatch(/REST access/)
  const provider = errorText(failure('credentials-wrong', { companyUser: false }))
  expect(JSON.stringify(provider)).not.toMatch(/REST access/)
})

it('uses numbers and proposals where they are known, and does without where not', () => {
  expect(errorLine(failure('code-wrong', { attemptsLeft: 1 }))).toMatch(/1 attempt left/)
  expect(errorLine(failure('code-wrong', { attemptsLeft: 0 }))).toMatch(/Sign in again/)
  expect(errorLine(failure('rate-limited', { retryAfterSeconds: 30 }))).toMatch(/30 seconds/)
  expect(errorLine(failure('description-in-use', { proposal: 'Grafana 2' }))).toMatch(/Grafana 2/)
  expect(errorText(failure('public-key-invalid', { reason: 'too-weak', bits: 1024 })).title).toMatch(/1024/)
})

it('a refused import names line and column where they are known', () => {
  const at = (detail: Record<string, number>) =>
    errorText(failure('import-refused', { reason: 'tag', ...detail })).meaning
  expect(at({ line: 1204, column: 7 })).toMatch(
    /^Line 1,204, column 7: Keywright does not know this tag\. Nothing/,
  )
  expect(at({ line: 3 })).toMatch(/^Line 3: /)
  expect(at({})).toMatch(/^The file: /)
})

it('copies code, labels and trace', () => {
  expect(errorDetails(failure('server-fault', { status: 520 }))).toBe(
    'code: server-fault\nstatus: 520\ntrace: trace-1',
  )
})
