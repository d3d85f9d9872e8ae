// Tokens as consoles may send them: of every length, and of characters that no header can carry (N-33, N-35).
import { expect, it } from 'vitest'
import { requestToken } from '../../../src-main/console/token'
import type { Exchange, Transport } from '../../../src-main/console/transport'

const target = { connectionId: 'c', origin: 'https://vspc.example:1280', pin: null, generation: 0 }
const form = { grant_type: 'refresh_token', refresh_token: 'r' } as const

function ask(body: string, status = 200, contentType = 'application/json') {
  const sent: Exchange[] = []
  const transport: Transport = {
    async send(_, exchange) {
      sent.push({
        ...exchange,
        ...(exchange.body && { body: { ...exchange.body, bytes: Buffer.from(exchange.body.bytes) } }),
      })
      return { status, headers: { 'content-type': contentType }, body: Buffer.from(body) }
    },
    json: async () => null,
  }
  return { sent, answer: requestToken(transport, target, form) }
}
const tokens = (access: unknown, refresh: unknown, expires: unknown = 3600) =>
  JSON.stringify({ access_token: access, refresh_token: refresh, token_type: 'bearer', expires_in: expires })

it.each([1, 2400, 2401, 2560, 2561, 10_000, 65_536])(
  'a token of %d bytes arrives as it is (N-35)',
  async (length) => {
    const [access, refresh] = ['a'.repeat(length), 'r'.repeat(length)]
    expect(await ask(tokens(access, refresh)).answer).toMatchObject({ kind: 'tokens', access, refresh })
  },
)

it.each([
  ['empty', ''],
  ['of several bytes per character', 'täken'],
  ['with NUL', 'to\u0000ken'],
  ['with a line break', 'to\r\nX-Other: 1'],
  ['with a space', 'to ken'],
  ['longer than any', 'a'.repeat(65_537)],
  ['a number', 7],
  ['null', null],
])(
  'an access token %s is none; a refresh token like that is not taken over (N-33, N-35)',
  async (_, value) => {
    await expect(ask(tokens(value, 'r')).answer).rejects.toMatchObject({ code: 'bad-response' })
    const kept = ask(tokens('fine', value)).answer
    // A member of another type is no answer of this operation at all.
    if (typeof value === 'number') await expect(kept).rejects.toMatchObject({ code: 'bad-response' })
    else expect(await kept).toMatchObject({ kind: 'tokens', access: 'fine', refresh: null })
  },
)

it.each([
  ['HTML', '<p>maintenance', 200, 'text/html', 'not-a-console'],
  ['nothing', '', 200, 'application/json', 'bad-response'],
  ['null', 'null', 200, 'application/json', 'bad-response'],
  ['an array', '[]', 200, 'application/json', 'bad-response'],
  ['invalid_grant', '{"error":"invalid_grant"}', 400, 'application/json', 'request-refused'],
])('%s instead of tokens is told as what it is (N-33, N-34)', async (_, body, status, type, code) => {
  await expect(ask(body, status, type).answer).rejects.toMatchObject({ code })
})

it.each([0, -1, 1e12, 'soon', null, {}])(
  'a lifetime of %j does not spoil the answer (N-35)',
  async (expires) => {
    expect(await ask(tokens('fine', 'r', expires)).answer).toMatchObject({
      kind: 'tokens',
      expiresIn: expires,
    })
  },
)

it('asks once, and wipes what it sent', async () => {
  const { sent, answer } = ask(tokens('fine', 'r'))
  await answer
  expect(sent).toHaveLength(1)
  expect(sent[0]?.body?.bytes.toString()).toBe('grant_type=refresh_token&refresh_token=r')
})
