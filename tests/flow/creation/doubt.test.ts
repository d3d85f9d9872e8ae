// Creates that stay in doubt: late commits, several keys that fit, consoles that are removed, and clocks that are moved.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../../sandbox-console/sandbox'
import { codeOf, quickSandbox } from '../parts'
import { type Creating, createsSeen, creating, until } from './creating'

let sandbox: Sandbox
let app: Creating

const operationId = 'AddApiKeyLogin'
const minute = 60_000
const day = 24 * 60 * minute

beforeAll(async () => {
  // Tokens that outlive the moved clocks.
  const options = { 'access-seconds': 10 * 86_400, 'refresh-seconds': 20 * 86_400 }
  sandbox = await quickSandbox({ seed: 'empty', options })
})
afterAll(() => sandbox.stop())
beforeEach(async () => {
  app = await creating(sandbox)
  sandbox.control.clearRequests()
})
afterEach(async () => {
  sandbox.control.releaseHolds()
  sandbox.control.setClock(0)
  await app.creations.endForQuit()
  sandbox.control.clearFaults()
})

const attention = () => app.creations.attention.get()
const phase = () => app.creations.creation.get()?.phase
const checks = () => app.log.lines.filter((line) => line.includes('creation.checked')).length

/** Passes the time, so that each check that falls due comes to its end. */
async function pass(...steps: number[]): Promise<void> {
  for (const ms of steps) {
    const before = checks()
    await app.clock.advance(ms)
    await until(() => checks() > before, 'a check')
    await app.clock.advance(0)
  }
}
const quietTime = [10_100, 50_000, 4 * minute, 10 * minute]

/** Asked for, and held back by the console before it commits. */
async function hold(description: string): Promise<string> {
  sandbox.control.addHold({ operationId, at: 'before' })
  const { opId } = await app.creations.start(app.draft(description))
  await until(() => sandbox.control.holds()[0]?.waiting === 1)
  app.creations.stopWaiting(opId)
  await app.reaches('in-doubt')
  await until(() => checks() > 0, 'the check at once')
  return opId
}
/** Asked for, and never committed. */
async function lose(description: string): Promise<string> {
  sandbox.control.addFault({ operationId, drop: 'before-commit', times: 1 })
  const { opId } = await app.creations.start(app.draft(description))
  await app.reaches('in-doubt')
  await until(() => checks() > 0, 'the check at once')
  return opId
}
async function commit(): Promise<void> {
  const before = sandbox.control.creates().simple
  sandbox.control.releaseHolds()
  await until(() => sandbox.control.creates().simple > before, 'the commit')
}

/** A key of the same person and the same words, made by somebody else's hand. */
async function makeTwin(description: string): Promise<string> {
  const { connectionId } = app
  const created = await app.sessions.asUser(connectionId, 'write', (target, bearer, { userUid }) =>
    app.api.createSimpleKey(target, bearer, {
      opId: crypto.randomUUID(),
      userUid,
      description,
      scopes: ['rest'],
      readOnly: true,
      signal: undefined,
    }),
  )
  if (created.kind !== 'created') throw new Error('no twin')
  created.secret?.wipe()
  return created.record.id
}

async function restart(): Promise<void> {
  const before = app
  await before.creations.endForQuit()
  app = await creating(sandbox, { disk: before.disk, profile: before.profile, clipboard: before.system })
  await app.creations.resume()
}

