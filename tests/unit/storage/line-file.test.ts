// Append-only lines: flushed before they count, and readable after a crash in the middle of one.
import { appendFileSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { createLineFile } from '../../../src-main/storage/line-file'

let file: string
beforeEach(() => {
  file = path.join(mkdtempSync(path.join(os.tmpdir(), 'kw-lines-')), 'sub', 'lines.jsonl')
})

describe('line file', () => {
  it('reads back lines in order, also those appended at once', async () => {
    const lines = createLineFile(file)
    await Promise.all([1, 2, 3].map((n) => lines.append({ n })))
    expect(await createLineFile(file).readAll()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
  it('is empty before the first line', async () => {
    expect(await createLineFile(file).readAll()).toEqual([])
  })
  it('cuts off a torn tail before the next line', async () => {
    const damage: number[] = []
    await createLineFile(file).append({ n: 1 })
    appendFileSync(file, '{"n":2,"par')
    const lines = createLineFile(file, { onDamage: (count) => damage.push(count) })
    expect(await lines.readAll()).toEqual([{ n: 1 }])
    await lines.append({ n: 3 })
    expect(readFileSync(file, 'utf8')).toBe('{"n":1}\n{"n":3}\n')
    expect(damage).toEqual([1, 1])
  })
  it('keeps a whole last line that lacks its line break', async () => {
    await createLineFile(file).append({ n: 1 })
    appendFileSync(file, '{"n":2}')
    const lines = createLineFile(file)
    await lines.append({ n: 3 })
    expect(await lines.readAll()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  })
  it('leaves out damaged lines in the middle and reports them', async () => {
    const damage: number[] = []
    await createLineFile(file).append({ n: 1 })
    appendFileSync(file, 'garbage\n[1]\n{"n":4}\n')
    const lines = createLineFile(file, { onDamage: (count) => damage.push(count) })
    expect(await lines.readAll()).toEqual([{ n: 1 }, { n: 4 }])
    expect(damage).toEqual([2])
  })
  it('fails when the flush fails, and mends itself afterwards (N-54)', async () => {
    let broken = true
    const openFile: typeof open = async (...args) => {
      const handle = await open(...args)
      if (broken) handle.sync = async () => Promise.reject(Object.assign(new Error('io'), { code: 'EIO' }))
      return handle
    }
    const lines = createLineFile(file, { openFile })
    await expect(lines.append({ n: 1 })).rejects.toMatchObject({
      code: 'storage-failed',
      detail: { reason: 'io' },
    })
    broken = false
    await lines.append({ n: 2 })
    expect((await lines.readAll()).at(-1)).toEqual({ n: 2 })
  })
  it('does not follow a link', async () => {
    const dir = path.dirname(path.dirname(file))
    const target = path.join(dir, 'target')
    writeFileSync(target, '')
    const link = path.join(dir, 'link')
    symlinkSync(target, link)
    await expect(createLineFile(link).append({ n: 1 })).rejects.toMatchObject({ code: 'storage-failed' })
    expect(readFileSync(target, 'utf8')).toBe('')
  })
})
