// What the seeds hold.
import { createPublicKey } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoKeys } from '../../sandbox-console/seeds/demo-keys'
import { type Item, query, startTestConsole, type TestConsole } from './test-console'

const keysOf = async (console: TestConsole) => {
  const filter = query([{ property: 'identityProviderName', operation: 'in', value: ['AK', 'AA'] }])
  const answer = await console.send('GET', `/users/logins?limit=500&filter=${filter}`, {
    bearer: await console.bearer(),
  })
  return { keys: answer.body.data ?? [], total: answer.body.meta?.pagingInfo.total, text: answer.text }
}

describe('demo', () => {
  let console: TestConsole
  let keys: readonly Item[]
  let text: string
  beforeAll(async () => {
    console = await startTestConsole()
    const found = await keysOf(console)
    keys = found.keys
    text = found.text
  })
  afterAll(() => console.stop())

  it('has forty keys of both kinds in every state', () => {
    expect(keys).toHaveLength(40)
    expect(new Set(keys.map((one) => one.status))).toEqual(
      new Set([
        'enabled',
        'disabled',
        'disabledDueToUser',
        'disabledDueToCompany',
        'disabledDueSystemComponentsRestrictions',
      ]),
    )
    expect(keys.filter((one) => one.identityProviderName === 'AA')).toHaveLength(14)
    expect(new Set(keys.map((one) => one.description)).size).toBe(40)
    expect(keys.some((one) => one.isReadAccessOnly) && keys.some((one) => !one.isReadAccessOnly)).toBe(true)
  })

  it('has ids on both sides of 2^53', () => {
    const ids = [...text.matchAll(/"id":(\d+)/g)].map((match) => BigInt(match[1] ?? ''))
    const big = ids.filter((id) => id > 2n ** 53n)
    expect(big.length).toBe(10)
    expect(new Set(ids).size).toBe(40)
  })

  it('has real public keys, each once', () => {
    const parameters = keys
      .filter((one) => one.identityProviderName === 'AA')
      .map((one) => String(one.parameters))
    expect(new Set(parameters).size).toBe(14)
    for (const xml of parameters) {
      const base64 = /<Modulus>(.+)<\/Modulus>/.exec(xml)?.[1] ?? ''
      const n = Buffer.from(base64, 'base64').toString('base64url')
      const key = createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' })
      expect([2048, 3072, 4096]).toContain(key.asymmetricKeyDetails?.modulusLength)
    }
  })

  it('dates keys before now, in the order of their ids', () => {
    const dates = keys.map((one) => Date.parse(String(one.creationDate).replace(/(\.\d{3})\d+/, '$1')))
    expect(Math.max(...dates)).toBeLessThan(console.time.ms)
  })

  it('has the same uuids in every console', async () => {
    const other = await startTestConsole()
    const uids = (one: TestConsole) =>
      [...one.sandbox.control.users(), ...one.sandbox.control.organizations()].map((row) => row.uid)
    expect(uids(other)).toEqual(uids(console))
    await other.stop()
  })

  it('lets every printed account sign in, except those that are off on purpose', async () => {
    const off: string[] = []
    for (const { userName: username, password } of console.sandbox.accounts) {
      const answer = await console.token({ grant_type: 'password', username, password })
      if (answer.status !== 200) off.push(username)
    }
    expect(off).toEqual(['Ellis Dental\\ellis_owner', 'Dunmore Ltd\\dunmore_it', 'NG-VSPC\\t.okafor'])
  })

  it('uses every line of its table', () => {
    expect(keys.map((one) => one.description)).toEqual(demoKeys.map((one) => one.description))
  })
})

it('empty: one administrator, no keys', async () => {
  const console = await startTestConsole({ seed: 'empty' })
  expect((await keysOf(console)).total).toBe(0)
  expect(console.sandbox.accounts.map((one) => one.role)).toEqual(['PortalAdministrator'])
  await console.stop()
})

it('large: as many keys as asked, over 50 companies', async () => {
  const console = await startTestConsole({ seed: 'large=1234' })
  const { total, keys } = await keysOf(console)
  expect(total).toBe(1234)
  expect(new Set(keys.map((one) => one.identityProviderName))).toEqual(new Set(['AK', 'AA']))
  expect(console.sandbox.control.organizations()).toHaveLength(51)
  await console.stop()
})

it('another name is refused', () => expect(startTestConsole({ seed: 'huge' })).rejects.toThrow(/seed/))
