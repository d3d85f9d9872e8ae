// The list of connections as a file: what is written, and that a strange file is refused whole, with the line that is wrong.
import { describe, expect, it } from 'vitest'
import { readConnectionList, writeConnectionList } from '../../../src-main/connections/connection-list-file'
import type { Connection } from '../../../src-shared/connection'
import { AppError } from '../../../src-shared/errors'

const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':')

const connection = (change: Partial<Connection> = {}): Connection => ({
  id: '11111111-1111-4111-8111-111111111111',
  name: 'EU-1',
  origin: 'https://vspc.example:1280',
  pin: {
    fingerprint256: fingerprint,
    keyFingerprint256: fingerprint,
    subject: 'CN=vspc',
    issuer: 'CN=vspc',
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2027-01-01T00:00:00.000Z',
    keyKind: 'RSA, 2048 bits',
    problems: ['self-signed'],
  },
  userName: 'NG\\m.lindqvist',
  group: 'Europe',
  color: 'teal',
  tag: 'production',
  ...change,
})

const entry = { name: 'EU-1', origin: 'https://vspc.example:1280' }
/** A file with these entries, one a line; the first stands in line 5. */
const fileOf = (...entries: readonly unknown[]) =>
  `{\n"format": "keywright-connections",\n"version": 1,\n"connections": [\n${entries
    .map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
    .join(',\n')}\n]\n}\n`

const read = (text: string | Buffer) =>
  readConnectionList(typeof text === 'string' ? Buffer.from(text, 'utf8') : text)

function refusalOf(text: string | Buffer) {
  try {
    read(text)
  } catch (error) {
    if (error instanceof AppError && error.code === 'import-refused') return error.detail
    throw error
  }
  throw new Error('was read')
}

it('what was exported is imported again: names, addresses and marks, nothing else', () => {
  const list = [
    connection(),
    connection({
      name: 'Zürich 🗝',
      origin: 'https://[2001:db8::1]:443',
      group: '',
      color: 'none',
      tag: null,
    }),
    connection({ name: 'قنصل', origin: 'https://xn--bcher-kva.example:1280', pin: null }),
  ]
  const bytes = writeConnectionList(list)
  expect(read(bytes)).toEqual(
    list.map(({ name, origin, group, color, tag }) => ({ name, origin, group, color, tag })),
  )
  expect(read(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]))).toHaveLength(3)
})

it('an export holds no user name, no id and no certificate but the fingerprint', () => {
  const text = writeConnectionList([connection()]).toString('utf8')
  // The search finds what is there.
  expect(text).toContain('EU-1')
  expect(text).toContain(fingerprint)
  for (const private_ of ['lindqvist', '11111111', 'CN=vspc', 'self-signed'])
    expect(text).not.toContain(private_)
})

it('names that were kept with hidden characters are exported without them, so that the file can be read', () => {
  const bytes = writeConnectionList([
    connection({ name: 'EU\u202e-1', group: 'a\u200bb' }),
    connection({ name: '\u200b', origin: 'https://other.example:1280' }),
  ])
  expect(read(bytes)).toMatchObject([{ name: 'EU-1', group: 'ab' }, { name: 'other.example' }])
})

it('the fingerprint of a file goes nowhere', () => {
  const [one] = read(fileOf({ ...entry, certificateSha256: fingerprint }))
  expect(Object.keys(one ?? {}).sort()).toEqual(['color', 'group', 'name', 'origin', 'tag'])
})

it('addresses are taken as a person may type them', () => {
  expect(read(fileOf({ ...entry, origin: 'VSPC.example/api/v3' }))).toMatchObject([
    { origin: 'https://vspc.example:1280' },
  ])
})

describe('a file that is none is refused', () => {
  it.each([
    ['empty', '', { reason: 'empty', line: 1, column: 1 }],
    ['blank', ' \n\n', { reason: 'empty', line: 1, column: 1 }],
    ['a page of the web', '<html>\n', { reason: 'not-json', line: 1, column: 1 }],
    ['a number', '42', { reason: 'format', line: 1, column: 1 }],
    ['a list', '[]', { reason: 'format', line: 1, column: 1 }],
    ['null', '\nnull', { reason: 'format', line: 2, column: 1 }],
    ['another format', '{\n"format": "other"}', { reason: 'format', line: 2, column: 11 }],
    ['a later version', fileOf().replace('"version": 1', '"version": 2'), { reason: 'version', line: 3 }],
    [
      'a version in words',
      fileOf().replace('"version": 1', '"version": "1"'),
      { reason: 'version', line: 3 },
    ],
    ['no version', '{"format": "keywright-connections"}', { reason: 'version', line: 1 }],
    ['no list', '{"format":"keywright-connections","version":1}', { reason: 'list', line: 1 }],
    ['a list that is an object', fileOf().replace(/\[\s*\]/, '{}'), { reason: 'list', line: 4 }],
    [
      'more members',
      fileOf().replace('"version"', '"signedBy": "x",\n"version"'),
      { reason: 'member-unknown' },
    ],
    [
      'a format that stands twice',
      fileOf(entry).replace('"version"', '"format": "x",\n"version"'),
      { reason: 'member-twice', line: 3, column: 1 },
    ],
  ])('%s', (_, text, detail) => {
    expect(refusalOf(text)).toMatchObject(detail)
  })

  it('text in UTF-16, and bytes that are no text, with their line', () => {
    expect(refusalOf(Buffer.from(`\ufeff${fileOf(entry)}`, 'utf16le'))).toEqual({
      reason: 'not-text',
      line: 1,
    })
    const bytes = Buffer.from(fileOf(entry, { ...entry, name: 'X' }), 'utf8')
    bytes[bytes.indexOf('"X"') + 1] = 0xff
    expect(refusalOf(bytes)).toEqual({ reason: 'not-text', line: 6 })
  })
})

