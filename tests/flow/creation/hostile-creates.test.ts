// Creates on a hostile console: one create each, a private key that is handed out exactly or not at all, and the truth told.
import { randomUUID } from 'node:crypto'
import https from 'node:https'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../../sandbox-console/sandbox'
import { quickSandbox } from '../parts'
import { type Creating, createsSeen, creating, until } from './creating'

let sandbox: Sandbox
let app: Creating

const simple = 'AddApiKeyLogin'
const days = 86_400_000

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
  sandbox.control.setClock(0)
})

const attention = () => app.creations.attention.get()
const onceAt = (operationId: string, fault: object) =>
  sandbox.control.addFault({ operationId, times: 1, ...fault })
let number = 0
/** A name of its own for each creation. */
function freshName(): string {
  number += 1
  return `Hostile ${number}`
}

/** Everything of the app that outlives the answer, as text. */
const held = () =>
  [
    app.creations.creation.get(),
    attention(),
    app.inventory.cell.get(),
    app.log.lines,
    app.disk.journal,
    app.disk.lines,
  ]
    .map((part) => JSON.stringify(part))
    .join() + app.records()

async function createSimple(): Promise<string> {
  const description = freshName()
  await app.creations.start(app.draft(description))
  return description
}
/** The key exists, nobody holds its private half, and that is said; one create was sent. */
async function isOrphan(description: string): Promise<void> {
  await app.reaches('orphan')
  expect(attention()).toMatchObject([{ kind: 'orphan', description }])
  expect(createsSeen(sandbox)).toBe(1)
  expect(await app.onConsole(description)).toHaveLength(1)
}

const planted = `5f0c3a9d27b1e846${'PlantedKeyText7'.repeat(7)}`
const quoted = JSON.stringify(planted)

describe('answers that are none, behind the commit (N-22)', () => {
  it.each<[string, object]>([
    ['HTML that is called JSON', { raw: '<p>hello</p>' }],
    ['HTML', { html: '<p>hello</p>', status: 200 }],
    ['nothing', { raw: '' }],
    ['a byte-order mark alone', { raw: '\uFEFF' }],
    [
      'invalid UTF-8',
      { base64: Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]).toString('base64') },
    ],
    ['an array', { raw: `[{"parameters":${quoted}}]` }],
    ['null', { raw: 'null' }],
    ['the key text and trailing garbage', { raw: `{"data":{"id":1,"parameters":${quoted}}} x` }],
    ['depth 100,000', { raw: `${'{"data":'.repeat(100_000)}${quoted}` }],
    ['another kind of key', { raw: `{"data":{"id":1,"identityProviderName":"AA","parameters":${quoted}}}` }],
    ['a status of success without a body', { status: 204 }],
  ])('%s: found on the list, an orphan, and nothing of it is kept (N-22)', async (_, fault) => {
    onceAt(simple, { committed: true, ...fault })
    await isOrphan(await createSimple())
    expect(held()).not.toContain('PlantedKeyText')
  })
})

describe('key texts that are none (N-23, N-24)', () => {
  it.each<[string, string]>([
    ['absent', ''],
    ['empty', '""'],
    ['null', 'null'],
    ['a number', '12345678901234567890123456'],
    ['an object', `{"parameters":${quoted}}`],
    ['an array', `[${quoted}]`],
    ['true', 'true'],
    ['short', '"0123456789"'],
    ['a megabyte', `"${'PlantedKeyText7'.repeat(70_000)}"`],
    ['with NUL', `"${planted}\\u0000"`],
    ['with line breaks', `"${planted}\\r\\n${planted}"`],
    ['with a lone surrogate', `"${planted}\\ud800"`],
    ['with letters beyond ASCII', `"${planted}é"`],
    ['given twice', `${quoted},"parameters":${quoted}`],
    ['given twice, once escaped', `${quoted},"p\\u0061rameters":"${planted}2"`],
    ['hidden under a prototype', `"","__proto__":{"parameters":${quoted}}`],
    ['hidden under a constructor', `"","constructor":{"prototype":{"parameters":${quoted}}}`],
    ['nested in another member', `"","inner":{"data":{"parameters":${quoted}}}`],
    ['inside a text', `"","note":"\\"parameters\\":\\"x\\""`],
  ])('%s: an orphan at once, never a success (N-23, N-24)', async (_, parameters) => {
    onceAt(simple, { parameters })
    await isOrphan(await createSimple())
    expect(app.creation()).toMatchObject({ phase: 'orphan', frameUrl: null })
    expect(held()).not.toContain('PlantedKeyText')
  })

  it.each<[string, string, string]>([
    ['escaped letters', `"\\u0041\\u0062${planted}"`, `Ab${planted}`],
    [
      'every sign of ASCII',
      JSON.stringify(`${planted}!#$%&'()*+,-./:;<=>?@[]^_\`{|}~"\\`),
      `${planted}!#$%&'()*+,-./:;<=>?@[]^_\`{|}~"\\`,
    ],
    ['an escaped slash', `"${planted}\\/x"`, `${planted}/x`],
    ['4,096 characters', `"${'k7'.repeat(2048)}"`, 'k7'.repeat(2048)],
  ])('%s: handed out exactly (N-24)', async (_, parameters, text) => {
    onceAt(simple, { parameters })
    await createSimple()
    await app.reaches('unrevealed')
    const frame = await app.frame()
    const shown = await frame.post('show')
    expect(shown.status).toBe(200)
    expect(await shown.text()).toBe(text)
    expect(held()).not.toContain(planted.slice(0, 40))
    frame.close()
  })
})

