// `/token`: passwords, MFA, refresh, Advanced keys, acting as another user; lives of tokens by the clock.
import { generate } from 'otplib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askChallenge, decrypt, newAdvancedKey, registerKey, signInWith } from './advanced-key'
import { createKey, idOf, patch, startTestConsole, type TestConsole } from './test-console'

let console: TestConsole
beforeEach(async () => {
  console = await startTestConsole()
})
afterEach(() => console.stop())

const seconds = (count: number) => {
  console.time.ms += count * 1000
}
const status = async (bearer: string | null | undefined, path = '/users/me') =>
  (await console.send('GET', path, { bearer: bearer ?? '' })).status

const passwordOf = (userName: string) => {
  const account = console.sandbox.accounts.find((one) => one.userName === userName)
  if (account === undefined) throw new Error(`no account ${userName}`)
  return { grant_type: 'password', username: userName, password: account.password }
}

describe('password', () => {
  it('signs provider users in by domain and company users by organization name or alias, in any case', async () => {
    for (const username of ['NG-VSPC\\m.lindqvist', 'ng-vspc\\M.Lindqvist']) {
      const answer = await console.token({ ...passwordOf('NG-VSPC\\m.lindqvist'), username })
      expect(answer.body).toMatchObject({ token_type: 'bearer', expires_in: 3600, mfa_token: null })
      expect(await status(answer.body.access_token)).toBe(200)
    }
    for (const username of ['Bexley Clinics\\bexley_admin', 'bexley\\bexley_admin']) {
      const answer = await console.token({ ...passwordOf('Bexley Clinics\\bexley_admin'), username })
      expect((await console.me(answer.body.access_token ?? '')).userName).toBe('bexley_admin')
    }
  })

  it.each([
    ['a wrong password', { password: 'wrong' }],
    ['an unknown user', { username: 'NG-VSPC\\nobody' }],
    ['a company user without the company', { username: 'bexley_admin', password: 'Demo-Bexley-1' }],
    ['a company without REST access', { username: 'Ellis Dental\\ellis_owner', password: 'Demo-Ellis-1' }],
    ['a disabled company', { username: 'Dunmore Ltd\\dunmore_it', password: 'Demo-Dunmore-1' }],
    ['a disabled user', { username: 'NG-VSPC\\t.okafor', password: 'Demo-Okafor-1' }],
  ])('refuses %s alike, after the same delay', async (_, change) => {
    const answer = await console.token({ ...passwordOf('NG-VSPC\\m.lindqvist'), ...change })
    expect(answer.status).toBe(400)
    expect(answer.body.error).toBe('invalid_request')
    expect(console.delays).toEqual([250])
  })

  it('refuses what is no grant in the OAuth shape', async () => {
    expect((await console.token({ grant_type: 'magic' })).body.error).toBe('unsupported_grant_type')
    expect((await console.token({ grant_type: 'password', username: 'x' })).body.error).toBe(
      'invalid_request',
    )
    expect((await console.token({ username: 'x' })).body.error).toBe('invalid_request')
    const word = { ...passwordOf('NG-VSPC\\m.lindqvist'), readOnly: 'perhaps' }
    expect((await console.token(word)).body.error).toBe('invalid_request')
    const json = await console.send('POST', '/token', { json: passwordOf('NG-VSPC\\m.lindqvist') })
    expect(json.status).toBe(415)
  })

  it('ends access after an hour and refresh after two days', async () => {
    const { body } = await console.token(passwordOf('NG-VSPC\\m.lindqvist'))
    seconds(3599)
    expect(await status(body.access_token)).toBe(200)
    seconds(1)
    expect(await status(body.access_token)).toBe(401)
    seconds(172_800 - 3601)
    const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' }
    const renewed = await console.token(refresh)
    expect(renewed.status).toBe(200)
    seconds(172_800)
    const late = await console.token({ ...refresh, refresh_token: renewed.body.refresh_token ?? '' })
    expect(late.body.error).toBe('invalid_grant')
  })
})