describe('a console that commits late', () => {
  it('by five minutes: found by a check, sent once (N-76)', async () => {
    const opId = await hold('Five minutes late')
    await pass(10_100, 50_000)
    expect(attention()).toMatchObject([{ opId, kind: 'in-doubt' }])
    sandbox.control.setClock(5 * minute)
    await commit()
    await pass(4 * minute)
    expect(attention()).toMatchObject([{ opId, kind: 'orphan' }])
    expect(createsSeen(sandbox)).toBe(1)
  })

  it('by two hours: not created first, brought back by a later list, sent once (N-76)', async () => {
    const opId = await hold('Two hours late')
    await pass(...quietTime)
    expect(phase()).toBe('not-created')
    expect(attention()).toEqual([])
    app.creations.dismiss(opId)
    await app.inventory.refresh(app.connectionId)
    expect(attention()).toEqual([])
    sandbox.control.setClock(2 * 60 * minute)
    await commit()
    const [key] = await app.onConsole('Two hours late')
    expect(attention()).toMatchObject([
      { opId, kind: 'orphan', keyId: key?.id, createdAt: key?.createdAt, connectionRemoved: false },
    ])
    await app.creations.settle({ connectionId: app.connectionId, opId, choice: 'revoke', reason: '' })
    expect(await app.onConsole('Two hours late')).toEqual([])
    expect(app.records()).toBe('[]')
    expect(createsSeen(sandbox)).toBe(1)
  })

  it('after the next start, too (N-76)', async () => {
    const opId = await hold('Late over a start')
    await pass(...quietTime)
    expect(phase()).toBe('not-created')
    await commit()
    await restart()
    expect(attention()).toEqual([])
    await app.onConsole('Late over a start')
    expect(attention()).toMatchObject([{ opId, kind: 'orphan' }])
  })

  it('does not take the key of a second try for the first one’s (N-76)', async () => {
    await lose('Tried again')
    await pass(...quietTime)
    expect(phase()).toBe('not-created')
    const second = await app.creations.start(app.draft('Tried again'))
    await app.reaches('unrevealed')
    await app.onConsole('Tried again')
    expect(attention()).toEqual([])
    await (await app.frame()).post('copy')
    await app.creations.done(second.opId, true)
    app.creations.dismiss(second.opId)
    await restart()
    await app.onConsole('Tried again')
    expect(attention()).toEqual([])
    // As if the first try came through after all.
    await makeTwin('Tried again')
    expect(await app.onConsole('Tried again')).toHaveLength(2)
    expect(attention()).toMatchObject([{ kind: 'orphan', description: 'Tried again' }])
  })

  it('is not waited for longer than thirty days, and no key of later days is taken for it (N-76)', async () => {
    await lose('Long ago')
    await pass(...quietTime)
    expect(app.records()).toContain('Long ago')
    sandbox.control.setClock(2 * day)
    await makeTwin('Long ago')
    await app.onConsole('Long ago')
    expect(attention()).toEqual([])
    app.clock.setWall(app.clock.now().getTime() + 31 * day)
    sandbox.control.setClock(0)
    await makeTwin('Long ago')
    await app.onConsole('Long ago')
    expect(attention()).toEqual([])
  })
})

describe('several keys that fit', () => {
  async function twins(description: string) {
    const opId = await hold(description)
    await commit()
    const twin = await makeTwin(description)
    await app.creations.check(app.connectionId, opId)
    return { opId, twin }
  }

  it('are shown, and the person picks; nothing is deleted (N-77)', async () => {
    const { opId, twin } = await twins('Twins')
    const keys = await app.onConsole('Twins')
    const made = keys.find(({ id }) => id !== twin)
    expect(attention()).toMatchObject([{ opId, kind: 'in-doubt', keyId: null, decidedAt: null }])
    expect(attention()[0]?.candidates).toEqual(
      keys.map(({ id, description, createdAt }) => ({ keyId: id, description, createdAt })),
    )
    expect(await codeOf(app.creations.pick(app.connectionId, opId, '1'))).toBe('changed-meanwhile')
    await app.creations.pick(app.connectionId, opId, made?.id ?? '')
    expect(attention()).toMatchObject([{ opId, kind: 'orphan', keyId: made?.id, candidates: [] }])
    expect(await app.onConsole('Twins')).toHaveLength(2)
    expect(await codeOf(app.creations.pick(app.connectionId, opId, twin))).toBe('changed-meanwhile')
    expect(createsSeen(sandbox)).toBe(2)
  })

  it('of which none is right stay out of it (N-77)', async () => {
    const { opId } = await twins('Strangers')
    await app.creations.pick(app.connectionId, opId, null)
    expect(attention()).toMatchObject([{ opId, kind: 'in-doubt', candidates: [] }])
    await pass(...quietTime)
    expect(phase()).toBe('not-created')
    expect(await app.onConsole('Strangers')).toHaveLength(2)
    expect(attention()).toEqual([])
  })

  it('are never decided by time (N-77)', async () => {
    const { opId } = await twins('Undecided')
    await pass(...quietTime, minute)
    expect(attention()).toMatchObject([{ opId, kind: 'in-doubt', candidates: [{}, {}] }])
    await restart()
    await until(() => attention()[0]?.candidates.length === 2, 'both candidates')
  })
})

