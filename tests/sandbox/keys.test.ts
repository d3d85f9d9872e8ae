// Keys from creation to deletion: the secret once, PATCH rules, ids above 2^53, what the database file holds.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newAdvancedKey, registerKey, signInWith } from './advanced-key'
import { createKey, patch, query, startTestConsole, type TestConsole } from './test-console'

let console: TestConsole
let bearer: string
beforeEach(async () => {
  console = await startTestConsole()
  bearer = await console.bearer()
})
afterEach(() => console.stop())

describe('Simple key', () => {
  it('is shown once, works as a bearer, and stops when it is disabled or deleted', async () => {
    const key = await createKey(console, bearer, { description: 'Nightly export' })
    expect(key.text).toMatch(/^[0-9a-f]{16}[A-Za-z0-9]{112}$/)
    const read = await console.send('GET', key.path, { bearer })
    expect(read.body.data?.parameters).toBe('')
    expect(read.body.data?.identifierInProvider).toBe(BigInt(`0x${key.text.slice(0, 16)}`).toString())
    const works = async () => (await console.send('GET', '/users/me', { bearer: key.text })).status
    expect(await works()).toBe(200)
    const off = await console.send('PATCH', key.path, { bearer, json: patch('status', 'disabled') })
    expect(off.body.data?.status).toBe('disabled')
    expect(await works()).toBe(401)
    await console.send('PATCH', key.path, { bearer, json: patch('status', 'enabled') })
    expect(await works()).toBe(200)
    expect((await console.send('DELETE', key.path, { bearer })).body.data).toBe(true)
    expect(await works()).toBe(401)
    expect((await console.send('DELETE', key.path, { bearer })).status).toBe(404)
    expect((await console.send('GET', key.path, { bearer })).status).toBe(404)
  })

  it('without scope rest is no bearer', async () => {
    const key = await createKey(console, bearer, { scopes: 'integration' })
    expect((await console.send('GET', '/users/me', { bearer: key.text })).status).toBe(401)
  })

  it('that is read-only reads and writes nothing', async () => {
    const key = await createKey(console, bearer, { readOnly: true })
    expect((await console.send('GET', key.path, { bearer: key.text })).status).toBe(200)
    const refused = await console.send('DELETE', key.path, { bearer: key.text })
    expect(refused.status).toBe(403)
    expect(refused.body.errors?.[0]?.type).toBe('security')
    expect((await console.send('GET', key.path, { bearer })).status).toBe(200)
  })

  it('takes scopes repeated and as JSON', async () => {
    const { instanceUid } = await console.me(bearer)
    const create = (scopes: string) =>
      console.send('POST', `/users/${instanceUid}/logins/apikey?description=Two&${scopes}`, { bearer })
    const both = ['rest', 'integration']
    expect((await create('scopes=rest&scopes=integration')).body.data?.scopes).toEqual(both)
    expect((await create(`scopes=${query(both)}`)).body.data?.scopes).toEqual(both)
    expect((await create('scopes=rest&scopes=rest')).body.errors?.[0]?.parameterName).toBe('scopes')
  })

  it('counts what was committed', async () => {
    await createKey(console, bearer)
    await registerKey(console, bearer, newAdvancedKey(1024))
    expect(console.sandbox.control.creates()).toEqual({ simple: 1, advanced: 1, totp: 0 })
  })
})

describe('Advanced key', () => {
  const key = newAdvancedKey()
  const upload = async (raw: string, type = 'application/octet-stream') => {
    const { instanceUid } = await console.me(bearer)
    return console.send(
      'POST',
      `/users/${instanceUid}/logins/asymmetricalgorithm?description=Upload&scopes=rest`,
      { bearer, raw, type },
    )
  }

  it('repeats the public text and is found by it, whichever media type brought it', async () => {
    const raw = await upload(key.xml)
    expect(raw.body.data?.parameters).toBe(key.xml)
    expect(raw.body.data?.identifierInProvider).toMatch(/^RSA::[0-9A-F]{32}$/)
    const other = newAdvancedKey(1024)
    const coded = await upload(other.base64, 'application/binary+base64')
    expect(coded.body.data?.parameters).toBe(other.xml)
    expect((await signInWith(console, other)).status).toBe(200)
  })

  it('is refused twice, and refused when it is no usable public key', async () => {
    expect((await upload(key.xml)).status).toBe(200)
    expect((await upload(key.xml)).status).toBe(409)
    expect((await upload(key.base64, 'application/binary+base64')).status).toBe(409)
    const bad = [
      'hello',
      '',
      newAdvancedKey(512).xml,
      key.xml.replace('</RSAKeyValue>', '<D>AAAA</D></RSAKeyValue>'),
      key.xml.replace(/<Modulus>.*<\/Modulus>/, '<Modulus></Modulus>'),
    ]
    for (const text of bad) {
      const answer = await upload(text)
      expect(answer.status, text.slice(0, 40)).toBe(400)
      if (text !== '') expect(answer.text).not.toContain(text.slice(20, 60) || 'hello')
    }
    expect((await upload('%%%', 'application/binary+base64')).status).toBe(400)
    expect((await upload(key.xml, 'application/json')).status).toBe(415)
  })
})