describe('refresh', () => {
  it('rotates: the new pair works, the used token does not', async () => {
    const { body } = await console.token(passwordOf('NG-VSPC\\m.lindqvist'))
    const form = { grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' }
    const second = await console.token(form)
    expect(await status(second.body.access_token)).toBe(200)
    expect(second.body.refresh_token).not.toBe(body.refresh_token)
    expect((await console.token(form)).body.error).toBe('invalid_grant')
  })

  it('stops with its owner', async () => {
    const { body } = await console.token(passwordOf('Bexley Clinics\\bexley_admin'))
    console.sandbox.control.setUser('Bexley Clinics\\bexley_admin', 'Disabled')
    expect(await status(body.access_token)).toBe(401)
    const form = { grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' }
    expect((await console.token(form)).body.error).toBe('invalid_grant')
  })
})

describe('MFA', () => {
  const secret = 'KEYWRIGHTDEMOSECRETAAAABBBBCCCC2'
  const codeAt = (ms: number) => generate({ secret, epoch: Math.floor(ms / 1000) })
  const first = async () => {
    const answer = await console.token(passwordOf('NG-VSPC\\s.iyer'))
    expect(answer.body).toMatchObject({ access_token: null, refresh_token: null, expires_in: 300 })
    return answer.body.mfa_token ?? ''
  }
  const second = (mfa_token: string, mfa_code: string) =>
    console.token({ grant_type: 'mfa', mfa_token, mfa_code })

  it.each([-1, 0, 1])('takes the code of %i steps away', async (step) => {
    const answer = await second(await first(), await codeAt(console.time.ms + step * 30_000))
    expect(await status(answer.body.access_token)).toBe(200)
  })

  it('refuses a code of two steps away, and goes on with the same token', async () => {
    const token = await first()
    expect((await second(token, await codeAt(console.time.ms - 61_000))).body.error).toBe('invalid_grant')
    expect((await second(token, await codeAt(console.time.ms))).status).toBe(200)
  })

  it('ends the token with its use, with the third wrong code, and after 300 seconds', async () => {
    const used = await first()
    const code = await codeAt(console.time.ms)
    expect((await second(used, code)).status).toBe(200)
    expect((await second(used, code)).body.error).toBe('invalid_grant')
    const guessed = await first()
    for (const wrong of ['000000', '12', 'abcdef']) expect((await second(guessed, wrong)).status).toBe(400)
    expect((await second(guessed, code)).body.error).toBe('invalid_grant')
    const late = await first()
    seconds(300)
    expect((await second(late, await codeAt(console.time.ms))).body.error).toBe('invalid_grant')
  })

  it('cannot be walked round: the MFA token is no bearer and no refresh token', async () => {
    const token = await first()
    expect(await status(token)).toBe(401)
    expect((await console.token({ grant_type: 'refresh_token', refresh_token: token })).status).toBe(400)
  })

  it('asks for set-up in the web console when it is demanded but not set up', async () => {
    const bearer = await console.bearer()
    const iyer = console.sandbox.control.users().find((one) => one.userName.endsWith('s.iyer'))
    const { body } = await console.send('GET', `/users/${iyer?.uid}/logins`, { bearer })
    const factor = body.data?.find((one) => one.identityProviderName === 'TOTP')
    const removed = await console.send('DELETE', `/users/${iyer?.uid}/logins/${factor?.id}`, { bearer })
    expect(removed.status).toBe(200)
    expect((await console.token(passwordOf('NG-VSPC\\s.iyer'))).body.error).toBe('invalid_request')
  })
})

describe('Advanced key', () => {
  const key = newAdvancedKey()

  it('signs in by challenge, once, within 30 seconds', async () => {
    await registerKey(console, await console.bearer(), key)
    const answer = await signInWith(console, key)
    expect((await console.me(answer.body.access_token ?? '')).userName).toBe('NG-VSPC\\m.lindqvist')

    const challenge = await askChallenge(console, key)
    expect(challenge.body).toMatchObject({ access_token: null, expires_in: 30 })
    const plain = decrypt(key, challenge.body.encrypted_code ?? '')
    expect(Buffer.from(plain.toString('utf8'), 'base64')).toHaveLength(32)
    const form = { grant_type: 'authorization_code', code: plain.toString('utf8') }
    expect((await console.token(form)).status).toBe(200)
    expect((await console.token(form)).body.error).toBe('invalid_grant')

    const late = await askChallenge(console, key)
    const code = decrypt(key, late.body.encrypted_code ?? '').toString('utf8')
    seconds(30)
    expect((await console.token({ ...form, code })).body.error).toBe('invalid_grant')
  })

  it('refuses unknown bytes, a wrong code, a disabled key and a key without scope rest', async () => {
    const bearer = await console.bearer()
    expect((await askChallenge(console, key)).body.error).toBe('invalid_grant')
    const created = await registerKey(console, bearer, key)
    const other = { ...key, base64: Buffer.from(`${key.xml}\n`).toString('base64') }
    expect((await askChallenge(console, other)).body.error).toBe('invalid_grant')
    await askChallenge(console, key)
    const wrong = { grant_type: 'authorization_code', code: Buffer.alloc(32).toString('base64') }
    expect((await console.token(wrong)).body.error).toBe('invalid_grant')
    const { body } = await signInWith(console, key)
    const path = `/users/${created.body.data?.userUid}/logins/${idOf(created)}`
    await console.send('PATCH', path, { bearer, json: patch('status', 'disabled') })
    expect((await askChallenge(console, key)).body.error).toBe('invalid_grant')
    expect(await status(body.access_token)).toBe(401)
    const plugin = newAdvancedKey(1024)
    await registerKey(console, bearer, plugin, { scopes: 'integration' })
    expect((await askChallenge(console, plugin)).body.error).toBe('invalid_grant')
  })

  it('gives a session that can only read where the key or the form says so', async () => {
    const bearer = await console.bearer()
    const created = await registerKey(console, bearer, key)
    const path = `/users/${created.body.data?.userUid}/logins/${idOf(created)}`
    const { body } = await signInWith(console, key, { readOnly: 'true' })
    const read = body.access_token ?? ''
    expect(await status(read, path)).toBe(200)
    expect((await console.send('DELETE', path, { bearer: read })).status).toBe(403)
    const renewed = await console.token({
      grant_type: 'refresh_token',
      refresh_token: body.refresh_token ?? '',
    })
    const again = await console.send('DELETE', path, { bearer: renewed.body.access_token ?? '' })
    expect(again.status).toBe(403)
    const full = (await signInWith(console, key)).body.access_token ?? ''
    expect((await console.send('DELETE', path, { bearer: full })).status).toBe(200)
  })
})

describe('other ends and ways', () => {
  it('acts as another user where the role allows it, and logs it', async () => {
    const { body } = await console.token(passwordOf('NG-VSPC\\m.lindqvist'))
    const bexley = console.sandbox.control.users().find((one) => one.userName === 'bexley_admin')
    const form = { grant_type: 'as', refresh_token: body.refresh_token ?? '', userUid: bexley?.uid ?? '' }
    const answer = await console.token(form)
    expect((await console.me(answer.body.access_token ?? '')).userName).toBe('bexley_admin')
    const log = await console.send('GET', '/eventLogs/activityLogs?limit=1', {
      bearer: body.access_token ?? '',
    })
    expect(log.body.data?.[0]?.activityLogType).toBe('UserImpersonationSuccessful')
    const reader = await console.token(passwordOf('NG-VSPC\\r.hale'))
    const refused = await console.token({ ...form, refresh_token: reader.body.refresh_token ?? '' })
    expect(refused.status).toBe(400)
  })

  it('revokes one identity or all, but no Simple key', async () => {
    const bearer = await console.bearer()
    const me = await console.me(bearer)
    const simple = await createKey(console, bearer)
    const key = newAdvancedKey(1024)
    const registered = await registerKey(console, bearer, key)
    const password = await console.token(passwordOf('NG-VSPC\\m.lindqvist'))
    const advanced = await signInWith(console, key)
    const tokens = `/users/${me.instanceUid}/tokens`
    const one = await console.send('DELETE', `${tokens}?userLoginId=${idOf(registered)}`, { bearer })
    expect(one.status).toBe(200)
    expect(await status(advanced.body.access_token)).toBe(401)
    expect(await status(password.body.access_token)).toBe(200)
    expect((await console.send('DELETE', tokens, { bearer })).status).toBe(200)
    expect(await status(password.body.access_token)).toBe(401)
    const refresh = { grant_type: 'refresh_token', refresh_token: password.body.refresh_token ?? '' }
    expect((await console.token(refresh)).body.error).toBe('invalid_grant')
    expect(await status(simple.text)).toBe(200)
  })
})