describe('one wrong entry refuses the whole file and is named by its line', () => {
  const good = { ...entry, origin: 'https://good.example' }
  it.each([
    ['a text', '"EU-1"', 'entry'],
    ['a list', '[]', 'entry'],
    ['null', 'null', 'entry'],
    ['no name', { origin: entry.origin }, 'name-missing'],
    ['no address', { name: 'EU-1' }, 'origin-missing'],
    ['a name that is a number', { ...entry, name: 1 }, 'name'],
    ['a name that is null', { ...entry, name: null }, 'name'],
    ['an empty name', { ...entry, name: ' ' }, 'name'],
    ['a long name', { ...entry, name: 'x'.repeat(65) }, 'name'],
    ['a control character', { ...entry, name: 'EU\u0007' }, 'name'],
    ['a line break', { ...entry, name: 'EU\n1' }, 'name'],
    ['a direction override', { ...entry, name: 'EU-1 \u202eDORP' }, 'name'],
    ['an isolate', { ...entry, name: '\u2067EU' }, 'name'],
    ['a zero-width space', { ...entry, name: 'EU\u200b-1' }, 'name'],
    ['half a surrogate', '{"name":"EU\\ud83d","origin":"https://vspc.example:1280"}', 'name'],
    ['a hundred marks', { ...entry, name: `a${'\u0301'.repeat(40)}` }, 'name'],
    ['a hidden character in the group', { ...entry, group: 'a\u2066b' }, 'group'],
    ['a long group', { ...entry, group: 'x'.repeat(65) }, 'group'],
    ['plain http', { ...entry, origin: 'http://vspc.example:1280' }, 'origin-insecure'],
    ['a user name in the address', { ...entry, origin: 'https://admin@vspc.example' }, 'origin-user'],
    ['a password in the address', { ...entry, origin: 'https://a:b@vspc.example' }, 'origin-user'],
    ['another scheme', { ...entry, origin: 'javascript:alert(1)' }, 'origin'],
    ['a file', { ...entry, origin: 'file:///etc/passwd' }, 'origin'],
    ['a port that is none', { ...entry, origin: 'https://vspc.example:99999' }, 'origin'],
    ['an empty address', { ...entry, origin: '' }, 'origin'],
    ['a list of addresses', { ...entry, origin: [entry.origin] }, 'origin'],
    ['an endless address', { ...entry, origin: `https://${'a'.repeat(3000)}` }, 'origin'],
    ['a strange colour', { ...entry, color: 'pink' }, 'color'],
    ['a colour of the prototype', { ...entry, color: 'constructor' }, 'color'],
    ['a strange tag', { ...entry, tag: 'Production' }, 'tag'],
    ['a fingerprint that is none', { ...entry, certificateSha256: 'AB:CD' }, 'certificate'],
    ['trust', { ...entry, pin: { fingerprint256: fingerprint } }, 'member-unknown'],
    ['a user name', { ...entry, userName: 'NG\\m' }, 'member-unknown'],
    ['the prototype', '{"name":"E","origin":"https://e.example","__proto__":{}}', 'member-unknown'],
    ['a member that stands twice', '{"name":"E","name":"F","origin":"https://e.example"}', 'member-twice'],
  ])('%s', (_, one, reason) => {
    expect(refusalOf(fileOf(good, one, good))).toMatchObject({ reason, line: 6 })
  })

  it('the column leads to the value', () => {
    expect(refusalOf(fileOf('{"name": "A", "origin": "http://a.example"}'))).toEqual({
      reason: 'origin-insecure',
      line: 5,
      column: 25,
    })
  })
})

it('10,000 consoles are refused at the first that is too many; 200 are read', () => {
  const many = (count: number) =>
    fileOf(
      ...Array.from({ length: count }, (_, at) => ({ name: `C${at}`, origin: `https://c${at}.example` })),
    )
  expect(read(many(200))).toHaveLength(200)
  expect(refusalOf(many(10_000))).toMatchObject({ reason: 'too-many', line: 205 })
})

it('a refusal repeats nothing of the file', () => {
  const secret = 'hunter2'
  const texts = [
    fileOf({ ...entry, origin: `https://admin:${secret}@vspc.example` }),
    fileOf({ ...entry, [secret]: 1 }),
    fileOf({ ...entry, tag: secret }),
    `{"format":"${secret}"}`,
    secret,
  ]
  for (const text of texts) {
    expect(text).toContain(secret)
    expect(JSON.stringify(refusalOf(text))).not.toContain(secret)
  }
})
