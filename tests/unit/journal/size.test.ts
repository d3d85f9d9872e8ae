// A journal of many years: nothing that is done with it stops the app.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { hashOf, noLine, textOf, writeLine } from '../../../src-main/journal/journal-line'
import { createSeal } from '../../../src-main/vault/seal'
import { everyEntry } from '../../doubles/filters'
import { createStore, run } from './running'

/** Counts what the journal does between two turns of the main loop: not the time, which a busy computer changes. */
function watchTurns() {
  let done = 0
  let most = 0
  let isOver = false
  const turn = () => {
    most = Math.max(most, done)
    done = 0
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  return {
    count: () => {
      done += 1
    },
    end() {
      isOver = true
      return Math.max(most, done)
    },
  }
}

it('with 100,000 entries never holds the main loop for long: start, check, search, first entry (S-37)', async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'keywright-size-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const file = path.join(dir, 'journal.jsonl')
  const seal = createSeal(Buffer.alloc(32, 8), 'here')
  const vault = { ready: async () => 'keyring' as const, ...seal }
  const at = '2026-01-12T09:00:00.000Z'
  const facts = { key: 'Grafana prod', console: 'vspc.example', person: 'NG\\lindqvist', keyId: '4711' }
  const parts: string[] = []
  let prev = noLine
  for (let seq = 1; seq <= 100_000; seq += 1) {
    const text = textOf(writeLine(vault, seq, prev, { at, monotonic: seq, event: 'key.edited', facts }))
    parts.push(text)
    prev = hashOf(text)
  }
  writeFileSync(file, `${parts.join('\n')}\n`)
  const store = createStore()
  store.records.set('journal', { seq: 100_000, hash: prev, finding: null })
  const turns = watchTurns()
  const counting = {
    ...seal,
    hmac(bytes: Buffer, purpose?: string) {
      turns.count()
      return seal.hmac(bytes, purpose)
    },
    unseal(aad: string, sealed: Buffer) {
      turns.count()
      return seal.unseal(aad, sealed)
    },
  }
  const { journal } = await run(file, { store, seal: counting })
  await journal.append('app.started')
  expect(await journal.verify()).toEqual({ kind: 'intact', count: 100_001 })
  let before: number | null = null
  let pages = 0
  do {
    const page = await journal.read({ ...everyEntry, text: 'nothing like it' }, before, 100)
    expect(page.rows).toEqual([])
    before = page.next
    pages += 1
  } while (before !== null)
  expect(pages).toBe(21)
  // Two checks may share a turn: that of the start and the one that was asked for. An entry takes some 0.05 ms.
  expect(turns.end()).toBeLessThanOrEqual(210)
}, 60_000)
