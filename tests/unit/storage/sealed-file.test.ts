// Sealed files under faults: changed bytes, other meanings, other keys, crashes while writing.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { createSealedFiles, type Sealer } from '../../../src-main/storage/sealed-file'
import { createSeal } from '../../../src-main/vault/seal'

const now = () => new Date('2026-02-03T04:05:06Z')
const text = Buffer.from('customer list')
let dir: string
let aside: string[]

const sealer = (owner = 'me', kept: 'keyring' | 'memory' = 'keyring', key = Buffer.alloc(32, 7)): Sealer => ({
  ready: async () => kept,
  ...createSeal(key, owner),
})
const filesOf = (vault = sealer()) =>
  createSealedFiles({ dir, vault, now, onSetAside: (name) => aside.push(name) })
const file = () => path.join(dir, 'list.sealed')

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'kw-sealed-'))
  aside = []
})

describe('sealed files', () => {
  it('keep what was written, unreadable to others', async () => {
    const files = filesOf()
    await files.write('list', 'inventory', text)
    expect(await files.read('list', 'inventory')).toEqual(text)
    expect(readFileSync(file()).includes('customer')).toBe(false)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(readdirSync(dir)).toEqual(['list.sealed'])
  })
  it('answer null for absent ones, and after removal', async () => {
    const files = filesOf()
    expect(await files.read('list', 'inventory')).toBeNull()
    await files.write('list', 'inventory', text)
    await files.remove('list')
    await files.remove('list')
    expect(await files.read('list', 'inventory')).toBeNull()
    expect(aside).toEqual([])
  })
  it('notice every single flipped bit (S-34, N-55)', async () => {
    const seal = createSeal(Buffer.alloc(32, 7), 'me')
    const sealed = seal.seal('inventory', text)
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const copy = Buffer.from(sealed)
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => seal.unseal('inventory', copy)).toThrow()
    }
  })
  it.each([
    ['truncated', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
    ['nearly empty', (bytes: Buffer) => bytes.subarray(0, 10)],
    ['empty', () => Buffer.alloc(0)],
    ['other bytes', (bytes: Buffer) => randomBytes(bytes.length)],
  ])('are set aside when %s, and the app can write anew (S-34, N-55)', async (_what, damage) => {
    const files = filesOf()
    await files.write('list', 'inventory', text)
    writeFileSync(file(), damage(readFileSync(file())))
    expect(await files.read('list', 'inventory')).toBeNull()
    expect(aside).toEqual(['list.sealed.corrupt-20260203T040506'])
    expect(existsSync(path.join(dir, aside[0] ?? ''))).toBe(true)
    await files.write('list', 'inventory', text)
    expect(await files.read('list', 'inventory')).toEqual(text)
  })
  it('of another profile, another key or another meaning do not open (S-34, N-55)', async () => {
    await filesOf(sealer('other')).write('list', 'inventory', text)
    expect(await filesOf().read('list', 'inventory')).toBeNull()
    await filesOf(sealer('me', 'keyring', Buffer.alloc(32, 8))).write('list', 'inventory', text)
    expect(await filesOf().read('list', 'inventory')).toBeNull()
    await filesOf().write('list', 'operations', text)
    expect(await filesOf().read('list', 'inventory')).toBeNull()
    expect(aside).toHaveLength(3)
  })
  it('stay untouched in memory mode, which keeps nothing (S-32)', async () => {
    await filesOf().write('list', 'inventory', text)
    const before = readFileSync(file())
    const memory = filesOf(sealer('memory', 'memory', Buffer.alloc(32, 9)))
    expect(await memory.read('list', 'inventory')).toBeNull()
    await memory.write('list', 'inventory', Buffer.from('this run'))
    expect(await memory.read('list', 'inventory')).toEqual(Buffer.from('this run'))
    await memory.remove('list')
    expect(readFileSync(file())).toEqual(before)
  })
  it('wait for the vault', async () => {
    let open: (kept: 'keyring') => void = () => {}
    const ready = new Promise<'keyring'>((resolve) => {
      open = resolve
    })
    const writing = filesOf({ ...sealer(), ready: () => ready }).write('list', 'inventory', text)
    await Promise.resolve()
    expect(existsSync(file())).toBe(false)
    open('keyring')
    await writing
    expect(existsSync(file())).toBe(true)
  })
  it.each(['open', 'write', 'sync', 'rename'] as const)(
    'keep the old content when %s fails for want of space (N-54)',
    async (step) => {
      await filesOf().write('list', 'inventory', text)
      const full = Object.assign(new Error('no space'), { code: 'ENOSPC' })
      const fail = async () => Promise.reject(full)
      const calls = {
        rm,
        rename: step === 'rename' ? fail : rename,
        open:
          step === 'open'
            ? fail
            : async (...args: Parameters<typeof open>) => {
                const handle = await open(...args)
                if (step === 'sync') handle.sync = fail
                if (step === 'write')
                  handle.writeFile = async () => {
                    await handle.write(Buffer.from('half of it'))
                    return fail()
                  }
                return handle
              },
      }
      const files = createSealedFiles({ dir, vault: sealer(), now, onSetAside: () => {}, calls })
      await expect(files.write('list', 'inventory', Buffer.from('new'))).rejects.toMatchObject({
        code: 'storage-failed',
        detail: { reason: 'disk-full' },
      })
      expect(await files.read('list', 'inventory')).toEqual(text)
      expect(readdirSync(dir)).toEqual(['list.sealed'])
    },
  )
  it.each(['open', 'write', 'sync', 'rename'] as const)(
    'outlive a program that is killed at %s of a write: the old content opens, and the rest is cleared up (N-54)',
    async (step) => {
      await filesOf().write('list', 'inventory', Buffer.from('old'))
      let reached: () => void = () => {}
      const killed = new Promise<void>((resolve) => {
        reached = resolve
      })
      const stop = () => {
        reached()
        return new Promise<never>(() => {})
      }
      const calls = {
        rm,
        rename: step === 'rename' ? stop : rename,
        open: async (...args: Parameters<typeof open>) => {
          const handle = await open(...args)
          if (step === 'open') return stop()
          if (step === 'sync') handle.sync = stop
          if (step === 'write')
            handle.writeFile = async () => {
              await handle.write(Buffer.from('half'))
              return stop()
            }
          return handle
        },
      }
      void createSealedFiles({ dir, vault: sealer(), now, onSetAside: () => {}, calls }).write(
        'list',
        'inventory',
        Buffer.from('new'),
      )
      await killed
      expect(readdirSync(dir)).toHaveLength(2)
      const next = filesOf()
      expect((await next.read('list', 'inventory'))?.toString()).toBe('old')
      expect(aside).toEqual([])
      await next.write('list', 'inventory', Buffer.from('newer'))
      expect(readdirSync(dir)).toEqual(['list.sealed'])
      expect((await next.read('list', 'inventory'))?.toString()).toBe('newer')
    },
  )
  it('never leave their folder', async () => {
    await expect(filesOf().write('../x', 'inventory', text)).rejects.toMatchObject({ code: 'internal' })
  })
  it('written at once end with the last content', async () => {
    const files = filesOf()
    await Promise.all([1, 2, 3, 4, 5].map((n) => files.write('list', 'inventory', Buffer.from(`v${n}`))))
    expect(await files.read('list', 'inventory')).toEqual(Buffer.from('v5'))
  })
})
