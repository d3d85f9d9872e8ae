// Lists: paging, filter, sort, select, expand, and dates.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Item, idOf, query, startTestConsole, type TestConsole } from './test-console'

let console: TestConsole
let bearer: string
beforeAll(async () => {
  console = await startTestConsole()
  bearer = await console.bearer()
})
afterAll(() => console.stop())

const list = (path: string, conforms = true) => console.send('GET', path, { bearer, conforms })
const all = async (path = '/users/logins') => (await list(`${path}?limit=500`)).body.data ?? []
const filtered = async (filter: unknown, path = '/users/logins') =>
  (await list(`${path}?limit=500&filter=${query(filter)}`)).body.data ?? []
const texts = (items: readonly Item[], member = 'description') => items.map((item) => item[member])

describe('paging', () => {
  it('goes through everything once', async () => {
    const whole = await all()
    const pages: Item[] = []
    for (let offset = 0; offset < whole.length; offset += 7) {
      const { body } = await list(`/users/logins?limit=7&offset=${offset}`)
      expect(body.meta?.pagingInfo).toEqual({ total: whole.length, count: body.data?.length, offset })
      pages.push(...(body.data ?? []))
    }
    expect(pages).toEqual(whole)
  })

  it('gives 100 without a limit, and nothing beyond the end', async () => {
    const large = await startTestConsole({ seed: 'large=300' })
    const admin = await large.bearer()
    const first = await large.send('GET', '/users/logins', { bearer: admin })
    expect(first.body.data).toHaveLength(100)
    const beyond = await large.send('GET', '/users/logins?offset=100000', { bearer: admin })
    expect(beyond.body).toMatchObject({ data: [], meta: { pagingInfo: { count: 0, offset: 100_000 } } })
    await large.stop()
  })

  it('shows a change at once', async () => {
    const before = (await all()).length
    const me = await console.me(bearer)
    const create = `/users/${me.instanceUid}/logins/apikey?description=Fresh&scopes=rest`
    const created = await console.send('POST', create, { bearer })
    expect(await all()).toHaveLength(before + 1)
    await console.send('DELETE', `/users/${me.instanceUid}/logins/${idOf(created)}`, { bearer })
    expect(await all()).toHaveLength(before)
  })
})

describe('filter', () => {
  const by = (operation: string, property: string, value: unknown, more: object = {}) => [
    { property, operation, value, ...more },
  ]

  it('compares by each operation', async () => {
    const grafana = await filtered(by('contains', 'description', 'Grafana'))
    expect(texts(grafana).sort()).toEqual(['Grafana lab', 'Grafana prod'])
    expect(await filtered(by('contains', 'description', 'GRAFANA'))).toEqual([])
    expect(
      await filtered(by('contains', 'description', 'GRAFANA', { collation: 'ignorecase' })),
    ).toHaveLength(2)
    const keys = await filtered(by('in', 'identityProviderName', ['AK', 'AA']))
    const others = await filtered([
      { operation: 'not', items: by('in', 'identityProviderName', ['AK', 'AA']) },
    ])
    expect(keys.length).toBe(40)
    expect(keys.length + others.length).toBe((await all()).length)
    expect(await filtered(by('equals', 'isReadAccessOnly', true))).not.toHaveLength(0)
    const off = await filtered(by('notEquals', 'status', 'enabled'))
    expect(off.every((item) => item.status !== 'enabled')).toBe(true)
    const plugins = await filtered(by('subset', 'scopes', ['integration']))
    expect(texts(plugins)).toContain('ConnectWise plugin')
    expect(plugins).toHaveLength(3)
    const wide = await filtered(by('superset', 'scopes', ['ui', 'rest']))
    expect(new Set(texts(wide, 'identityProviderName'))).toEqual(new Set(['WIN', 'VSPC']))
    expect(await filtered(by('contains', 'scopes', 'integration'))).toHaveLength(3 + wide.length)
  })

  it('joins conditions', async () => {
    const company = by('equals', 'companyName', 'Bexley Clinics')
    const simple = by('equals', 'identityProviderName', 'AK')
    const keys = by('in', 'identityProviderName', ['AK', 'AA'])
    const both = await filtered([...company, ...simple])
    expect(texts(both).sort()).toEqual(['Bexley board report', 'Bexley ticket portal'])
    expect(await filtered([{ operation: 'and', items: [...company, ...simple] }])).toEqual(both)
    expect(await filtered([{ operation: 'or', items: [...company, ...keys] }])).toHaveLength(42)
    expect(await filtered([{ operation: 'exclusiveOr', items: [...company, ...keys] }])).toHaveLength(39)
  })

  it('orders dates as points in time, whatever their offset', async () => {
    const dates = texts(await all(), 'creationDate') as string[]
    const limit = [...dates].sort()[Math.floor(dates.length / 2)] ?? ''
    const utc = new Date(Date.parse(limit.replace(/(\.\d{3})\d+/, '$1'))).toISOString()
    const local = await filtered(by('lessThan', 'creationDate', limit))
    expect(local).toHaveLength(dates.filter((date) => date < limit).length)
    expect(await filtered(by('lessThan', 'creationDate', utc))).toHaveLength(local.length)
    expect(await filtered(by('greaterThanOrEqual', 'creationDate', limit))).toHaveLength(
      dates.length - local.length,
    )
  })

  it('reaches nested members, and other lists', async () => {
    const people = await filtered(by('equals', 'profile.lastName', 'Iyer'), '/users')
    expect(texts(people, 'userName')).toEqual(['NG-VSPC\\s.iyer'])
    const off = await filtered(by('equals', 'isRestAccessEnabled', false), '/organizations/companies')
    expect(texts(off, 'name')).toEqual(['Ellis Dental'])
  })

  it.each([
    ['an unknown property', [{ property: 'secret', operation: 'equals', value: 1 }]],
    ['an operation that is none', [{ property: 'id', operation: 'near', value: 1 }]],
    ['a list operation without a list', [{ property: 'id', operation: 'in', value: 1 }]],
    ['no items', [{ operation: 'and', items: [] }]],
    ['no array', { property: 'id', operation: 'equals', value: 1 }],
  ])('refuses %s by name', async (_, filter) => {
    const answer = await list(`/users/logins?filter=${query(filter)}`)
    expect(answer.status).toBe(400)
    expect(answer.body.errors?.[0]?.parameterName).toBe('filter')
  })
})

