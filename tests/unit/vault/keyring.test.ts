// The credential store under its traps: null that means locked, calls that hang, writes that lie, values that are long.
import { beforeEach, describe, expect, it } from 'vitest'
import { createKeyring } from '../../../src-main/vault/keyring'
import { createKeyringCalls } from '../../../src-main/vault/keyring-call'
import { createFakeKeytar, type FakeKeytar } from '../../doubles/keytar'

let keytar: FakeKeytar
/** Watchdogs that run out when the test says so. */
let watchdogs: (() => void)[]

const keyringOf = (more: Partial<Parameters<typeof createKeyring>[0]> = {}) =>
  createKeyring({
    load: () => keytar,
    serviceName: 'Test',
    probeAccount: 'probe',
    newProbeValue: () => 'probe-value',
    calls: createKeyringCalls({
      after(_ms, run) {
        watchdogs.push(run)
        return () => {
          watchdogs = watchdogs.filter((one) => one !== run)
        }
      },
    }),
    ...more,
  })
const settle = () => new Promise((resolve) => setImmediate(resolve))
const accounts = () => [...keytar.items.keys()].map((name) => name.split('\n')[1])

beforeEach(() => {
  keytar = createFakeKeytar()
  watchdogs = []
})

describe('keyring', () => {
  it('keeps, replaces and removes a value', async () => {
    const keyring = keyringOf()
    expect(await keyring.get('a')).toEqual({ kind: 'absent' })
    expect(await keyring.set('a', 'one')).toEqual({ kind: 'written' })
    expect(await keyring.set('a', 'two')).toEqual({ kind: 'written' })
    expect(await keyring.get('a')).toEqual({ kind: 'found', value: 'two' })
    expect(await keyring.remove('a')).toEqual({ kind: 'removed' })
    expect(await keyring.get('a')).toEqual({ kind: 'absent' })
    expect(keytar.items.size).toBe(0)
  })
  it('removes what is not there, once the store has shown that it works', async () => {
    expect(await keyringOf().remove('a')).toEqual({ kind: 'removed' })
    expect(accounts()).toEqual([])
  })
  it('does not take the null of a locked store for absent (S-28, N-47)', async () => {
    const keyring = keyringOf()
    await keyring.set('a', 'one')
    keytar.state = 'locked-null'
    expect(await keyring.get('a')).toEqual({ kind: 'unavailable', why: 'locked' })
    expect(await keyring.set('a', 'two')).toEqual({ kind: 'unavailable', why: 'locked' })
    expect(await keyring.remove('a')).toEqual({ kind: 'not-confirmed' })
    keytar.state = 'open'
    expect(await keyring.get('a')).toEqual({ kind: 'found', value: 'one' })
  })
  it('answers several who ask for what is not there at once', async () => {
    let count = 0
    const keyring = keyringOf({ newProbeValue: () => `probe ${++count}` })
    expect(await Promise.all(['a', 'b', 'c'].map(keyring.get))).toEqual(Array(3).fill({ kind: 'absent' }))
    expect(keytar.items.size).toBe(0)
  })
  it('says when there is no store, and when the module does not load (N-47, N-50)', async () => {
    keytar.state = 'absent'
    expect(await keyringOf().get('a')).toEqual({ kind: 'unavailable', why: 'absent' })
    let loads = 0
    const keyring = keyringOf({
      load: () => {
        loads += 1
        throw new Error('wrong architecture')
      },
    })
    expect(await keyring.get('a')).toEqual({ kind: 'unavailable', why: 'module' })
    expect(await keyring.set('a', 'x')).toEqual({ kind: 'unavailable', why: 'module' })
    expect(loads).toBe(1)
  })
  it('gives up on a call that hangs, refuses others meanwhile, and recovers (S-28, N-47)', async () => {
    const keyring = keyringOf()
    keytar.state = 'hanging'
    const writing = keyring.set('a', 'one')
    await settle()
    expect(keyring.isHanging()).toBe(false)
    for (const runOut of watchdogs.splice(0)) runOut()
    expect(await writing).toEqual({ kind: 'unavailable', why: 'not-answering' })
    expect(keyring.isHanging()).toBe(true)
    const calls = keytar.calls.length
    expect(await keyring.get('a')).toEqual({ kind: 'unavailable', why: 'not-answering' })
    expect(keytar.calls).toHaveLength(calls)
    keytar.state = 'open'
    keytar.release()
    await settle()
    expect(keyring.isHanging()).toBe(false)
    expect(await keyring.get('a')).toEqual({ kind: 'found', value: 'one' })
  })
  it('calls a store locked that answers reads and lets the write wait for a prompt (S-28, N-47)', async () => {
    const keyring = keyringOf()
    keytar.state = 'hanging'
    const reading = keyring.get('a')
    await settle()
    for (const runOut of watchdogs.splice(0)) runOut()
    expect(await reading).toEqual({ kind: 'unavailable', why: 'locked' })
    keytar.release()
  })
  it('has one call under way at most', async () => {
    let running = 0
    let most = 0
    const inner = keytar.getPassword
    keytar.getPassword = async (...args) => {
      running += 1
      most = Math.max(most, running)
      await settle()
      running -= 1
      return inner(...args)
    }
    const keyring = keyringOf()
    await keyring.set('a', 'x')
    await Promise.all(['a', 'a', 'a'].map((account) => keyring.get(account)))
    expect(most).toBe(1)
  })
  it('believes a write only when it reads back the same (S-28, N-49)', async () => {
    keytar.distort = (text) => text.slice(0, -1)
    expect(await keyringOf().set('a', 'value')).toMatchObject({ kind: 'unavailable' })
  })
  it('refuses NUL, which some stores cut at (S-30, N-35)', async () => {
    await expect(keyringOf().set('a', 'a\u0000b')).rejects.toMatchObject({ code: 'storage-failed' })
  })
  it('ignores an item that it did not write (N-49)', async () => {
    keytar.items.set('Test\na', 'foreign')
    expect(await keyringOf().get('a')).toEqual({ kind: 'absent' })
  })

  it.each([1, 2398, 2399, 2400, 2401, 2560, 2561, 4799, 4800, 10_000])(
    'keeps %d bytes in items that Windows takes (S-30, N-35)',
    async (length) => {
      const value = 'x'.repeat(length)
      const keyring = keyringOf()
      expect(await keyring.set('a', value)).toEqual({ kind: 'written' })
      expect(await keyring.get('a')).toEqual({ kind: 'found', value })
      for (const text of keytar.items.values()) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2400)
      expect(await keyring.remove('a')).toEqual({ kind: 'removed' })
      expect(keytar.items.size).toBe(0)
    },
  )
  it('cuts between characters of any length (S-30, N-35)', async () => {
    const value = 'aä€😀'.repeat(1_500)
    const keyring = keyringOf()
    await keyring.set('a', value)
    expect(await keyring.get('a')).toEqual({ kind: 'found', value })
    for (const text of keytar.items.values()) expect(text).not.toContain('\ufffd')
  })
  it('leaves nothing of a long value behind a short one (S-30)', async () => {
    const keyring = keyringOf()
    await keyring.set('a', 'x'.repeat(9_000))
    await keyring.set('a', 'y'.repeat(5_000))
    await keyring.set('a', 'short')
    expect(accounts()).toEqual(['a'])
  })
  it.each([0, 1, 2, 3, 4])(
    'keeps the old long value when the new one stops after %d writes (S-30)',
    async (writes) => {
      const keyring = keyringOf()
      const old = 'o'.repeat(7_000)
      await keyring.set('a', old)
      keytar.writesLeft = writes
      expect(await keyring.set('a', 'n'.repeat(9_000))).toMatchObject({ kind: 'unavailable' })
      keytar.writesLeft = Number.POSITIVE_INFINITY
      expect(await keyring.get('a')).toEqual({ kind: 'found', value: old })
      expect(await keyring.set('a', 'n'.repeat(9_000))).toEqual({ kind: 'written' })
      expect(await keyring.remove('a')).toEqual({ kind: 'removed' })
      expect(keytar.items.size).toBe(0)
    },
  )
  it.each([0, 1, 2])('has nothing when the first long value stops after %d writes (S-30)', async (writes) => {
    const keyring = keyringOf()
    keytar.writesLeft = writes
    await keyring.set('a', 'n'.repeat(7_000))
    keytar.writesLeft = Number.POSITIVE_INFINITY
    expect(await keyring.get('a')).toEqual({ kind: 'absent' })
  })
  it.each(['a/a/0', 'a/a/2'])(
    'does not answer a value whose part %s was changed or lost (S-30)',
    async (part) => {
      const keyring = keyringOf()
      await keyring.set('a', 'x'.repeat(7_000))
      const kept = keytar.items.get(`Test\n${part}`) ?? ''
      expect(kept).not.toBe('')
      keytar.items.set(`Test\n${part}`, kept.replace('x', 'y'))
      expect(await keyring.get('a')).toEqual({ kind: 'absent' })
      keytar.items.delete(`Test\n${part}`)
      expect(await keyring.get('a')).toEqual({ kind: 'absent' })
    },
  )
  it('survives a head record that is none', async () => {
    for (const head of ['#', '#{}', '#{"generation":"a","count":1e9,"sha256":""}', '#null']) {
      keytar.items.set('Test\na', head)
      expect(await keyringOf().get('a')).toEqual({ kind: 'absent' })
    }
  })
})
