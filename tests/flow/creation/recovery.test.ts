// Creates whose answer is refused, late, broken or lost, and starts after a crash: one create each, and the truth each time.
import { generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../../sandbox-console/sandbox'
import type { Creation } from '../../../src-shared/creation'
import { codeOf, newProfile, quickSandbox } from '../parts'
import { type Creating, createsSeen, creating, newDisk, until } from './creating'

let sandbox: Sandbox
let app: Creating

const simple = 'AddApiKeyLogin'
const advanced = 'AddAsymmetricAlgorithmLogin'

beforeAll(async () => {
  sandbox = await quickSandbox()
})
afterAll(() => sandbox.stop())
beforeEach(async () => {
  app = await creating(sandbox)
  sandbox.control.clearRequests()
})
afterEach(async () => {
  sandbox.control.releaseHolds()
  await app.creations.endForQuit()
  sandbox.control.clearFaults()
  sandbox.control.resetOptions()
})

const attention = () => app.creations.attention.get()
const phase = () => app.creations.creation.get()?.phase
/** Lets the checks of 10 s, 1, 5 and 15 minutes happen, each to its end. */
async function passQuietTime(): Promise<void> {
  const checks = () => app.log.lines.filter((line) => line.includes('creation.checked')).length
  await until(() => checks() > 0, 'the check at once')
  for (const ms of [10_100, 50_000, 240_000, 600_000]) {
    const before = checks()
    await app.clock.advance(ms)
    await until(() => checks() > before, 'a check')
  }
}
async function startAdvanced(description: string) {
  const { pairId } = await app.creations.generatePair(app.connectionId, 2048)
  return app.creations.start(app.draft(description, { type: 'advanced', scope: 'rest', pairId }))
}
const settles = (...phases: Creation['phase'][]) =>
  until(() => phases.includes(phase() ?? 'preparing'), phases.join(' or '))

describe('refused', () => {
  it.each([
    [
      '400 with an error',
      {
        status: 400,
        body: { errors: [{ message: 'no', type: 'logical', code: 400, parameterName: 'scopes' }] },
      },
      'request-refused',
    ],
    ['401', { status: 401 }, 'sign-in-over'],
    ['403 with an empty body', { status: 403 }, 'forbidden'],
    [
      '409',
      { status: 409, body: { errors: [{ message: 'twice', type: 'logical', code: 409 }] } },
      'conflict',
    ],
    ['429', { throttle: {} }, 'rate-limited'],
  ] as const)('%s: nothing was created, and why', async (name, fault, code) => {
    sandbox.control.addFault({ operationId: simple, times: 1, ...fault })
    const { opId } = await app.creations.start(app.draft(`Refused ${name}`))
    await app.reaches('not-created')
    expect(app.creation().failure?.code).toBe(code)
    expect(createsSeen(sandbox)).toBe(1)
    expect(attention()).toEqual([])
    expect(app.records()).toBe('[]')
    app.creations.dismiss(opId)
    expect(await app.onConsole(`Refused ${name}`)).toEqual([])
  })

  it('a role without the right: the console says so', async () => {
    await app.creations.endForQuit()
    app = await creating(sandbox, { role: 'PortalReadonlyOperator' })
    await app.creations.start(app.draft('Not allowed'))
    await app.reaches('not-created')
    expect(app.creation().failure?.code).toBe('forbidden')
  })

  it('offline: nothing is recorded or sent', async () => {
    sandbox.control.addFault({ operationId: 'GetUserLogins', drop: 'before-commit' })
    expect(['unreachable', 'timeout']).toContain(await codeOf(app.creations.start(app.draft('Offline'))))
    expect(app.creations.creation.get()).toBeNull()
    expect(createsSeen(sandbox)).toBe(0)
  })
})

describe('unclear, and the key was never made', () => {
  it.each([
    ['dropped before commit', { drop: 'before-commit' }],
    ['a page of a proxy', { status: 502, html: '<h1>Bad gateway</h1>' }],
    ['an empty 200', { status: 200 }],
    ['a 404 with HTML', { status: 404, html: '<p>who?</p>' }],
    ['a redirect', { status: 302, headers: { location: 'https://127.0.0.1:9/' } }],
    ['520', { status: 520, body: { errors: [{ message: 'boom', type: 'unspecified', code: 520 }] } }],
  ] as const)('%s: in doubt until the quiet time is over, sent once', async (name, fault) => {
    sandbox.control.addFault({ operationId: simple, times: 1, ...fault })
    await app.creations.start(app.draft(`Doubt ${name}`))
    await app.reaches('in-doubt')
    expect(attention()).toMatchObject([{ kind: 'in-doubt', description: `Doubt ${name}` }])
    expect(app.creations.isOpen()).toBe(false)
    await app.creations.check(app.connectionId, app.creation().opId)
    expect(phase()).toBe('in-doubt')
    await passQuietTime()
    await app.reaches('not-created')
    expect(attention()).toEqual([])
    expect(createsSeen(sandbox)).toBe(1)
  })
})

describe('unclear, and the key exists', () => {
  it('Simple: an orphan, which can be revoked', async () => {
    sandbox.control.addFault({ operationId: simple, times: 1, drop: 'after-commit' })
    const { opId } = await app.creations.start(app.draft('Lost answer'))
    await settles('orphan')
    expect(createsSeen(sandbox)).toBe(1)
    const [key] = await app.onConsole('Lost answer')
    expect(attention()).toMatchObject([{ opId, kind: 'orphan', keyId: key?.id }])
    await app.creations.settle({ connectionId: app.connectionId, opId, choice: 'revoke', reason: '' })
    expect(await app.onConsole('Lost answer')).toEqual([])
  })

  it('Advanced: found by its public key, and revealed, since the private half is here', async () => {
    sandbox.control.addFault({ operationId: advanced, times: 1, drop: 'after-commit' })
    await startAdvanced('Lost connector')
    await app.reaches('unrevealed')
    expect(createsSeen(sandbox)).toBe(1)
    const frame = await app.frame()
    expect(await (await frame.post('test')).json()).toMatchObject({ verdict: { kind: 'works' } })
  })

  it('committed late: found by a later check (N-76)', async () => {
    sandbox.control.addHold({ operationId: simple, at: 'before' })
    const { opId } = await app.creations.start(app.draft('Late commit'))
    await until(() => sandbox.control.holds()[0]?.waiting === 1)
    app.creations.stopWaiting(opId)
    await app.reaches('in-doubt')
    await app.creations.check(app.connectionId, opId)
    expect(phase()).toBe('in-doubt')
    sandbox.control.releaseHolds()
    await until(() => sandbox.control.creates().simple > 0)
    await app.clock.advance(10_100)
    await settles('orphan')
    expect(createsSeen(sandbox)).toBe(1)
  })

  it('an answer without the secret: an orphan at once', async () => {
    sandbox.control.addFault({ operationId: simple, times: 1, emptySecret: true })
    await app.creations.start(app.draft('Empty parameters'))
    await app.reaches('orphan')
    expect(createsSeen(sandbox)).toBe(1)
  })

  it('waits its turn while another run is open, and then is offered', async () => {
    sandbox.control.addHold({ operationId: advanced, at: 'before' })
    const first = await startAdvanced('Waits its turn')
    await until(() => sandbox.control.holds()[0]?.waiting === 1)
    app.creations.stopWaiting(first.opId)
    await app.reaches('in-doubt')
    app.creations.dismiss(first.opId)
    expect(await codeOf(app.creations.start(app.draft('waits its turn')))).toBe('description-in-use')
    const second = await app.creations.start(app.draft('Comes between'))
    await app.reaches('unrevealed')
    const made = sandbox.control.creates().advanced
    sandbox.control.releaseHolds()
    await until(() => sandbox.control.creates().advanced > made)
    await app.creations.check(app.connectionId, first.opId)
    expect(app.creation()).toMatchObject({ opId: second.opId, phase: 'unrevealed' })
    expect(attention()).toMatchObject([{ opId: first.opId, kind: 'in-doubt' }])
    await app.creations.leave(second.opId)
    await app.clock.advance(5000)
    await until(() => app.creation().opId === first.opId)
    expect(app.creation().phase).toBe('unrevealed')
    const frame = await app.frame()
    expect(await (await frame.post('test')).json()).toMatchObject({ verdict: { kind: 'works' } })
  })
})

describe('an answer that comes after the waiting was stopped', () => {
  let release: () => void = () => {}
  beforeEach(async () => {
    await app.creations.endForQuit()
    const holdCreate = new Promise<void>((resolve) => {
      release = resolve
    })
    app = await creating(sandbox, { holdCreate })
  })

  it('takes a lone run on', async () => {
    const { opId } = await app.creations.start(app.draft('Late but alone'))
    app.creations.stopWaiting(opId)
    await app.reaches('in-doubt')
    release()
    await settles('unrevealed', 'orphan')
    expect(createsSeen(sandbox)).toBe(1)
  })

  it('does not disturb the run that came between', async () => {
    const first = await startAdvanced('Late pair')
    app.creations.stopWaiting(first.opId)
    await app.reaches('in-doubt')
    app.creations.dismiss(first.opId)
    const second = await app.creations.start(app.draft('Now open'))
    await app.reaches('unrevealed')
    const frame = await app.frame()
    const answered = () => app.log.lines.filter((line) => /"create-key".*"status":200/.test(line)).length
    expect(answered()).toBe(1)
    release()
    await until(() => answered() === 2)
    await app.clock.advance(0)
    expect(app.creation().opId).toBe(second.opId)
    expect((await frame.post('show')).status).toBe(200)
    expect(attention()).toMatchObject([{ opId: first.opId, kind: 'in-doubt' }])
    await app.creations.leave(second.opId)
    await app.clock.advance(10_100)
    await until(() => app.creation().opId === first.opId && phase() === 'unrevealed')
  })
})

describe('queued (202)', () => {
  const noCopyLeft = () =>
    until(
      () =>
        sandbox.control
          .requests()
          .some(({ operationId, status }) => operationId === 'ClearAsyncActionResult' && status === 200),
      'the result to be deleted',
    )

  it('Simple: the result is read once, then deleted (S-49)', async () => {
    sandbox.control.addFault({ operationId: simple, times: 1, accepted: true })
    await app.creations.start(app.draft('Queued'))
    await app.reaches('unrevealed')
    await noCopyLeft()
    const reads = sandbox.control
      .requests()
      .filter(({ operationId, status }) => operationId === 'GetAsyncActionResult' && status === 200)
    expect(reads).toHaveLength(1)
    const frame = await app.frame()
    expect(await (await frame.post('test')).json()).toMatchObject({ verdict: { kind: 'works' } })
    expect(createsSeen(sandbox)).toBe(1)
  })

  it('Advanced, too', async () => {
    sandbox.control.addFault({ operationId: advanced, times: 1, accepted: true })
    await startAdvanced('Queued connector')
    await app.reaches('unrevealed')
    await noCopyLeft()
    const frame = await app.frame()
    expect(await (await frame.post('test')).json()).toMatchObject({ verdict: { kind: 'works' } })
  })

  it('refused in its result: nothing was created', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const publicKeyText = publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const key = { type: 'advanced-own', scope: 'rest', publicKeyText } as const
    const first = await app.creations.start(app.draft('Registered', key))
    await app.reaches('created')
    app.creations.dismiss(first.opId)
    sandbox.control.addFault({ operationId: advanced, times: 1, accepted: true })
    await app.creations.start(app.draft('Registered twice', key))
    await app.reaches('not-created')
    expect(app.creation().failure?.code).toBe('request-refused')
    expect(attention()).toEqual([])
  })

  it('its answer was lost: the result under our own id still gives the key', async () => {
    sandbox.control.addFault({ operationId: simple, times: 1, accepted: true })
    sandbox.control.addHold({ operationId: 'GetAsyncActionInfo', at: 'before' })
    const { opId } = await app.creations.start(app.draft('Queued and left'))
    await until(() => sandbox.control.holds()[0]?.waiting === 1)
    app.creations.stopWaiting(opId)
    await app.reaches('in-doubt')
    sandbox.control.releaseHolds()
    await settles('unrevealed')
    const frame = await app.frame()
    expect(await (await frame.post('test')).json()).toMatchObject({ verdict: { kind: 'works' } })
    expect(createsSeen(sandbox)).toBe(1)
  })
})

