// The console's event log through the app's own parts: pages, periods, roles, hostile answers, clocks, and the lock.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../sandbox-console/sandbox'
import { createActivity } from '../../src-main/activity/activity'
import { ActivityPage, type ActivityQuery } from '../../src-shared/activity'
import { codeOf, quickSandbox, signedIn } from './parts'

let sandbox: Sandbox
let app: Awaited<ReturnType<typeof signedIn>>
beforeAll(async () => {
  sandbox = await quickSandbox()
  app = await signedIn(sandbox)
})
afterAll(() => sandbox.stop())
afterEach(() => {
  sandbox.control.clearFaults()
  sandbox.control.resetOptions()
  sandbox.control.setClock(0)
})

const query = (change: Partial<ActivityQuery> = {}): ActivityQuery => ({
  from: null,
  to: null,
  userUid: null,
  organizationUid: null,
  offset: 0,
  limit: 100,
  ...change,
})
const partOf = ({ api, sessions, log }: typeof app, now = () => new Date()) =>
  createActivity({ api, sessions, now, log })
/** As the page gets it: the schema of the contract is the last word. */
const read = async (change: Partial<ActivityQuery> = {}, as = app) =>
  ActivityPage.parse(await partOf(as).read(as.connectionId, query(change)))
const uid = (userName: string) => sandbox.control.users().find((one) => one.userName === userName)?.uid ?? ''

describe('pages', () => {
  it('go on without gaps or repeats while new records are written', async () => {
    sandbox.control.addActivity({ type: 'Filler', message: 'filler', count: 250, agoMs: 60_000 })
    const first = await read()
    expect(first.records).toHaveLength(100)
    const seen = [...first.records]
    for (let { next } = first; next !== null; ) {
      sandbox.control.addActivity({ type: 'Newer', message: 'newer' })
      const page = await read({ offset: next, to: first.upTo })
      seen.push(...page.records)
      next = page.next
    }
    const fillers = seen.filter(({ type }) => type === 'Filler')
    expect(fillers).toHaveLength(250)
    expect(new Set(fillers.map(({ at }) => at)).size).toBe(250)
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .sort()
        .reverse(),
    )
    expect(seen.some(({ type }) => type === 'Newer')).toBe(false)
  })

  it('are as short as the console makes them', async () => {
    sandbox.control.setOptions({ 'page-cap': 30 })
    const first = await read()
    expect(first).toMatchObject({ next: 30, isCut: false })
    expect((await read({ offset: 30, to: first.upTo })).next).toBe(60)
  })

  it('end where the log ends', async () => {
    const to = '2000-01-01T00:00:00.000Z'
    expect(await read({ to })).toMatchObject({ records: [], next: null, upTo: null, isCut: false })
  })

  it('end at 5,000 of one period, and say so; an earlier period goes on', async () => {
    sandbox.control.addActivity({ type: 'Many', message: 'x', count: 5200, agoMs: 3_600_000 })
    const last = await read({ offset: 4600, limit: 500 })
    expect(last.records).toHaveLength(400)
    expect(last).toMatchObject({ next: null, isCut: true })
    const older = await read({ to: last.records.at(-1)?.at ?? null })
    expect(older.records.length).toBeGreaterThan(0)
  })
})

describe('what is asked for', () => {
  it('is one person, one organization, one period', async () => {
    const corvid = uid('corvid_owner')
    const organizationUid = sandbox.control.organizations().find(({ name }) => name === 'Corvid Legal')?.uid
    sandbox.control.setUser('Corvid Legal\\corvid_owner', 'Disabled')
    sandbox.control.setUser('Corvid Legal\\corvid_owner', 'Enabled')
    const types = async (change: Partial<ActivityQuery>) =>
      (await read(change)).records.map(({ type }) => type)
    const both = ['UserRecordEnabled', 'UserRecordDisabled']
    expect(await types({ userUid: corvid })).toEqual(both)
    expect(await types({ organizationUid: organizationUid ?? null })).toEqual(both)
    const to = new Date(Date.now() - 30_000).toISOString()
    expect(await types({ userUid: corvid, to })).toEqual([])
    expect(await types({ userUid: corvid, from: to })).toEqual(both)
  })

  it('is asked in one request, with nothing but the query', async () => {
    app.sent.length = 0
    await read({ userUid: uid('corvid_owner') })
    const paths = app.sent.filter((one) => one.startsWith('/api/v3'))
    expect(paths).toEqual([
      `/api/v3/eventLogs/activityLogs?userUid=${uid('corvid_owner')}&dateSortingDirection=descending&limit=100&offset=0`,
    ])
  })
})