describe('a connection that was removed', () => {
  const keep = (opId: string, reason: string) =>
    app.creations.settle({ connectionId: app.connectionId, opId, choice: 'keep', reason })

  it('leaves nothing that cannot be decided: every kind is given up with a reason', async () => {
    const doubtful = await lose('In doubt there')
    app.creations.dismiss(doubtful)
    const lost = await app.creations.start(app.draft('Unseen there'))
    await app.reaches('unrevealed')
    await app.creations.leave(lost.opId)
    const shown = await app.creations.start(app.draft('Shown there'))
    await app.reaches('unrevealed')
    await (await app.frame()).post('show')
    await app.creations.leave(shown.opId)
    expect(await codeOf(keep(doubtful, 'not before'))).toBe('invalid-input')
    expect(await codeOf(keep(shown.opId, 'not before'))).toBe('invalid-input')
    app.connections.remove(app.connectionId)
    expect(attention()).toMatchObject([
      { kind: 'in-doubt', connectionRemoved: true, consoleName: 'Demo', decidedAt: null },
      { kind: 'orphan', connectionRemoved: true },
      { kind: 'unconfirmed', connectionRemoved: true },
    ])
    for (const { opId } of attention()) {
      expect(await codeOf(keep(opId, ' '))).toBe('invalid-input')
      await keep(opId, 'the server is gone')
    }
    expect(attention()).toEqual([])
    expect(app.records()).toBe('[]')
    const kept = app.disk.journal.filter(({ event }) => event === 'key.kept')
    expect(kept.map(({ facts }) => [facts.key, facts.reason])).toEqual([
      ['In doubt there', 'the server is gone'],
      ['Unseen there', 'the server is gone'],
      ['Shown there', 'the server is gone'],
    ])
    // Nobody is asked any more.
    sandbox.control.clearRequests()
    await app.clock.advance(day)
    expect(sandbox.control.requests()).toEqual([])
  })
})

describe('clocks', () => {
  it.each([day, -day])('moved by %d ms in doubt: the quiet time stays what it is (N-80)', async (ms) => {
    await hold(`Clock ${ms}`)
    app.clock.setWall(app.clock.now().getTime() + ms)
    await pass(10_100, 50_000, 4 * minute)
    expect(phase()).toBe('in-doubt')
    await pass(10 * minute)
    expect(phase()).toBe('not-created')
  })

  it('set back before the next start: the quiet time begins anew (N-80)', async () => {
    const opId = await hold('Set back')
    const { startedAt } = attention()[0] ?? { startedAt: '' }
    await app.creations.endForQuit()
    const before = app
    app = await creating(sandbox, { disk: before.disk, profile: before.profile })
    app.clock.setWall(Date.parse(startedAt) - day)
    await app.creations.resume()
    await until(() => checks() > 0, 'the check at once')
    await pass(10_100, 50_000, 4 * minute)
    expect(attention()).toMatchObject([{ opId, kind: 'in-doubt' }])
    await pass(10 * minute)
    expect(attention()).toEqual([])
  })
})

it('somebody else at the same console decides nothing by what they do not see', async () => {
  const opId = await hold('Of the other one')
  await commit()
  app.disk.sealed.set(
    'operations',
    Buffer.from(app.records().replaceAll(/"userUid":"[^"]*"/g, `"userUid":"${crypto.randomUUID()}"`)),
  )
  const before = app
  app = await creating(sandbox, { disk: before.disk, profile: before.profile })
  app.clock.setWall(Date.now() + day)
  // A console that answers a stranger with an empty list.
  const nothing = { meta: { pagingInfo: { total: 0, count: 0, offset: 0 } }, data: [], errors: [] }
  sandbox.control.addFault({ operationId: 'GetUserLogins', body: nothing, status: 200 })
  await app.creations.resume()
  await pass(minute, minute)
  expect(attention()).toMatchObject([{ opId, kind: 'in-doubt' }])
})
