// Reads from a hostile console: answers that are none, rows that are none, and lies about both. The last list stays usable.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox-console/sandbox'
import { codeOf, quickSandbox, signedIn } from './parts'

let sandbox: Sandbox
let app: Awaited<ReturnType<typeof signedIn>>

beforeAll(async () => {
  sandbox = await quickSandbox()
  app = await signedIn(sandbox)
})
afterAll(() => sandbox.stop())
afterEach(async () => {
  sandbox.control.clearFaults()
  sandbox.control.resetOptions()
  // Usable again, whatever came.
  await app.inventory.refresh(app.connectionId)
  expect(app.listOf(app.connectionId)).toMatchObject({ problem: null, complete: true })
  expect(app.listOf(app.connectionId).keys.length).toBeGreaterThan(30)
})

const refresh = () => app.inventory.refresh(app.connectionId)
const list = () => app.listOf(app.connectionId)
const base64 = (...bytes: number[]) => Buffer.from(bytes).toString('base64')
/** Two lists are asked for; both get this. */
const answerLists = (fault: object) => sandbox.control.addFault({ operationId: 'GetLogins', ...fault })

const planted = `${'c0ffee'.repeat(6)}PLANTED`
const row = (change: object = {}) => ({
  id: 77,
  userUid: '00000000-0000-4000-8000-000000000001',
  userName: 'NG-VSPC\\mallory',
  companyName: 'Mallory & Sons',
  identityProviderName: 'AK',
  description: 'listed',
  isReadAccessOnly: true,
  scopes: ['rest'],
  status: 'enabled',
  creationDate: '2026-01-01T00:00:00Z',
  ...change,
})
const listing = (...rows: string[]) => `{"data":[${rows.join()}],"errors":null}`
/** Everything that the app keeps or writes. */
const held = () =>
  [app.inventory.cell.get(), app.log.lines].map((part) => JSON.stringify(part)).join() +
  [...app.profile.sealed.values()].map((bytes) => bytes.toString('utf8')).join()

