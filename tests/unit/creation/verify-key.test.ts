// Verdicts of checking a private key: which answer of a console means what, and that nothing is concluded from silence.
import { constants, generateKeyPairSync, publicEncrypt } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { OperationRecord } from '../../../src-main/creation/operation-record'
import { readPublicKeyText } from '../../../src-main/creation/public-key-text'
import { createVerifyKey } from '../../../src-main/creation/verify-key'
import { SecretCell } from '../../../src-main/log/secret-cell'
import { AppError, type FailureCode } from '../../../src-shared/errors'
import type { PublicKey } from '../../../src-shared/key'
import { createHandClock } from '../../doubles/hand-clock'
import { createSilentLog } from '../../doubles/silent-log'
import { operation } from './operation'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = readPublicKeyText(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString())
const clock = createHandClock()
const at = clock.now().toISOString()
const target = {
  connectionId: 'c',
  origin: 'https://vspc.example:1280',
  pin: null,
  generation: 1,
  timeoutMs: 0,
}

const record = (change: Partial<OperationRecord> = {}) =>
  operation({ userUid: 'me', state: 'revealed', keyId: '1', ...change })
const advancedRecord = (known: PublicKey = publicKey) => record({ kind: 'advanced', publicKey: known })

/** What the console answers, in order; the last answer stays. */
let me: (() => string)[]
let codes: { readonly plain: Buffer; readonly padding: 'oaep-sha1' | 'oaep-sha256' | 'pkcs1' }[]
let accepts: (code: string) => boolean
let asked: string[]

const fail = (code: FailureCode) => () => {
  throw new AppError(code)
}
const owner = (userUid: string, userName = 'NG\\pia') => ({
  userUid,
  userName,
  role: '',
  organizationUid: '',
  owner: { userUid, userName, role: '', status: 'enabled', mfa: 'off' } as const,
})
function seal(plain: Buffer, padding: (typeof codes)[number]['padding']): string {
  const options =
    padding === 'pkcs1'
      ? { padding: constants.RSA_PKCS1_PADDING }
      : { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: padding.slice(5) }
  return publicEncrypt({ key: pair.publicKey, ...options }, plain).toString('base64')
}

beforeEach(() => {
  me = [() => 'me']
  codes = [{ plain: Buffer.from('dGhlIGNvZGU='), padding: 'oaep-sha1' }]
  accepts = () => true
  asked = []
})

const make = () =>
  createVerifyKey({
    api: {
      async currentUser(_target, bearer) {
        asked.push(typeof bearer === 'string' ? `me as ${bearer}` : 'me as the key')
        return owner((me.length > 1 ? me.shift() : me[0])?.() ?? '')
      },
      async token(_target, form) {
        asked.push(`${form.grant_type}${'readOnly' in form && form.readOnly ? ' read-only' : ''}`)
        if (form.grant_type === 'public_key') {
          expect(Buffer.from(form.public_key, 'base64').toString()).toBe(publicKey.xml)
          const next = codes.length > 1 ? codes.shift() : codes[0]
          if (next === undefined) throw new AppError('request-refused')
          return { kind: 'challenge', encryptedCode: seal(next.plain, next.padding) }
        }
        if (form.grant_type !== 'authorization_code' || !accepts(form.code))
          throw new AppError('request-refused')
        return { kind: 'tokens', access: 'token', refresh: null, expiresIn: 3600 }
      },
    },
    connections: { target: () => target },
    inventory: { find: () => null },
    readClipboard: async () => '',
    showOpenDialog: async () => null,
    clock,
    log: createSilentLog(),
  })
const simpleCell = () => SecretCell.fromBytes(Buffer.from('secret-secret-secret-secret'))
const advancedCell = () => SecretCell.fromBytes(pair.privateKey.export({ type: 'pkcs8', format: 'der' }))