describe('queued creates (N-28, N-29)', () => {
  const info = (status: string) => ({
    raw: JSON.stringify({ data: { id: '00000000-0000-4000-8000-000000000000', status } }),
  })
  const asked = () => sandbox.control.requests().filter((one) => /AsyncAction/.test(one.operationId ?? ''))

  it('a hostile Location is ignored: only our own id is asked for, nobody else is called (N-28)', async () => {
    let called = 0
    const ours = new Set<string>()
    const elsewhere = https
      .createServer(() => {})
      .on('connection', () => {
        called += 1
      })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    const address = elsewhere.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    for (const location of [
      `https://127.0.0.1:${port}/api/v3/asyncActions/x`,
      '../../../token',
      `${sandbox.url}/api/v3/users/me`,
      '/asyncActions/not-a-uuid',
      'javascript:alert(1)',
      `//127.0.0.1:${port}/`,
      '\u00e9\u00e9',
    ]) {
      sandbox.control.clearRequests()
      onceAt(simple, { accepted: true, headers: { location } })
      const { opId } = await app.creations.start(app.draft(freshName()))
      ours.add(opId)
      await app.reaches('unrevealed')
      const paths = asked().map((one) => one.path)
      expect(paths.length).toBeGreaterThan(1)
      // The copies of the former ones are deleted in the background.
      expect(paths.every((path) => ours.has(path.split('/')[4] ?? ''))).toBe(true)
      expect(createsSeen(sandbox)).toBe(1)
      await app.creations.leave(opId)
    }
    expect(called).toBe(0)
    await new Promise((resolve) => elsewhere.close(resolve))
  })

  it.each(['canceled', 'failed', 'Succeed-ish', ''])(
    'ends as “%s” although the key was made: found on the list, an orphan (N-29)',
    async (status) => {
      onceAt(simple, { accepted: true })
      sandbox.control.addFault({ operationId: 'GetAsyncActionInfo', ...info(status) })
      sandbox.control.addFault({ operationId: 'GetAsyncActionResult', status: 404 })
      const description = freshName()
      const made = sandbox.control.creates().simple
      const { opId } = await app.creations.start(app.draft(description))
      await until(() => sandbox.control.creates().simple > made)
      if (status !== 'canceled' && status !== 'failed') app.creations.stopWaiting(opId)
      await until(() => ['in-doubt', 'orphan'].includes(app.creation().phase), 'doubt')
      sandbox.control.clearFaults()
      sandbox.control.addFault({ operationId: 'GetAsyncActionResult', status: 404 })
      await app.creations.check(app.connectionId, opId).catch(() => {})
      await isOrphan(description)
    },
  )

  it('runs for ever: in doubt, never “not created”; after the quiet time the list decides (N-29)', async () => {
    onceAt(simple, { accepted: true })
    sandbox.control.addFault({ operationId: 'GetAsyncActionInfo', ...info('running') })
    const description = freshName()
    const { opId } = await app.creations.start(app.draft(description))
    await until(() => asked().length > 1)
    app.creations.stopWaiting(opId)
    await app.reaches('in-doubt')
    await app.creations.check(app.connectionId, opId)
    expect(app.creation().phase).toBe('in-doubt')
    await app.clock.advance(16 * 60_000)
    await isOrphan(description)
  })

  it('runs for ever and the list has no such key: it stays in doubt (N-29)', async () => {
    onceAt(simple, { accepted: true })
    sandbox.control.addFault({ operationId: 'GetAsyncActionInfo', ...info('running') })
    sandbox.control.setOptions({ 'async-ms': 3_600_000 })
    const { opId } = await app.creations.start(app.draft(freshName()))
    await until(() => asked().length > 1)
    app.creations.stopWaiting(opId)
    await app.clock.advance(16 * 60_000)
    await app.creations.check(app.connectionId, opId)
    expect(app.creation().phase).toBe('in-doubt')
    expect(attention()).toMatchObject([{ kind: 'in-doubt', opId }])
  })

  it('the result is gone: an orphan (N-29)', async () => {
    onceAt(simple, { accepted: true })
    sandbox.control.addFault({ operationId: 'GetAsyncActionResult', status: 404 })
    const description = freshName()
    const { opId } = await app.creations.start(app.draft(description))
    await until(() => asked().some((one) => one.operationId === 'GetAsyncActionResult'))
    app.creations.stopWaiting(opId)
    await isOrphan(description)
  })

  it.each([403, 404, 500])(
    'a copy of the result that may not be deleted (%d) is read once all the same (N-29)',
    async (status) => {
      onceAt(simple, { accepted: true })
      sandbox.control.addFault({ operationId: 'ClearAsyncActionResult', status })
      await createSimple()
      await app.reaches('unrevealed')
      const frame = await app.frame()
      expect((await frame.post('show')).status).toBe(200)
      await until(
        () =>
          asked().filter((one) => one.operationId === 'ClearAsyncActionResult').length >=
          (status === 404 ? 1 : 3),
      )
      const reads = asked().filter((one) => one.operationId === 'GetAsyncActionResult' && one.status === 200)
      expect(reads).toHaveLength(1)
      frame.close()
    },
  )

  it('the result without its key text: an orphan (N-24, N-29)', async () => {
    onceAt(simple, { accepted: true })
    sandbox.control.addFault({ operationId: 'GetAsyncActionResult', parameters: 'null' })
    await isOrphan(await createSimple())
  })
})

