// The event log: listed fields only, inert text, bounded size, never in the way.
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../src-main/log/log'
import { properties } from '../../properties'

let dir: string
beforeEach(() => {
  dir = path.join(mkdtempSync(path.join(os.tmpdir(), 'kw-log-')), 'logs')
})
const now = () => new Date('2026-02-03T04:05:06Z')
/** @param clock by default so fast that nothing is ever too often */
const logOf = (echo?: (line: string) => void, clock = hurried()) =>
  createLog({ dir, now, clock, newTrace: () => 'abcd1234', ...(echo ? { echo } : {}) })
function hurried() {
  let at = 0
  return () => (at += 1000)
}
const text = () => readFileSync(path.join(dir, 'keywright.jsonl'), 'utf8')

describe('event log', () => {
  it('writes one line of JSON per event, for the owner only', () => {
    const log = logOf()
    log.event('call.failed', { code: 'internal', trace: log.trace(), ms: 12 })
    expect(text()).toBe(
      '{"at":"2026-02-03T04:05:06.000Z","event":"call.failed","code":"internal","trace":"abcd1234","ms":12}\n',
    )
    expect(statSync(path.join(dir, 'keywright.jsonl')).mode & 0o777).toBe(0o600)
  })
  it('drops fields that are not listed and says how many', () => {
    logOf().event('x.y', { password: 'canary', authorization: 'canary', code: 'ok' })
    expect(text()).not.toContain('canary')
    expect(JSON.parse(text())).toMatchObject({ code: 'ok', dropped: 2 })
  })
  it.each([
    'line one\r\n{"event":"forged"}',
    '\u001b[31mred',
    'safe\u202egnp.exe',
    'a\u2028b\u0000c\u200bd',
    'tag\u{e0041}',
  ])('makes %j inert', (value) => {
    logOf().event('x.y', { reason: value })
    expect(text().trimEnd().split('\n')).toHaveLength(1)
    expect(text().trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  })
  it.each([
    '-----BEGIN PRIVATE KEY-----',
    '<RSAKeyValue><Modulus>',
    'eyJhbGciOiJIUzI1NiIs.x',
    Buffer.alloc(40, 0xa7).toString('base64'),
  ])('cuts what looks like a secret: %s', (value) => {
    logOf().event('x.y', { reason: value })
    expect(JSON.parse(text()).reason).toBe('[cut]')
  })
  it('keeps ids whole and long text short', () => {
    const id = '0b0fbd9e-96ad-4a6c-9d0a-000000000001'
    logOf().event('x.y', { opId: id, reason: 'no '.repeat(500) })
    expect(JSON.parse(text()).opId).toBe(id)
    expect(JSON.parse(text()).reason.length).toBeLessThan(210)
  })
  it('stays within five files of one MiB', () => {
    const log = logOf()
    for (let n = 0; n < 45_000; n += 1) log.event('x.y', { reason: 'no '.repeat(60), count: n })
    const names = readdirSync(dir).sort()
    expect(names).toEqual([
      'keywright.1.jsonl',
      'keywright.2.jsonl',
      'keywright.3.jsonl',
      'keywright.4.jsonl',
      'keywright.jsonl',
    ])
    for (const name of names) expect(statSync(path.join(dir, name)).size).toBeLessThanOrEqual(1024 * 1024)
    expect(text()).toContain('"count":44999')
  })
  it('leaves lines of a flood out, counts them, and keeps those of other events (S-38)', () => {
    let at = 0
    const log = logOf(undefined, () => at)
    for (let n = 0; n < 10_000; n += 1) log.event('page.stopped', { action: 'navigate' })
    log.event('call.failed', { code: 'internal' })
    at = 1_000
    log.event('page.stopped', { action: 'navigate' })
    const lines = text()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(502)
    expect(lines.at(-2)).toMatchObject({ event: 'call.failed' })
    expect(lines.at(-1)).toMatchObject({ event: 'page.stopped', skipped: 9_500 })
  })
  it('whatever is logged: listed fields only, one inert line, nothing that looks like a secret (S-38)', () => {
    // All that may be logged: a name that is added there is thought over once more here.
    const listed =
      'action attempt bytes call chrome code connectionId count electron exitCode fileName from generation kind method mode ms name node operation opId packaged phase platform reason requestId retryAfterSeconds route runtime status to topic trace version why'.split(
        ' ',
      )
    const known = ['action', 'bytes', 'code', 'connectionId', 'count', 'fileName', 'reason', 'status', 'why']
    const name = fc.oneof(
      fc.constantFrom(...known, '__proto__', 'constructor', 'password', 'authorization', 'toString', 'at'),
      fc.string({ unit: 'binary' }),
    )
    const hostile = fc.constantFrom(
      '\r\n{"event":"forged"}',
      '\u001b]0;x\u0007',
      '\u202e',
      '\u2028',
      'a\u0000b',
      '\ud800',
    )
    const secret = fc.oneof(
      fc.uint8Array({ minLength: 32, maxLength: 400 }).map((bytes) => Buffer.from(bytes).toString('base64')),
      fc.uint8Array({ minLength: 32, maxLength: 400 }).map((bytes) => Buffer.from(bytes).toString('hex')),
      fc.constantFrom(
        '-----BEGIN PRIVATE KEY-----\nMII',
        '<RSAKeyValue><Modulus>',
        'eyJhbGciOiJSUzI1NiJ9.e30.x',
      ),
    )
    const value = fc.oneof(
      fc.array(fc.oneof(hostile, fc.string({ unit: 'binary' })), { maxLength: 5 }).map((all) => all.join('')),
      secret,
      fc.double(),
      fc.boolean(),
    )
    let line = ''
    const log = logOf((written) => {
      line = written.slice(0, -1)
    })
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), secret, (fields, canary) => {
        const given = Object.fromEntries([...fields, ['reason', canary], ['cookie', canary]])
        log.event('x.y', given as Record<string, string>)
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
        const entry: Record<string, unknown> = JSON.parse(line)
        const allowed = new Set([...listed, 'at', 'event', 'dropped'])
        expect(Object.keys(entry).filter((key) => !allowed.has(key))).toEqual([])
        expect(entry.at).toBe('2026-02-03T04:05:06.000Z')
        expect(entry.event).toBe('x.y')
        expect(entry.reason).toBe('[cut]')
        expect(line.length).toBeLessThan(8_000)
        for (const one of Object.values(given))
          if (typeof one === 'string' && one.length >= 32 && /^[A-Za-z0-9+/=]+$/.test(one))
            expect(line).not.toContain(one.slice(0, 40))
      }),
      properties(500),
    )
    expect(text().trimEnd().endsWith(line)).toBe(true)
  })
  it('never throws, not even where nothing can be written', () => {
    const clock = () => 0
    const log = createLog({ dir: path.join(import.meta.filename, 'x'), now, clock, newTrace: () => 't' })
    expect(() => log.event('x.y')).not.toThrow()
  })
  it('echoes only when told to', () => {
    const lines: string[] = []
    logOf((line) => lines.push(line)).event('x.y')
    expect(lines).toHaveLength(1)
  })
})