describe('sort', () => {
  const sorted = async (sort: unknown, member: string) =>
    texts((await list(`/users/logins?limit=500&sort=${query(sort)}`)).body.data ?? [], member)

  it('orders both ways, by several members, missing values first', async () => {
    const dates = (await sorted(
      [{ property: 'creationDate', direction: 'descending' }],
      'creationDate',
    )) as string[]
    expect(dates).toEqual([...dates].sort().reverse())
    const names = await sorted([{ property: 'description' }], 'description')
    expect(names[0]).toBeNull()
    const companies = (await sorted(
      [{ property: 'companyName' }, { property: 'id', direction: 'descending' }],
      'companyName',
    )) as string[]
    expect(companies).toEqual([...companies].sort())
  })

  it('orders ids as numbers', async () => {
    const answer = await list(`/users/logins?limit=500&sort=${query([{ property: 'id' }])}`)
    const ids = [...answer.text.matchAll(/"id":(\d+)/g)].map((match) => BigInt(match[1] ?? ''))
    expect(ids.length).toBeGreaterThan(50)
    expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? 0n))).toBe(true)
  })

  it('refuses an unknown property by name', async () => {
    const answer = await list(`/users/logins?sort=${query([{ property: 'secret' }])}`)
    expect(answer.body.errors?.[0]?.parameterName).toBe('sort')
  })
})

describe('select', () => {
  it('gives the named members only, nested ones too', async () => {
    const select = query([{ propertyPath: 'id' }, { propertyPath: 'status' }])
    const page = await list(`/users/logins?limit=3&select=${select}`, false)
    expect(page.body.data?.map((item) => Object.keys(item))).toEqual(Array(3).fill(['id', 'status']))
    const nested = query([{ propertyPath: 'userName' }, { propertyPath: 'profile.email' }])
    const me = await list(`/users/me?select=${nested}`, false)
    expect(me.body.data).toEqual({
      userName: 'NG-VSPC\\m.lindqvist',
      profile: { email: 'm.lindqvist@demo.example' },
    })
  })

  it('keeps the secret out of an answer that did not ask for it', async () => {
    const me = await console.me(bearer)
    const create = `/users/${me.instanceUid}/logins/apikey?description=Quiet&scopes=rest`
    const answer = await console.send('POST', `${create}&select=${query([{ propertyPath: 'id' }])}`, {
      bearer,
      conforms: false,
    })
    expect(Object.keys(answer.body.data ?? {})).toEqual(['id'])
  })

  it('refuses an unknown path by name', async () => {
    const answer = await list(`/users/me?select=${query([{ propertyPath: 'shoeSize' }])}`)
    expect(answer.body.errors?.[0]?.parameterName).toBe('select')
  })
})

describe('other forms', () => {
  it('embeds the organization only when asked', async () => {
    const plain = await list('/organizations/companies')
    const wide = await list('/organizations/companies?expand=Organization')
    expect(plain.body.data?.[0]).not.toHaveProperty('_embedded')
    expect(wide.body.data?.[0]?._embedded).toMatchObject({
      organization: { name: wide.body.data?.[0]?.name },
    })
  })

  it('writes dates with seven fractional digits and the server’s offset', async () => {
    for (const date of texts(await all(), 'creationDate')) {
      expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}-05:00$/)
    }
  })
})