describe('after a crash', () => {
  /** The same disk and sign-in in a new process; the old one is never told. */
  async function restart(before: Creating): Promise<void> {
    const profile = { ...before.profile, connections: [...before.profile.connections] }
    app = await creating(sandbox, { disk: before.disk, profile, clipboard: before.system })
  }

  it('sent, not answered: reconciled after the start', async () => {
    sandbox.control.addHold({ operationId: simple, at: 'after' })
    const before = app
    await before.creations.start(before.draft('Killed while creating'))
    await until(() => sandbox.control.holds()[0]?.waiting === 1)
    await restart(before)
    expect(await app.creations.resume()).toEqual({ clipboardCleared: false, cutOffSaves: [] })
    await until(() => attention()[0]?.kind === 'orphan', 'an orphan')
    expect(app.creations.creation.get()).toBeNull()
    expect(createsSeen(sandbox)).toBe(1)
    sandbox.control.releaseHolds()
  })

  it('unrevealed: an orphan, since nobody holds the key any more', async () => {
    const before = app
    await before.creations.start(before.draft('Killed unrevealed'))
    await before.reaches('unrevealed')
    await restart(before)
    await app.creations.resume()
    await until(() => attention()[0]?.kind === 'orphan', 'an orphan')
  })

  it('revealed: unconfirmed, never shown again, and the clipboard is cleared', async () => {
    const before = app
    const { opId } = await before.creations.start(before.draft('Killed revealed'))
    await before.reaches('unrevealed')
    const frame = await before.frame()
    await frame.post('copy')
    expect(app.system.text).not.toBe('')
    await restart(before)
    expect(await app.creations.resume()).toEqual({ clipboardCleared: true, cutOffSaves: [] })
    expect(app.system.text).toBe('')
    expect(attention()).toMatchObject([{ opId, kind: 'unconfirmed' }])
    expect(app.creations.creation.get()).toBeNull()
    expect((await app.reveal.handle(new Request(frame.url))).status).toBe(410)
  })

  it('between the line and the record: still unconfirmed', async () => {
    const before = app
    const { opId } = await before.creations.start(before.draft('Killed between'))
    await before.reaches('unrevealed')
    before.disk.lines.push({ event: 'reveal', opId, at: '', kind: 'show' })
    await restart(before)
    await app.creations.resume()
    expect(attention()).toMatchObject([{ opId, kind: 'unconfirmed' }])
  })

  it('leaves what others copied meanwhile alone', async () => {
    const before = app
    await before.creations.start(before.draft('Foreign clipboard'))
    await before.reaches('unrevealed')
    await (await before.frame()).post('copy')
    before.system.overwrite('shopping list')
    await restart(before)
    expect(await app.creations.resume()).toEqual({ clipboardCleared: false, cutOffSaves: [] })
    expect(app.system.text).toBe('shopping list')
  })

  it('an empty profile has nothing to resume', async () => {
    const fresh = await creating(sandbox, { disk: newDisk(), profile: newProfile() })
    expect(await fresh.creations.resume()).toEqual({ clipboardCleared: false, cutOffSaves: [] })
    expect(fresh.creations.attention.get()).toEqual([])
  })
})

