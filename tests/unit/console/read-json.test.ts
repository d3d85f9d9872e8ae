// Answers become values: ids without loss, bounded depth, strict encoding (N-22, N-23, N-26).
import { expect, it } from 'vitest'
import { readDate } from '../../../src-main/console/dates'
import { readJson } from '../../../src-main/console/read-json'

const read = (text: string) => readJson(Buffer.from(text, 'utf8'))

it.each([
  ['{"id":9223372036854775807}', { id: '9223372036854775807' }],
  ['{"id" : -5 }', { id: '-5' }],
  ['[{"id":1},{"userLoginId":9007199254740993}]', [{ id: '1' }, { userLoginId: '9007199254740993' }]],
  ['{"id":"7f"}', { id: '7f' }],
  ['{"id":1.5}', { id: 1.5 }],
  ['{"id":1e3}', { id: 1000 }],
  ['{"identity":12,"total":3}', { identity: 12, total: 3 }],
])('%s', (text, value) => expect(read(text)).toEqual(value))

it('text that looks like an id is left alone', () => {
  const description = '"id":123, \\"id\\":9007199254740993 and "id" : 4'
  expect(read(JSON.stringify({ description, id: 5 }))).toEqual({ description, id: '5' })
  expect(read(JSON.stringify({ 'x"id"': 9 }))).toEqual({ 'x"id"': 9 })
  expect(read('["id",{"a":"id"}]')).toEqual(['id', { a: 'id' }])
})

it('tolerates a byte-order mark', () => expect(read('\uFEFF{"a":1}')).toEqual({ a: 1 }))

it('members called like prototypes are plain members', () => {
  expect(Object.keys(read('{"__proto__":{"x":1},"constructor":2}') as object)).toEqual([
    '__proto__',
    'constructor',
  ])
  expect(({} as { x?: number }).x).toBeUndefined()
})

it.each([
  ['', 'empty'],
  ['{', 'json'],
  ['{"a":1} x', 'json'],
  ['<p>', 'json'],
  ['['.repeat(100_000) + ']'.repeat(100_000), 'depth'],
])('refuses %.20j: %s', (text, reason) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'bad-response', detail: { reason } }))
})

it('refuses invalid UTF-8, and brackets in strings are no depth', () => {
  expect(() => readJson(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toThrow(
    expect.objectContaining({ detail: { reason: 'encoding' } }),
  )
  const brackets = { a: `${'['.repeat(100)}\\"${'{'.repeat(100)}` }
  expect(read(JSON.stringify(brackets))).toEqual(brackets)
})

it.each([
  ['2023-11-19T01:25:46.6863877-05:00', '2023-11-19T06:25:46.686Z'],
  ['2026-05-04T16:02:26.0136931+00:00', '2026-05-04T16:02:26.013Z'],
  ['2026-05-04T16:02:26.1Z', '2026-05-04T16:02:26.100Z'],
  ['2026-05-04T16:02:26Z', '2026-05-04T16:02:26.000Z'],
  ['2026-05-04t16:02:26z', '2026-05-04T16:02:26.000Z'],
  ['2026-05-04T16:02:26', '2026-05-04T16:02:26.000Z'],
  ['0001-01-01T00:00:00Z', null],
  ['9999-12-31T23:59:59.9999999Z', null],
  ['2026-13-40T16:02:26Z', null],
  ['yesterday', null],
  ['', null],
  [null, null],
  [undefined, null],
])('date %j is %j', (text, iso) => expect(readDate(text)).toBe(iso))
