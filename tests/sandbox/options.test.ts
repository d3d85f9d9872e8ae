// Every option does what README.md says, and the default does not.
import { constants, privateDecrypt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { optionDefinitions } from '../../sandbox-console/options'
import { root } from '../rules/source-tree'
import { askChallenge, decrypt, newAdvancedKey, registerKey } from './advanced-key'
import { createKey, idOf, patch, settle, startTestConsole, type TestConsole } from './test-console'

let console: TestConsole
beforeAll(async () => {
  console = await startTestConsole()
})
afterEach(() => console.sandbox.control.resetOptions())
afterAll(() => console.stop())

const set = (values: Record<string, unknown>) => console.sandbox.control.setOptions(values)
const password = {
  grant_type: 'password',
  username: 'NG-VSPC\\m.lindqvist',
  password: 'Demo-Lindqvist-1',
}
const whoAmI = async (bearer: string) => (await console.send('GET', '/users/me', { bearer })).status
const restKeysOf = async (name: string) => {
  const bearer = await console.bearer()
  const found = console.sandbox.control.organizations().find((one) => one.name === name)
  const { body } = await console.send('GET', `/organizations/${found?.uid}/keys?limit=500`, { bearer })
  return Object.fromEntries((body.data ?? []).map((one) => [one.description, one.status]))
}

/** One check per option: first in the default, then with the option set. */
const checks: Record<keyof typeof optionDefinitions, () => Promise<void>> = {
  async 'access-seconds'() {
    set({ 'access-seconds': 5 })
    const { body } = await console.token(password)
    expect(body.expires_in).toBe(5)
    console.time.ms += 4999
    expect(await whoAmI(body.access_token ?? '')).toBe(200)
    console.time.ms += 1
    expect(await whoAmI(body.access_token ?? '')).toBe(401)
  },
  async 'refresh-seconds'() {
    set({ 'refresh-seconds': 5 })
    const form = async () => ({
      grant_type: 'refresh_token',
      refresh_token: (await console.token(password)).body.refresh_token ?? '',
    })
    expect((await console.token(await form())).status).toBe(200)
    const late = await form()
    console.time.ms += 5000
    expect((await console.token(late)).status).toBe(400)
  },
  async 'mfa-seconds'() {
    set({ 'mfa-seconds': 7 })
    const form = { ...password, username: 'NG-VSPC\\s.iyer', password: 'Demo-Iyer-1' }
    expect((await console.token(form)).body.expires_in).toBe(7)
  },
  async 'challenge-seconds'() {
    const key = newAdvancedKey(1024)
    await registerKey(console, await console.bearer(), key)
    set({ 'challenge-seconds': 2 })
    const code = decrypt(key, (await askChallenge(console, key)).body.encrypted_code ?? '').toString()
    console.time.ms += 2000
    expect((await console.token({ grant_type: 'authorization_code', code })).status).toBe(400)
  },
  async refresh() {
    const use = async () => {
      const { body } = await console.token(password)
      const form = { grant_type: 'refresh_token', refresh_token: body.refresh_token ?? '' }
      return [(await console.token(form)).status, (await console.token(form)).status]
    }
    expect(await use()).toEqual([200, 400])
    set({ refresh: 'keep' })
    expect(await use()).toEqual([200, 200])
  },
  async 'expires-in'() {
    expect((await console.token(password)).body.expires_in).toBe(3600)
    set({ 'expires-in': 'unix' })
    expect((await console.token(password)).body.expires_in).toBe(Math.floor(console.time.ms / 1000) + 3600)
  },
  async 'mfa-status'() {
    const form = { ...password, username: 'NG-VSPC\\s.iyer', password: 'Demo-Iyer-1' }
    expect((await console.token(form)).status).toBe(200)
    set({ 'mfa-status': '400' })
    const answer = await console.token(form, false)
    expect(answer.status).toBe(400)
    expect(answer.body.mfa_token).toMatch(/./)
  },
  async 'refusal-delay-ms'() {
    set({ 'refusal-delay-ms': 1234 })
    await console.token({ ...password, password: 'wrong' })
    expect(console.delays.at(-1)).toBe(1234)
  },
  async 'disabled-bearer'() {
    expect(await whoAmI('nonsense')).toBe(401)
    set({ 'disabled-bearer': '403' })
    expect(await whoAmI('nonsense')).toBe(403)
    expect((await console.send('GET', '/users/me')).status).toBe(401)
  },
  async 'scopeless-key'() {
    const key = await createKey(console, await console.bearer(), { scopes: 'integration' })
    expect(await whoAmI(key.text)).toBe(401)
    set({ 'scopeless-key': '200' })
    expect(await whoAmI(key.text)).toBe(200)
  },
  async 'rest-restore'() {
    const { setOrganization } = console.sandbox.control
    const before = await restKeysOf('Alder & Finch')
    const toggle = async () => {
      setOrganization('Alder & Finch', { isRestAccessEnabled: false })
      setOrganization('Alder & Finch', { isRestAccessEnabled: true })
      return restKeysOf('Alder & Finch')
    }
    expect(await toggle()).toEqual(before)
    expect(Object.values(before)).toContain('enabled')
    set({ 'rest-restore': 'stay-disabled' })
    expect(new Set(Object.values(await toggle()))).toEqual(new Set(['disabled']))
  },
  async about() {
    expect((await console.send('GET', '/about')).status).toBe(401)
    set({ about: 'open' })
    expect((await console.send('GET', '/about')).body.data?.serverVersion).toBe('9.2.0.33215')
  },
  async 'client-version'() {
    const headers = { 'x-client-version': '3.6.2' }
    const bearer = await console.bearer()
    const status = async () => (await console.send('GET', '/users/me', { bearer, headers })).status
    expect(await status()).toBe(200)
    set({ 'client-version': 'refuse' })
    expect(await status()).toBe(400)
    expect((await console.send('GET', '/users/me', { bearer })).status).toBe(200)
  },
  async writes() {
    const bearer = await console.bearer()
    const key = await createKey(console, bearer)
    set({ writes: 'async' })
    expect((await console.send('GET', key.path, { bearer })).status).toBe(200)
    const answer = await console.send('DELETE', key.path, { bearer })
    expect(answer.status).toBe(202)
    await settle()
    set({ writes: 'direct' })
    expect((await console.send('GET', key.path, { bearer })).status).toBe(404)
  },
  async 'async-ms'() {
    const bearer = await console.bearer()
    const key = await createKey(console, bearer)
    set({ writes: 'async', 'async-ms': 4321 })
    await console.send('DELETE', key.path, { bearer })
    expect(console.delays.at(-1)).toBe(4321)
    await settle()
  },
  async 'slow-ms'() {
    set({ 'slow-ms': 777 })
    await whoAmI(await console.bearer())
    expect(console.delays.at(-1)).toBe(777)
  },
  async drop() {
    const bearer = await console.bearer()
    const key = await createKey(console, bearer)
    const { simple } = console.sandbox.control.creates()
    const create = key.path.replace(/\d+$/, 'apikey?description=Dropped&scopes=rest')
    set({ drop: 'before-commit' })
    expect(await console.sendOrCut('POST', create, { bearer })).toBeNull()
    expect(console.sandbox.control.creates().simple).toBe(simple)
    set({ drop: 'after-commit' })
    expect(await console.sendOrCut('POST', create, { bearer })).toBeNull()
    expect(console.sandbox.control.creates().simple).toBe(simple + 1)
    expect(await whoAmI(bearer)).toBe(200)
    expect((await console.token(password)).status).toBe(200)
  },
  async 'create-parameters'() {
    const bearer = await console.bearer()
    expect((await createKey(console, bearer)).text).toHaveLength(128)
    set({ 'create-parameters': 'empty' })
    const { instanceUid } = await console.me(bearer)
    const create = `/users/${instanceUid}/logins/apikey?description=Orphan&scopes=rest`
    const answer = await console.send('POST', create, { bearer, conforms: false })
    expect(answer.body.data?.parameters).toBe('')
    expect(
      (await console.send('GET', `/users/${instanceUid}/logins/${idOf(answer)}`, { bearer })).status,
    ).toBe(200)
  },
  async 'parameters-elsewhere'() {
    const bearer = await console.bearer()
    const read = async () => {
      const items = (await console.send('GET', '/users/logins?limit=500', { bearer })).body.data ?? []
      const of = (wanted: boolean) =>
        new Set(
          items.filter((one) => (one.identityProviderName === 'AA') === wanted).map((one) => one.parameters),
        )
      expect([...of(true)].every((text) => String(text).startsWith('<RSAKeyValue>'))).toBe(true)
      return [...of(false)]
    }
    expect(await read()).toEqual([''])
    set({ 'parameters-elsewhere': 'null' })
    expect(await read()).toEqual([null])
    set({ 'parameters-elsewhere': 'absent' })
    expect(await read()).toEqual([undefined])
  },
  async 'challenge-padding'() {
    const key = newAdvancedKey(2048)
    await registerKey(console, await console.bearer(), key)
    const ask = async () => (await askChallenge(console, key)).body.encrypted_code ?? ''
    const sha256 = async () => decrypt(key, await ask(), 'sha256')
    await expect(sha256()).rejects.toThrow()
    set({ 'challenge-padding': 'oaep-sha256' })
    const code = (await sha256()).toString('utf8')
    expect((await console.token({ grant_type: 'authorization_code', code })).status).toBe(200)
    set({ 'challenge-padding': 'pkcs1' })
    const encrypted = Buffer.from(await ask(), 'base64')
    const block = privateDecrypt({ key: key.privateKey, padding: constants.RSA_NO_PADDING }, encrypted)
    expect([...block.subarray(0, 2)]).toEqual([0, 2])
    const plain = block.subarray(block.indexOf(0, 2) + 1).toString('utf8')
    expect((await console.token({ grant_type: 'authorization_code', code: plain })).status).toBe(200)
  },
  async 'challenge-text'() {
    const key = newAdvancedKey(1024)
    await registerKey(console, await console.bearer(), key)
    set({ 'challenge-text': 'raw' })
    const plain = decrypt(key, (await askChallenge(console, key)).body.encrypted_code ?? '')
    expect(plain).toHaveLength(32)
    const code = plain.toString('base64')
    expect((await console.token({ grant_type: 'authorization_code', code })).status).toBe(200)
  },
  async idempotency() {
    const bearer = await console.bearer()
    const twice = async (requestId: string) => {
      const first = await createKey(console, bearer, { requestId })
      return first.text === (await createKey(console, bearer, { requestId })).text
    }
    expect(await twice(crypto.randomUUID())).toBe(true)
    set({ idempotency: 'forget' })
    expect(await twice(crypto.randomUUID())).toBe(false)
  },
  async 'patch-refused'() {
    const bearer = await console.bearer()
    const key = await createKey(console, bearer)
    const refused = async () => {
      const answer = await console.send('PATCH', key.path, { bearer, json: patch('scopes', []) })
      return [answer.status, answer.body.errors?.[0]?.code]
    }
    expect(await refused()).toEqual([400, 1001])
    set({ 'patch-refused': '520' })
    expect(await refused()).toEqual([520, 1001])
  },
  async 'write-roles'() {
    const bearer = await console.bearer('PortalReadonlyOperator')
    await expect(createKey(console, bearer)).rejects.toThrow('403')
    set({ 'write-roles': 'all' })
    expect((await createKey(console, bearer)).text).toHaveLength(128)
  },
  async 'activity-roles'() {
    const bearer = await console.bearer('CompanyOwner')
    const status = async () => (await console.send('GET', '/eventLogs/activityLogs', { bearer })).status
    expect(await status()).toBe(200)
    set({ 'activity-roles': 'guide' })
    expect(await status()).toBe(403)
  },
  async offset() {
    const bearer = await console.bearer()
    const read = async () => (await console.send('GET', '/users?limit=2&offset=2', { bearer })).body
    const [third, first] = [await read(), (await console.send('GET', '/users?limit=2', { bearer })).body]
    expect(third.data).not.toEqual(first.data)
    set({ offset: 'ignore' })
    expect((await read()).data).toEqual(first.data)
  },
  async 'list-end'() {
    const bearer = await console.bearer()
    const read = async () => {
      const { body } = await console.send('GET', '/users/logins?limit=100&offset=5000', { bearer })
      return { ids: (body.data ?? []).map((one) => String(one.id)), total: body.meta?.pagingInfo.total }
    }
    const honest = await read()
    expect(honest.ids).toEqual([])
    set({ 'list-end': 'never' })
    const endless = await read()
    expect(new Set(endless.ids).size).toBe(100)
    expect(endless.total).toBe(honest.total)
  },
  async 'page-cap'() {
    const bearer = await console.bearer()
    const read = async () => (await console.send('GET', '/users/logins?limit=500', { bearer })).body
    const whole = (await read()).data?.length ?? 0
    expect(whole).toBeGreaterThan(50)
    set({ 'page-cap': 50 })
    const capped = await read()
    expect(capped.data).toHaveLength(50)
    expect(capped.meta?.pagingInfo.total).toBe(whole)
  },
  async 'paging-name'() {
    const bearer = await console.bearer()
    const read = async () => (await console.send('GET', '/users?offset=1', { bearer })).body.meta?.pagingInfo
    expect(await read()).toMatchObject({ offset: 1 })
    set({ 'paging-name': 'skip' })
    expect(await read()).toMatchObject({ skip: 1 })
    expect(await read()).not.toHaveProperty('offset')
  },
}

describe('option', () => {
  it.each(Object.entries(checks))('%s', async (_, check) => {
    // Some checks move the clock beyond the life of earlier tokens, so each starts with a fresh console.
    await console.stop()
    console = await startTestConsole()
    await check()
  })

  it('values of the start are kept by a reset', async () => {
    const other = await startTestConsole({ options: { 'page-cap': '50' } })
    other.sandbox.control.setOptions({ 'page-cap': 7, about: 'open' })
    other.sandbox.control.resetOptions()
    expect(other.sandbox.control.options()).toMatchObject({ 'page-cap': 50, about: 'roles' })
    await other.stop()
  })

  it.each([
    [{ nonsense: 1 }],
    [{ refresh: 'sometimes' }],
    [{ 'page-cap': 'many' }],
    [{ 'page-cap': -1 }],
    [{ toString: 1 }],
  ])('%o is refused, and nothing of it is set', (values) => {
    const before = console.sandbox.control.options()
    expect(() => set({ about: 'open', ...values })).toThrow(/option/)
    expect(console.sandbox.control.options()).toEqual(before)
  })

  it('stands in README.md with all its values', () => {
    const readme = readFileSync(path.join(root, 'sandbox-console/README.md'), 'utf8')
    for (const [name, definition] of Object.entries(optionDefinitions)) {
      const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\` |`))
      const values = 'values' in definition ? definition.values : [String(definition.amount)]
      for (const value of values) expect(row, name).toContain(`\`${value}\``)
    }
  })
})