describe('quitting', () => {
  it('clears the clipboard and lists what was not confirmed', async () => {
    await app.creations.start(app.draft('Quit revealed'))
    await app.reaches('unrevealed')
    await (await app.frame()).post('copy')
    await app.creations.endForQuit()
    expect(app.system.text).toBe('')
    expect(app.system.selection).toBe('')
    expect(attention()).toMatchObject([{ kind: 'unconfirmed' }])
    expect(app.records()).toContain('unconfirmed')
  })

  it('of an unrevealed one leaves an orphan', async () => {
    await app.creations.start(app.draft('Quit unrevealed'))
    await app.reaches('unrevealed')
    await app.creations.endForQuit()
    expect(attention()).toMatchObject([{ kind: 'orphan' }])
  })
})

it.each([403, 401])(
  'a %d of somebody on the way, behind the commit, is a doubt and not a refusal (N-31)',
  async (status) => {
    const description = `Blocked ${status}`
    sandbox.control.addFault({
      operationId: simple,
      times: 1,
      status,
      committed: true,
      html: '<h1>Blocked</h1>',
    })
    await app.creations.start(app.draft(description))
    await settles('orphan')
    expect(await app.onConsole(description)).toHaveLength(1)
    expect(attention()).toMatchObject([{ description, kind: 'orphan' }])
  },
)

