// The mark that a lock leaves for the next start: there at once, sealed, without a word in it, and gone after the unlock.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLockMark } from '../../../src-main/lock/lock-mark'
import { createSealedFiles } from '../../../src-main/storage/sealed-file'
import { createSeal } from '../../../src-main/vault/seal'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'kw-mark-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function markOf(kept: 'keyring' | 'memory' = 'keyring') {
  const vault = { ready: async () => kept, ...createSeal(Buffer.alloc(32, 7), 'me') }
  return createLockMark(createSealedFiles({ dir, vault, now: () => new Date(), onSetAside: () => {} }), dir)
}

it('is known to the next start before anything is opened (S-26)', async () => {
  const mark = markOf()
  expect(mark.isSet()).toBe(false)
  await mark.set()
  expect(markOf('memory').isSet()).toBe(true)
  expect(readdirSync(dir)).toEqual(['lock.sealed'])
  expect(readFileSync(path.join(dir, 'lock.sealed')).length).toBeLessThan(64)
  await mark.clear()
  expect(markOf().isSet()).toBe(false)
})

it('without a credential store it stays as it is: such a run keeps no sign-in that it could guard', async () => {
  await markOf('memory').set()
  expect(readdirSync(dir)).toEqual([])
  await markOf().set()
  await markOf('memory').clear()
  expect(markOf().isSet()).toBe(true)
})
