// Names in certificates, which anybody can write.
import { expect, test } from 'vitest'
import { issuerText, shortName } from '../../../src-renderer/certificate/certificate-words'
import { certificate } from '../fake-bridge'

test.each([
  ['CN=VSPC-EU1,O=Northgate', 'VSPC-EU1'],
  ['O=Northgate, CN=VSPC-EU1', 'VSPC-EU1'],
  ['O=Northgate', 'O=Northgate'],
  ['CN=\u202Emoc.etagthron', '[U+202E]moc.etagthron'],
  ['CN=vspc\u200B.northgate.example', 'vspc[U+200B].northgate.example'],
  ['CN=<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['CN=שלום', '\u2068שלום\u2069'],
  [`CN=${'x'.repeat(1001)}`, `${'x'.repeat(1000)}…`],
])('%j is shown as %j (N-68, S-57)', (name, shown) => expect(shortName(name)).toBe(shown))

test('an issuer’s name is as inert as a subject’s (S-57)', () => {
  expect(issuerText(certificate({ subject: 'CN=a', issuer: 'CN=\u202Eb' }))).toBe('[U+202E]b')
  expect(issuerText(certificate({ subject: 'CN=a', issuer: 'CN=a' }))).toBe('Itself (self-signed)')
})