it('records that could not be read at the start are not replaced by new ones', async () => {
  sandbox.control.addFault({ operationId: simple, drop: 'after-commit', times: 1 })
  await app.creations.start(app.draft('Known before'))
  await settles('orphan')
  const { disk, profile } = app
  const next = await creating(sandbox, { disk, profile })
  const read = disk.sealed.get.bind(disk.sealed)
  let fails = 1
  disk.sealed.get = (name) => {
    if (name === 'operations' && fails-- > 0) throw new Error('EBUSY')
    return read(name)
  }
  await expect(next.creations.resume()).rejects.toThrow()
  await next.creations.start(next.draft('Made after'))
  await next.reaches('unrevealed')
  await next.creations.endForQuit()
  expect(next.records()).toContain('Known before')
  expect(next.records()).toContain('Made after')
})

it('a queued create in doubt waits for its turn, and its key is handed out then (I3)', async () => {
  sandbox.control.setOptions({ 'async-ms': 400 })
  sandbox.control.addFault({ operationId: simple, accepted: true, times: 1 })
  const first = await app.creations.start(app.draft('Queued and in doubt'))
  await settles('creating')
  await until(
    () => sandbox.control.requests().some(({ operationId }) => operationId === simple),
    'the request',
  )
  app.creations.stopWaiting(first.opId)
  await settles('in-doubt')
  app.creations.dismiss(first.opId)
  const second = await app.creations.start(app.draft('In front of it'))
  await settles('unrevealed')
  await expect.poll(async () => (await app.onConsole('Queued and in doubt')).length).toBe(1)
  await app.creations.check(app.connectionId, first.opId)
  expect(attention()).toMatchObject([{ opId: first.opId, kind: 'in-doubt' }])
  await app.creations.deleteKey(second.opId)
  await app.creations.check(app.connectionId, first.opId)
  await until(() => app.creations.creation.get()?.opId === first.opId, 'the first in its turn')
  expect(app.creation()).toMatchObject({ phase: 'unrevealed', description: 'Queued and in doubt' })
})