describe('who asks', () => {
  it('a role that may not read it gets a failure that says which reading it was', async () => {
    sandbox.control.setOptions({ 'activity-roles': 'guide' })
    const owner = await signedIn(sandbox, 'CompanyOwner')
    await expect(read({}, owner)).rejects.toMatchObject({
      code: 'forbidden',
      detail: { action: 'activity-log', status: 403 },
    })
    // The sign-in goes on.
    expect(owner.sessions.current(owner.connectionId).sign.kind).toBe('active')
  })

  it('a company sees its own records where the console lets it', async () => {
    const owner = await signedIn(sandbox, 'CompanyOwner')
    const organizations = new Set((await read({}, owner)).records.map((one) => one.organizationUid))
    expect(organizations.size).toBe(1)
  })

  it('nobody: signed out, or locked', async () => {
    const away = await signedIn(sandbox)
    await away.sessions.lock()
    expect(await codeOf(read({}, away))).toBe('locked')
    const gone = await signedIn(sandbox)
    await gone.sessions.signOut(gone.connectionId)
    expect(await codeOf(read({}, gone))).toBe('signed-out')
  })
})

describe('a hostile or unlucky console', () => {
  const answer = (body: unknown) =>
    sandbox.control.addFault({ operationId: 'GetActivityLogs', times: 1, body, status: 200 })
  const record = (change: object = {}) => ({
    message: 'm',
    activityLogType: 'T',
    activityKind: 'Internal',
    date: '2026-05-04T16:02:26Z',
    ...change,
  })

  it('rows that are none are counted, the others stay', async () => {
    answer({ data: [record(), null, 'x', record({ date: 'never' }), record({ message: 'a\u202Eb' })] })
    const page = await read()
    expect(page.records.map(({ message }) => message)).toEqual(['m', 'a\u202Eb'])
    expect(page.unreadable).toBe(3)
  })

  it('more rows than were asked for are cut off', async () => {
    answer({ data: Array.from({ length: 900 }, () => record()) })
    expect(await read({ limit: 500 })).toMatchObject({ next: 500 })
  })

  it('a total that is too small ends nothing while pages are full', async () => {
    answer({ meta: { pagingInfo: { total: 3 } }, data: Array.from({ length: 100 }, () => record()) })
    expect((await read()).next).toBe(100)
  })

  it.each<[string, object, string]>([
    ['no list', { body: { data: { a: 1 } }, status: 200 }, 'bad-response'],
    ['a page of a proxy', { html: '<p>hello</p>', status: 200 }, 'not-a-console'],
    ['a fault of its own', { status: 500 }, 'server-fault'],
    ['a cut connection', { drop: 'before-commit' }, 'unreachable'],
  ])('%s is a failure of its own kind', async (_, fault, code) => {
    sandbox.control.addFault({ operationId: 'GetActivityLogs', ...fault })
    expect(await codeOf(read())).toBe(code)
  })

  it('a pause that it asks for is kept', async () => {
    sandbox.control.addFault({ operationId: 'GetActivityLogs', times: 1, throttle: { retryAfter: 1 } })
    expect((await read()).records.length).toBeGreaterThan(0)
  })

  it('nothing of a message reaches the log', async () => {
    answer({ data: [record({ message: 'PLANTED-MESSAGE' })] })
    expect(JSON.stringify(await read())).toContain('PLANTED-MESSAGE')
    expect(app.log.lines.some((line) => line.includes('activity.read'))).toBe(true)
    expect(app.log.lines.join()).not.toContain('PLANTED-MESSAGE')
  })
})

describe('clocks', () => {
  it.each([0, 300_000, -7_200_000])('says by how much the console is ahead: %i ms', async (skewMs) => {
    sandbox.control.setClock(skewMs)
    const page = await read()
    // To the minute: the machine that runs the tests may stall between the two clocks.
    expect(Math.abs((page.clockAheadMs ?? Number.NaN) - skewMs)).toBeLessThan(60_000)
  })

  it('says nothing where the console says nothing', async () => {
    sandbox.control.addFault({
      operationId: 'GetActivityLogs',
      times: 1,
      status: 200,
      body: { data: [] },
      headers: { date: 'not a date' },
    })
    expect((await read()).clockAheadMs).toBeNull()
  })
})
