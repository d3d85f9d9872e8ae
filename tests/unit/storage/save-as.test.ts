// Saving a private key to a file of the person's choice: mode, no overwriting, no half files.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSaveAs } from '../../../src-main/storage/save-as'

const bytes = Buffer.from('not a real key')
let dir: string
let umask: number

const saveTo = (file: string | null, more: Partial<Parameters<typeof createSaveAs>[0]> = {}) =>
  createSaveAs({ showSaveDialog: async () => file, ...more }).save({ suggestedName: 'x', filters: [], bytes })

/** A file whose `method` fails; a failing write has written ten bytes before. */
const failing =
  (method: 'writeFile' | 'sync', code: string): typeof open =>
  async (...args) => {
    const handle = await open(...args)
    handle[method] = async () => {
      if (method === 'writeFile') await handle.write(bytes, 0, 10, 0)
      throw Object.assign(new Error(code), { code })
    }
    return handle
  }

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'kw-save-'))
  umask = process.umask()
})
afterEach(() => {
  process.umask(umask)
})

describe('save as', () => {
  it.each([0o000, 0o022, 0o777])('makes a file of mode 0600 under umask %o (S-47, N-65)', async (mask) => {
    process.umask(mask)
    const file = path.join(dir, 'key.txt')
    expect(await saveTo(file)).toEqual({ kind: 'saved', fileName: 'key.txt', folder: dir })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file)).toEqual(bytes)
  })
  it('does nothing when the dialog is cancelled (N-63)', async () => {
    expect(await saveTo(null)).toEqual({ kind: 'cancelled' })
    expect(readdirSync(dir)).toEqual([])
  })
  it('passes name and filters to the dialog', async () => {
    const asked: unknown[] = []
    const saveAs = createSaveAs({
      showSaveDialog: async (options) => {
        asked.push(options)
        return null
      },
    })
    await saveAs.save({ suggestedName: 'a.pem', filters: [{ name: 'PEM', extensions: ['pem'] }], bytes })
    expect(asked).toEqual([{ suggestedName: 'a.pem', filters: [{ name: 'PEM', extensions: ['pem'] }] }])
  })
  it('never overwrites (S-47, N-64)', async () => {
    const file = path.join(dir, 'old.txt')
    writeFileSync(file, 'precious')
    await expect(saveTo(file)).rejects.toMatchObject({ code: 'save-failed', detail: { reason: 'exists' } })
    expect(readFileSync(file, 'utf8')).toBe('precious')
  })
  it('follows no link, dangling ones included (S-47, N-64)', async () => {
    const [target, link] = [path.join(dir, 'target'), path.join(dir, 'link')]
    symlinkSync(target, link)
    await expect(saveTo(link)).rejects.toMatchObject({ detail: { reason: 'exists' } })
    expect(existsSync(target)).toBe(false)
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
  })
  it('refuses a folder, a missing folder and a name that is too long (N-64)', async () => {
    mkdirSync(path.join(dir, 'folder'))
    await expect(saveTo(path.join(dir, 'folder'))).rejects.toMatchObject({ detail: { reason: 'exists' } })
    await expect(saveTo(path.join(dir, 'gone', 'x'))).rejects.toMatchObject({ detail: { reason: 'io' } })
    await expect(saveTo(path.join(dir, 'x'.repeat(300)))).rejects.toMatchObject({
      detail: { reason: 'name' },
    })
  })
  it.each(['CON', 'con.txt', 'Nul .pem', 'COM1', 'lpt³.xml', 'CONIN$', 'key.', 'key.txt ', 'key.txt.'])(
    'refuses %j on Windows, where it would be another file or a device (N-64)',
    async (name) => {
      const file = path.join(dir, name)
      await expect(saveTo(file, { platform: 'win32' })).rejects.toMatchObject({
        code: 'save-failed',
        detail: { reason: 'name' },
      })
      expect(readdirSync(dir)).toEqual([])
      // Elsewhere these are ordinary names.
      expect(await saveTo(file, { platform: 'linux' })).toMatchObject({ kind: 'saved', fileName: name })
    },
  )
  it.each(['console.txt', 'com.txt', 'COM10.txt', 'my CON.txt', '.profile'])(
    'takes %j on Windows (N-64)',
    async (name) => {
      expect(await saveTo(path.join(dir, name), { platform: 'win32' })).toMatchObject({ fileName: name })
    },
  )
  it('does not remove a file that somebody put in the place of the unfinished one (S-47)', async () => {
    const file = path.join(dir, 'key.txt')
    const openFile: typeof open = async (...args) => {
      const handle = await open(...args)
      handle.sync = async () => {
        renameSync(file, path.join(dir, 'moved.txt'))
        writeFileSync(file, 'precious')
        throw Object.assign(new Error('EIO'), { code: 'EIO' })
      }
      return handle
    }
    await expect(saveTo(file, { openFile })).rejects.toMatchObject({
      detail: { reason: 'io', partialFile: file },
    })
    expect(readFileSync(file, 'utf8')).toBe('precious')
    expect(readFileSync(path.join(dir, 'moved.txt'), 'utf8')).toBe('')
  })
  it.each([
    ['writeFile', 'ENOSPC', 'disk-full'],
    ['sync', 'EIO', 'io'],
  ] as const)('leaves nothing behind when %s fails with %s (S-47, N-63)', async (method, code, reason) => {
    const file = path.join(dir, 'key.txt')
    await expect(saveTo(file, { openFile: failing(method, code) })).rejects.toMatchObject({
      code: 'save-failed',
      detail: { reason },
    })
    expect(readdirSync(dir)).toEqual([])
  })
  it('names a part that it could not remove, and blanks it (S-47, N-63)', async () => {
    const file = path.join(dir, 'key.txt')
    const unlinkFile = async () => Promise.reject(Object.assign(new Error('denied'), { code: 'EACCES' }))
    await expect(
      saveTo(file, { openFile: failing('writeFile', 'ENOSPC'), unlinkFile }),
    ).rejects.toMatchObject({ detail: { reason: 'disk-full', partialFile: file } })
    expect(readFileSync(file, 'utf8')).not.toContain('not a real')
  })
  it.each([
    ['EACCES', 'denied'],
    ['EROFS', 'denied'],
  ])('says what the system said: %s (N-63)', async (code, reason) => {
    const openFile = async () => Promise.reject(Object.assign(new Error(code), { code }))
    await expect(saveTo(path.join(dir, 'k'), { openFile })).rejects.toMatchObject({ detail: { reason } })
  })
})
