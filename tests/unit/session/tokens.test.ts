// Refreshing: one at a time, written before it is used, and nothing that ended comes back (S-22, S-23, N-33, N-34).
import { expect, it } from 'vitest'
import type { Connections } from '../../../src-main/connections/connections'
import type { TokenAnswer } from '../../../src-main/console/token'
import { SecretCell } from '../../../src-main/log/secret-cell'
import { createStoredSignIns } from '../../../src-main/session/stored-sign-in'
import { createTokens } from '../../../src-main/session/tokens'
import { memoryCredentials } from '../../../src-main/vault/credentials'
import { AppError } from '../../../src-shared/errors'
import { person as user } from '../../doubles/person'

const tokensOf = (
  name: string,
  expiresIn = 3600,
  refresh: string | null = `${name}-refresh`,
): TokenAnswer & { kind: 'tokens' } => ({
  kind: 'tokens',
  access: `${name}-access`,
  refresh,
  expiresIn,
})

function parts(...answers: (TokenAnswer | AppError)[]) {
  const events: string[] = []
  const clock = { ms: 0 }
  const memory = memoryCredentials()
  const credentials = {
    ...memory,
    write: async (id: string, record: Parameters<typeof memory.write>[1]) => {
      await new Promise((resolve) => setImmediate(resolve))
      events.push(`wrote ${record.refreshToken}`)
      return memory.write(id, record)
    },
  }
  const connection = { id: 'c', name: 'n', origin: 'https://vspc.example:1280', pin: null, userName: null }
  const connections = {
    get: () => connection,
    target: () => ({ connectionId: 'c', origin: connection.origin, pin: null, generation: 0 }),
  } as unknown as Connections
  const log = { event: () => {}, trace: () => '' }
  const storedSignIns = createStoredSignIns({ credentials, log })
  const tokens = createTokens({
    api: {
      async token(_, form) {
        events.push(`asked ${'refresh_token' in form ? form.refresh_token : form.grant_type}`)
        await new Promise((resolve) => setImmediate(resolve))
        const answer = answers.shift()
        if (answer === undefined || answer instanceof AppError) throw answer
        return answer
      },
    },
    connections,
    storedSignIns,
    stationKey: { isFor: () => false, signIn: async () => Promise.reject(new Error('not asked')) },
    now: () => new Date(0),
    monotonic: () => clock.ms,
    log,
  })
  return { tokens, events, clock, credentials, storedSignIns }
}

it('uses a token until 80 % of its life, then refreshes', async () => {
  const { tokens, clock, events } = parts(tokensOf('b'))
  await tokens.adopt('c', { way: 'password', tokens: tokensOf('a') }, user, true)
  clock.ms = 2_879_000
  expect(await tokens.access('c', 'read')).toBe('a-access')
  clock.ms = 2_880_000
  expect(await tokens.access('c', 'read')).toBe('b-access')
  expect(events).toEqual(['wrote a-refresh', 'asked a-refresh', 'wrote b-refresh'])
})

it('a short-lived token is not refreshed before every write', async () => {
  const { tokens, events } = parts()
  await tokens.adopt('c', { way: 'password', tokens: tokensOf('a', 60) }, user, true)
  expect(await tokens.access('c', 'write')).toBe('a-access')
  expect(events).toEqual(['wrote a-refresh'])
})

it('all who meet a 401 share one refresh, and late ones get its token', async () => {
  const { tokens, events } = parts(tokensOf('b'))
  await tokens.adopt('c', { way: 'password', tokens: tokensOf('a') }, user, true)
  const all = await Promise.all(Array.from({ length: 20 }, () => tokens.replacement('c', 'a-access')))
  expect(new Set(all)).toEqual(new Set(['b-access']))
  expect(await tokens.replacement('c', 'a-access')).toBe('b-access')
  expect(events.filter((event) => event.startsWith('asked'))).toEqual(['asked a-refresh'])
})

it('the new refresh token is written before the new access token is handed out', async () => {
  const { tokens, events } = parts(tokensOf('b'))
  await tokens.adopt('c', { way: 'password', tokens: tokensOf('a') }, user, true)
  await tokens.replacement('c', 'a-access').then(() => events.push('used'))
  expect(events).toEqual(['wrote a-refresh', 'asked a-refresh', 'wrote b-refresh', 'used'])
})

it.each([
  ['request-refused', 'sign-in-over'],
  ['sign-in-over', 'sign-in-over'],
  ['forbidden', 'sign-in-over'],
  ['server-fault', 'server-fault'],
  ['rate-limited', 'rate-limited'],
  ['not-a-console', 'not-a-console'],
  ['bad-response', 'bad-response'],
  ['tls-changed', 'tls-changed'],
] as const)('a refresh that ends as %s is told as %s', async (code, told) => {
  const { tokens, events } = parts(new AppError(code))
  tokens.restore('c', { way: 'password', refreshToken: 'old', user: user })
  await expect(tokens.access('c', 'read')).rejects.toMatchObject({ code: told })
  expect(events).toEqual(['asked old'])
})

it('a lost answer is asked for once more', async () => {
  const { tokens, events } = parts(new AppError('timeout', { seconds: 30, sent: true }), tokensOf('b'))
  tokens.restore('c', { way: 'password', refreshToken: 'old', user: user })
  expect(await tokens.access('c', 'read')).toBe('b-access')
  expect(events).toEqual(['asked old', 'asked old', 'wrote b-refresh'])
})

it('an answer without a refresh token keeps the one in use; without access token it is nonsense', async () => {
  const { tokens, events } = parts(tokensOf('b', 3600, null), { kind: 'code-needed', mfaToken: 'm' })
  tokens.restore('c', { way: 'password', refreshToken: 'old', user: user })
  await tokens.access('c', 'read')
  expect(events).toEqual(['asked old', 'wrote old'])
  await expect(tokens.replacement('c', 'b-access')).rejects.toMatchObject({ code: 'bad-response' })
})