describe('PATCH', () => {
  it('takes names in any case, with or without slash, and several at once', async () => {
    const key = await createKey(console, bearer)
    const send = (json: unknown) => console.send('PATCH', key.path, { bearer, json })
    const value = 'New text'
    for (const name of ['/Description', '/description', 'DESCRIPTION']) {
      const answer = await send([{ op: 'replace', path: name, value: `${value} ${name.length}` }])
      expect(answer.body.data?.description).toBe(`${value} ${name.length}`)
    }
    const both = await send([...patch('description', 'Both'), ...patch('Status', 'disabled')])
    expect(both.body.data).toMatchObject({ description: 'Both', status: 'disabled' })
  })

  it('refuses everything else with code 1001 and changes nothing at all', async () => {
    const key = await createKey(console, bearer, { description: 'Before' })
    const bad = [
      { op: 'replace', path: '/isReadAccessOnly', value: true },
      { op: 'replace', path: '/scopes', value: ['rest'] },
      { op: 'replace', path: '/status', value: 'disabledDueToUser' },
      { op: 'remove', path: '/description' },
    ]
    for (const operation of bad) {
      const answer = await console.send('PATCH', key.path, {
        bearer,
        json: [...patch('description', 'After'), operation],
      })
      expect(answer.status).toBe(400)
      expect(answer.body.errors?.[0]).toMatchObject({ code: 1001, failedJsonPatch: operation })
    }
    for (const value of ['', 'a<b', 'x'.repeat(129), 7]) {
      const answer = await console.send('PATCH', key.path, { bearer, json: patch('description', value) })
      expect(answer.body.errors?.[0]?.propertyName).toBe('description')
    }
    expect((await console.send('GET', key.path, { bearer })).body.data?.description).toBe('Before')
  })
})

describe('ids', () => {
  it('above 2^53 are bare numbers with all their digits, and lead back to their identity', async () => {
    const keys = [1, 2, 3, 4].map(() => createKey(console, bearer))
    const ids = (await Promise.all(keys)).map((key) => key.id)
    const big = ids.filter((id) => BigInt(id) > 9_007_199_254_740_992n)
    expect(big).toHaveLength(1)
    const id = big[0] ?? ''
    expect(String(Number(id))).not.toBe(id)
    const { instanceUid } = await console.me(bearer)
    const read = await console.send('GET', `/users/${instanceUid}/logins/${id}`, { bearer })
    expect(read.text).toContain(`"id":${id},`)
    const rounded = await console.send('GET', `/users/${instanceUid}/logins/${BigInt(id) - 1n}`, { bearer })
    expect(rounded.status).toBe(404)
    const filter = `[{"property":"id","operation":"equals","value":${id}}]`
    const found = await console.send('GET', `/users/logins?filter=${encodeURIComponent(filter)}`, { bearer })
    expect(found.body.meta?.pagingInfo.total).toBe(1)
    const revoked = await console.send('DELETE', `/users/${instanceUid}/tokens?userLoginId=${id}`, { bearer })
    expect(revoked.status).toBe(200)
    const beyond = await console.send('GET', `/users/${instanceUid}/logins/9223372036854775808`, { bearer })
    expect([400, 404]).toContain(beyond.status)
    const gone = await console.send('DELETE', `/users/${instanceUid}/logins/${id}`, { bearer })
    expect(gone.status).toBe(200)
  })
})

it('keeps key texts, tokens and passwords out of the data folder', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sandbox-test-'))
  const other = await startTestConsole({ dataFolder: folder, canaries: true })
  try {
    const admin = await other.bearer()
    const key = await createKey(other, admin, { description: 'Planted description' })
    const held = ['console.db', 'console.db-wal']
      .map((name) => path.join(folder, name))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file).toString('latin1'))
      .join('')
    // The positive control: the search finds what is known to be there.
    expect(held).toContain('Planted description')
    const secrets = (other.sandbox.control.canaries() ?? []).map((one) => one.text)
    expect(secrets).toContain(key.text)
    const looksLikeKey = /[0-9a-f]{16}[A-Za-z0-9]{112}/
    expect(key.text).toMatch(looksLikeKey)
    expect(looksLikeKey.test(held)).toBe(false)
    for (const secret of [...secrets, 'Demo-Lindqvist-1']) expect(held.includes(secret)).toBe(false)
  } finally {
    await other.stop()
    rmSync(folder, { recursive: true })
  }
})