describe('a Simple key', () => {
  const check = (change: Partial<OperationRecord> = {}) => make().held(record(change), simpleCell())

  it('works for its owner, read with the key itself', async () => {
    expect(await check()).toEqual({ kind: 'works', userName: 'NG\\pia', readOnly: true, at })
    expect(asked).toEqual(['me as the key'])
  })
  it('of another owner is not this key', async () => {
    me = [() => 'somebody else']
    expect(await check()).toEqual({ kind: 'not-this-key', at })
  })
  it.each<[FailureCode, object]>([
    ['sign-in-over', { kind: 'refused', at }],
    ['forbidden', { kind: 'cannot-be-checked', why: 'forbidden', at }],
    ['rate-limited', { kind: 'cannot-be-checked', why: 'rate-limited', at }],
    ['unreachable', { kind: 'cannot-be-checked', why: 'unreachable', at }],
    ['timeout', { kind: 'cannot-be-checked', why: 'unreachable', at }],
    ['tls-changed', { kind: 'cannot-be-checked', why: 'certificate', at }],
    ['server-fault', { kind: 'cannot-be-checked', why: 'other', at }],
    ['bad-response', { kind: 'cannot-be-checked', why: 'other', at }],
  ])('%s', async (code, verdict) => {
    me = [fail(code)]
    expect(await check()).toEqual(verdict)
  })
  it.each<FailureCode>(['sign-in-over', 'forbidden'])('without scope rest, %s says nothing', async (code) => {
    me = [fail(code)]
    expect(await check({ scopes: ['integration'] })).toEqual({ kind: 'cannot-be-checked', why: 'scope', at })
  })
  it('that was destroyed meanwhile is spent', async () => {
    me = [fail('reveal-spent')]
    await expect(check()).rejects.toMatchObject({ code: 'reveal-spent' })
  })
})

describe('an Advanced key', () => {
  const check = () => make().held(advancedRecord(), advancedCell())

  it('signs in read-only and reads its owner', async () => {
    expect(await check()).toEqual({ kind: 'works', userName: 'NG\\pia', readOnly: true, at })
    expect(asked).toEqual(['public_key read-only', 'authorization_code read-only', 'me as token'])
  })
  it('of another owner is not this key', async () => {
    me = [() => 'somebody else']
    expect(await check()).toEqual({ kind: 'not-this-key', at })
  })
  it('that the console does not know is refused', async () => {
    codes = []
    expect(await check()).toEqual({ kind: 'refused', at })
  })
  it.each(['oaep-sha1', 'oaep-sha256', 'pkcs1'] as const)('answers challenges in %s', async (padding) => {
    codes = [{ plain: Buffer.from('printable'), padding }]
    accepts = (code) => code === 'printable'
    expect(await check()).toMatchObject({ kind: 'works' })
  })
  it('sends Base64 of a challenge that is no text', async () => {
    const plain = Buffer.from([0, 1, 2, 255])
    codes = [{ plain, padding: 'oaep-sha1' }]
    accepts = (code) => code === plain.toString('base64')
    expect(await check()).toMatchObject({ kind: 'works' })
  })
  it('tries the other encoding with a new challenge, and remembers what worked', async () => {
    accepts = (code) => code === Buffer.from('dGhlIGNvZGU=').toString('base64')
    const verify = make()
    expect(await verify.held(advancedRecord(), advancedCell())).toMatchObject({ kind: 'works' })
    expect(asked.filter((one) => one.startsWith('public_key'))).toHaveLength(2)
    asked = []
    expect(await verify.held(advancedRecord(), advancedCell())).toMatchObject({ kind: 'works' })
    expect(asked.filter((one) => one.startsWith('public_key'))).toHaveLength(1)
  })
  it('is inconclusive when no answer is accepted, after four challenges at most', async () => {
    accepts = () => false
    expect(await check()).toEqual({ kind: 'cannot-be-checked', why: 'challenge', at })
    expect(asked.filter((one) => one.startsWith('public_key')).length).toBeLessThanOrEqual(4)
  })
})
