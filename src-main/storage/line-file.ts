// An append-only file of JSON lines; a line is on the disk before `append` answers.
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../src-shared/errors'
import { fileFailure } from './durable-file'

export interface LineFile {
  /** Throws `storage-failed`; then nothing may be released that depends on the line. */
  append(line: object): Promise<void>
  /** Lines in order; lines that a crash left torn or that are damaged are left out and reported. */
  readAll(): Promise<object[]>
}

interface Options {
  /** Told how many lines could not be read. */
  readonly onDamage?: (lines: number) => void
  readonly openFile?: typeof open
}

const flags = constants.O_CREAT | constants.O_RDWR | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0)
const newline = 0x0a
const firstLook = 64 * 1024

function parseLine(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

/**
 * A crash can leave half a line at the end. Half a line was never confirmed to anybody: it is cut off.
 * A whole one that lacks only its line break is kept: it may already have been acted upon.
 */
async function mendTail(handle: FileHandle, onDamage: (lines: number) => void): Promise<void> {
  const tail = await lastPiece(handle)
  if (tail.bytes.length === 0) return
  if (parseLine(tail.bytes.toString('utf8')) !== null) {
    await handle.appendFile('\n')
    return
  }
  await handle.truncate(tail.start)
  onDamage(1)
}

/** What stands behind the last line break; read from the end, since such a file grows for years. */
async function lastPiece(handle: FileHandle): Promise<{ readonly start: number; readonly bytes: Buffer }> {
  const { size } = await handle.stat()
  for (let length = Math.min(size, firstLook); ; length = Math.min(size, length * 2)) {
    const start = size - length
    const bytes = Buffer.alloc(length)
    await handle.read(bytes, 0, length, start)
    const at = bytes.lastIndexOf(newline) + 1
    if (at > 0 || length === size) return { start: start + at, bytes: bytes.subarray(at) }
  }
}

export function createLineFile(file: string, options: Options = {}): LineFile {
  const { onDamage = () => {}, openFile = open } = options
  let queue: Promise<unknown> = Promise.resolve()
  let tailChecked = false

  async function appendNow(text: string): Promise<void> {
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
      const handle = await openFile(file, flags, 0o600)
      try {
        if (!tailChecked) await mendTail(handle, onDamage)
        // A failed write may leave half a line again: check once more next time unless this one went through.
        tailChecked = false
        await handle.appendFile(text)
        await handle.sync()
        tailChecked = true
      } finally {
        await handle.close()
      }
    } catch (error) {
      throw new AppError('storage-failed', { reason: fileFailure(error) }, error)
    }
  }

  async function readNow(): Promise<object[]> {
    let text: string
    try {
      text = await readFile(file, 'utf8')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw new AppError('storage-failed', { reason: fileFailure(error) }, error)
    }
    const written = text.split('\n').filter((line) => line !== '')
    const lines = written.map(parseLine).filter((line) => line !== null)
    if (lines.length < written.length) onDamage(written.length - lines.length)
    return lines
  }

  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = queue.then(task, task)
    queue = turn.catch(() => {})
    return turn
  }

  return {
    append(line) {
      const text = `${JSON.stringify(line)}\n`
      return inTurn(() => appendNow(text))
    },
    readAll: () => inTurn(readNow),
  }
}