describe('answers that are none (N-22)', () => {
  it.each<[string, object]>([
    ['HTML that is called JSON', { raw: '<!doctype html><p>hello</p>' }],
    ['HTML', { html: '<p>hello</p>', status: 200 }],
    ['nothing at all', { status: 200 }],
    ['nothing that is called JSON', { raw: '' }],
    ['a byte-order mark alone', { base64: base64(0xef, 0xbb, 0xbf) }],
    ['two byte-order marks', { raw: '\uFEFF\uFEFF{"data":[]}' }],
    ['invalid UTF-8', { base64: base64(...Buffer.from('{"data":["'), 0xc3, 0x28, ...Buffer.from('"]}')) }],
    ['UTF-16', { base64: Buffer.from('{"data":[]}', 'utf16le').toString('base64') }],
    ['an array', { raw: '[]' }],
    ['null', { raw: 'null' }],
    ['a number', { raw: '7' }],
    ['trailing garbage', { raw: `${listing()} x` }],
    ['two values', { raw: `${listing()}${listing()}` }],
    ['cut in the middle', { raw: listing(JSON.stringify(row())).slice(0, -9) }],
    ['data that is no list', { raw: '{"data":{"0":{}}}' }],
    ['data that is null', { raw: '{"data":null}' }],
    ['depth 100,000', { raw: `{"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }],
    ['depth 100,000 and no end', { raw: '{"a":'.repeat(100_000) }],
    ['more than may come', { raw: `{"data":["${'x'.repeat(9 * 1024 * 1024)}"]}` }],
  ])('%s: refused, and the list before stays (N-22)', async (_, fault) => {
    const before = list().keys
    answerLists(fault)
    expect(['bad-response', 'not-a-console']).toContain(await codeOf(refresh()))
    expect(list().keys).toEqual(before)
    expect(list().problem).not.toBeNull()
  })

  it('a byte-order mark before a good list is tolerated (N-22)', async () => {
    answerLists({ raw: `\uFEFF${listing(JSON.stringify(row()))}` })
    await refresh()
    expect(list().keys.map((key) => key.id)).toEqual(['77'])
  })

  it.each(['GetUsers', 'GetCompanies', 'GetResellers'])(
    '%s answers nonsense: the keys are still read',
    async (operationId) => {
      for (const raw of ['null', '[]', '<p>', '{"data":[null,7,{"instanceUid":{}}]}']) {
        sandbox.control.clearFaults()
        sandbox.control.addFault({ operationId, raw })
        await refresh().catch(() => {})
        expect(list().keys.length).toBeGreaterThan(30)
      }
    },
  )
})

describe('rows with more than they should have (N-23, N-25)', () => {
  it('secrets in odd places and names of prototypes change nothing and are nowhere after (N-23, N-25)', async () => {
    const odd = JSON.stringify(row({ id: 78, description: 'odd' })).slice(0, -1)
    answerLists({
      raw: listing(
        `${odd},"parameters":"${planted}","parameters":"${planted}2"}`,
        `${odd.replace('78', '79')},"meta":{"parameters":"${planted}"}}`,
        `${odd.replace('78', '80')},"__proto__":{"parameters":"${planted}","readOnly":false}}`,
        `${odd.replace('78', '81')},"constructor":{"prototype":{"parameters":"${planted}"}},"toString":1}`,
        `${odd.replace('78', '82')},"parameters":{"parameters":["${planted}"]}}`,
        `${odd.replace('78', '83')},"identifierInProvider":"${planted}","para\\u006deters":"${planted}"}`,
      ),
    })
    await refresh()
    expect(list().keys.map((key) => key.id)).toEqual(['78', '79', '80', '81', '82', '83'])
    expect(list().keys.every((key) => key.readOnly && key.description === 'odd')).toBe(true)
    // The control: what is kept is found.
    expect(held()).toContain('odd')
    expect(held()).not.toContain(planted.slice(0, 20))
    expect(({} as { parameters?: string }).parameters).toBeUndefined()
  })

  it('a description that looks like a secret member is text (N-23)', async () => {
    const description = `{"parameters":"x"} "id":1234567890123456789`
    answerLists({ raw: listing(JSON.stringify(row({ description }))) })
    await refresh()
    expect(list().keys[0]?.description).toBe(description)
  })
})

describe('odd rows (N-26)', () => {
  it.each([
    ['a float', '1.5'],
    ['an exponent', '1e3'],
    ['text', '"seven"'],
    ['null', 'null'],
    ['an object', '{}'],
    ['true', 'true'],
    ['20 digits', '12345678901234567890'],
    ['a path', '"../../token"'],
  ])('id is %s: the row is left out, and the list says that it is incomplete (N-26)', async (_, id) => {
    answerLists({
      raw: listing(JSON.stringify(row()), JSON.stringify(row({ id: 0 })).replace('"id":0', `"id":${id}`)),
    })
    await refresh()
    expect(list().keys.map((key) => key.id)).toEqual(['77'])
    expect(list().complete).toBe(false)
  })

  it.each([
    ['-5', '-5'],
    ['9223372036854775807', '9223372036854775807'],
    ['9007199254740993', '9007199254740993'],
    ['"12"', '12'],
  ])('id %s arrives without loss (N-26)', async (id, read) => {
    answerLists({ raw: listing(JSON.stringify(row({ id: 0 })).replace('"id":0', `"id":${id}`)) })
    await refresh()
    expect(list().keys.map((key) => key.id)).toEqual([read])
  })

  it('missing and absurd dates are unknown, unknown words stay words (N-26)', async () => {
    const dates = [
      undefined,
      null,
      '',
      '0000-00-00T00:00:00Z',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      'soon',
    ]
    const rows = dates.map((creationDate, at) => row({ id: 100 + at, creationDate }))
    const strange = row({ id: 200, status: 'disabledDueToWeather', scopes: ['<b>all</b>', 'x'.repeat(500)] })
    answerLists({ raw: listing(...[...rows, strange].map((one) => JSON.stringify(one))) })
    await refresh()
    expect(list().complete).toBe(true)
    expect(
      list()
        .keys.slice(0, -1)
        .map((key) => key.createdAt),
    ).toEqual(dates.map(() => null))
    expect(list().keys.at(-1)).toMatchObject({
      status: { word: 'unknown', raw: 'disabledDueToWeather' },
      scopes: ['<b>all</b>', 'x'.repeat(100)],
    })
  })

  it('an owner’s id that is a path is never put into one (N-26)', async () => {
    answerLists({ raw: listing(JSON.stringify(row({ userUid: '../../organizations' }))) })
    await refresh()
    const [key] = list().keys
    if (key === undefined) throw new Error('not listed')
    app.sent.length = 0
    const asked = app.sessions.asUser(app.connectionId, 'read', (target, bearer) =>
      app.api.getKey(target, bearer, key.userUid, key.id),
    )
    expect(await codeOf(asked)).toBe('bad-response')
    expect(app.sent).toEqual([])
  })
})

describe('lists that lie about their length (N-27)', () => {
  it.each<[string, object, object]>([
    ['every page is the first', { offset: 'ignore', 'page-cap': 7 }, { complete: false }],
    ['a total that never comes', {}, { complete: false }],
  ])('%s: incomplete, each key once (N-27)', async (_, options, wanted) => {
    if ('offset' in options) sandbox.control.setOptions(options)
    else
      answerLists({
        status: 200,
        body: { data: [row()], meta: { pagingInfo: { total: 1_000_000, count: 1, offset: 0 } } },
      })
    await refresh()
    expect(list()).toMatchObject(wanted)
    expect(new Set(list().keys.map((key) => key.id)).size).toBe(list().keys.length)
  })

  it.each([
    ['negative', -1],
    ['text', '"many"'],
    ['above every number', '1e400'],
    ['a fraction', 1.5],
  ])('a total that is %s counts as not said (N-27)', async (_, total) => {
    answerLists({ raw: `{"data":[${JSON.stringify(row())}],"meta":{"pagingInfo":{"total":${total}}}}` })
    await refresh()
    expect(list()).toMatchObject({ complete: true, keys: [{ id: '77' }] })
  })

  it('a list that never ends can be stopped at any time (N-27)', async () => {
    sandbox.control.setOptions({ 'list-end': 'never' })
    const before = list().keys
    const reading = refresh()
    while (!app.inventory.sync.get().some((one) => one.read > 2000))
      await new Promise((resolve) => setTimeout(resolve, 5))
    app.inventory.cancel(app.connectionId)
    await reading
    expect(list().keys).toEqual(before)
  })
})

describe('pauses that are asked for (N-30)', () => {
  it.each([429, 503, 409])(
    'status %d with an absurd Retry-After ends soon, and says so (N-30)',
    async (status) => {
      for (const retryAfter of ['-1', '1000000000', 'Wed, 21 Oct 2015 07:28:00 GMT', 'x']) {
        sandbox.control.clearFaults()
        sandbox.control.clearRequests()
        answerLists({
          status,
          headers: { 'retry-after': retryAfter },
          body: { errors: [{ type: 'transport', code: status }] },
        })
        const code = { 429: 'rate-limited', 503: 'server-fault', 409: 'conflict' }[status]
        expect(await codeOf(refresh())).toBe(code)
        expect(
          sandbox.control.requests().filter((one) => one.operationId === 'GetLogins').length,
        ).toBeLessThan(12)
      }
    },
  )
})

describe('error text (N-31)', () => {
  const evil = `<script>alert(1)</script>\u001b[31m\r\n{"name":"journal.verified"}\r\n\u202e${planted}`
  it.each([400, 403, 409, 500, 520])(
    'of status %d is inert, short and never logged (N-31, S-20)',
    async (status) => {
      answerLists({
        status,
        body: { errors: [{ type: 'logical', code: status, message: evil + 'x'.repeat(5_000_000) }] },
      })
      const from = app.log.lines.length
      await refresh().catch(() => {})
      const text = String(list().problem?.detail.consoleText ?? '')
      expect(text.length).toBeLessThanOrEqual(300)
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      const lines = app.log.lines.slice(from).join()
      // The control: the refusal itself is in the log.
      expect(lines).toContain(`"status":${status}`)
      expect(lines).not.toMatch(/script|verified|PLANTED/)
    },
  )
})
