// Which copy of a sealed file is the newest: older ones that are put back, crashes between file and store, stores that fail.
import { copyFileSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { realFileCalls } from '../../../src-main/storage/durable-file'
import { createSealedFiles } from '../../../src-main/storage/sealed-file'
import { type Credentials, memoryCredentials } from '../../../src-main/vault/credentials'
import { createFreshFiles } from '../../../src-main/vault/fresh-files'
import { createSeal } from '../../../src-main/vault/seal'
import { AppError } from '../../../src-shared/errors'
import { createHandClock } from '../../doubles/hand-clock'

let dir: string
let aside: string[]
let credentials: Credentials
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'kw-fresh-'))
  aside = []
  credentials = memoryCredentials()
})

/** One run of the app over the folder and the credential store. */
function run(store: Pick<Credentials, 'read' | 'write'> = credentials, calls = realFileCalls) {
  const clock = createHandClock()
  const files = createFreshFiles({
    sealedFiles: createSealedFiles({
      dir,
      vault: { ready: async () => 'keyring', ...createSeal(Buffer.alloc(32, 7), 'me') },
      now: clock.now,
      onSetAside: (name) => aside.push(name),
      calls,
    }),
    credentials: store,
    after: clock.after,
    log: { event: () => {}, trace: () => '' },
  })
  const write = (text: string, name = 'list') => files.write(name, 'a', Buffer.from(text))
  const read = async (name = 'list') => (await files.read(name, 'a'))?.toString() ?? null
  return { files, clock, write, read }
}
const file = () => path.join(dir, 'list.sealed')
const older = () => path.join(dir, 'older')

describe('the newest copy', () => {
  it('opens in this run and in the next', async () => {
    const first = run()
    await first.write('one')
    await first.write('two')
    expect(await first.read()).toBe('two')
    await first.files.written()
    const second = run()
    expect(await second.read()).toBe('two')
    await second.write('three')
    await second.files.written()
    expect(await run().read()).toBe('three')
    expect(aside).toEqual([])
  })

  it('opens also where the program ended before the store knew of it', async () => {
    const first = run()
    await first.write('one')
    await first.files.written()
    await first.write('two')
    const second = run()
    expect(await second.read()).toBe('two')
    expect(aside).toEqual([])
    await second.files.written()
    expect(await credentials.read('newest-files')).toEqual({ newest: { list: 2 } })
  })

  it('opens after a write that failed', async () => {
    const disk = { isFull: false }
    const first = run(credentials, {
      ...realFileCalls,
      async rename(from, to) {
        if (disk.isFull) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
        await realFileCalls.rename(from, to)
      },
    })
    await first.write('one')
    disk.isFull = true
    await expect(first.write('two')).rejects.toMatchObject({ detail: { reason: 'disk-full' } })
    await first.files.written()
    expect(await run().read()).toBe('one')
    expect(aside).toEqual([])
  })

  it('opens where the store has forgotten everything', async () => {
    const first = run()
    await first.write('one')
    await first.files.written()
    credentials = memoryCredentials()
    expect(await run().read()).toBe('one')
  })
})

describe('an older copy that was put back (N-55)', () => {
  it('is set aside, and what is written then counts', async () => {
    const first = run()
    await first.write('one')
    copyFileSync(file(), older())
    await first.write('two')
    await first.files.written()
    copyFileSync(older(), file())
    const second = run()
    expect(await second.read()).toBeNull()
    expect(aside).toHaveLength(1)
    expect(existsSync(file())).toBe(false)
    expect(await second.read()).toBeNull()
    await second.write('three')
    await second.files.written()
    expect(await run().read()).toBe('three')
    expect(aside).toHaveLength(1)
  })

  it('is noticed within a run, too', async () => {
    const { write, read } = run()
    await write('one')
    copyFileSync(file(), older())
    await write('two')
    copyFileSync(older(), file())
    expect(await read()).toBeNull()
  })

  it('does not come back after the file was removed', async () => {
    const first = run()
    await first.write('one')
    copyFileSync(file(), older())
    await first.files.remove('list')
    await first.files.written()
    copyFileSync(older(), file())
    expect(await run().read()).toBeNull()
    expect(aside).toHaveLength(1)
  })

  it('says nothing about other files', async () => {
    const first = run()
    await first.write('one')
    copyFileSync(file(), older())
    await first.write('two')
    await first.write('other', 'other')
    await first.files.written()
    copyFileSync(older(), file())
    expect(await run().read('other')).toBe('other')
  })
})

describe('the store', () => {
  it('is told once for a burst of writes, a moment later', async () => {
    let writes = 0
    const { clock, write } = run({
      read: credentials.read,
      async write(name, record) {
        writes += 1
        return credentials.write(name, record)
      },
    })
    for (let index = 0; index < 20; index += 1) await write(`v${index}`)
    expect(writes).toBe(0)
    await clock.advance(1000)
    expect(writes).toBe(1)
    await clock.advance(60_000)
    expect(writes).toBe(1)
  })

  it('that is locked keeps nobody from reading and writing, and is told later', async () => {
    let isLocked = true
    const locked = () => {
      if (isLocked) throw new AppError('vault-locked')
    }
    const { clock, write, read } = run({
      async read(name) {
        locked()
        return credentials.read(name)
      },
      async write(name, record) {
        locked()
        return credentials.write(name, record)
      },
    })
    await write('one')
    expect(await read()).toBe('one')
    await clock.advance(1000)
    expect(await credentials.read('newest-files')).toBeNull()
    isLocked = false
    await clock.advance(30_000)
    expect(await credentials.read('newest-files')).toEqual({ newest: { list: 1 } })
  })

  it('that hangs holds up the end for a second', async () => {
    const { clock, files } = run({ read: credentials.read, write: () => new Promise(() => {}) })
    await files.write('list', 'a', Buffer.from('one'))
    let isOver = false
    void files.written().then(() => {
      isOver = true
    })
    await clock.advance(999)
    expect(isOver).toBe(false)
    await clock.advance(1)
    expect(isOver).toBe(true)
  })
})

it('leaves nothing but its files in the folder', async () => {
  const { write } = run()
  await write('one')
  await write('two')
  expect(readdirSync(dir)).toEqual(['list.sealed'])
})