describe('refusals (N-30, N-31)', () => {
  it.each(['-1', '1000000000', 'Wed, 21 Oct 2015 07:28:00 GMT'])(
    '429 with Retry-After %s: nothing was created, and it is said when (N-30)',
    async (retryAfter) => {
      onceAt(simple, {
        status: 429,
        headers: { 'retry-after': retryAfter },
        body: { errors: [{ type: 'transport', code: 429 }] },
      })
      await createSimple()
      await app.reaches('not-created')
      const seconds = app.creation().failure?.detail.retryAfterSeconds ?? 0
      expect(seconds).toBe(retryAfter === '1000000000' ? 300 : 0)
      expect(createsSeen(sandbox)).toBe(1)
    },
  )

  it.each([400, 404, 409, 429])(
    '%d without a word: in doubt, since a proxy may have said it (D27)',
    async (status) => {
      onceAt(simple, { status, committed: true })
      await isOrphan(await createSimple())
    },
  )

  it.each([409, 503])('%d with Retry-After behind the commit: sent once (N-30)', async (status) => {
    onceAt(simple, { status, committed: true, headers: { 'retry-after': '1' } })
    await isOrphan(await createSimple())
  })

  const evil = `<script>alert(1)</script>\u001b[2J\r\n{"name":"creation.state","to":"delivered"}\r\n\u202e`
  it('500 after the commit with hostile text: an orphan, and the log has none of it (N-31)', async () => {
    const message = evil + 'x'.repeat(5_000_000)
    onceAt(simple, {
      status: 500,
      committed: true,
      body: { errors: [{ type: 'unspecified', code: 500, message }] },
    })
    await isOrphan(await createSimple())
    expect(app.log.lines.join()).toContain('"status":500')
    expect(held()).not.toMatch(/alert\(1|"to\\*":\\*"delivered|xxxx/)
  })

  it('a refusal with hostile text: one inert line (N-31, S-20)', async () => {
    onceAt(simple, { status: 400, body: { errors: [{ type: 'logical', code: 400, message: evil }] } })
    await createSimple()
    await app.reaches('not-created')
    const text = String(app.creation().failure?.detail.consoleText)
    expect(text).toContain('<script>')
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(app.log.lines.join()).not.toContain('alert(1)')
  })
})

describe.each([2 * days, -2 * days])('a console whose clock is off by %d ms (N-32)', (skew) => {
  beforeEach(async () => {
    await app.creations.endForQuit()
    sandbox.control.setClock(skew)
    app = await creating(sandbox)
    sandbox.control.clearRequests()
  })

  it('creates and reveals as ever (N-32)', async () => {
    await createSimple()
    await app.reaches('unrevealed')
  })

  it('a lost answer is found: an orphan (N-32)', async () => {
    onceAt(simple, { drop: 'after-commit' })
    await isOrphan(await createSimple())
  })

  it('a twin that came between: nothing is concluded or deleted, it stays in doubt (N-32)', async () => {
    onceAt(simple, { drop: 'after-commit' })
    sandbox.control.addHold({ operationId: 'GetAsyncActionInfo', at: 'before' })
    const description = freshName()
    const { opId } = await app.creations.start(app.draft(description))
    await until(() => sandbox.control.holds()[0]?.waiting === 1)
    await app.sessions.asUser(app.connectionId, 'write', (target, bearer, user) =>
      app.api.createSimpleKey(target, bearer, {
        opId: randomUUID(),
        userUid: user.userUid,
        description,
        scopes: ['rest'],
        readOnly: true,
      }),
    )
    sandbox.control.releaseHolds()
    await app.reaches('in-doubt')
    await app.creations.check(app.connectionId, opId)
    await app.clock.advance(16 * 60_000)
    await app.creations.check(app.connectionId, opId)
    expect(attention()).toMatchObject([{ opId, kind: 'in-doubt' }])
    expect(await app.onConsole(description)).toHaveLength(2)
  })
})
