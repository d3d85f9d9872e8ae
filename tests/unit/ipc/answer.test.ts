// One call of the page under every kind of wrong input, gate and failure (N-42 to N-44).
import { describe, expect, it } from 'vitest'
import { createAnswer } from '../../../src-main/ipc/answer'
import { type CallName, calls, type Handlers } from '../../../src-shared/contract'
import { AppError } from '../../../src-shared/errors'

const signedIn = '0b0fbd9e-96ad-4a6c-9d0a-000000000001'
const other = '0b0fbd9e-96ad-4a6c-9d0a-000000000002'

function setUp(own: Partial<Handlers> = {}, kept = async () => {}) {
  const ran: [string, unknown][] = []
  const events: [string, object][] = []
  const names = Object.keys(calls) as CallName[]
  const idle = Object.fromEntries(
    names.map((name) => [
      name,
      async (input: unknown) => {
        ran.push([name, input])
        return {}
      },
    ]),
  )
  let at = 0
  let locked = false
  let settled = 6
  const answer = createAnswer({
    handlers: { ...idle, ...own } as Handlers,
    isSignedIn: (id) => id === signedIn,
    isLocked: () => locked,
    log: { event: (name, fields = {}) => events.push([name, fields]), trace: () => 'abcd1234' },
    settle: () => ++settled,
    kept,
    clock: () => at,
  })
  return {
    answer,
    ran,
    events,
    lock: () => {
      locked = true
    },
    pass: (ms: number) => {
      at += ms
    },
  }
}

const failure = (code: string, detail: object = {}) => ({
  ok: false,
  failure: { code, detail, trace: 'abcd1234' },
  revision: 7,
})

