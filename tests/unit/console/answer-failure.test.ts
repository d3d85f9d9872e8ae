// What a refusal proves, how long it makes us wait, and what is left of its text (N-30, N-31, S-20, decisions D27).
import { expect, it } from 'vitest'
import { failureOf, provesNothingDone } from '../../../src-main/console/answer-failure'
import type { HttpAnswer } from '../../../src-main/console/http-port'

const answerOf = (status: number, body: string, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(body),
})
const said = (status: number, first: object = {}) =>
  answerOf(status, JSON.stringify({ errors: [{ type: 'logical', code: status, ...first }] }))

it.each([400, 404, 409, 415, 422, 429])(
  '%d proves that nothing was done only where the console says so itself (D27)',
  (status) => {
    expect(provesNothingDone(failureOf(said(status), 'create-key'))).toBe(true)
    expect(provesNothingDone(failureOf(answerOf(status, ''), 'create-key'))).toBe(false)
    const html = answerOf(status, '<h1>Blocked</h1>', { 'content-type': 'text/html' })
    expect(provesNothingDone(failureOf(html, 'create-key'))).toBe(false)
    expect(provesNothingDone(failureOf(answerOf(status, '{"errors":[]}'), 'create-key'))).toBe(false)
  },
)

it.each([401, 403])('%d is a refusal before any work, with or without words (D27)', (status) => {
  expect(provesNothingDone(failureOf(answerOf(status, ''), 'create-key'))).toBe(true)
})

it.each([408, 500, 502, 503, 520, 302, 200])('%d proves nothing', (status) => {
  expect(provesNothingDone(failureOf(said(status), 'create-key'))).toBe(false)
})

it.each([
  ['-1', null],
  ['0', null],
  ['1000000000', 300],
  ['999999999999999999999', 300],
  ['1e9', 1],
  ['Infinity', null],
  ['Wed, 21 Oct 2015 07:28:00 GMT', null],
  ['yesterday', null],
  ['', null],
  ['17', 17],
])('Retry-After: %s (N-30)', (header, seconds) => {
  const { detail } = failureOf(answerOf(429, '', { 'retry-after': header }), 'list-keys')
  expect(detail.retryAfterSeconds ?? null).toBe(seconds)
})

it.each([
  [-1, null],
  [1e9, 300],
  [1e308, 300],
  [0.2, 1],
])('retryAfter: %d in the body (N-30)', (retryAfter, seconds) => {
  expect(failureOf(said(429, { retryAfter }), 'list-keys').detail.retryAfterSeconds ?? null).toBe(seconds)
})

const evil = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '\u001b[31m\u001b]0;title\u0007\u001b[2J',
  'one\r\n2026-01-01T00:00:00Z journal.verified ok\r\n',
  '\u202eevil\u2066',
  'Z\u0301'.repeat(500),
  'x'.repeat(5_000_000),
  '😀'.repeat(1_000_000),
  ' '.repeat(5_000_000),
]

it.each(evil)('error text %#: one inert line of at most 300 characters (N-31, S-20)', (message) => {
  for (const status of [400, 403, 409, 500, 520]) {
    const { detail } = failureOf(said(status, { message }), 'create-key')
    const text = String(detail.consoleText ?? '')
    expect(text.length).toBeLessThanOrEqual(300)
    expect(text).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
    expect(text).not.toMatch(/\p{Cs}/u)
  }
})

it('the name of a parameter is short and inert, too (S-20)', () => {
  const { detail } = failureOf(said(400, { parameterName: '\u202e'.repeat(9) + 'p'.repeat(9000) }), 'a')
  expect(String(detail.parameter).length).toBeLessThanOrEqual(60)
  expect(String(detail.parameter)).toMatch(/^\[U\+202E\]/)
})