it('signing out during a refresh: the new token is neither used nor kept', async () => {
  const { tokens, credentials } = parts(tokensOf('b'))
  tokens.restore('c', { way: 'password', refreshToken: 'old', user: user })
  const asked = tokens.access('c', 'read')
  tokens.forget('c')
  await credentials.remove('c')
  await expect(asked).rejects.toMatchObject({ code: 'signed-out' })
  expect(await credentials.read('c')).toBeNull()
})

it('signing out while the record is written: it is removed again', async () => {
  const { tokens, credentials, events, storedSignIns } = parts(tokensOf('b'))
  tokens.restore('c', { way: 'password', refreshToken: 'old', user: user })
  const asked = tokens.access('c', 'read')
  while (!events.includes('asked old')) await Promise.resolve()
  await new Promise((resolve) => setImmediate(resolve))
  tokens.forget('c')
  await storedSignIns.remove('c')
  expect(events).toContain('wrote b-refresh')
  await expect(asked).rejects.toMatchObject({ code: 'signed-out' })
  expect(await credentials.read('c')).toBeNull()
})

it('of successive sign-ins the last one is in the store, whatever is still being written or removed', async () => {
  const { tokens, credentials, events, storedSignIns } = parts()
  const adopt = (name: string) =>
    tokens.adopt('c', { way: 'password', tokens: tokensOf(name) }, user, true).then(
      () => name,
      (error: AppError) => error.code,
    )
  const first = adopt('a')
  // Its write has begun, and is not done before the next turn of the event loop.
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  const second = adopt('b')
  tokens.forget('c')
  const removed = storedSignIns.remove('c')
  const third = adopt('d')
  expect(await Promise.all([first, second, removed, third])).toEqual([
    'signed-out',
    'signed-out',
    undefined,
    'd',
  ])
  // What had ended before its turn came was never written.
  expect(events).toEqual(['wrote a-refresh', 'wrote d-refresh'])
  expect((await credentials.read('c'))?.refreshToken).toBe('d-refresh')
})

it('a sign-in that is not kept leaves no record of the person before', async () => {
  const { tokens, credentials } = parts()
  for (const [stay, refresh] of [
    [false, 'b-refresh'],
    // Without a refresh token there is nothing to keep.
    [true, null],
  ] as const) {
    await tokens.adopt('c', { way: 'password', tokens: tokensOf('a') }, user, true)
    await tokens.adopt('c', { way: 'password', tokens: tokensOf('b', 3600, refresh) }, user, stay)
    expect(await credentials.read('c')).toBeNull()
  }
})

it('a refusal that comes after the sign-in ended is none of the next one (S-23)', async () => {
  const { tokens } = parts(new AppError('request-refused'))
  tokens.restore('c', { way: 'password', refreshToken: 'old', user: user })
  const isStill = tokens.since('c')
  const asked = tokens.access('c', 'read')
  asked.catch(() => {})
  await tokens.adopt('c', { way: 'password', tokens: tokensOf('b') }, user, true)
  await expect(asked).rejects.toMatchObject({ code: 'signed-out' })
  expect(isStill()).toBe(false)
  expect(await tokens.access('c', 'read')).toBe('b-access')
})

it('a Simple key that another one replaced meanwhile is replaced by that', async () => {
  const { tokens } = parts()
  const cellOf = (text: string) => SecretCell.fromBytes(Buffer.from(text))
  const [first, second] = [cellOf('first'), cellOf('second')]
  await tokens.adopt('c', { way: 'simple-key', cell: first }, user, false)
  await tokens.adopt('c', { way: 'simple-key', cell: second }, user, false)
  expect(await tokens.replacement('c', first)).toBe(second)
  await expect(tokens.replacement('c', second)).rejects.toMatchObject({ code: 'sign-in-over' })
})

it('a store that refuses leaves the sign-in in memory', async () => {
  const { tokens, credentials } = parts()
  credentials.write = async () => {
    throw new AppError('vault-locked')
  }
  await tokens.adopt('c', { way: 'password', tokens: tokensOf('a') }, user, true)
  expect(tokens.keptIn('c')).toBe('memory')
  expect(await tokens.access('c', 'read')).toBe('a-access')
})

it('locked: access tokens go, and refresh tokens where the credential store has them (S-26)', async () => {
  const { tokens, credentials } = parts(tokensOf('b'))
  await tokens.adopt('c', { way: 'password', tokens: tokensOf('a') }, user, true)
  await tokens.lock()
  // Kept in memory only: without it nobody could be signed in again.
  expect(tokens.has('c')).toBe(true)
  expect(await tokens.access('c', 'read')).toBe('b-access')
  tokens.restore('c', { way: 'password', refreshToken: 'stored', user: user })
  await tokens.lock()
  expect(tokens.has('c')).toBe(false)
  expect((await credentials.read('c'))?.refreshToken).toBe('b-refresh')
})

it('locked during a refresh: what it brings is kept for later, and is in memory no more (S-26, N-34)', async () => {
  const { tokens, events, credentials } = parts(tokensOf('b'))
  tokens.restore('c', { way: 'password', refreshToken: 'old', user: user })
  const refreshing = tokens.access('c', 'read')
  const locking = tokens.lock()
  expect(tokens.has('c')).toBe(true)
  await Promise.all([refreshing, locking])
  expect(events).toEqual(['asked old', 'wrote b-refresh'])
  expect((await credentials.read('c'))?.refreshToken).toBe('b-refresh')
  // Stored in memory by this double: the refresh token stays, the access token does not.
  await expect(tokens.access('c', 'read')).rejects.toBeUndefined()
})