describe('answer', () => {
  it('comes when what was changed is on the disk', async () => {
    const order: string[] = []
    const { answer } = setUp({}, async () => {
      await new Promise((resolve) => setImmediate(resolve))
      order.push('kept')
    })
    await answer('settings.set', { name: 'theme', value: 'dark' }).then(() => order.push('answered'))
    expect(order).toEqual(['kept', 'answered'])
  })
  it('runs a call and says which revision the topics have reached', async () => {
    const { answer, ran } = setUp()
    expect(await answer('settings.set', { name: 'theme', value: 'dark' })).toEqual({
      ok: true,
      value: {},
      revision: 7,
    })
    expect(ran).toEqual([['settings.set', { name: 'theme', value: 'dark' }]])
  })

  it.each([
    '',
    'keys.nothing',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'KEYS.REFRESH',
    7,
    null,
    undefined,
    {},
    ['app.ready'],
  ])('refuses %j as a name', async (name) => {
    const { answer, ran, events } = setUp()
    expect(await answer(name, {})).toEqual(failure('invalid-input', { reason: 'name' }))
    expect(ran).toEqual([])
    expect(events).toEqual([
      ['call.failed', { call: 'unknown', code: 'invalid-input', trace: 'abcd1234', reason: 'name' }],
    ])
  })

  it.each([
    ['missing', { name: 'theme' }],
    ['wrong type', { name: 'theme', value: 7 }],
    ['unknown setting', { name: 'constructor', value: 'x' }],
    ['nothing', undefined],
    ['null', null],
    ['text', 'theme'],
    ['list', []],
  ])('refuses input with %s', async (_what, input) => {
    const { answer, ran } = setUp()
    expect(await answer('settings.set', input)).toEqual(failure('invalid-input', { reason: 'shape' }))
    expect(ran).toEqual([])
  })

  it('drops members that the contract does not list', async () => {
    const { answer, ran } = setUp()
    await answer('settings.set', { name: 'theme', value: 'dark', path: '/etc/passwd' })
    expect(ran[0]?.[1]).toEqual({ name: 'theme', value: 'dark' })
  })

  it.each([
    ['ten million characters', { text: 'x'.repeat(10_000_000) }],
    ['more than 64 KiB', { text: 'ü'.repeat(33_000) }],
    ['bytes', { text: new Uint8Array(10) }],
    ['a map', new Map()],
    ['a bigint', { text: 1n }],
    ['own __proto__', JSON.parse('{"text":"x","__proto__":{"a":1}}')],
    [
      'a circle',
      (() => {
        const ring: { text: string; ring?: unknown } = { text: 'x' }
        ring.ring = ring
        return ring
      })(),
    ],
  ])('refuses %s before looking at it', async (_what, input) => {
    const { answer, ran } = setUp()
    expect(await answer('app.copyText', input)).toEqual(failure('invalid-input', { reason: 'size' }))
    expect(ran).toEqual([])
  })

  it('takes 500 keys at once', async () => {
    const key = {
      id: '1',
      userUid: 'u'.repeat(36),
      type: 'simple',
      description: 'd'.repeat(128),
      createdAt: null,
    }
    const { answer } = setUp({ 'keys.remove': async () => ({ outcomes: [] }) })
    const reply = await answer('keys.remove', { connectionId: signedIn, keys: Array(500).fill(key) })
    expect(reply).toMatchObject({ ok: true })
  })

  it('lets gated calls through only for a connection that is signed in', async () => {
    const { answer, ran, events } = setUp()
    expect(await answer('keys.refresh', { connectionId: signedIn })).toMatchObject({ ok: true })
    expect(await answer('keys.refresh', { connectionId: other })).toMatchObject({
      ok: false,
      failure: { code: 'signed-out' },
    })
    expect(ran).toHaveLength(1)
    expect(events).toHaveLength(1)
  })

  it('refuses everything but unlocking while the app is locked (S-26)', async () => {
    const own = setUp({ 'lock.unlockWithKey': async () => ({ done: true }) })
    own.lock()
    const answered: string[] = []
    for (const name of Object.keys(calls) as CallName[]) {
      const reply = await own.answer(name, { connectionId: signedIn, password: 'x', code: '1', from: 'file' })
      if (reply.ok) answered.push(name)
      else expect([name, reply.failure.code]).toEqual([name, 'locked'])
      own.pass(1000)
    }
    expect(answered.sort()).toEqual([
      'app.closeWindow',
      'app.ready',
      'lock.answerCode',
      'lock.signOut',
      'lock.unlock',
      'lock.unlockWithKey',
    ])
  })

  it('checks the gate of every gated call', async () => {
    const sample: Partial<Record<CallName, object>> = {
      'keys.edit': {
        key: { id: '1', userUid: 'u', type: 'simple', description: 'd', createdAt: null },
        description: 'x',
      },
      'keys.setEnabled': {
        keys: [{ id: '1', userUid: 'u', type: 'simple', description: 'd', createdAt: null }],
        enabled: true,
      },
      'keys.remove': { keys: [{ id: '1', userUid: 'u', type: 'simple', description: 'd', createdAt: null }] },
      'keys.verify': {
        key: { id: '1', userUid: 'u', type: 'simple', description: 'd', createdAt: null },
        from: 'file',
      },
      'creation.generatePair': { bits: 2048 },
      'creation.start': { description: 'x', readOnly: true, key: { type: 'simple' } },
      'attention.check': { opId: other },
      'attention.pick': { opId: other, keyId: null },
      'creation.deleteKey': { opId: other },
      'activity.read': {
        from: null,
        to: null,
        userUid: null,
        organizationUid: null,
        offset: 0,
        limit: 1,
      },
    }
    const gated = (Object.keys(calls) as CallName[]).filter((name) => calls[name].gate === 'signed-in')
    expect(gated.length).toBeGreaterThan(7)
    for (const name of gated) {
      const { answer, ran } = setUp()
      const reply = await answer(name, { connectionId: other, ...sample[name] })
      expect([name, reply]).toEqual([name, failure('signed-out')])
      expect(ran).toEqual([])
    }
  })

  it('strips what a handler answers too much', async () => {
    const leaky = async () => ({ verdict: null, privateKey: 'canary' })
    const { answer } = setUp({ 'keys.verify': leaky })
    const reply = await answer('keys.verify', {
      connectionId: signedIn,
      key: { id: '1', userUid: 'u', type: 'simple', description: 'd', createdAt: null },
      from: 'file',
    })
    expect(reply).toEqual({ ok: true, value: { verdict: null }, revision: 7 })
  })

  it('passes on code and detail of a known failure, with the trace of its log line', async () => {
    const { answer, events } = setUp({
      'app.ready': async () => Promise.reject(new AppError('timeout', { seconds: 30 }, new Error('canary'))),
    })
    expect(await answer('app.ready', {})).toEqual(failure('timeout', { seconds: 30 }))
    expect(events).toEqual([['call.failed', { call: 'app.ready', code: 'timeout', trace: 'abcd1234' }]])
  })

  it.each([
    [
      'an unexpected error',
      () => {
        throw new TypeError('canary')
      },
      'TypeError',
    ],
    [
      'something thrown',
      () => {
        throw 'canary'
      },
      'thrown',
    ],
    ['an answer of the wrong shape', async () => ({ verdict: 'canary' }), 'ZodError'],
  ])('says nothing of %s but that it happened', async (_what, handler, reason) => {
    const { answer, events } = setUp({ 'keys.verify': handler as unknown as Handlers['keys.verify'] })
    const reply = await answer('keys.verify', {
      connectionId: signedIn,
      key: { id: '1', userUid: 'u', type: 'simple', description: 'd', createdAt: null },
      from: 'file',
    })
    expect(reply).toMatchObject({ ok: false, failure: { code: 'internal' } })
    expect(JSON.stringify([reply, events])).not.toContain('canary')
    expect(events[0]?.[1]).toMatchObject({ reason })
  })

  it('never logs an input', async () => {
    const { answer, events } = setUp({
      'session.signIn': async () => Promise.reject(new AppError('credentials-wrong')),
    })
    await answer('session.signIn', {
      connectionId: other,
      userName: 'canary',
      password: 'canary',
      stay: true,
    })
    await answer('session.signIn', { connectionId: other, userName: 'canary', password: '', stay: true })
    expect(events).toHaveLength(2)
    expect(JSON.stringify(events)).not.toContain('canary')
  })

  it('stops a page that calls without end, and goes on a second later', async () => {
    const { answer, ran, pass } = setUp()
    for (let n = 0; n < 5_000; n += 1) await answer('app.ready', {})
    expect(ran).toHaveLength(400)
    pass(1_000)
    expect(await answer('app.ready', {})).toMatchObject({ ok: true })
  })

  it('stops a flood of anything: known, unknown, wrong, too large; and logs it in one line (S-07, N-42)', async () => {
    const { answer, ran, events, pass } = setUp()
    const huge = { text: 'x'.repeat(1_000_000) }
    const kinds: [unknown, unknown][] = [
      ['app.ready', {}],
      ['constructor', {}],
      ['settings.set', { name: 7 }],
      ['app.copyText', huge],
    ]
    for (let n = 0; n < 400; n += 1) await answer(...(kinds[n % 4] ?? ['', {}]))
    const before = { ran: ran.length, events: events.length }
    let reply = {}
    for (let n = 0; n < 50_000; n += 1) reply = await answer(...(kinds[n % 4] ?? ['', {}]))
    expect({ ran: ran.length, events: events.length }).toEqual({ ...before, events: before.events + 1 })
    expect(events.at(-1)).toEqual([
      'call.failed',
      { call: 'any', code: 'invalid-input', trace: 'abcd1234', reason: 'too-many' },
    ])
    expect(reply).toMatchObject({
      ok: false,
      failure: { code: 'invalid-input', detail: { reason: 'too-many' }, trace: 'abcd1234' },
    })
    pass(10)
    for (let n = 0; n < 10; n += 1) await answer('app.ready', {})
    expect(ran.length - before.ran).toBe(4)
    expect(events).toHaveLength(before.events + 1)
  })
})
