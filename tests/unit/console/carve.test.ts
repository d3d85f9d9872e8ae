// The carver delivers a key text exactly or not at all, and leaves no trace of it in the bytes (S-41, N-23, N-24).
import { expect, it } from 'vitest'
import { carveSecret } from '../../../src-main/console/carve'
import { AppError } from '../../../src-shared/errors'

const secret = `5f0c3a9d27b1e846${'Zk3tQm9LxWv7RbN2cYpHs8GdUa4EjTfK'.repeat(3)}`

function carve(text: string) {
  const body = Buffer.from(text, 'utf8')
  const found = carveSecret(body)
  return { found: found?.toString('latin1') ?? null, left: body.toString('utf8') }
}
const answer = (parameters: string, rest = '') => `{"data":{"id":71,"parameters":${parameters}${rest}}}`

it('takes the key text and blanks it; the rest stays JSON', () => {
  const { found, left } = carve(answer(JSON.stringify(secret), ',"description":"x \\"y\\""'))
  expect(found).toBe(secret)
  expect(left).not.toContain(secret.slice(0, 8))
  expect(JSON.parse(left).data).toEqual({
    id: 71,
    parameters: '*'.repeat(secret.length),
    description: 'x "y"',
  })
})

it.each([
  ['white space everywhere', `{ "data" :\n{\t"parameters" : "${secret}" } , "meta" : null }`],
  ['a byte-order mark', `\uFEFF${answer(JSON.stringify(secret))}`],
  ['an escaped name', `{"data":{"p\\u0061rameters":"${secret}"}}`],
  ['an escaped character', `{"data":{"parameters":"\\u0035f0c${secret.slice(4)}"}}`],
  [
    'other members first',
    `{"meta":[{"a":[1,-2.5e3,true,null]}],"data":{"x":{"y":[]},"parameters":"${secret}"}}`,
  ],
])('%s', (_, text) => {
  const { found, left } = carve(text)
  expect(found).toBe(secret)
  expect(left).not.toContain(secret.slice(8, 40))
})

it('decodes slashes, quotes and backslashes byte by byte', () => {
  const text = 'a/b"c\\d-0123456789abcdef'
  expect(carve(answer(JSON.stringify(text).replace('/', '\\/'))).found).toBe(text)
})

it.each([
  ['absent', '{"data":{"id":1}}'],
  ['empty', answer('""')],
  ['null', answer('null')],
  ['a number', answer('12345678901234567890123')],
  ['true', answer('true')],
  ['an object', answer(`{"text":"${secret}"}`)],
  ['an array', answer(`["${secret}"]`)],
  ['short', answer('"0123456789"')],
  ['very long', answer(`"${'a'.repeat(5000)}"`)],
  ['a megabyte', answer(`"${'a'.repeat(1_000_000)}"`)],
  ['with a space', answer(`"${secret} x"`)],
  ['with NUL', answer(`"${secret}\\u0000"`)],
  ['with a line break', answer(`"${secret}\\n"`)],
  ['with a lone surrogate', answer(`"${secret}\\ud800"`)],
  ['with other letters', answer(`"${secret}é"`)],
  ['with a broken escape', answer(`"${secret}\\u00g0"`)],
  ['twice', answer(`"${secret}"`, `,"parameters":"${secret}"`)],
  ['twice, once escaped', answer(`"${secret}"`, `,"\\u0070arameters":"${secret}"`)],
  ['in two data', `{"data":{"parameters":"${secret}"},"data":{}}`],
  ['nested elsewhere', `{"data":{"inner":{"parameters":"${secret}"}}}`],
  ['outside data', `{"parameters":"${secret}","data":{}}`],
  ['in a list', `{"data":[{"parameters":"${secret}"}]}`],
])('%s: none, and nothing of it is left', (_, text) => {
  const { found, left } = carve(text)
  expect(found).toBeNull()
  expect(left).not.toContain(secret.slice(0, 20))
  expect(() => JSON.parse(left)).not.toThrow()
})

it('a description that looks like the member is left alone', () => {
  const description = `"parameters":"${secret.slice(0, 30)}"`
  const { found, left } = carve(
    answer(JSON.stringify(secret), `,"description":${JSON.stringify(description)}`),
  )
  expect(found).toBe(secret)
  expect(JSON.parse(left).data.description).toBe(description)
})

it.each([
  ['cut in the text', answer(`"${secret}"`).slice(0, 60)],
  ['cut after the text', answer(`"${secret}"`).slice(0, -2)],
  ['no JSON', '<p>hello</p>'],
  ['empty', ''],
  ['too deep', `${'['.repeat(100_000)}`],
  ['without a colon', `{"data"{"parameters":"${secret}"}}`],
])('%s: thrown, and the bytes are wiped', (_, text) => {
  const body = Buffer.from(text, 'utf8')
  expect(() => carveSecret(body)).toThrow(AppError)
  expect(body.every((byte) => byte === 0)).toBe(true)
})
